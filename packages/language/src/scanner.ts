import { addressAt, type ForeignNotation, foreignNotationAt, unquotedText } from './foreign-notation.js';

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
  /** The text as typed; empty for `eos`. What another notation writes (`&&`, 'text') has the image that it has in Weir. */
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
  readonly help: string;
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

/** Nobody reads more of them, and a file of another kind would have millions. */
const mostProblems = 100;

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
const quotedNameAt = /`[^`\n\r]*`/y;
const unclosedNameAt = /`[^\s`{}(),:]*/y;
const labelAt = /#[\p{L}\p{M}\p{N}_-]+/uy;
const keyFollows = /[ \t]*:/y;
const restOfNumberlike = /[\p{L}\p{M}\p{N}_]|-[\p{L}\p{N}_]/uy;
const numberlikeRest = /\d+\.\.(?!\d)|[\p{L}\p{M}\p{N}_.:/-]*[\p{L}\p{M}\p{N}_]/uy;
/** `10.0.0.1`, `2026/10/14`, `0..`: each part is a number, the whole is not. */
const partedNumberAt = /\d+(?:(?:\.\d+){2}|(?:\/\d+){2}|\.\.(?!\d))/y;
const dateAt = /\d{4}-(?:Q\d|W\d{2}|\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?)/y;
const rangeAt = /\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?/y;
const durationAt = /\d+(?:\.\d+)?(?:ms|min|mo|s|h|d|w|y)/y;
const quantityAt = /\d+(?:\.\d+)?[\p{L}%]+/uy;
const numberAt = /\d+(?:\.\d+)?/y;
const numberKinds: readonly (readonly [TokenKind, RegExp])[] = [
  ['date', dateAt],
  ['range', rangeAt],
  ['duration', durationAt],
  ['quantity', quantityAt],
  ['number', numberAt],
];
const anyDateFollows = /[ \t]+any[ \t]+date\b/y;
const stringAt = /"(?:\\[^\n\r]|[^"\\\n\r])*/y;
const restOfLine = /[^\n\r]*/y;
const helpForCharacter: Readonly<Record<string, string>> = {
  '%': 'A percentage has no blank in it: `95%`.',
  '\\': 'Delete it: a statement goes on where a line ends in an operator or a comma.',
  "'": 'A text stands between double quotes.',
};
/** What touches a character that means nothing: the rest of an address, a path or a price. */
const unquotedAt = /[^\s,{}()[\]"`;]+/uy;
const symbols = ['<->', '->', '<=', '>=', '!=', '{', '}', '(', ')', '[', ']', ',', '.', ':', '=', '<', '>', '+', '-', '*', '/'];
/** Controls, and what hides or reorders a part of the text, so that the text shown is not the text checked (Trojan Source, CVE-2021-42574). */
const hostileCharacter = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u200b\u2060\ufeff]/gu;

/** A statement goes on over a line end after these; not after `:`, since a value starts on its key's line ... */
const symbolsThatExpectMore = new Set(['(', '[', ',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.']);
const wordsThatExpectMore = new Set(['all', 'and', 'by', 'every', 'exists', 'in', 'matches', 'not', 'or', 'satisfies', 'where']);
/** ... and before these. */
const continuesLine = new Set([',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.', '{', ')', ']']);
const wordsThatContinue = new Set(['and', 'by', 'in', 'matches', 'not', 'or', 'satisfies', 'where']);

/** Whether the statement goes on behind it on the next line. */
export function expectsMore(token: Token): boolean {
  if (token.kind === 'symbol') return symbolsThatExpectMore.has(token.image);
  return token.kind === 'keyword' && wordsThatExpectMore.has(token.image);
}

export function isSymbol(token: Token, image: string): boolean {
  return token.kind === 'symbol' && token.image === image;
}

function helpForNumberlike(image: string): string {
  const date = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$|^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(image);
  if (date !== null) {
    const [, day = '', month = '', year = '', yearFirst, monthSecond = '', dayLast = ''] = date;
    return `Write a date as \`${yearFirst ?? year}-${(monthSecond || month).padStart(2, '0')}-${(dayLast || day).padStart(2, '0')}\`.`;
  }
  const difference = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(image);
  if (difference !== null)
    return `Write a range as \`${difference[1]}..${difference[2]}\`, a subtraction with blanks as \`${difference[1]} - ${difference[2]}\`.`;
  if (/^\d+([./])\d+\1/.test(image)) return `If it is a text, write "${image}".`;
  if (image.endsWith('..')) return `Write both ends of the range, such as \`${image}5\`.`;
  return `If it is a name write \`${image}\` between back-ticks, if it is a text write "${image}".`;
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
    if (word !== undefined) return this.word(word);
    const symbol = symbols.find((candidate) => this.text.startsWith(candidate, this.position));
    const mayBeForeign = symbol === undefined || '=<-!'.includes(symbol.charAt(0));
    const foreign = mayBeForeign ? foreignNotationAt(this.text, this.position) : undefined;
    if (foreign !== undefined) return this.foreign(foreign);
    if (symbol !== undefined) return this.symbol(symbol);
    this.unexpected();
  }

  private word(word: string): void {
    const start = this.position;
    let end = start + word.length;
    const isKey = this.follows(keyFollows, end);
    // On the next line even a key does: half-typed, `owner: s.` must not swallow what stands below.
    if (this.expectsName() && !(isKey && this.lineEnded)) return this.push('id', start, end);
    const address = isKey ? addressAt(this.text, start) : undefined;
    if (address !== undefined) return this.foreign(address);
    if (isKey) return this.push('key', start, end);
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

  /** Behind a dot and behind `every` stands a name, whatever the word. */
  private expectsName(): boolean {
    const previous = this.previous();
    return previous !== undefined && (isSymbol(previous, '.') || (previous.kind === 'keyword' && previous.image === 'every'));
  }

  private quotedName(): void {
    const start = this.position;
    const quoted = this.match(quotedNameAt);
    const end = start + (quoted ?? (this.match(unclosedNameAt) as string)).length;
    if (quoted === undefined) this.problem(start, end, 'This name in back-ticks is not closed on its line.', 'Add a ` after the name.');
    else if (end - start === 2) this.problem(start, end, 'There is no name between these back-ticks.', 'Write the name between them.');
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
    this.unclosedString(start);
  }

  /** Guesses where it was meant to end, so that what follows is read for what it is. */
  private unclosedString(start: number): void {
    const lineEnd = start + (this.match(restOfLine) as string).length;
    const closing = this.closingQuoteBelow(lineEnd);
    if (closing !== undefined) {
      this.problem(start, lineEnd, 'A text between `"` stays on its line.', 'Write `"""` before and behind a text over several lines.');
      return this.push('string', start, closing + 1);
    }
    this.problem(start, lineEnd, 'This text is not closed on its line.', 'Add a `"` where the text ends.');
    this.push('string', start, this.withoutClosingBraces(start, lineEnd));
  }

  /** A quote on one of the next lines that ends a text: it follows what it closes, and does not stand in front of a text. */
  private closingQuoteBelow(lineEnd: number): number | undefined {
    const below = this.text.slice(lineEnd, lineEnd + 2000);
    const at = below.indexOf('"');
    if (at < 0 || /[\s:,([{"\\]/.test(below[at - 1] ?? ' ')) return undefined;
    const quotesBehind = /^[^\n\r]*/.exec(below.slice(at))?.[0].match(/"/g)?.length ?? 0;
    return quotesBehind % 2 === 1 ? lineEnd + at : undefined;
  }

  /** `{ title: "a }` closes its block: the braces at the end that nothing in the text opens. */
  private withoutClosingBraces(start: number, lineEnd: number): number {
    const written = this.text.slice(start, lineEnd);
    let unopened = (written.match(/\}/g)?.length ?? 0) - (written.match(/\{/g)?.length ?? 0);
    let end = lineEnd;
    for (let at = lineEnd - 1; at > start && unopened > 0; at--) {
      const char = this.text[at] as string;
      if (char === '}') {
        unopened--;
        end = at;
      } else if (char !== ' ' && char !== '\t') break;
    }
    while (end > start + 1 && /[ \t]/.test(this.text[end - 1] as string)) end--;
    return end;
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
    const digits = this.text[start] === '-' ? start + 1 : start;
    const address = addressAt(this.text, digits);
    if (address !== undefined) return this.foreign(address);
    const isParted = this.follows(partedNumberAt, digits);
    for (const [kind, pattern] of digits === start ? numberKinds : numberKinds.slice(-1)) {
      const image = isParted ? undefined : this.match(pattern, digits);
      if (image === undefined) continue;
      const end = digits + image.length;
      if (this.follows(restOfNumberlike, end)) continue;
      return this.push(kind, start, end);
    }
    const end = digits + (this.match(numberlikeRest, digits) as string).length;
    const image = this.text.slice(start, end);
    this.problem(
      start,
      end,
      `"${image}" begins with a digit but is not a number, a date, a duration or a quantity.`,
      helpForNumberlike(image),
    );
    this.push('id', start, end);
  }

  private symbol(symbol: string): void {
    const start = this.position;
    // No value holds a block, so a group that is still open here was forgotten; it must not swallow the lines behind it.
    if (symbol === '{') this.brackets[this.brackets.length - 1] = 0;
    if (symbol === '{') this.brackets.push(0);
    if (symbol === '}' && this.brackets.length > 1) this.brackets.pop();
    if (symbol === '(' || symbol === '[') this.openGroups(+1);
    if (symbol === ')' || symbol === ']') this.openGroups(-1);
    this.push('symbol', start, start + symbol.length);
    const depth = this.brackets.length - 1 + this.brackets.reduce((sum, open) => sum + open, 0);
    if (depth <= deepestNesting) return;
    this.tooDeep = true;
    this.problem(
      start,
      start + 1,
      `Brackets nest more than ${deepestNesting} deep here, so the file was not read.`,
      'Split the file, or close the brackets that were left open.',
      'too-deep',
    );
  }

  private openGroups(change: number): void {
    const last = this.brackets.length - 1;
    this.brackets[last] = Math.max(0, (this.brackets[last] as number) + change);
  }

  private foreign({ end, message, help, means, endsLine }: ForeignNotation): void {
    this.problem(this.position, end, message, help);
    if (means !== undefined) return this.push(means.kind, this.position, end, means.image);
    if (endsLine) this.lineEnded = true;
    this.position = end;
  }

  private unexpected(): void {
    const foreign = foreignNotationAt(this.text, this.position);
    if (foreign !== undefined) return this.foreign(foreign);
    const start = this.position;
    const char = String.fromCodePoint(this.text.codePointAt(start) as number);
    if (new RegExp(hostileCharacter, 'u').test(char)) {
      this.position += char.length; // reported with the hostile characters
      return;
    }
    const touched = this.takeBackTouched();
    const image = this.text.slice(touched, start) + (this.match(unquotedAt) ?? char);
    if (/[\p{L}\p{N}]/u.test(image)) {
      this.position = touched;
      return this.foreign(unquotedText(image, touched + image.length, `Only a text may hold "${char}".`));
    }
    this.position = start + image.length;
    this.problem(
      start,
      this.position,
      `The character "${char}" means nothing here.`,
      helpForCharacter[char] ?? 'Delete it, or write it in a text between double quotes.',
    );
  }

  /** Takes back the tokens that touch this offset, such as the `a` of `a@b`, and says where the first of them begins. */
  private takeBackTouched(): number {
    let start = this.position;
    for (let last = this.previous(); last !== undefined && last.end === start; last = this.previous()) {
      const isDrive = this.text[start] === '\\' && isSymbol(last, ':');
      if (last.kind === 'symbol' && !isDrive && !'./-'.includes(last.image)) break;
      if (last.kind === 'string' || last.kind === 'markdown' || last.kind === 'eos') break;
      if (last.kind === 'key' && !(this.text[start] === ':' && last.image.length === 1)) break;
      start = last.start;
      this.tokens.pop();
    }
    return start;
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

  private push(kind: TokenKind, start: number, end: number, image = this.text.slice(start, end)): void {
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

  private problem(start: number, end: number, message: string, help: string, check = 'syntax-error'): void {
    if (this.problems.length < mostProblems) this.problems.push({ check, start, end, message, help });
  }

  private reportHostileCharacters(): void {
    hostileCharacter.lastIndex = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    for (let found = hostileCharacter.exec(this.text); found; found = hostileCharacter.exec(this.text)) {
      this.hostile(found.index, this.text.charCodeAt(found.index));
      if (this.problems.length >= mostProblems) return;
    }
  }

  private hostile(at: number, code: number): void {
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    if (code >= 0xd800 && code <= 0xdfff)
      this.problem(
        at,
        at + 1,
        `Half a character (${name}) stands here: the text was cut or wrongly converted.`,
        'Delete it and type the character again.',
        'broken-encoding',
      );
    else if (code < 0xa0) this.problem(at, at + 1, `A control character (${name}) stands here.`, 'Delete it.', 'hidden-character');
    else if (code === 0x200b || code === 0x2060 || code === 0xfeff)
      this.problem(at, at + 1, `An invisible character (${name}) stands here.`, 'Delete it.', 'hidden-character');
    else
      this.problem(
        at,
        at + 1,
        `A hidden character (${name}) changes the direction of the text, so a reader sees something else than what is checked.`,
        'Delete it.',
        'hidden-character',
      );
  }
}
