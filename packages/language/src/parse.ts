import { contentHash, type SourceFacts, type SourceProblem } from '@weir/model';
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumParser,
  type ParseResult,
} from 'langium';
import { type File, isProperty } from './generated/ast.js';
import { WeirGeneratedModule, WeirGeneratedSharedModule } from './generated/module.js';
import { type Reading, ScannerLexer } from './lexer.js';
import { lower, type ParsedExpression } from './lower.js';
import { type Scan, scan } from './scanner.js';
import { mistakesInExpression } from './syntax.js';

/** Above this many UTF-16 units a file is refused: Langium's parser needs some 100 times as much memory. */
export const largestFile = 2_000_000;
/** One misplaced bracket can make thousands of problems; nobody reads more than these. */
const mostProblems = 20;

/** Reads one file. Never throws: what cannot be read becomes a problem, and what can is kept. */
export function parse(file: string, text: string): SourceFacts {
  const nothing = { file, hash: contentHash(text), lineStarts: lineStartsOf(text), statements: [] };
  if (text.length > largestFile) return { ...nothing, problems: [tooLarge(text.length)] };
  const { tree, scan, problems } = read(text);
  const lowered = lower(tree, text, scan.comments, parseExpression);
  return { ...nothing, statements: lowered.statements, problems: mostTelling([...scan.problems, ...problems, ...lowered.problems]) };
}

function read(text: string): { readonly tree: File; readonly scan: Scan; readonly problems: readonly SourceProblem[] } {
  const { value, lexerReport, parserErrors } = parser().parse<File>(text);
  const { scan, problems } = lexerReport as Reading;
  return { tree: value, scan, problems: [...problems, ...parserErrors.map(({ token }) => unexplained(token, text))] };
}

/** What the syntax check lets through, the grammar takes; were it otherwise, nothing of the file might be read, and somebody must know. */
function unexplained({ startOffset, image }: ParseResult['parserErrors'][number]['token'], text: string): SourceProblem {
  const start = Number.isNaN(startOffset) ? text.length : startOffset;
  return {
    check: 'syntax-error',
    start,
    end: Math.min(text.length, start + image.length),
    message: 'This cannot be read.',
    help: 'That Weir cannot say why is a mistake in Weir: please report it, and write this in another way meanwhile.',
  };
}

/** One expression by itself, as a template holds it: read as the value of a property, since a file is what the grammar reads. */
function parseExpression(text: string): ParsedExpression {
  const problems = mistakesInExpression(scan(text), text);
  if (problems.length > 0) return { expression: undefined, at: 0, problems };
  const key = '_:';
  const [property] = read(key + text).tree.statements;
  return { expression: isProperty(property) ? property.values[0] : undefined, at: key.length, problems };
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
