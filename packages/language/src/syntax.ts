import type { SourceProblem } from '@weir/model';
import { pairBraces } from './braces.js';
import {
  deepestNesting,
  expectsMore,
  isSymbol,
  type LexicalProblem,
  mostProblems,
  type Scan,
  type Token,
  type TokenKind,
} from './scanner.js';
import * as mistake from './syntax-errors.js';

export interface Readable {
  /** The tokens of what is well-formed: the grammar takes them as they are. */
  readonly tokens: readonly Token[];
  readonly problems: readonly SourceProblem[];
}

/** Further on nobody looks for the bracket that closes what should be a block. */
const longestBracketBlock = 1000;
/** A longer chain, such as `a and b and ...`, makes a tree too deep to walk. */
const longestChain = 200;

/**
 * Finds the mistakes in a file, and cuts each out of its statement, so that everything around it is read as it stands.
 *
 * Langium's own recovery leaves the block that a mistake stands in, and so makes many of one; and it cannot say what was
 * meant. The grammar stays the definition of the language: tests hold this and it to the same texts.
 */
export function readable(scan: Scan, text: string): Readable {
  if (scan.tooDeep) return { tokens: [], problems: [] };
  const braces = pairBraces(scan.tokens, text);
  const syntax = new Syntax(braces.tokens, text, scan.problems);
  syntax.statements();
  return { tokens: syntax.kept, problems: [...(endsInside(scan, text) ? [] : braces.problems), ...syntax.problems] };
}

/** What is wrong with the one expression that these tokens should be. */
export function mistakesInExpression(scan: Scan, text: string): readonly SourceProblem[] {
  const syntax = new Syntax(scan.tokens, text, scan.problems);
  if (!scan.tooDeep) syntax.expressionAlone();
  return [...scan.problems, ...syntax.problems];
}

/** A text or a comment that is never closed takes the closing braces with it. */
function endsInside({ problems }: Scan, text: string): boolean {
  return problems.some(({ start, end }) => {
    const image = text.slice(start, end);
    return image === '"""' || image === '/*';
  });
}

const plainValues: ReadonlySet<TokenKind> = new Set([
  'compound',
  'date',
  'duration',
  'id',
  'markdown',
  'number',
  'quantity',
  'range',
  'string',
]);

class Syntax {
  readonly kept: Token[] = [];
  readonly problems: SourceProblem[] = [];
  private readonly tokens: Token[];
  private readonly text: string;
  private readonly lexical: readonly LexicalProblem[];
  private readonly end: Token;
  private at = 0;
  /** Where the statement begins that is being read. */
  private from = 0;
  /** A mistake was found in it: what else is wrong with it follows from that. */
  private isBroken = false;
  /** Open brackets of statements that end at a key: what closes them comes later. */
  private lostBrackets = 0;
  private links = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], text: string, lexical: readonly LexicalProblem[]) {
    this.tokens = [...tokens];
    this.text = text;
    this.lexical = lexical;
    this.end = { kind: 'eos', start: text.length, end: text.length, image: '' };
  }

  statements(): void {
    while (!this.isAtEnd() && !this.is('}')) {
      if (this.token().kind === 'eos') this.keep();
      else this.statement();
    }
  }

  expressionAlone(): void {
    if (this.isAtEnd()) this.report(mistake.emptyBraces());
    else if (this.or() && !this.isAtEnd()) this.report(mistake.behindExpression(this.token(-1), this.token()));
  }

  private statement(): void {
    this.from = this.token().start;
    this.isBroken = false;
    const { kind } = this.token();
    if (kind === 'key' && this.isPlainProperty()) this.keepPlainProperty();
    else if (kind === 'key') this.property(this.keep());
    else if (kind === 'id') this.declaration(this.keep());
    else this.stray(this.token());
  }

  /** What is no statement is passed over, unless it is plain what was meant. */
  private stray(found: Token): void {
    if (this.isKeyInQuotes()) {
      this.report(mistake.keyInQuotes(found));
      this.at++;
      this.kept.push({ ...found, kind: 'key', image: `\`${found.image.slice(1, -1)}\`` });
      return this.property(found);
    }
    if (this.closesLostBracket()) return;
    this.report(mistake.strayStart(found, this.token(1)));
    if (this.is('{')) return this.skipBlock();
    if (found.kind === 'keyword' && this.token(1).kind !== 'eos') {
      this.keepAsName();
      return this.declaration(found);
    }
    this.at++;
    if (found.kind !== 'symbol' || this.token().kind !== 'key') this.skipStatement();
  }

  /** The bracket that it closes stands in a statement that was left out. */
  private closesLostBracket(): boolean {
    if (this.lostBrackets === 0 || !(this.is(')') || this.is(']'))) return false;
    this.lostBrackets--;
    this.at++;
    return true;
  }

  /** `key: value` with a value of one token, as most are: nothing can be wrong with it. */
  private isPlainProperty(): boolean {
    const behind = this.token(3);
    return plainValues.has(this.token(2).kind) && (behind.kind === 'eos' || behind.kind === 'key' || isSymbol(behind, '}'));
  }

  private keepPlainProperty(): void {
    this.keep();
    this.keep();
    this.keep();
  }

  private property(key: Token): void {
    const start = this.kept.length - 1;
    this.keep();
    if (this.is('{')) return this.blockBehindColon(key);
    let whole = start;
    do {
      this.links = 0;
      this.depth = 0;
      const isRead = !this.dropValueBelow(key) && this.or();
      if (!isRead || this.dropForgotten()) {
        this.kept.length = whole;
        return isRead ? undefined : this.skipStatement();
      }
      whole = this.kept.length;
    } while (this.keepComma());
    this.endProperty(key, start);
  }

  private endProperty(key: Token, start: number): void {
    while (this.closesLostBracket());
    if (this.endsStatement() || this.beginsDeclaration()) return;
    const value = this.token(-1);
    if (this.is('{') && this.kept.length === start + 3 && value.kind === 'id') {
      this.report(mistake.colonAfterKeyword(key, value));
      this.kept.splice(start, 2, { ...key, kind: 'id' });
      return this.block();
    }
    this.report(mistake.behindValue(value, this.token(), this.runFrom(value)));
    const isBracketTooMany = this.is(')') || this.is(']');
    while (this.is(')') || this.is(']')) this.at++;
    if (isBracketTooMany && (this.endsStatement() || this.beginsDeclaration())) return;
    this.skipStatement();
  }

  /** `lifecycle: { ... }` is read without its colon. */
  private blockBehindColon(key: Token): void {
    this.report(mistake.colonBeforeBlock(key));
    this.kept.splice(-2, 2, { ...key, kind: 'id' });
    this.block();
  }

  /** `owner:` with the value on the next line. */
  private dropValueBelow(key: Token): boolean {
    const [value, behind] = [this.token(1), this.token(2)];
    if (this.isAtEnd() || this.token().kind !== 'eos' || /^(eos|key|symbol|label)$/.test(value.kind)) return false;
    const isAlone = behind.kind === 'eos' || ['}', ',', '.'].some((image) => isSymbol(behind, image));
    if (value.kind === 'id' && !isAlone) return false;
    this.report(mistake.valueBelow(key, value));
    this.at++;
    return true;
  }

  /**
   * A line that ends in an operator or a comma goes on, and so the keyword of the next line was read as its value:
   * the value was forgotten, and the next line is a statement of its own.
   */
  private dropForgotten(): boolean {
    const [sign, word] = [this.token(-2), this.token(-1)];
    const isOnNextLine = word.kind === 'id' && this.hasLineBreak(sign, word);
    if (!isOnNextLine || (this.token().kind !== 'id' && !this.isText() && !this.is('{'))) return false;
    this.report(mistake.missingValue(sign, this.end, sign));
    this.at--;
    return true;
  }

  private declaration(keyword: Token): void {
    const start = this.kept.length;
    this.head(keyword);
    if (this.is('{')) return this.block();
    if (this.kept.length > start) return;
    this.kept.length = start - 1;
    this.report(mistake.loneWord(keyword));
  }

  private block(): void {
    this.keep();
    this.statements();
    if (this.is('}')) this.keep();
  }

  /** Name, title, ends and labels, in this order; from what does not fit on, the head is left out. */
  private head(keyword: Token): void {
    const start = this.kept.length;
    const name = this.isName() && !this.hasArrowBehindPath() ? this.token() : undefined;
    if (name !== undefined && !this.path()) return this.skipToBlock();
    const isTitled = this.isText();
    if (isTitled) this.keep();
    const isJoined = this.isName() && this.hasArrowBehindPath();
    if (isJoined && !this.ends(name !== undefined || isTitled)) return;
    if (isJoined && name === undefined && !isTitled && this.isText()) this.keep();
    const isLabelled = this.token().kind === 'label';
    const touched = this.token(-1);
    if (isLabelled && touched.kind === 'id' && touched.end === this.token().start) this.report(mistake.labelInName(touched, this.token()));
    while (this.token().kind === 'label') this.keep();
    if (this.is('{') || this.is('}') || this.token().kind === 'eos') return;
    // `role a   role b` on one line are two.
    if (this.token().kind === 'id' && this.token(1).kind === 'id') return;
    if (this.token(-1) === keyword && this.token().kind === 'key' && isSymbol(this.token(2), '{')) return this.nameWithColon();
    this.report(
      mistake.inHead({ keyword, name, before: this.token(-1), isTitled, isJoined, isLabelled }, this.token(), this.restOfStatement()),
    );
    if (this.is('=') || mistake.isForeignWord(keyword)) this.kept.length = start;
    if (!this.readsBracketsAsBraces()) this.skipToBlock();
  }

  /** `system plc: { ... }` is read without its colon. */
  private nameWithColon(): void {
    this.report(mistake.colonBeforeBlock(this.token()));
    this.keepAsName();
    this.at++;
  }

  private ends(isNamed: boolean): boolean {
    const start = this.kept.length;
    if (!this.path()) {
      this.skipToBlock();
      return false;
    }
    const source = this.kept.length;
    const arrow = this.keep();
    const target = this.at;
    const hasTarget = this.isName() && this.path();
    const isOneWord = this.at === target + 1;
    // As with a forgotten value: the arrow took the keyword of the next line.
    const isForgotten = isOneWord && this.token().kind === 'id' && this.hasLineBreak(arrow, this.token(-1));
    if (hasTarget && !isForgotten) return true;
    this.report(mistake.noTarget(arrow));
    this.kept.length = isNamed ? start : source;
    if (isForgotten) this.at = target;
    else this.skipToBlock();
    return false;
  }

  /** `system plc [ level: 2 ]`: the braces that were meant take the place of the brackets. */
  private readsBracketsAsBraces(): boolean {
    const close = this.is('(') ? ')' : this.is('[') ? ']' : undefined;
    const closing = close === undefined ? undefined : this.closingBracket(this.token().image, close);
    if (closing === undefined) return false;
    this.tokens[this.at] = { ...this.token(), image: '{' };
    this.tokens[closing] = { ...(this.tokens[closing] as Token), image: '}' };
    return true;
  }

  private closingBracket(open: string, close: string): number | undefined {
    let depth = 0;
    for (let index = this.at; index < Math.min(this.tokens.length, this.at + longestBracketBlock); index++) {
      const token = this.tokens[index] as Token;
      if (isSymbol(token, open) || isSymbol(token, '{')) depth++;
      if ((isSymbol(token, close) || isSymbol(token, '}')) && --depth === 0) return isSymbol(token, close) ? index : undefined;
    }
    return undefined;
  }

  /** `recovery.dcs`, or with its type stated `zone(recovery.dcs)`. */
  private path(): boolean {
    this.keepName();
    if (!this.is('(') || this.token(1).kind === 'key') return this.members();
    const whole = this.kept.length;
    const open = this.keep();
    const isRead = this.isName() && this.typed(open);
    if (!isRead)
      this.report(
        this.token().kind === 'key' ? mistake.labelInGroup(this.token()) : mistake.insideBrackets(open, this.token(-1), this.token()),
      );
    if (!isRead) this.kept.length = whole;
    return isRead;
  }

  private typed(open: Token): boolean {
    this.keepName();
    if (!this.members()) return false;
    if (this.is(')')) {
      this.keep();
      return true;
    }
    return this.report(this.isClosed() ? mistake.insideBrackets(open, this.token(-1), this.token()) : mistake.neverClosed(open));
  }

  private members(): boolean {
    while (this.is('.')) {
      if (this.token(1).kind !== 'id') return this.report(mistake.noNameBehindDot(this.token()));
      this.keep();
      this.keep();
    }
    return true;
  }

  private hasArrowBehindPath(): boolean {
    let ahead = 1;
    for (; ; ahead++) {
      const joins = isSymbol(this.token(ahead - 1), '.') || isSymbol(this.token(ahead - 1), '(');
      if (joins ? this.token(ahead).kind !== 'id' : !['.', '(', ')'].some((image) => isSymbol(this.token(ahead), image))) break;
    }
    return isSymbol(this.token(ahead), '->') || isSymbol(this.token(ahead), '<->');
  }

  /** A name, or a reserved word in its place. */
  private isName(): boolean {
    if (this.token().kind !== 'keyword') return this.token().kind === 'id';
    const isBehindArrow = isSymbol(this.token(-1), '->') || isSymbol(this.token(-1), '<->');
    return isBehindArrow || this.token(1).kind === 'string' || ['{', '->', '<->', ')'].some((image) => isSymbol(this.token(1), image));
  }

  private keepName(): void {
    if (this.token().kind === 'keyword') this.report(mistake.reservedWord(this.token(), 'be a name'));
    this.keepAsName();
  }

  // Expressions: each says whether it was read; where not, the mistake was reported.

  private or = (): boolean => this.chain(this.and, 'or');
  private and = (): boolean => this.chain(this.negation, 'and');
  private sum = (): boolean => this.chain(this.product, '+', '-');
  private product = (): boolean => this.chain(this.postfix, '*', '/');

  private chain(operand: () => boolean, ...operators: readonly string[]): boolean {
    if (!operand()) return false;
    while (operators.some((image) => this.is(image) || this.isWord(image))) if (!this.keepLink() || !operand()) return false;
    return true;
  }

  private negation = (): boolean => {
    return this.keepWord('not') ? this.deeper(this.negation) : this.comparison();
  };

  private comparison(): boolean {
    if (!this.sum()) return false;
    const isNegated = this.isWord('not') && this.token(1).kind === 'keyword' && this.token(1).image === 'in';
    if (isNegated) this.keep();
    if (!this.isComparison()) return true;
    this.keep();
    return this.sum();
  }

  private isComparison(): boolean {
    const { kind, image } = this.token();
    return kind === 'symbol' ? /^(=|!=|<|<=|>|>=)$/.test(image) : kind === 'keyword' && /^(in|matches|by)$/.test(image);
  }

  private postfix = (): boolean => {
    if (!this.primary()) return false;
    while (this.is('.')) {
      if (this.token(1).kind !== 'id') return this.report(mistake.noNameBehindDot(this.token()));
      if (!this.keepLink()) return false;
      this.keep();
    }
    return true;
  };

  private primary(): boolean {
    const { kind, image } = this.token();
    if (this.is('(') || this.is('[')) return this.brackets(false);
    if (kind === 'keyword' && (image === 'exists' || image === 'all')) return this.quantifier(this.keep());
    if (kind === 'keyword' && image === 'every') return this.selection(this.keep());
    const isConstant = kind === 'keyword' && /^(yes|no|none|unknown|true|false)$/.test(image);
    if (!isConstant && (/^(keyword|symbol|eos|key|label)$/.test(kind) || this.isKeyInQuotes()))
      return this.report(mistake.missingValue(this.token(-1), this.token(), this.token(-2)));
    this.keep();
    return kind === 'id' && this.is('(') ? this.brackets(true) : true;
  }

  private brackets(isCall: boolean): boolean {
    const open = this.keep();
    const close = open.image === '(' ? ')' : ']';
    const mayBeEmpty = isCall || close === ']';
    if (mayBeEmpty && this.is(close)) return this.keep() !== undefined;
    do {
      const isKey = this.token().kind === 'key';
      if (isKey && isCall) this.keepLabel();
      else if (this.endsStatement() && !this.isClosed()) return this.unclosed(open);
      else if (isKey) return this.lost(mistake.labelInGroup(this.token()));
      if (!this.deeper(this.or)) return false;
    } while (this.keepComma());
    if (this.is(close)) return this.keep() !== undefined;
    return this.isClosed() ? this.report(mistake.insideBrackets(open, this.token(-1), this.token())) : this.unclosed(open);
  }

  private lost(found: mistake.Mistake): false {
    this.lostBrackets++;
    return this.report(found);
  }

  private quantifier(word: Token): boolean {
    if (this.token().kind !== 'id') return this.report(mistake.quantifierWithout('variable', word));
    this.keep();
    if (!this.keepWord('in')) return this.report(mistake.quantifierWithout('in', word));
    if (!this.deeper(this.or)) return false;
    if (!this.keepWord('satisfies')) return this.report(mistake.quantifierWithout('satisfies', word));
    return this.deeper(this.or);
  }

  private selection(every: Token): boolean {
    const type = this.token();
    if (type.kind !== 'id') return this.report(mistake.selectionWithoutVariable(every, undefined));
    this.keep();
    if (this.token().kind !== 'id') return this.report(mistake.selectionWithoutVariable(every, type));
    this.keep();
    if (this.isWord('at')) {
      this.keep();
      this.keep();
      this.keep();
    }
    if (this.keepWord('in') && !this.deeper(this.sum)) return false;
    return this.keepWord('where') ? this.deeper(this.or) : true;
  }

  private deeper(read: () => boolean): boolean {
    if (this.depth >= deepestNesting) return this.report(mistake.tooLong(this.token()));
    this.depth++;
    const isRead = read();
    this.depth--;
    return isRead;
  }

  private keepLink(): boolean {
    if (++this.links > longestChain) return this.report(mistake.tooLong(this.token()));
    this.keep();
    return true;
  }

  private keepLabel(): void {
    this.keep();
    this.keep();
  }

  private keepWord(word: string): boolean {
    return this.isWord(word) && this.keep() !== undefined;
  }

  private keepComma(): boolean {
    return this.is(',') && this.keep() !== undefined;
  }

  /** Whether the bracket that is open here is closed further on in the statement. */
  private isClosed(): boolean {
    let open = 1;
    for (let ahead = 0; open > 0; ahead++) {
      const token = this.token(ahead);
      if (token.kind === 'eos' || isSymbol(token, '{') || isSymbol(token, '}')) return false;
      if (isSymbol(token, '(') || isSymbol(token, '[')) open++;
      if (isSymbol(token, ')') || isSymbol(token, ']')) open--;
    }
    return true;
  }

  /** An open bracket hides line ends, so the statement below it may be read already. */
  private unclosed(open: Token): boolean {
    this.report(mistake.neverClosed(open));
    for (let index = this.at - 1; this.tokens[index] !== open; index--) if (this.beginsStatement(index)) this.at = index;
    return false;
  }

  /** From the token on that does not fit, to where a statement can begin again; a block on the way is passed over whole. */
  private skipStatement(): void {
    let open = 0;
    for (; !this.isAtEnd() && this.token().kind !== 'eos' && !this.is('}'); this.at++) {
      if (this.is('{')) return this.skipBlock();
      if (this.is('(') || this.is('[')) open++;
      if (this.is(')') || this.is(']')) open = Math.max(0, open - 1);
      const isLabel = open > 0 && (isSymbol(this.token(-1), '(') || isSymbol(this.token(-1), ','));
      if ((this.endsStatement() && !isLabel) || this.beginsStatement(this.at)) return;
    }
  }

  private skipToBlock(): void {
    while (!this.isAtEnd() && this.token().kind !== 'eos' && !this.is('{') && !this.is('}') && !this.beginsStatement(this.at)) this.at++;
  }

  private skipBlock(): void {
    let open = 0;
    do {
      if (this.is('{')) open++;
      if (this.is('}')) open--;
      this.at++;
    } while (open > 0 && !this.isAtEnd());
  }

  /** A word that begins a line which no operator leads on to, or which looks like a declaration: an open bracket may lead on. */
  private beginsStatement(index: number): boolean {
    const [before, word, behind] = [this.tokens[index - 1], this.tokens[index], this.tokens[index + 1]];
    if (before === undefined || word?.kind !== 'id' || before.kind === 'eos' || !this.hasLineBreak(before, word)) return false;
    const isHead = behind !== undefined && (behind.kind === 'id' || behind.kind === 'string' || isSymbol(behind, '{'));
    return isHead || !expectsMore(before);
  }

  /** Behind a value on its line a declaration must have its block; without one it is what lacks a comma or a hyphen. */
  private beginsDeclaration(): boolean {
    if (this.token().kind !== 'id') return false;
    let ahead = 1;
    while (
      /^(id|string|markdown|label)$/.test(this.token(ahead).kind) ||
      ['.', '(', ')', '->', '<->'].some((image) => isSymbol(this.token(ahead), image))
    )
      ahead++;
    return isSymbol(this.token(ahead), '{') && !['.', '('].some((image) => isSymbol(this.token(1), image));
  }

  private endsStatement(): boolean {
    return this.token().kind === 'eos' || this.token().kind === 'key' || this.is('}') || this.isKeyInQuotes();
  }

  private isKeyInQuotes(): boolean {
    return this.token().kind === 'string' && isSymbol(this.token(1), ':');
  }

  private isText(): boolean {
    return this.token().kind === 'string' || this.token().kind === 'markdown';
  }

  private is(symbol: string): boolean {
    return isSymbol(this.token(), symbol);
  }

  private isWord(word: string): boolean {
    return this.token().kind === 'keyword' && this.token().image === word;
  }

  private isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  private token(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.end;
  }

  private keep(): Token {
    const token = this.token();
    this.kept.push(token);
    this.at++;
    return token;
  }

  private keepAsName(): void {
    this.kept.push({ ...this.token(), kind: 'id' });
    this.at++;
  }

  private hasLineBreak(before: Token, after: Token): boolean {
    return /[\n\r]/.test(this.text.slice(before.end, after.start));
  }

  /** What touches the value, as `:30` does in `12:30`. */
  private runFrom({ start }: Token): string {
    return /^[^\s,{}()[\]"]*/.exec(this.text.slice(start, start + 80))?.[0] as string;
  }

  private restOfStatement(): string {
    let ahead = 0;
    while (!/^(eos|key)$/.test(this.token(ahead).kind) && !['{', '}'].some((image) => isSymbol(this.token(ahead), image))) ahead++;
    return this.text.slice(this.token().start, this.token(Math.max(0, ahead - 1)).end);
  }

  private report({ at, message, help }: mistake.Mistake): false {
    const isKnown = this.isBroken || this.problems.length >= mostProblems || this.isEcho();
    if (!isKnown) this.problems.push({ check: 'syntax-error', start: at.start, end: at.end, message, help });
    this.isBroken = true;
    return false;
  }

  /** The scanner already found something in this statement, and this follows from it. */
  private isEcho(): boolean {
    let ahead = 0;
    while (this.token(ahead).kind !== 'eos' && !isSymbol(this.token(ahead), '{') && !isSymbol(this.token(ahead), '}')) ahead++;
    const next = this.token(ahead).kind === 'eos' ? this.token(ahead + 1) : this.token(ahead);
    return this.lexical.some(({ start }) => start >= this.from && start <= next.start);
  }
}
