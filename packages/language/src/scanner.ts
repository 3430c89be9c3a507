import { addressAt, type ForeignNotation, foreignNotationAt, price, unquotedName, unquotedText } from './foreign-notation.js';
import { hiddenCharacters, invisibleCharacter, isHidden } from './hidden-characters.js';
import { whenNeeded } from './when-needed.js';

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

/** At the start of a file it says that the file is Unicode; anywhere else it is a hidden character. */
export const byteOrderMark = '\ufeff';

/** How deep brackets may nest; deeper, recursive parsers run out of stack. */
export const deepestNesting = 64;

/** Nobody reads more of them, and a file of another kind would have millions. */
export const mostProblems = 100;

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

const wordAt = whenNeeded(() => /[_\p{L}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?/uy);
const compoundTailAt = whenNeeded(() => /\/[\p{L}\p{M}\p{N}_](?:(?:[\p{L}\p{M}\p{N}._-]|\/(?!\/))*[\p{L}\p{M}\p{N}_])?/uy);
const quotedNameAt = /`[^`\n\r]*`/y;
const unclosedNameAt = /`[^\s`{}(),:]*/y;
const labelAt = whenNeeded(() => /#[\p{L}\p{M}\p{N}_-]+/uy);
const blank = /\s/;
const keyFollows = /[^\S\n\r]*:/y;
const restOfNumberlike = whenNeeded(() => /[\p{L}\p{M}\p{N}_]|-[\p{L}\p{N}_]/uy);
const numberlikeRest = whenNeeded(() => /\d+\.{3,}\d*|\d+\.\.(?!\d)|[\p{L}\p{M}\p{N}_.:/%-]*[\p{L}\p{M}\p{N}_%]/uy);
/** `10.0.0.1`, `2026/10/14`, `0..`: each part is a number, the whole is not. */
const partedNumberAt = /\d+(?:(?:\.\d+){2}|(?:\/\d+){2}|\.\.(?!\d)|\.{3})/y;
const dateAt = /\d{4}-(?:Q\d|W\d{2}|\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?)/y;
const rangeAt = /\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?/y;
const durationAt = /\d+(?:\.\d+)?(?:ms|min|mo|s|h|d|w|y)/y;
const quantityAt = whenNeeded(() => /\d+(?:\.\d+)?(?:%|\p{L}+)/uy);
const numberAt = /\d+(?:\.\d+)?/y;
/** With nothing behind it that could belong to it: what most numbers are. */
const plainNumberAt = /\d+(?:\.\d+)?(?=[ \n\r,)}])/y;
type NumberKind = readonly [TokenKind, () => RegExp];
const numberKind: NumberKind = ['number', () => numberAt];
const numberKinds: readonly NumberKind[] = [
  ['date', () => dateAt],
  ['range', () => rangeAt],
  ['duration', () => durationAt],
  ['quantity', quantityAt],
  numberKind,
];
const helpForNegative = 'Delete the minus; a subtraction has blanks around it, such as `today - 3d`.';
const anyDateFollows = /[ \t]+any[ \t]+date\b/y;
const restOfLine = /[^\n\r]*/y;
const helpForCharacter: Readonly<Record<string, string>> = {
  '%': 'A percentage has no blank in it: `95%`.',
  '€': 'An amount has its currency behind it, and no blank: `85kEUR`.',
  '\\': 'Delete it: a statement goes on where a line ends in an operator or a comma.',
  "'": 'A text stands between double quotes.',
};
const helpForStatement =
  'A statement is `key: value` or a declaration such as `system historian "Historian" { ... }`; a comment begins with `//`.';
/** What touches a character that means nothing: the rest of an address, a path or a price. */
const unquotedAt = /[^\s,{}()[\]"`;]+/uy;
const symbols = ['<->', '->', '<=', '>=', '!=', '{', '}', '(', ')', '[', ']', ',', '.', ':', '=', '<', '>', '+', '-', '*', '/'];
const symbolsByFirst = new Map(symbols.map((symbol) => [symbol.charAt(0), symbols.filter((other) => other.startsWith(symbol.charAt(0)))]));

/** A statement goes on over a line end after these; not after `:`, since a value starts on its key's line ... */
const symbolsThatExpectMore = new Set(['(', '[', ',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.']);
/** ... and before these ... */
const continuesLine = new Set([',', '->', '<->', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '.', '{', ')', ']']);
/** ... and, of words, after and before the infix operators. */
const wordsThatLeadOn = new Set(['and', 'by', 'in', 'matches', 'not', 'or', 'satisfies', 'where']);

/** Whether the statement goes on behind it on the next line. */
export function expectsMore(token: Token): boolean {
  if (token.kind === 'symbol') return symbolsThatExpectMore.has(token.image);
  return token.kind === 'keyword' && wordsThatLeadOn.has(token.image);
}

export function isSymbol(token: Token, image: string): boolean {
  return token.kind === 'symbol' && token.image === image;
}

type Beginning = 'line end' | 'blank' | 'word' | 'bracket' | 'quote' | 'digit';

/** What an ASCII character begins, by its code, where one look tells; by far the most do. */
const beginningOf: readonly (Beginning | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (char === '\n' || char === '\r') return 'line end';
  if (char === ' ' || char === '\t') return 'blank';
  if (/[A-Za-z_]/.test(char)) return 'word';
  if (/[0-9]/.test(char)) return 'digit';
  if (char === '"') return 'quote';
  return '{}()[],.:'.includes(char) ? 'bracket' : undefined;
});
const [space, hyphen, colon] = [' ', '-', ':'].map((char) => char.charCodeAt(0)) as [number, number, number];

/** Whether an ASCII character goes on a word. */
function isWordCode(code: number): boolean {
  const beginning = beginningOf[code];
  return beginning === 'word' || beginning === 'digit' || code === hyphen;
}

/** The longest symbol that stands at this offset. */
function symbolAt(text: string, at: number): string | undefined {
  return symbolsByFirst.get(text.charAt(at))?.find((symbol) => text.startsWith(symbol, at));
}

/** A statement begins behind it. */
function opensStatement(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'eos' || isSymbol(token, '{') || isSymbol(token, '}');
}

function helpForNumberlike(image: string): string {
  const yearLast = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(image);
  if (yearLast !== null) return helpForDate(yearLast[3], yearLast[2], yearLast[1]);
  const yearFirst = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(image);
  if (yearFirst !== null) return helpForDate(yearFirst[1], yearFirst[2], yearFirst[3]);
  const difference = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(image);
  if (difference !== null)
    return `Write a range as \`${difference[1]}..${difference[2]}\`, a subtraction with blanks as \`${difference[1]} - ${difference[2]}\`.`;
  const dots = /^(\d+)\.{3,}(\d+)$/.exec(image);
  if (dots !== null) return `Write the range as \`${dots[1]}..${dots[2]}\`.`;
  if (/^\d+([./])\d+\1/.test(image)) return `If it is a text, write "${image}".`;
  if (image.endsWith('..')) return `Write both ends of the range, such as \`${image}5\`.`;
  return `If it is a name write \`${image}\` between back-ticks, if it is a text write "${image}".`;
}

/** Where the month cannot be one, it stands where some write the day. */
function helpForDate(year = '', month = '', day = ''): string {
  const [first, second] = Number(month) > 12 ? [day, month] : [month, day];
  return `Write the date as \`${year}-${first.padStart(2, '0')}-${second.padStart(2, '0')}\`.`;
}

export function scan(text: string): Scan {
  return new Scanner(text).run();
}

class Scanner {
  private readonly tokens: Token[] = [];
  private readonly comments: Comment[] = [];
  private readonly problems: LexicalProblem[] = [];
  private readonly text: string;
  private readonly words: (string | undefined)[] = new Array(1021).fill(undefined);
  private position = 0;
  private lineEnded = false;
  /** Open `{`, and open `(` and `[` inside the innermost. */
  private blocks = 0;
  private openGroups = 0;
  private tooDeep = false;

  constructor(text: string) {
    this.text = text;
  }

  run(): Scan {
    if (this.text.startsWith(byteOrderMark)) this.position = 1;
    this.problems.push(...hiddenCharacters(this.text, this.position, mostProblems));
    while (this.position < this.text.length && !this.tooDeep) this.step();
    return { tokens: this.tokens, comments: this.comments, problems: this.problems, tooDeep: this.tooDeep };
  }

  private step(): void {
    const code = this.text.charCodeAt(this.position);
    const char = code < beginningOf.length ? beginningOf[code] : undefined;
    switch (char) {
      case 'line end':
        this.lineEnded = true;
        this.position++;
        return;
      case 'blank':
        this.position++;
        return;
      case 'word':
        return this.wordOrSymbol();
      case 'bracket':
        return this.symbol(this.text[this.position] as string);
      case 'quote':
        return this.string();
      case 'digit':
        return this.numberlike(this.position);
      default:
        return this.rarity(code);
    }
  }

  private rarity(code: number): void {
    const char = String.fromCharCode(code);
    if (blank.test(char)) this.position++;
    else if (char === '/' && this.text[this.position + 1] === '/') this.skipLineComment();
    else if (char === '/' && this.text[this.position + 1] === '*') this.skipBlockComment();
    else if (char === '`') this.quotedName();
    else if (char === '#') this.label();
    else if (char === '-' && this.startsNegativeNumber()) this.numberlike(this.position);
    else this.wordOrSymbol();
  }

  private wordOrSymbol(): void {
    const wordEnd = this.wordEnd();
    if (wordEnd !== undefined) return this.word(wordEnd);
    const symbol = symbolAt(this.text, this.position);
    const mayBeForeign = symbol === undefined || ('=<-!'.includes(symbol.charAt(0)) && symbol !== '->');
    const foreign = mayBeForeign ? foreignNotationAt(this.text, this.position) : undefined;
    if (foreign !== undefined) return this.foreign(foreign);
    if (symbol !== undefined) return this.symbol(symbol);
    this.unexpected();
  }

  /** Where the word ends that begins here; by hand as long as its letters are ASCII, as most are. */
  private wordEnd(): number | undefined {
    const { text, position } = this;
    if (beginningOf[text.charCodeAt(position)] !== 'word') return this.endOf(wordAt());
    let end = position + 1;
    while (isWordCode(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) >= beginningOf.length) return this.endOf(wordAt());
    while (text.charCodeAt(end - 1) === hyphen) end--;
    return end;
  }

  private word(end: number): void {
    const start = this.position;
    const isKey = this.isKeyEndingAt(end);
    // On the next line even a key does: half-typed, `owner: s.` must not swallow what stands below.
    if (this.expectsName() && !(isKey && this.lineEnded)) return this.push('id', start, end);
    const address = isKey && this.touchesMore(end) ? addressAt(this.text, start) : undefined;
    if (address !== undefined) return this.foreign(address);
    if (isKey) return this.push('key', start, end, this.wordAs(start, end));
    const word = this.wordAs(start, end);
    if (reservedWords.has(word)) return this.push('keyword', start, end, word);
    if (word === 'at' && this.follows(anyDateFollows, end)) return this.atAnyDate();
    const compoundEnd = this.text[end] === '/' ? this.endOf(compoundTailAt(), end) : undefined;
    if (compoundEnd !== undefined) return this.push('compound', start, compoundEnd);
    this.push('id', start, end, word);
  }

  private isKeyEndingAt(end: number): boolean {
    let at = end;
    while (this.text.charCodeAt(at) === space) at++;
    const next = this.text.charCodeAt(at);
    return next === colon || (beginningOf[next] === undefined && this.follows(keyFollows, end));
  }

  /** Behind the colon of a key stands a blank; behind that of an address it goes on. */
  private touchesMore(end: number): boolean {
    return this.text[end + 1] !== ' ' && this.text[end + 1] !== '\n';
  }

  /** The text of a word; the same few are written thousands of times, so one string serves them all. */
  private wordAs(start: number, end: number): string {
    const { text, words } = this;
    const middle = (start + end) >> 1;
    const sum = text.charCodeAt(start) + 31 * text.charCodeAt(middle) + 961 * text.charCodeAt(end - 1) + 29_791 * (end - start);
    const slot = sum % words.length;
    const known = words[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
    return (words[slot] = text.slice(start, end));
  }

  private atAnyDate(): void {
    for (const part of ['at', 'any', 'date']) {
      const at = this.text.indexOf(part, this.position);
      this.push('keyword', at, at + part.length);
    }
  }

  /** Behind a dot and behind `every` stands a name, whatever the word. */
  private expectsName(): boolean {
    const previous = this.previous();
    return previous !== undefined && (isSymbol(previous, '.') || (previous.kind === 'keyword' && previous.image === 'every'));
  }

  private quotedName(): void {
    const start = this.position;
    const closed = this.endOf(quotedNameAt);
    const end = closed ?? (this.endOf(unclosedNameAt) as number);
    if (closed === undefined) this.problem(start, end, 'This name in back-ticks is not closed on its line.', 'Add a ` after the name.');
    else if (end - start === 2) this.problem(start, end, 'There is no name between these back-ticks.', 'Write the name between them.');
    this.push(this.follows(keyFollows, end) ? 'key' : 'id', start, end);
  }

  private label(): void {
    const end = this.endOf(labelAt());
    if (end !== undefined) return this.push('label', this.position, end);
    this.foreign(foreignNotationAt(this.text, this.position) as ForeignNotation);
  }

  private string(): void {
    const start = this.position;
    if (this.text.startsWith('"""', start)) return this.markdown();
    const close = this.closingQuote(start);
    if (close !== undefined) return this.push('string', start, close + 1);
    this.unclosedString(start);
  }

  /** By hand: the engine runs out of stack on a regular expression that repeats an alternative ten million times. */
  private closingQuote(open: number): number | undefined {
    for (let at = open + 1; at < this.text.length; at++) {
      const char = this.text[at];
      if (char === '"') return at;
      if (char === '\n' || char === '\r') return undefined;
      const isEscape = char === '\\' && this.text[at + 1] !== '\n' && this.text[at + 1] !== '\r';
      if (isEscape) at++;
    }
    return undefined;
  }

  /** Guesses where it was meant to end, so that what follows is read for what it is. */
  private unclosedString(start: number): void {
    const lineEnd = this.endOf(restOfLine) as number;
    const closing = this.closingQuoteBelow(lineEnd);
    if (closing !== undefined) {
      this.problem(start, lineEnd, 'A text between `"` stays on its line.', 'Write `"""` before and behind a text over several lines.');
      return this.push('string', start, closing + 1);
    }
    this.problem(start, lineEnd, 'This text is not closed on its line.', 'Add a `"` where the text ends.');
    this.push('string', start, this.withoutBraces(start, lineEnd));
  }

  /** A quote on one of the next lines that ends a text: it follows what it closes, and does not stand in front of a text. */
  private closingQuoteBelow(lineEnd: number): number | undefined {
    const below = this.text.slice(lineEnd, lineEnd + 2000);
    const at = below.indexOf('"');
    if (at < 0 || /[\s:,([{"\\]/.test(below[at - 1] ?? ' ')) return undefined;
    const quotesBehind = /^[^\n\r]*/.exec(below.slice(at))?.[0].match(/"/g)?.length ?? 0;
    return quotesBehind % 2 === 1 ? lineEnd + at : undefined;
  }

  /** `{ title: "a }` closes its block and `system a "A {` opens one: the braces at the end that have no partner in the text. */
  private withoutBraces(start: number, lineEnd: number): number {
    const written = this.text.slice(start, lineEnd);
    const opening = /[ \t]\{[ \t]*$/.exec(written);
    if (opening !== null) return start + written.slice(0, opening.index).trimEnd().length;
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
    this.position = this.endOf(restOfLine) as number;
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
    const plainEnd = this.endOf(plainNumberAt, digits);
    if (plainEnd !== undefined) return this.push('number', start, plainEnd);
    const address = addressAt(this.text, digits);
    if (address !== undefined) return this.foreign(address);
    const isNegative = digits > start;
    const kinds = this.follows(partedNumberAt, digits) ? [] : isNegative ? [numberKind] : numberKinds;
    for (const [kind, pattern] of kinds) {
      const end = this.endOf(pattern(), digits);
      if (end !== undefined && !this.follows(restOfNumberlike(), end)) return this.push(kind, start, end);
    }
    const end = this.endOf(numberlikeRest(), digits) as number;
    const image = this.text.slice(start, end);
    if (isNegative) this.problem(start, end, `"${image}" cannot be negative: only a plain number can.`, helpForNegative);
    else {
      const message = `"${image}" begins with a digit but is not a number, a date, a duration or a quantity.`;
      this.problem(start, end, message, helpForNumberlike(image));
    }
    this.push('id', start, end);
  }

  private symbol(symbol: string): void {
    const start = this.position;
    if (symbol === '{') this.openBlock();
    if (symbol === '}') this.closeBlock();
    if (symbol === '(' || symbol === '[') this.openGroups++;
    if ((symbol === ')' || symbol === ']') && this.openGroups > 0) this.openGroups--;
    this.push('symbol', start, start + symbol.length, symbol);
    if (this.blocks + this.openGroups <= deepestNesting) return;
    this.tooDeep = true;
    this.problem(
      start,
      start + 1,
      `Brackets nest more than ${deepestNesting} deep here, so the file was not read.`,
      'Split the file, or close the brackets that were left open.',
      'too-deep',
    );
  }

  private openBlock(): void {
    // No value holds a block, so a group that is still open here was forgotten; it must not swallow the lines behind it.
    this.openGroups = 0;
    this.blocks++;
  }

  private closeBlock(): void {
    this.openGroups = 0;
    if (this.blocks > 0) this.blocks--;
  }

  private foreign({ end, message, help, means, endsLine }: ForeignNotation): void {
    this.problem(this.position, end, message, help);
    if (means !== undefined) return this.push(means.kind, this.position, end, means.image);
    if (endsLine) this.lineEnded = true;
    this.position = end;
  }

  private unexpected(): void {
    const start = this.position;
    const char = String.fromCodePoint(this.text.codePointAt(start) as number);
    this.position += char.length;
    if (isHidden(char)) return; // it was reported, as anywhere in the file
    const invisible = invisibleCharacter(char);
    if (invisible !== undefined) return this.problem(start, this.position, invisible, 'Delete it.');
    const touched = this.takeBackTouched(start);
    const end = this.endOf(unquotedAt, start) ?? this.position;
    const image = this.text.slice(touched, end);
    const isWord = /[\p{L}\p{N}\p{So}]/u.test(image);
    if (isWord && !this.beginsStatement()) {
      this.position = touched;
      return this.foreign(price(this.text, touched) ?? this.unquoted(image, end, char));
    }
    this.position = end;
    const help = helpForCharacter[char] ?? (isWord ? helpForStatement : 'Delete it, or write it in a text between double quotes.');
    this.problem(touched, end, `The character "${char}" means nothing here.`, help);
  }

  /** Right behind a keyword it was meant as a name, anywhere else as a text. */
  private unquoted(image: string, end: number, char: string): ForeignNotation {
    const isName = this.previous()?.kind === 'id' && opensStatement(this.tokens.at(-2));
    return isName
      ? unquotedName(image, end, `A name may not hold "${char}".`)
      : unquotedText(image, end, `Only a text may hold "${char}".`);
  }

  private beginsStatement(): boolean {
    return this.lineEnded || opensStatement(this.previous());
  }

  /** Takes back the tokens that touch this offset, such as the `a` of `a@b`, and says where the first of them begins. */
  private takeBackTouched(offset: number): number {
    let start = offset;
    for (let last = this.previous(); last?.end === start && this.isTouched(last); last = this.previous()) {
      start = last.start;
      this.tokens.pop();
    }
    return start;
  }

  /** `C:\` is a drive, but the colon of `share:\\server` belongs to its key. */
  private isTouched({ kind, image, start, end }: Token): boolean {
    const letter = this.tokens.at(-2);
    const isDrive = this.text[end] === '\\' && image === ':' && letter?.end === start && letter.image.length === 1;
    if (kind === 'symbol') return isDrive || image === '.' || image === '/' || image === '-';
    if (kind === 'key') return this.text[end] === ':' && end - start === 1;
    return kind !== 'string' && kind !== 'markdown' && kind !== 'eos';
  }

  /** A line end closes the statement, unless what stands before or behind it asks for more. */
  private endStatementBefore(kind: TokenKind, image: string): void {
    const lineEnded = this.lineEnded;
    this.lineEnded = false;
    const previous = this.previous();
    if (!lineEnded || previous === undefined || previous.kind === 'eos' || previous.image === '{') return;
    if (kind === 'symbol' && continuesLine.has(image)) return;
    if (kind === 'keyword' && wordsThatLeadOn.has(image)) return;
    const inGroup = this.openGroups > 0;
    if (kind === 'key') {
      const isArgument = inGroup && (previous.image === ',' || previous.image === '(');
      if (isArgument) return;
      // A key always begins a statement, so a bracket or a comma left open stays the trouble of its own line.
      this.openGroups = 0;
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

  /** Where the match ends that begins at this offset; undefined where there is none. */
  private endOf(pattern: RegExp, at = this.position): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : undefined;
  }

  private follows(pattern: RegExp, at: number): boolean {
    return this.endOf(pattern, at) !== undefined;
  }

  private problem(start: number, end: number, message: string, help: string, check = 'syntax-error'): void {
    if (this.problems.length < mostProblems) this.problems.push({ check, start, end, message, help });
  }
}
