import {
  type Argument,
  type BinaryOperator,
  type Declaration,
  type Expression,
  type Path,
  type Property,
  type Quantifier,
  type Selection,
  type SourceProblem,
  type Span,
  type Statement,
  type TextLiteral,
  templateKeys,
  type Word,
} from '@weir/model';
import { type Comment, isSymbol, scan, type Token } from './scanner.js';
import { mistakesInExpression } from './syntax.js';
import {
  constantOf,
  descriptionBefore,
  grouped,
  isOnLineOf,
  labelOf,
  literalOf,
  nameOf,
  type Place,
  placed,
  type ReadAlone,
  templateOf,
  textOf,
  wordOf,
} from './token-facts.js';

export interface FastParse {
  readonly statements: readonly Statement[];
  readonly problems: readonly SourceProblem[];
  /** The first token that the grammar does not take; what was read means nothing then. */
  readonly misfit: Token | undefined;
}

/**
 * The grammar of weir.langium by hand, from tokens straight to facts: no syntax tree, and a twentieth of the time.
 * A test feeds both parsers the same texts, whole and mutilated, and compares what they take and what they say.
 */
export function parseTokens(tokens: readonly Token[], text: string, comments: readonly Comment[]): FastParse {
  const parser = new FastParser(tokens, text, comments, (offset) => offset);
  const statements = parser.file();
  return { statements, problems: parser.problems, misfit: parser.misfit };
}

function readExpression(text: string, place: Place): ReadAlone {
  const scanned = scan(text);
  const mistakes = placed(mistakesInExpression(scanned, text), place);
  if (mistakes.length > 0) return { expression: undefined, problems: mistakes };
  const parser = new FastParser(scanned.tokens, text, [], place);
  return { expression: parser.expressionAlone(), problems: parser.problems };
}

type InTheMaking<T> = { -readonly [Key in keyof T]: T[Key] };

class FastParser {
  readonly problems: SourceProblem[] = [];
  misfit: Token | undefined;
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly comments: readonly Comment[];
  private readonly place: Place;
  private readonly end: Token;
  private at = 0;

  constructor(tokens: readonly Token[], text: string, comments: readonly Comment[], place: Place) {
    this.tokens = tokens;
    this.text = text;
    this.comments = comments;
    this.place = place;
    this.end = { kind: 'eos', start: text.length, end: text.length, image: '' };
  }

  file(): Statement[] {
    const statements = this.statements();
    if (!this.isAtEnd()) this.reject();
    return statements;
  }

  expressionAlone(): Expression | undefined {
    const expression = this.or();
    if (!this.isAtEnd()) this.reject();
    return this.misfit === undefined ? expression : undefined;
  }

  private statements(): Statement[] {
    const statements: Statement[] = [];
    while (!this.isAtEnd()) {
      const { kind } = this.token();
      if (kind === 'eos') this.at++;
      else if (kind === 'key') statements.push(this.property());
      else if (kind === 'id') statements.push(this.declaration(statements.at(-1)));
      else break;
    }
    return withoutSpareRoom(statements);
  }

  private property(): Property {
    const key = this.word('key');
    this.expect(':');
    const isTemplate = templateKeys.has(key.text);
    // Most have one value, and an array that grows keeps room for more.
    const values = [this.value(isTemplate)];
    while (this.take(',')) values.push(this.value(isTemplate));
    const { end } = values[values.length - 1] as Expression;
    return { is: 'property', start: key.start, end, key, values };
  }

  private value(mayBeTemplate: boolean): Expression {
    if (mayBeTemplate && this.isTextAlone()) return this.template();
    return this.isAlone() ? this.primary() : this.or();
  }

  /** Whether the token is all of a value, as most are: then no operator needs to be looked for. */
  private isAlone(): boolean {
    const { kind, image } = this.token(1);
    return kind === 'eos' || kind === 'key' || image === ',' || image === '}';
  }

  private declaration(before: Statement | undefined): Declaration {
    const keyword = this.word('id');
    const first = this.token().kind === 'id' ? this.path() : undefined;
    const isFirstEnd = first !== undefined && this.isArrow(0);
    const title = isFirstEnd ? undefined : this.title();
    const isJoined = !isFirstEnd && (first !== undefined || title !== undefined) && this.hasArrowBehindPath();
    const source = isFirstEnd ? first : isJoined ? this.path() : undefined;
    const arrow = source && this.arrow();
    const target = arrow === undefined ? undefined : this.path();
    const titleBehind = isFirstEnd ? this.title() : title;
    const labels = this.labels();
    const body = this.take('{') ? this.block() : undefined;
    const description = descriptionBefore(keyword.start, this.comments, this.text);
    const declaration: InTheMaking<Declaration> = { is: 'declaration', start: keyword.start, end: this.lastEnd(), keyword, labels };
    if (first !== undefined && !isFirstEnd) declaration.name = first;
    if (titleBehind !== undefined) declaration.title = titleBehind;
    if (source !== undefined) declaration.source = source;
    if (target !== undefined) declaration.target = target;
    if (arrow === '<->') declaration.mutual = true;
    if (body !== undefined) declaration.body = body;
    if (description !== undefined) declaration.description = description;
    if (isOnLineOf(before, keyword, this.text)) declaration.sameLine = true;
    return declaration;
  }

  private block(): Statement[] {
    const statements = this.statements();
    this.expect('}');
    return statements;
  }

  private title(): TextLiteral | undefined {
    return this.isText() ? this.textLiteral() : undefined;
  }

  private labels(): readonly Word[] {
    if (this.token().kind !== 'label') return noLabels;
    const labels: Word[] = [];
    while (this.token().kind === 'label') {
      const { image, start, end } = this.next();
      labels.push(labelOf(image, this.placed({ start, end })));
    }
    return labels;
  }

  private arrow(): string {
    if (!this.isArrow(0)) this.reject();
    return this.next().image;
  }

  private path(): Path {
    const start = this.place(this.token().start);
    const outer = this.word('id');
    if (this.take('(')) {
      const segments = this.segments(this.word('id'));
      this.expect(')');
      return { start, end: this.lastEnd(), type: outer, segments };
    }
    const segments = this.segments(outer);
    return { start, end: this.lastEnd(), segments };
  }

  private segments(first: Word): Word[] {
    const segments = [first];
    while (this.take('.')) segments.push(this.word('id'));
    return withoutSpareRoom(segments);
  }

  private hasArrowBehindPath(): boolean {
    if (this.token().kind !== 'id') return false;
    let ahead = 1;
    const isTyped = isSymbol(this.token(1), '(') && this.token(2).kind === 'id';
    if (isTyped) ahead += 2;
    while (isSymbol(this.token(ahead), '.') && this.token(ahead + 1).kind === 'id') ahead += 2;
    if (isTyped && isSymbol(this.token(ahead), ')')) ahead++;
    return this.isArrow(ahead);
  }

  private or(): Expression {
    let left = this.and();
    while (this.takeWord('or')) left = binary('or', left, this.and());
    return left;
  }

  private and(): Expression {
    let left = this.negation();
    while (this.takeWord('and')) left = binary('and', left, this.negation());
    return left;
  }

  private negation(): Expression {
    const start = this.place(this.token().start);
    if (!this.takeWord('not')) return this.comparison();
    const operand = this.negation();
    return { is: 'not', start, end: operand.end, operand };
  }

  private comparison(): Expression {
    const left = this.sum();
    const operator = this.comparisonOperator();
    return operator === undefined ? left : binary(operator, left, this.sum());
  }

  private comparisonOperator(): BinaryOperator | undefined {
    const { kind, image } = this.token();
    if (kind !== 'symbol' && kind !== 'keyword') return undefined;
    if (comparisons.has(image)) return this.next().image as BinaryOperator;
    if (image !== 'not' || !isWord(this.token(1), 'in')) return undefined;
    this.at += 2;
    return 'not in';
  }

  private sum(): Expression {
    let left = this.product();
    while (this.is('+') || this.is('-')) left = binary(this.next().image as BinaryOperator, left, this.product());
    return left;
  }

  private product(): Expression {
    let left = this.postfix();
    while (this.is('*') || this.is('/')) left = binary(this.next().image as BinaryOperator, left, this.postfix());
    return left;
  }

  private postfix(): Expression {
    let of = this.primary();
    while (this.take('.')) {
      const member = this.word('id');
      of = { is: 'member', start: of.start, end: member.end, of, member };
    }
    return of;
  }

  private primary(): Expression {
    const { kind, image, start, end } = this.token();
    const span = this.placed({ start, end });
    switch (kind) {
      case 'id':
        return this.reference();
      case 'string':
      case 'markdown':
        return this.textLiteral();
      case 'number':
      case 'date':
      case 'duration':
      case 'quantity':
      case 'range':
      case 'compound':
        this.at++;
        return literalOf(kind, image, span, this.problems);
      case 'symbol':
        if (image === '(') return this.group();
        if (image === '[') return this.tuple();
        break;
      case 'keyword':
        if (image === 'every') return this.selection();
        if (image === 'exists' || image === 'all') return this.quantifier(image);
        if (!constants.has(image)) break;
        this.at++;
        return constantOf(image, span);
    }
    this.reject();
    return { is: 'name', start, end, text: '' };
  }

  private reference(): Expression {
    const name = this.word('id');
    if (!this.take('(')) return nameOf(name);
    const args: Argument[] = [];
    if (!this.is(')')) {
      do args.push(this.argument());
      while (this.take(','));
    }
    this.expect(')');
    return { is: 'call', start: name.start, end: this.lastEnd(), callee: name, args };
  }

  private argument(): Argument {
    if (this.token().kind !== 'key') return { value: this.or() };
    const label = this.word('key');
    this.expect(':');
    return { label, value: this.or() };
  }

  private group(): Expression {
    const start = this.place(this.next().start);
    const [first, ...others] = this.items(')');
    return grouped(first, others, { start, end: this.lastEnd() });
  }

  private tuple(): Expression {
    const start = this.place(this.next().start);
    const items = this.take(']') ? [] : this.items(']');
    return { is: 'tuple', start, end: this.lastEnd(), items };
  }

  private items(close: string): [Expression, ...Expression[]] {
    const items: [Expression, ...Expression[]] = [this.or()];
    while (this.take(',')) items.push(this.or());
    this.expect(close);
    return items;
  }

  private quantifier(quantifier: 'exists' | 'all'): Quantifier {
    const start = this.place(this.next().start);
    const variable = this.word('id');
    this.expectWord('in');
    const set = this.or();
    this.expectWord('satisfies');
    const satisfies = this.or();
    return { is: 'quantifier', start, end: this.lastEnd(), quantifier, variable, in: set, satisfies };
  }

  private selection(): Selection {
    const start = this.place(this.next().start);
    const type = this.word('id');
    const variable = this.word('id');
    const atAnyDate = this.takeWord('at');
    if (atAnyDate) for (const word of ['any', 'date']) this.expectWord(word);
    const set = this.takeWord('in') ? this.sum() : undefined;
    const where = this.takeWord('where') ? this.or() : undefined;
    return { is: 'selection', start, end: this.lastEnd(), type, variable, atAnyDate, ...(set && { in: set }), ...(where && { where }) };
  }

  private textLiteral(): TextLiteral {
    const { image, start, end } = this.next();
    return textOf(image, this.placed({ start, end }), this.problems);
  }

  private template(): Expression {
    const { image, start, end } = this.next();
    return templateOf(image, this.placed({ start, end }), readExpression, this.problems);
  }

  /** Whether a text is the whole value, and no side of an operator. */
  private isTextAlone(): boolean {
    const { kind, image } = this.token(1);
    return this.isText() && kind !== 'keyword' && (kind !== 'symbol' || image === ',' || image === '}');
  }

  private isText(): boolean {
    const { kind } = this.token();
    return kind === 'string' || kind === 'markdown';
  }

  private isArrow(ahead: number): boolean {
    const token = this.token(ahead);
    return isSymbol(token, '->') || isSymbol(token, '<->');
  }

  private word(kind: 'id' | 'key'): Word {
    if (this.token().kind !== kind) this.reject();
    const { image, start, end } = this.next();
    return wordOf(image, this.placed({ start, end }));
  }

  private is(symbol: string): boolean {
    return isSymbol(this.token(), symbol);
  }

  private take(symbol: string): boolean {
    const isThere = this.is(symbol);
    if (isThere) this.at++;
    return isThere;
  }

  private takeWord(word: string): boolean {
    const isThere = isWord(this.token(), word);
    if (isThere) this.at++;
    return isThere;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) this.reject();
  }

  private expectWord(word: string): void {
    if (!this.takeWord(word)) this.reject();
  }

  /** Reading on behind the last token ends every loop. */
  private reject(): void {
    this.misfit ??= this.token();
    this.at = this.tokens.length;
  }

  private isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  private token(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.end;
  }

  private next(): Token {
    const token = this.token();
    this.at++;
    return token;
  }

  private lastEnd(): number {
    return this.place((this.tokens[this.at - 1] ?? this.end).end);
  }

  private placed({ start, end }: Span): Span {
    return { start: this.place(start), end: this.place(end) };
  }
}

const noLabels: readonly Word[] = [];

/** An array that has grown keeps room for more than it holds, and a landscape has a hundred thousand small ones. */
function withoutSpareRoom<T>(grown: T[]): T[] {
  return grown.slice();
}

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>=', 'in', 'matches', 'by']);
const constants = new Set(['yes', 'no', 'none', 'unknown', 'true', 'false']);

function isWord(token: Token, word: string): boolean {
  return token.kind === 'keyword' && token.image === word;
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { is: 'binary', start: left.start, end: right.end, operator, left, right };
}
