import type { SourceProblem } from '@weir/model';
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
import { type Reading, ScannerLexer, type TokensFor } from './lexer.js';
import { type Lowered, lower, lowerExpression } from './lower.js';
import { scan } from './scanner.js';
import { mistakesInExpression, readable } from './syntax.js';
import { type Place, placed, type ReadAlone } from './token-facts.js';

/** Reads a text with the parser that Langium derives from the grammar. */
export type ParseWithLangium = (text: string) => Lowered;

/** Making the parser takes a tenth of a second. What of a text's tokens it is fed is `tokensFor`'s to say. */
export function langiumParser(tokensFor: TokensFor = readable): ParseWithLangium {
  const parser = createServices(tokensFor).parser.LangiumParser;
  return (text) => {
    const { tree, reading, problems } = read(parser, text);
    const lowered = lower(tree, text, reading.scan.comments, (expression, place) => readExpression(parser, expression, place));
    return { statements: lowered.statements, problems: [...reading.scan.problems, ...problems, ...lowered.problems] };
  };
}

interface Read {
  readonly tree: File;
  readonly reading: Reading;
  readonly problems: readonly SourceProblem[];
}

function read(parser: LangiumParser, text: string): Read {
  const { value, lexerReport, parserErrors } = parser.parse<File>(text);
  const reading = lexerReport as Reading;
  return { tree: value, reading, problems: [...reading.problems, ...parserErrors.map(({ token }) => unexplained(token, text))] };
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

/** One expression by itself is read as the value of a property, since a file is what the grammar reads. */
function readExpression(parser: LangiumParser, text: string, place: Place): ReadAlone {
  const mistakes = placed(mistakesInExpression(scan(text), text), place);
  if (mistakes.length > 0) return { expression: undefined, problems: mistakes };
  const key = '_:';
  const [property] = read(parser, key + text).tree.statements;
  const node = isProperty(property) ? property.values[0] : undefined;
  return lowerExpression(node, key + text, (offset) => place(offset - key.length));
}

function createServices(tokensFor: TokensFor): LangiumCoreServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), WeirGeneratedSharedModule);
  const services: LangiumCoreServices = inject(createDefaultCoreModule({ shared }), WeirGeneratedModule, {
    parser: {
      Lexer: (injected: LangiumCoreServices) => new ScannerLexer(injected, tokensFor),
      // Tokens stay as typed: lowering reads them, and says where an escape or a date is wrong.
      ValueConverter: () => ({ convert: (image: string) => image }),
    },
  });
  shared.ServiceRegistry.register(services);
  return services;
}
