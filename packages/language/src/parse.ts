import { contentHash, type SourceFacts, type SourceProblem } from '@weir/model';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, type LangiumCoreServices, type LangiumParser } from 'langium';
import type { Expression, File } from './generated/ast.js';
import { WeirGeneratedModule, WeirGeneratedSharedModule } from './generated/module.js';
import { ScannerLexer } from './lexer.js';
import { lower } from './lower.js';
import { explainSyntaxError } from './syntax-errors.js';
import { scan } from './scanner.js';

/** Above this many UTF-16 units a file is refused: Langium's parser needs some 100 times as much memory. */
export const largestFile = 2_000_000;
/** One misplaced bracket can make thousands of problems; nobody reads more than these. */
const mostProblems = 20;

/** Reads one file. Never throws: what cannot be read becomes a problem, and what can is kept. */
export function parse(file: string, text: string): SourceFacts {
  const nothing = { file, hash: contentHash(text), lineStarts: lineStartsOf(text), statements: [] };
  if (text.length > largestFile) return { ...nothing, problems: [tooLarge(text.length)] };
  const lexis = scan(text);
  if (lexis.tooDeep) return { ...nothing, problems: lexis.problems };
  const result = parser().parse<File>(text);
  const syntaxProblems = result.parserErrors.map((error) => explainSyntaxError(error, text));
  const { statements, problems } = lower(result.value, text, lexis, parseExpression);
  return { ...nothing, statements, problems: mostTelling([...lexis.problems, ...syntaxProblems, ...problems]) };
}

function parseExpression(text: string, offset: number) {
  if (scan(text).tooDeep) return { node: undefined, problems: [] };
  const { value, parserErrors } = parser().parse<Expression>(text, { rule: 'Expression' });
  const problems = parserErrors.map((error) => explainSyntaxError(error, text)).map((problem) => ({ ...problem, start: problem.start + offset, end: problem.end + offset }));
  return { node: parserErrors.length === 0 ? value : undefined, problems };
}

let cached: LangiumParser | undefined;

function parser(): LangiumParser {
  cached ??= createServices().parser.LangiumParser;
  return cached;
}

function createServices(): LangiumCoreServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), WeirGeneratedSharedModule);
  const services: LangiumCoreServices = inject(createDefaultCoreModule({ shared }), WeirGeneratedModule, {
    parser: {
      Lexer: (injected: LangiumCoreServices) => new ScannerLexer(injected),
      // Tokens stay as typed: lowering reads them, and says where an escape or a date is wrong.
      ValueConverter: () => ({ convert: (image: string) => image }),
    },
  });
  shared.ServiceRegistry.register(services);
  return services;
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

function tooLarge(length: number): SourceProblem {
  const megabytes = (length / 1_000_000).toFixed(1);
  return {
    check: 'file-too-large',
    start: 0,
    end: 0,
    message: `This file has ${megabytes} million characters; at most ${largestFile / 1_000_000} million are read.`,
    help: 'Split it: all files of a project share one scope, so nothing needs to be imported.',
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
