import { drawZones } from '@weir/drawing';
import { type Element, formatDay, isElement, type Landscape, namesIn, suggest } from '@weir/model';
import { bindProject, checkProject, join } from '@weir/workspace';
import type { Parsed } from '../arguments.js';
import type { Command } from '../command.js';
import { asOf, referenceDate } from '../date-option.js';
import { openProjects } from '../open-project.js';
import { type ExitCode, exit, type World } from '../world.js';

export const render: Command = {
  name: 'render',
  usage: '[path]',
  summary: 'Draw the zones and conduits of a landscape as SVG, with its findings in it.',
  details: 'Draws each `view` that is declared, else each site, else everything. The same landscape always gives the same bytes.',
  options: [
    { name: 'scope', value: 'name', doc: 'Only this site, area or zone.' },
    { name: 'view', value: 'name', doc: 'Only this view; may be repeated.' },
    {
      name: 'out',
      short: 'o',
      value: 'path',
      doc: 'A folder, or with one drawing a file ending in .svg, or - for standard output. Default: drawings.',
    },
    { name: 'theme', value: 'theme', choices: ['light', 'dark'], doc: 'Default: light.' },
    asOf,
  ],
  examples: [
    { line: 'weir render', does: 'Draw every view into the folder drawings' },
    { line: 'weir render plant --scope kiln -o kiln.svg', does: 'Draw one zone with its neighbours' },
    { line: 'weir render plant --scope mill -o - | less', does: 'Look at the SVG itself' },
  ],
  run: async (parsed, world) => {
    const today = referenceDate(parsed, world);
    if (typeof today !== 'number') return misused(world, today.wrong);
    const opened = await openProjects(parsed.paths, world);
    if ('wrong' in opened) return misused(world, opened.wrong);
    const [first, ...others] = opened;
    if (first === undefined || others.length > 0) return misused(world, 'draw one project at a time.');
    const checked = checkProject(bindProject(first.project), { today });
    const drawings = drawingsOf(checked.landscape, parsed);
    if ('wrong' in drawings) return misused(world, drawings.wrong);
    const out = parsed.options.get('out')?.at(-1) ?? 'drawings';
    const isFile = out === '-' || out.endsWith('.svg');
    if (isFile && drawings.length > 1)
      return misused(world, `there are ${drawings.length} drawings, so --out must be a folder, or choose one with --view or --scope.`);
    const theme = parsed.options.get('theme')?.at(-1) === 'dark' ? 'dark' : 'light';
    let problems = 0;
    for (const { name, title, scope } of drawings) {
      const drawn = await drawZones({
        landscape: checked.landscape,
        day: today,
        findings: checked.findings,
        title,
        subtitle: `Zones and conduits on ${formatDay(today)}`,
        theme,
        ...(scope && { scope }),
      });
      for (const problem of drawn.problems) world.error(`${name}: ${problem}\n`);
      problems += drawn.svg === '' ? 1 : 0;
      if (drawn.svg === '') continue;
      const failed = await put(out === '-' ? '-' : isFile ? out : `${out.replace(/\/+$/, '')}/${fileName(name)}.svg`, drawn.svg, world);
      if (failed !== undefined) return failed;
    }
    if (checked.incomplete) world.error('Something could not be read, so the drawings may lack it; see weir check.\n');
    return problems > 0 || checked.incomplete ? exit.failed : exit.clean;
  },
};

async function put(path: string, svg: string, world: World): Promise<ExitCode | undefined> {
  if (path === '-') {
    world.out(svg);
    return undefined;
  }
  try {
    await world.write(join(world.cwd, path), svg);
    world.out(`${path}\n`);
    return undefined;
  } catch (error) {
    world.error(`weir render: "${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return exit.failed;
  }
}

function misused(world: World, wrong: string): ExitCode {
  world.error(`weir render: ${wrong}\n`);
  return exit.misused;
}

interface Drawing {
  readonly name: string;
  readonly title: string;
  readonly scope?: Element;
}

function drawingsOf(landscape: Landscape, { options }: Parsed): readonly Drawing[] | { readonly wrong: string } {
  const scope = options.get('scope')?.at(-1);
  if (scope !== undefined) {
    const found = namesIn(landscape).find(
      { segments: scope.split('.').map((text) => ({ text, start: 0, end: 0 })) },
      undefined,
      ['site', 'area', 'zone'],
      'project',
    );
    if (found.is === 'one') return [drawingOf(found.element)];
    const near = namesIn(landscape).near(scope, ['site', 'area', 'zone']);
    return {
      wrong:
        found.is === 'several'
          ? `several are called "${scope}"; write more of the name, such as ${found.candidates[0]?.path}.`
          : `no site, area or zone is called "${scope}".${near ? ` Did you mean ${near}?` : ''}`,
    };
  }
  const views = (landscape.byType.get('view') ?? []).filter(({ ring }) => ring !== 'library');
  const wanted = options.get('view');
  if (wanted !== undefined) {
    const missing = wanted.find((name) => !views.some((view) => view.name === name || view.path === name));
    const near =
      missing &&
      suggest(
        missing,
        views.map(({ name }) => name),
      );
    if (missing !== undefined) return { wrong: `there is no view "${missing}".${near ? ` Did you mean ${near}?` : ''}` };
    return views.filter((view) => wanted.includes(view.name) || wanted.includes(view.path)).flatMap(viewDrawings);
  }
  if (views.length > 0) return views.flatMap(viewDrawings);
  const sites = (landscape.byType.get('site') ?? []).filter(({ ring }) => ring !== 'library');
  return sites.length > 0 ? sites.map(drawingOf) : [{ name: 'landscape', title: 'The whole landscape' }];
}

/** A view of several scopes is a drawing of each. */
function viewDrawings(view: Element): readonly Drawing[] {
  const value = view.facts.get('scope')?.value;
  const scopes = Array.isArray(value) ? value.filter(isElement) : [];
  const title = view.title ?? view.name;
  if (scopes.length <= 1) return [{ name: view.path, title, ...(scopes[0] && { scope: scopes[0] }) }];
  return scopes.map((scope) => ({ name: `${view.path}-${scope.name}`, title: `${title}: ${scope.title ?? scope.name}`, scope }));
}

function drawingOf(scope: Element): Drawing {
  return { name: scope.path, title: scope.title ?? scope.name, scope };
}

function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
}
