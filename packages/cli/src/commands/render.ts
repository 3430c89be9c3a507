import type { PlannedDrawing, Theme } from '@weir/drawing';
import { type Landscape, namesIn, suggest } from '@weir/model';
import { bindProject, checkProject } from '@weir/workspace';
import type { Parsed } from '../arguments.js';
import type { Command } from '../command.js';
import { asOf, referenceDate } from '../date-option.js';
import { exit, isRefusal, misused, type Refusal } from '../exit-code.js';
import { openProjects } from '../open-project.js';
import { paintBox } from '../paint-box.js';
import { complain, say } from '../say.js';
import type { World } from '../world.js';
import { writeOutput } from '../write-output.js';

const themes: readonly Theme[] = ['light', 'dark', 'high-contrast'];
const formats = ['svg', 'png'] as const;
type Format = (typeof formats)[number];

export const render: Command = {
  name: 'render',
  usage: '[options] [path]',
  mostPaths: 1,
  summary: 'Draw the zones and conduits of a landscape, with its findings in it.',
  details: [
    'Draws each `view` that is declared. Without one, it draws each site, and an overview of all zones when there are several sites.',
    'The same landscape always gives the same bytes.',
  ],
  options: [
    { name: 'scope', value: 'name', doc: 'Only this site, area or zone, with what it is connected to.' },
    { name: 'view', value: 'name', doc: 'Only this view; may be repeated.' },
    {
      name: 'out',
      short: 'o',
      value: 'path',
      doc: 'A folder, or with one drawing a file ending in .svg or .png, or - for standard output. Default: drawings.',
    },
    { name: 'format', short: 'f', value: 'format', choices: formats, doc: 'svg or png. Default: what the file ends in, else svg.' },
    { name: 'theme', value: 'theme', choices: themes, doc: 'Default: light.' },
    asOf,
  ],
  examples: [
    { line: 'weir render', does: 'Draw every view into the folder drawings' },
    { line: 'weir render plant --scope kiln -o kiln.svg', does: 'Draw one zone with its neighbours' },
    { line: 'weir render --view overview -o overview.png --theme dark', does: 'A picture for slides' },
    { line: 'weir render plant --scope mill -o - | less', does: 'Look at the SVG itself' },
  ],
  run: async (parsed, world) => {
    const today = referenceDate(parsed, world);
    if (isRefusal(today)) return today;
    const output = outputOf(parsed);
    if (isRefusal(output)) return output;
    const opened = await openProjects(parsed.paths, world);
    if (isRefusal(opened)) return opened;
    const [first] = opened;
    if (first === undefined) return misused('there is nothing to draw.');
    const checked = checkProject(await bindProject(first.project), { today });
    const drawings = await drawingsAskedFor(checked.landscape, parsed);
    if (isRefusal(drawings)) return drawings;
    if (output.is !== 'folder' && drawings.length > 1)
      return misused(`there are ${drawings.length} drawings, so --out must be a folder, or choose one with --view or --scope.`);
    const theme = (parsed.options.get('theme')?.at(-1) ?? 'light') as Theme;
    let isWhole = true;
    for (const drawing of drawings) {
      world.progress(`Drawing ${drawing.title}`);
      const { draw } = await import('@weir/drawing');
      const { svg, problems } = draw(drawing, { landscape: checked.landscape, findings: checked.findings, day: today, theme });
      for (const problem of problems) complain(world, drawing.name, problem);
      if (problems.length > 0) isWhole = false;
      if (svg === '') continue;
      const refusal = await put(svg, drawing.name, output, world);
      if (refusal !== undefined) return refusal;
    }
    if (checked.incomplete) complain(world, 'weir render', 'something could not be read, so the drawings may lack it; see weir check.');
    return isWhole && !checked.incomplete ? exit.clean : exit.failed;
  },
};

interface Output {
  readonly is: 'folder' | 'file' | 'standard output';
  readonly path: string;
  readonly format: Format;
}

function outputOf({ options }: Parsed): Output | Refusal {
  const path = options.get('out')?.at(-1) ?? 'drawings';
  const asked = options.get('format')?.at(-1) as Format | undefined;
  const ending = formats.find((format) => path.toLowerCase().endsWith(`.${format}`));
  if (asked !== undefined && ending !== undefined && asked !== ending)
    return misused(`--out ends in .${ending}, and --format says ${asked}.`);
  const format = asked ?? ending ?? 'svg';
  if (path !== '-') return { is: ending === undefined ? 'folder' : 'file', path: path.replace(/(?<=.)\/+$/, ''), format };
  return format === 'png'
    ? misused('a PNG does not go to standard output; give it a file with --out.')
    : { is: 'standard output', path, format };
}

async function put(svg: string, name: string, { is, path, format }: Output, world: World): Promise<Refusal | undefined> {
  if (is === 'standard output') {
    world.out(svg);
    return undefined;
  }
  const content = format === 'svg' ? svg : await painted(svg, name, world);
  if (isRefusal(content)) return content;
  const file = is === 'file' ? path : `${path}/${fileName(name)}.${format}`;
  const refusal = await writeOutput(world, file, content);
  if (refusal === undefined) say(world, `${file}\n`);
  return refusal;
}

async function painted(svg: string, name: string, world: World): Promise<Uint8Array | Refusal> {
  const box = await paintBox();
  if (isRefusal(box)) return box;
  const { drawPng } = await import('@weir/drawing');
  const { png, problems } = await drawPng(svg, box);
  for (const problem of problems) complain(world, name, problem);
  return png;
}

/** Other commands need not wait for the code that draws, so it is loaded here. */
async function drawingsAskedFor(landscape: Landscape, { options }: Parsed): Promise<readonly PlannedDrawing[] | Refusal> {
  const { drawingOf, drawingsOf, drawingsOfView, viewsIn } = await import('@weir/drawing');
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
    return misused(
      found.is === 'several'
        ? `several are called "${scope}"; write more of the name, such as ${found.candidates[0]?.path}.`
        : `no site, area or zone is called "${scope}".${near ? ` Did you mean ${near}?` : ''}`,
    );
  }
  const wanted = options.get('view');
  if (wanted === undefined) return drawingsOf(landscape);
  const views = viewsIn(landscape);
  const missing = wanted.find((name) => !views.some((view) => view.name === name || view.path === name));
  const near =
    missing &&
    suggest(
      missing,
      views.map(({ name }) => name),
    );
  if (missing !== undefined) return misused(`there is no view "${missing}".${near ? ` Did you mean ${near}?` : ''}`);
  return views.filter((view) => wanted.includes(view.name) || wanted.includes(view.path)).flatMap(drawingsOfView);
}

function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
}
