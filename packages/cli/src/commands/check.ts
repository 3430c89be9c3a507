import { type Severity, severities } from '@weir/model';
import { concise, json, pretty, type Report } from '@weir/report';
import { isIncompleteness, isMisconfiguration, join, type Project } from '@weir/workspace/reading';
import type { Option } from '../arguments.js';
import type { Terms } from '../check-afresh.js';
import { type Checked, counts, reportOf, shownOf } from '../check-report.js';
import type { Command } from '../command.js';
import { asOf, referenceDate } from '../date-option.js';
import { type ExitCode, exit, isRefusal, misused, type Refusal, worst } from '../exit-code.js';
import { nameFromHere, type Opened, openProjects } from '../open-project.js';
import type { Outcome } from '../outcome.js';
import { complain } from '../say.js';
import type { Terminal } from '../terminal.js';
import type { Cache, World } from '../world.js';
import { writeOutput } from '../write-output.js';

type Threshold = Severity | 'never';

const options: readonly Option[] = [
  {
    name: 'format',
    short: 'f',
    value: 'format[=file]',
    choices: ['pretty', 'concise', 'json'],
    doc: 'How to say it: pretty for people, which is the default, concise with one line for each finding, json for programs. With =file into that file; may be repeated.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    choices: ['error', 'warning', 'note', 'never'],
    doc: 'The least severity that makes the exit code 1. Default: failOn in weir.json, else error.',
  },
  asOf,
  { name: 'profile', value: 'name', doc: 'The profile in force, instead of the one in weir.json.' },
  { name: 'no-cache', doc: 'Check everything anew, and keep nothing.' },
];

export const check: Command = {
  name: 'check',
  usage: '[options] [path ...]',
  mostPaths: Number.POSITIVE_INFINITY,
  details: [
    'A path is a project folder, or a folder or file in one: then the whole project is checked, and what is found there is shown. Without a path, the current folder is checked.',
    'What was found is kept in the cache folder of the user, or in the one that WEIR_CACHE_DIR names, and told again while nothing has changed.',
  ],
  options,
  examples: [
    { does: 'Check the project in the current folder', line: 'weir check' },
    { does: 'See what will be wrong in two years', line: 'weir check plant --as-of 2028-06-01' },
    { does: 'One line for each finding, and be strict', line: 'weir check --format concise --fail-on warning' },
    { does: 'Read it here, and keep it for a machine', line: 'weir check --format pretty --format json=report.json' },
  ],
  run: async (parsed, world) => {
    const today = referenceDate(parsed, world);
    if (isRefusal(today)) return today;
    const outputs = outputsOf(parsed.options.get('format') ?? ['pretty']);
    if (isRefusal(outputs)) return outputs;
    const opened = await openProjects(parsed.paths, world);
    if (isRefusal(opened)) return opened;
    const profile = parsed.options.get('profile')?.at(-1);
    const terms = { today, ...(profile !== undefined && { profile }) };
    const cache = parsed.options.has('no-cache') ? undefined : world.cache;
    const checked: Checked[] = [];
    for (const each of opened) {
      const outcome = await outcomeFor(each.project, terms, cache, world);
      if (isRefusal(outcome)) return outcome;
      checked.push({ opened: each, outcome });
    }
    for (const folder of projectsLeftOut(opened))
      complain(world, 'weir check', `"${folder}" is a project of its own, and was not checked.`);
    const isWritten = await writeAll(outputs, await reportOf(checked, today), world);
    const failOn = parsed.options.get('fail-on')?.at(-1) as Threshold | undefined;
    return worst([...checked.map((each) => verdict(each, failOn)), isWritten ? exit.clean : exit.failed]);
  },
};

/** Projects in the folder of one that was checked as a whole, as they are found from the current folder. */
function projectsLeftOut(opened: readonly Opened[]): readonly string[] {
  const folders = new Set(opened.map(({ project }) => project.folder));
  return opened.flatMap((each) => {
    const { folder, projectsBelow } = each.project;
    const leftOut = each.only.length > 0 ? [] : projectsBelow.filter((name) => !folders.has(join(folder, name)));
    return leftOut.map((name) => nameFromHere(each, name));
  });
}

async function outcomeFor(project: Project, terms: Terms, cache: Cache | undefined, world: World): Promise<Outcome | Refusal> {
  // What is recalled needs neither parser nor rules, so they are loaded when they are asked for.
  const checkNow = async () => (await import('../check-afresh.js')).checkAfresh(project, terms, world);
  if (cache === undefined) return checkNow();
  const { recalledOr } = await import('../outcome-cache.js');
  return recalledOr(checkNow, { cache, project, terms });
}

function verdict(checked: Checked, failOn: Threshold | undefined): ExitCode {
  const { opened, outcome } = checked;
  if (outcome.findings.some(isIncompleteness)) return exit.failed;
  if (outcome.findings.some(isMisconfiguration)) return exit.misused;
  const least = failOn ?? opened.project.configuration.failOn;
  const counting = shownOf(checked).filter(counts);
  const fails = least !== 'never' && counting.some(({ severity }) => severities.indexOf(severity) >= severities.indexOf(least));
  return fails ? exit.found : exit.clean;
}

interface Output {
  readonly format: string;
  /** Absent, it goes to standard output. */
  readonly file?: string;
}

function outputsOf(wanted: readonly string[]): readonly Output[] | Refusal {
  const outputs = wanted.map((text): Output => {
    const [format = '', file] = text.split(/=(.*)/s);
    return { format, ...(file !== undefined && { file }) };
  });
  const nameless = outputs.find(({ file }) => file === '');
  if (nameless !== undefined) return misused(`--format ${nameless.format}= needs a file: --format ${nameless.format}=findings.txt.`);
  const twice = outputs.find(({ file }, index) => outputs.findIndex((other) => other.file === file) !== index);
  if (twice === undefined) return outputs;
  return twice.file === undefined
    ? misused(`only one format goes to standard output. Give the others a file: --format ${twice.format}=findings.txt.`)
    : misused(`two formats cannot both go to "${twice.file}".`);
}

/** Writes what can be written, and says what cannot: a full disk must not swallow the findings that are for the terminal. */
async function writeAll(outputs: readonly Output[], report: Report, world: World): Promise<boolean> {
  let isWritten = true;
  for (const { format, file } of outputs) {
    if (file === undefined) {
      world.out(rendered(format, report, world.terminal));
      continue;
    }
    const refusal = await writeOutput(world, file, rendered(format, report, { colour: false, width: 100 }));
    if (refusal === undefined) continue;
    complain(world, 'weir check', refusal.wrong);
    isWritten = false;
  }
  return isWritten;
}

function rendered(format: string, report: Report, terminal: Terminal): string {
  if (format === 'json') return json(report);
  return format === 'concise' ? concise(report) : pretty(report, terminal);
}
