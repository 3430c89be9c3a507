import type { LangiumCoreServices, Lexer, LexerResult, LexingReport } from 'langium';
import { type Scan, scan, type Token } from './scanner.js';
import type { Readable } from './syntax.js';

type ParserToken = LexerResult['tokens'][number];
type TokenTypes = Lexer['definition'];

const terminalOf = {
  key: 'KEY',
  id: 'ID',
  string: 'STRING',
  markdown: 'MARKDOWN',
  number: 'NUMBER',
  date: 'DATE',
  duration: 'DURATION',
  quantity: 'QUANTITY',
  range: 'RANGE',
  compound: 'COMPOUND',
  label: 'LABEL',
  eos: 'EOS',
} as const satisfies Partial<Record<Token['kind'], string>>;

/** What Langium hands on with its tree: what its parser never saw. */
export interface Reading extends LexingReport {
  readonly scan: Scan;
  readonly problems: Readable['problems'];
}

/** Which tokens of a text the parser sees. */
export type TokensFor = (scan: Scan, text: string) => Readable;

/**
 * Feeds the tokens of what is well-formed to Langium's parser, in place of the lexer it would derive from the grammar.
 * Mistakes are found and cut out before, so the parser never has to recover.
 */
export class ScannerLexer implements Lexer {
  readonly definition: TokenTypes;
  private readonly tokensFor: TokensFor;

  constructor(services: LangiumCoreServices, tokensFor: TokensFor) {
    this.tokensFor = tokensFor;
    const types = services.parser.TokenBuilder.buildTokens(services.Grammar);
    if (!Array.isArray(types)) throw new Error('The token builder no longer returns a list of token types.');
    this.definition = Object.fromEntries(types.map((type) => [type.name, type]));
  }

  tokenize(text: string): LexerResult & { readonly report: Reading } {
    const scanned = scan(text);
    const { tokens, problems } = this.tokensFor(scanned, text);
    return {
      tokens: parserTokens(tokens, text, this.definition),
      hidden: [],
      errors: [],
      report: { diagnostics: [], scan: scanned, problems },
    };
  }
}

function parserTokens(tokens: readonly Token[], text: string, types: TokenTypes): ParserToken[] {
  let line = 1;
  let lineStart = 0;
  let scanned = 0;
  const moveTo = (offset: number) => {
    for (; scanned < offset; scanned++) {
      if (text.charCodeAt(scanned) !== 10) continue;
      line++;
      lineStart = scanned + 1;
    }
  };
  return tokens.map((token) => {
    const type = types[terminalOf[token.kind as keyof typeof terminalOf] ?? token.image];
    if (type === undefined) throw new Error(`The grammar has no token for "${token.image}" (${token.kind}).`);
    moveTo(token.start);
    const startLine = line;
    const startColumn = token.start - lineStart + 1;
    const endOffset = Math.max(token.start, token.end - 1);
    moveTo(endOffset);
    return {
      image: token.image,
      startOffset: token.start,
      endOffset,
      startLine,
      startColumn,
      endLine: line,
      endColumn: endOffset - lineStart + 1,
      tokenType: type,
      tokenTypeIdx: type.tokenTypeIdx as number,
    };
  });
}
