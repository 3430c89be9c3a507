import { type Finding, formatDay, type Severity } from '@weir/model';
import { concise, json, pretty, type Report } from '@weir/report';
import { library } from '@weir/rules';
import { below, bindProject, type CheckedProject, checkProject, join, standardLibrary } from '@weir/workspace';
import type { Option } from '../arguments.js';
import type { Command } from '../command.js';
import { asOf, referenceDate } from '../date-option.js';
import { type Opened, openProjects } from '../open-project.js';
import { version } from '../version.js';
import { type ExitCode, exit, type World } from '../world.js';

const severityRank: Readonly<Record<Severity | 'never', number>> = { note: 0, warning: 1, error: 2, never: 3 };

const options: readonly Option[] = [
  {
    name: 'format',
    short: 'f',
    value: 'format[=file]',
    choices: ['pretty', 'concise', 'json'],
    doc: 'How to say it; several, each to its file.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    choices: ['error', 'warning', 'note', 'never'],
    doc: 'The least severity that makes the exit code 1. Default: error.',
  },
  asOf,
  { name: 'profile', value: 'name', doc: 'The profile in force, instead of the one in weir.json.' },
];

export const check: Command = {
  name: 'check',
  usage: '[path ...]',
  summary: 'Check a landscape: its text, its facts and its rules.',
  details:
    'A path is a project folder, or a folder or file in one: then the whole project is checked, and what is found there is shown.\nWithout a path, the current folder is checked.',
  options,
  examples: [
    { line: 'weir check', does: 'Check the project in the current folder' },
    { line: 'weir check plant --as-of 2028-06-01', does: 'See what will be wrong in two years' },
    { line: 'weir check --format concise --fail-on warning', does: 'One line for each finding, and be strict' },
    { line: 'weir check --format pretty --format json=report.json', does: 'Read it here, and keep it for a machine' },
  ],
  run: async (parsed, world) => {
    const today = referenceDate(parsed, world);
    const opened = typeof today === 'number' ? await openProjects(parsed.paths, world) : today;
    if ('wrong' in opened || typeof today !== 'number') return misused(world, 'wrong' in opened ? opened.wrong : '');
    const profile = parsed.options.get('profile')?.at(-1);
    const checked = opened.map((project) => ({
      opened: project,
      result: checkProject(bindProject(project.project), { today, ...(profile !== undefined && { profile }) }),
    }));
    const report = reportOf(checked, today);
    const written = await writeAll(parsed.options.get('format') ?? ['pretty'], report, world);
    if (written !== undefined) return written;
    const failOn = parsed.options.get('fail-on')?.at(-1) as Severity | 'never' | undefined;
    return worst(
      checked.map(({ opened: project, result }) =>
        verdict(shownOf(project, result), result, failOn ?? result.project.configuration.failOn),
      ),
    );
  },
};

function misused(world: World, wrong: string): ExitCode {
  world.error(`weir check: ${wrong}\n`);
  return exit.misused;
}

function verdict(findings: readonly Finding[], { incomplete, misconfigured }: CheckedProject, failOn: Severity | 'never'): ExitCode {
  if (incomplete) return exit.failed;
  if (misconfigured) return exit.misused;
  const counts = findings.some(
    ({ verdict: is, severity, waiver }) => is === 'fail' && waiver === undefined && severityRank[severity] >= severityRank[failOn],
  );
  return counts ? exit.found : exit.clean;
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return Math.max(...codes) as ExitCode;
}

async function writeAll(formats: readonly string[], report: Report, world: World): Promise<ExitCode | undefined> {
  for (const wanted of formats) {
    const [name, file] = wanted.split(/=(.*)/s);
    const isFile = file !== undefined && file !== '';
    const text = rendered(name as string, report, isFile ? { colour: false, width: 100 } : world);
    if (!isFile) {
      world.out(text);
      continue;
    }
    try {
      await world.write(join(world.cwd, file), text);
    } catch (error) {
      world.error(`weir check: "${file}" cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
      return exit.failed;
    }
  }
  return undefined;
}

function rendered(format: string, report: Report, { colour, width }: { colour: boolean; width: number }): string {
  if (format === 'json') return json(report);
  return format === 'concise' ? concise(report) : pretty(report, { colour, width });
}

interface Checked {
  readonly opened: Opened;
  readonly result: CheckedProject;
}

/** Findings in the part that was asked for; what concerns the whole project always. */
function shownOf({ only }: Opened, { findings }: CheckedProject): readonly Finding[] {
  if (only.length === 0) return findings;
  return findings.filter(({ at }) => at.file === 'weir.json' || only.some((part) => below(part, at.file) !== undefined));
}

function reportOf(checked: readonly Checked[], today: number): Report {
  const sources = new Map<string, { text: string; lineStarts: readonly number[] }>();
  for (const { opened, result } of checked) {
    for (const { name, text } of result.project.files)
      sources.set(opened.prefix + name, { text, lineStarts: result.facts.get(name)?.lineStarts ?? [0] });
    for (const [name, text] of result.project.configurationTexts) sources.set(opened.prefix + name, { text, lineStarts: lineStartsOf(text) });
  }
  for (const [name, text] of library) sources.set(name, { text, lineStarts: lineStartsOf(text) });
  const findings = checked.flatMap(({ opened, result }) => shownOf(opened, result).map((finding) => located(finding, opened.prefix)));
  const rules = new Map(
    checked
      .flatMap(({ result }) => ['rule', 'check'].flatMap((type) => result.landscape.byType.get(type) ?? []))
      .map((rule) => [rule.name, cardOf(rule)]),
  );
  const libraryElements = standardLibrary().elements.length;
  return {
    findings,
    sources,
    rules,
    version,
    summary: {
      files: sum(checked, ({ result }) => result.project.files.length),
      elements: sum(checked, ({ result }) => result.landscape.elements.length - libraryElements),
      rules: Math.max(...checked.map(({ result }) => result.rules.length)),
      asOf: formatDay(today),
      planned: sum(
        checked,
        ({ result }) => (result.landscape.byType.get('change') ?? []).filter(({ children }) => children.length > 0).length,
      ),
    },
  };
}

function cardOf(rule: { title?: string; name: string; aliases: readonly string[]; facts: ReadonlyMap<string, { value: unknown }> }) {
  const group = rule.facts.get('group')?.value;
  return {
    title: rule.title ?? rule.name,
    aliases: rule.aliases,
    because: String(rule.facts.get('because')?.value ?? ''),
    ...(typeof group === 'string' && { group }),
  };
}

/** Names files so that they are found from the current folder. */
function located(finding: Finding, prefix: string): Finding {
  if (prefix === '') return finding;
  const at = (origin: Finding['at']) => (origin.file.startsWith('weir-library:') ? origin : { ...origin, file: prefix + origin.file });
  const places = (related: Finding['related']) => related.map((place) => ({ ...place, at: at(place.at) }));
  return { ...finding, at: at(finding.at), related: places(finding.related), path: places(finding.path) };
}

function lineStartsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
