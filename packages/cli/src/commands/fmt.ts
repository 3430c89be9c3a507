import { format, largestFile } from '@weir/language';
import { lineStartsOf } from '@weir/model';
import { counted, positionAt } from '@weir/report';
import { decode, type ProjectFile } from '@weir/workspace/reading';
import type { Command } from '../command.js';
import { type ExitCode, exit, failed, isRefusal, misused, type Refusal, worst } from '../exit-code.js';
import { isAskedFor, nameFromHere, type Opened, openProjects } from '../open-project.js';
import { complain, say } from '../say.js';
import type { World } from '../world.js';
import { writeOutput } from '../write-output.js';

/** No text that is laid out takes more in UTF-8. */
const largestBytes = 3 * largestFile;

export const fmt: Command = {
  name: 'fmt',
  usage: '[options] [path ...]',
  mostPaths: Number.POSITIVE_INFINITY,
  details: [
    'A path is a folder or a file; with - the text comes from standard input and goes to standard output, for editors. What cannot be read stays as it was typed. Packs that lie outside the project are left alone.',
  ],
  options: [{ name: 'check', doc: 'Change nothing; say which files would change, and exit with 1 if any would.' }],
  examples: [
    { does: 'Lay out every file of the project', line: 'weir fmt' },
    { does: 'Make sure in CI that everybody did', line: 'weir fmt --check' },
    { does: 'Lay out a text', line: 'weir fmt - < kiln.weir' },
  ],
  run: async ({ paths, options }, world) => {
    const onlyCheck = options.has('check');
    if (paths.includes('-')) {
      const isAlone = paths.length === 1 && !onlyCheck;
      return isAlone ? formatInput(world) : misused('- stands alone, without other paths and without --check.');
    }
    const opened = await openProjects(paths, world);
    if (isRefusal(opened)) return opened;
    const codes: ExitCode[] = [];
    let changed = 0;
    for (const each of opened) {
      codes.push(...unreadIn(each, world));
      for (const file of filesOf(each)) {
        const name = nameFromHere(each, file.name);
        const { text, code } = formatText(name, file.text, world);
        codes.push(code);
        if (text === file.text) continue;
        const refusal = onlyCheck ? undefined : await writeOutput(world, name, text);
        if (refusal === undefined) {
          changed++;
          say(world, `${name}\n`);
        } else {
          complain(world, 'weir fmt', refusal.wrong);
          codes.push(refusal.code);
        }
      }
    }
    const files = counted(changed, 'file');
    world.error(changed === 0 ? 'Nothing to change.\n' : onlyCheck ? `${files} would change; run weir fmt.\n` : `${files} changed.\n`);
    return worst([...codes, onlyCheck && changed > 0 ? exit.found : exit.clean]);
  },
};

async function formatInput(world: World): Promise<ExitCode | Refusal> {
  const bytes = await world.input(largestBytes);
  if (bytes.length > largestBytes) return failed('standard input was not read: it is too large.');
  const { text, unreadable, brokenAt } = decode(bytes);
  if (unreadable !== undefined) return failed(`standard input was not read: ${unreadable}.`);
  if (brokenAt !== undefined) return failed('standard input was not read: it is not UTF-8.');
  const formatted = formatText('standard input', text, world);
  world.out(formatted.text);
  return formatted.code;
}

function formatText(name: string, text: string, world: World): { readonly text: string; readonly code: ExitCode } {
  if (text.length > largestFile) {
    complain(world, name, `it has ${text.length} characters; at most ${largestFile} are laid out.`);
    return { text, code: exit.failed };
  }
  const formatted = format(text);
  const [problem] = formatted.problems;
  if (problem !== undefined) {
    const { line, column } = positionAt({ text, lineStarts: lineStartsOf(text) }, problem.start);
    complain(world, `${name}:${line}:${column}`, `${problem.message} What stands around it stays as it was typed.`);
  }
  return { text: formatted.text, code: problem === undefined ? exit.clean : exit.found };
}

/** Those of the project and of packs in its folder. One that is not all UTF-8 would lose what could not be decoded. */
function filesOf(opened: Opened): readonly ProjectFile[] {
  const { files, problems } = opened.project;
  const broken = new Set(problems.filter(({ check }) => check === 'broken-encoding').map(({ at }) => at.file));
  return files.filter(({ name }) => isAskedFor(opened, name) && !broken.has(name) && !/^(\.\.)?\//.test(name));
}

function unreadIn(opened: Opened, world: World): readonly ExitCode[] {
  const unread = opened.project.problems.filter(({ check, at }) => readingChecks.has(check) && isAskedFor(opened, at.file));
  for (const { at, message } of unread) complain(world, nameFromHere(opened, at.file), message);
  return unread.map(() => exit.failed);
}

const readingChecks: ReadonlySet<string> = new Set(['unreadable-file', 'broken-encoding']);
