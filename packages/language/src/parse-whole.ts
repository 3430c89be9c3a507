import { contentHash, lineStartsOf, type SourceFacts, type SourceProblem } from '@weir/model';
import { parseTokens } from './fast-parser.js';
import type { Lowered } from './lower.js';
import { scan } from './scanner.js';
import { secretsIn } from './secrets.js';
import { readable } from './syntax.js';

/** Above this many UTF-16 units a file is refused: Langium's parser needs some 100 times as much memory. */
export const largestFile = 2_000_000;
/** One misplaced bracket can make thousands of problems; nobody reads more than these. */
const mostProblems = 20;

/** Reads one file that has no syntax error; undefined where it has one, and `parse` is needed to say which. */
export function parseWhole(file: string, text: string): SourceFacts | undefined {
  const refused = refusal(text);
  if (refused !== undefined) return sourceFacts(file, text, { statements: [], problems: [refused] });
  const read = readByHand(text);
  return read.isWhole ? sourceFacts(file, text, read) : undefined;
}

/** What was read of a file, with what is wrong in its text. */
export function sourceFacts(file: string, text: string, { statements, problems }: Lowered): SourceFacts {
  const hash = contentHash(text);
  return { file, hash, lineStarts: lineStartsOf(text), statements, problems: mostTelling([...problems, ...secretsIn(text)]) };
}

/** Why a text is not even looked at. */
export function refusal({ length }: string): SourceProblem | undefined {
  if (length <= largestFile) return undefined;
  return {
    check: 'file-too-large',
    start: 0,
    end: 0,
    message: `This file has ${(length / 1_000_000).toFixed(1)} million characters; at most ${largestFile / 1_000_000} million are read.`,
    help: 'Split it: all files of a project share one scope, so nothing needs to be imported.',
  };
}

/** What the fast parser makes of a text, and whether that is all of it. */
export function readByHand(text: string): Lowered & { readonly isWhole: boolean } {
  const scanned = scan(text);
  const plain = scanned.problems.length === 0 ? parseTokens(scanned.tokens, text, scanned.comments) : undefined;
  if (plain?.misfit === undefined && plain?.isDoubtful === false) return { ...plain, isWhole: true };
  const { tokens, problems } = readable(scanned, text);
  const parsed = parseTokens(tokens, text, scanned.comments);
  return {
    statements: parsed.statements,
    problems: [...scanned.problems, ...problems, ...parsed.problems],
    isWhole: scanned.problems.length + problems.length === 0 && parsed.misfit === undefined,
  };
}

/** In the order of the text; of several on one spot the first, which the others follow from. */
function mostTelling(problems: readonly SourceProblem[]): SourceProblem[] {
  const ordered = problems.toSorted((a, b) => a.start - b.start);
  const kept: SourceProblem[] = [];
  for (const problem of ordered) {
    const before = kept.at(-1);
    if (before !== undefined && problem.check === before.check && problem.start < Math.max(before.end, before.start + 1)) continue;
    kept.push(problem);
  }
  return kept.slice(0, mostProblems);
}
