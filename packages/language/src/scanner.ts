/**
 * The lexis of Weir: text to tokens, with the token that ends a statement.
 *
 * Every parser and the formatter read these tokens, so what a line end means is decided here and nowhere else.
 */

export type TokenKind =
  | 'key'
  | 'id'
  | 'keyword'
  | 'symbol'
  | 'string'
  | 'markdown'
  | 'number'
  | 'date'
  | 'duration'
  | 'quantity'
  | 'range'
  | 'compound'
  | 'label'
  | 'eos';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The text as typed; empty for `eos`. */
  readonly image: string;
}

export interface Comment {
  readonly start: number;
  readonly end: number;
  /** `/** ... *\/`, which describes the declaration behind it. */
  readonly describes: boolean;
}

export interface LexicalProblem {
  readonly check: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
}

export interface Scan {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly problems: readonly LexicalProblem[];
  /** Nested too deep for any parser; the tokens stop at the bracket that was one too many. */
  readonly tooDeep: boolean;
}

/** How deep brackets may nest; deeper, recursive parsers run out of stack. */
export const deepestNesting = 64;

const reservedWords = new Set([
  'all',
  'and',
  'by',
  'every',
  'exists',
  'false',
  'in',
  'matches',
  'no',
  'none',
  'not',
  'or',
  'satisfies',
  'true',
  'unknown',
  'where',
  'yes',
]);

const wordAt = /[_\p{L}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?/uy;
const compoundTailAt = /\/[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}._/-]*[\p{L}\p{M}\p{N}_])?/uy;
const labelAt = /#[\p{L}\p{M}\p{N}_-]+/uy;
const keyFollows = /[ \t]*:/y;
const restOfNumberlike = /[\p{L}\p{M}\p{N}_]|-[\p{L}\p{N}_]/uy;
const numberlikeRest = /[\p{L}\p{M}\p{N}_.:-]*/uy;
const dateAt = /\d{4}-(?:Q\d|W\d{2}|\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?)/y;
const rangeAt = /\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?/y;
const durationAt = /\d+(?:\.\d+)?(?:ms|min|mo|s|h|d|w|y)/y;
const quantityAt = /\d+(?:\.\d+)?[\p{L}%]+/uy;
const numberAt = /\d+(?:\.\d+)?/y;
const anyDateFollows = /[ \t]+any[ \t]+date\b/y;
const stringAt = /"(?:\\[^\n\r]|[^"\\\n\r])*/y;
const symbols = ['<->', '->', '<=', '>=', '!=', '{', '}', '(', ')', '[', ']', ',', '.', ':', '=', '<', '>', '+', '-', '*', '/'];
/** Controls that reorder what a reader sees, so that the text shown is not the text checked (Trojan Source, CVE-2021-42574). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const hostileCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]/g;

/** A statement goes on over a line end after these; not after `:`, since a value starts on its key's line ... */
const symbolsThatExpectMore = new Set(['(', '[', ',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.']);
const wordsThatExpectMore = new Set(['all', 'and', 'by', 'every', 'exists', 'in', 'matches', 'not', 'or', 'satisfies', 'where']);
/** ... and before these. */
const continuesLine = new Set([',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.', '{', ')', ']']);
const wordsThatContinue = new Set(['and', 'by', 'in', 'matches', 'not', 'or', 'satisfies', 'where']);

function expectsMore(token: Token): boolean {
  if (token.kind === 'symbol') return symbolsThatExpectMore.has(token.image);
  return token.kind === 'keyword' && wordsThatExpectMore.has(token.image);
}

export function scan(text: string): Scan {
  return new Scanner(text).run();
}

class Scanner {
  private readonly tokens: Token[] = [];
  private readonly comments: Comment[] = [];
  private readonly problems: LexicalProblem[] = [];
  private readonly text: string;
  private position = 0;
  private lineEnded = false;
  /** Open `{`, and how many `(` and `[` are open inside each. */
  private readonly brackets: number[] = [0];
  private tooDeep = false;

  constructor(text: string) {
    this.text = text;
  }

  run(): Scan {
    this.reportHostileCharacters();
    if (this.text.charCodeAt(0) === 0xfeff) this.position = 1;
    while (this.position < this.text.length && !this.tooDeep) this.step();
    return { tokens: this.tokens, comments: this.comments, problems: this.problems, tooDeep: this.tooDeep };
  }

  private step(): void {
    const char = this.text[this.position] as string;
    if (char === '\n' || char === '\r') {
      this.lineEnded = true;
      this.position++;
    } else if (char === ' ' || char === '\t' || /\s/.test(char)) this.position++;
    else if (char === '/' && this.text[this.position + 1] === '/') this.skipLineComment();
    else if (char === '/' && this.text[this.position + 1] === '*') this.skipBlockComment();
    else if (char === '"') this.string();
    else if (char === '`') this.quotedName();
    else if (char === '#') this.label();
    else if (char >= '0' && char <= '9') this.numberlike(this.position);
    else if (char === '-' && this.startsNegativeNumber()) this.numberlike(this.position);
    else this.wordOrSymbol();
  }

  private wordOrSymbol(): void {
    const word = this.match(wordAt);
    if (word !== undefined) {
      this.word(word);
      return;
    }
    const symbol = symbols.find((candidate) => this.text.startsWith(candidate, this.position));
    if (symbol !== undefined) {
      this.symbol(symbol);
      return;
    }
    this.unexpected();
  }

  private word(word: string): void {
    const start = this.position;
    let end = start + word.length;
    const previous = this.previous();
    if (previous?.image === '.' && previous.kind === 'symbol') return this.push('id', start, end);
    if (previous?.kind === 'keyword' && previous.image === 'every') return this.push('id', start, end);
    if (this.follows(keyFollows, end)) return this.push('key', start, end);
    if (reservedWords.has(word)) return this.push('keyword', start, end);
    if (word === 'at' && this.follows(anyDateFollows, end)) {
      for (const part of ['at', 'any', 'date']) {
        const at = this.text.indexOf(part, this.position);
        this.push('keyword', at, at + part.length);
      }
      return;
    }
    const tail = this.match(compoundTailAt, end);
    if (tail !== undefined && !tail.startsWith('//')) {
      end += tail.length;
      return this.push('compound', start, end);
    }
    return this.push('id', start, end);
  }

  private quotedName(): void {
    const start = this.position;
    const close = /[`\n\r]/g;
    close.lastIndex = start + 1;
    const found = close.exec(this.text);
    const end = found?.[0] === '`' ? found.index + 1 : (found?.index ?? this.text.length);
    if (found?.[0] !== '`') this.problem(start, end, 'This name in back-ticks is not closed on its line.', 'Add a ` after the name.');
    else if (end - start === 2) this.problem(start, end, 'There is no name between these back-ticks.');
    this.push(this.follows(keyFollows, end) ? 'key' : 'id', start, end);
  }

  private label(): void {
    const label = this.match(labelAt);
    if (label === undefined) return this.unexpected();
    this.push('label', this.position, this.position + label.length);
  }

  private string(): void {
    const start = this.position;
    if (this.text.startsWith('"""', start)) return this.markdown();
    const end = start + (this.match(stringAt) as string).length;
    if (this.text[end] === '"') return this.push('string', start, end + 1);
    this.problem(start, end, 'This text is not closed on its line.', 'Add a `"` where the text ends; a text over several lines goes between `"""`.');
    this.push('string', start, end);
  }

  private markdown(): void {
    const start = this.position;
    const close = this.text.indexOf('"""', start + 3);
    if (close >= 0) return this.push('markdown', start, close + 3);
    this.problem(start, start + 3, 'This `"""` text is never closed.', 'Add `"""` where the text ends.');
    this.push('markdown', start, this.text.length);
  }

  private skipLineComment(): void {
    const start = this.position;
    const end = /[\n\r]/g;
    end.lastIndex = start;
    this.position = end.exec(this.text)?.index ?? this.text.length;
    this.comments.push({ start, end: this.position, describes: false });
  }

  private skipBlockComment(): void {
    const start = this.position;
    const close = this.text.indexOf('*/', start + 2);
    if (close < 0) {
      this.problem(start, start + 2, 'This comment is never closed.', 'Add `*/` where the comment ends.');
      this.position = this.text.length;
    } else this.position = close + 2;
    const describes = this.text.startsWith('/**', start) && close > start + 3;
    this.comments.push({ start, end: this.position, describes });
    if (/[\n\r]/.test(this.text.slice(start, this.position))) this.lineEnded = true;
  }

  private startsNegativeNumber(): boolean {
    const digit = this.text[this.position + 1];
    if (digit === undefined || digit < '0' || digit > '9') return false;
    const previous = this.previous();
    if (previous === undefined || previous.kind === 'keyword') return true;
    return previous.kind === 'symbol' && previous.image !== ')' && previous.image !== ']';
  }

  /** A number, date, range, duration or quantity: whatever begins with a digit. */
  private numberlike(start: number): void {
    const kinds: [TokenKind, RegExp][] = [
      ['date', dateAt],
      ['range', rangeAt],
      ['duration', durationAt],
      ['quantity', quantityAt],
      ['number', numberAt],
    ];
    const digits = this.text[start] === '-' ? start + 1 : start;
    for (const [kind, pattern] of digits === start ? kinds : kinds.slice(-1)) {
      const image = this.match(pattern, digits);
      if (image === undefined) continue;
      const end = digits + image.length;
      if (this.follows(restOfNumberlike, end)) continue;
      return this.push(kind, start, end);
    }
    const end = digits + (this.match(numberlikeRest, digits) as string).length;
    const image = this.text.slice(start, end);
    this.problem(start, end, `"${image}" begins with a digit but is not a number, a date, a duration or a quantity.`, `If it is a name write \`${image}\` between back-ticks, if it is a text write "${image}".`);
    this.push('id', start, end);
  }

  private symbol(symbol: string): void {
    const start = this.position;
    if (symbol === '{') this.brackets.push(0);
    if (symbol === '}' && this.brackets.length > 1) this.brackets.pop();
    if (symbol === '(' || symbol === '[') this.openGroups(+1);
    if (symbol === ')' || symbol === ']') this.openGroups(-1);
    this.push('symbol', start, start + symbol.length);
    const depth = this.brackets.length - 1 + this.brackets.reduce((sum, open) => sum + open, 0);
    if (depth <= deepestNesting) return;
    this.tooDeep = true;
    this.problem(start, start + 1, `Brackets nest more than ${deepestNesting} deep here, so the file was not read.`, 'Split the file, or close the brackets that were left open.', 'too-deep');
  }

  private openGroups(change: number): void {
    const last = this.brackets.length - 1;
    this.brackets[last] = Math.max(0, (this.brackets[last] as number) + change);
  }

  private unexpected(): void {
    const start = this.position;
    const char = String.fromCodePoint(this.text.codePointAt(start) as number);
    this.position = start + char.length;
    if (/[\ud800-\udfff]/.test(char) && char.length === 1) return; // reported with the hostile characters
    // biome-ignore lint/suspicious/noControlCharactersInRegex: reported with the hostile characters
    if (/[\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(char)) return;
    const known = { ';': 'A line end closes a statement; delete it.', "'": 'Texts go between `"`.', '|': 'Write `or`.', '&': 'Write `and`.', '!': 'Write `not`, or `!=`.' };
    this.problem(start, this.position, `The character "${char}" means nothing here.`, known[char as keyof typeof known]);
  }

  /** A line end closes the statement, unless what stands before or behind it asks for more. */
  private endStatementBefore(kind: TokenKind, image: string): void {
    const lineEnded = this.lineEnded;
    this.lineEnded = false;
    const previous = this.previous();
    if (!lineEnded || previous === undefined || previous.kind === 'eos' || previous.image === '{') return;
    if (kind === 'symbol' && continuesLine.has(image)) return;
    if (kind === 'keyword' && wordsThatContinue.has(image)) return;
    const inGroup = (this.brackets[this.brackets.length - 1] as number) > 0;
    if (kind === 'key') {
      const isArgument = inGroup && (previous.image === ',' || previous.image === '(');
      if (isArgument) return;
      // A key always begins a statement, so a bracket or a comma left open stays the trouble of its own line.
      this.brackets[this.brackets.length - 1] = 0;
    } else if (inGroup || expectsMore(previous)) return;
    this.tokens.push({ kind: 'eos', start: previous.end, end: previous.end, image: '' });
  }

  private push(kind: TokenKind, start: number, end: number): void {
    const image = this.text.slice(start, end);
    this.endStatementBefore(kind, image);
    this.tokens.push({ kind, start, end, image });
    this.position = end;
  }

  private previous(): Token | undefined {
    return this.tokens[this.tokens.length - 1];
  }

  private match(pattern: RegExp, at = this.position): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  private follows(pattern: RegExp, at: number): boolean {
    pattern.lastIndex = at;
    return pattern.test(this.text);
  }

  private problem(start: number, end: number, message: string, help?: string, check = 'syntax-error'): void {
    this.problems.push(help === undefined ? { check, start, end, message } : { check, start, end, message, help });
  }

  private reportHostileCharacters(): void {
    hostileCharacter.lastIndex = 0;
    for (let found = hostileCharacter.exec(this.text); found; found = hostileCharacter.exec(this.text)) {
      const at = found.index;
      const code = this.text.charCodeAt(at);
      if (code >= 0xd800 && code <= 0xdbff) {
        const next = this.text.charCodeAt(at + 1);
        if (next >= 0xdc00 && next <= 0xdfff) {
          hostileCharacter.lastIndex = at + 2;
          continue;
        }
      }
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      if (code >= 0xd800) this.problem(at, at + 1, `Half a character (${name}) stands here: the text was cut or wrongly converted.`, 'Delete it and type the character again.', 'broken-encoding');
      else if (code < 0x20 || code === 0x7f) this.problem(at, at + 1, `A control character (${name}) stands here.`, 'Delete it.', 'hidden-character');
      else this.problem(at, at + 1, `A hidden character (${name}) changes the direction of the text, so a reader sees something else than what is checked.`, 'Delete it.', 'hidden-character');
      if (this.problems.length >= 100) return;
    }
  }
}
