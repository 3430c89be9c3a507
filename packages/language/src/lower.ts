import {
  type Argument,
  type BinaryOperator,
  type Declaration,
  type DurationUnit,
  daysOf,
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
import type { AstNode } from 'langium';
import * as ast from './generated/ast.js';
import type { Comment } from './scanner.js';
import { readMarkdown, readText, templatePieces } from './texts.js';

export interface Lowered {
  readonly statements: readonly Statement[];
  readonly problems: readonly SourceProblem[];
}

/**
 * Turns Langium's syntax tree into plain facts.
 * After a syntax error the tree has holes: a part without its essentials is left out, its neighbours are kept.
 */
export function lower(file: ast.File, text: string, comments: readonly Comment[], parseExpression: ParseExpression): Lowered {
  const lowering = new Lowering(text, comments, parseExpression, (offset) => offset);
  return { statements: lowering.statements(file.statements), problems: lowering.problems };
}

/** One expression by itself, as a template holds it. */
export interface ParsedExpression {
  readonly expression: ast.Expression | undefined;
  /** Where it begins in the text that was parsed in its place. */
  readonly at: number;
  readonly problems: readonly SourceProblem[];
}

export type ParseExpression = (text: string) => ParsedExpression;

class Lowering {
  readonly problems: SourceProblem[] = [];
  private readonly text: string;
  private readonly comments: readonly Comment[];
  private readonly parseExpression: ParseExpression;
  /** Where an offset lies in the file: an expression inside a template is parsed by itself. */
  private readonly place: (offset: number) => number;

  constructor(text: string, comments: readonly Comment[], parseExpression: ParseExpression, place: (offset: number) => number) {
    this.text = text;
    this.comments = comments;
    this.parseExpression = parseExpression;
    this.place = place;
  }

  statements(nodes: readonly ast.Statement[]): Statement[] {
    const lowered: Statement[] = [];
    for (const node of nodes) {
      const statement = ast.isProperty(node) ? this.property(node) : this.declaration(node, lowered.at(-1));
      if (statement !== undefined) lowered.push(statement);
    }
    return lowered;
  }

  private property(node: ast.Property): Property | undefined {
    const key = this.word(node.key);
    if (key === undefined) return undefined;
    const isTemplate = templateKeys.has(key.text);
    const values = node.values.flatMap((value) => (isTemplate && ast.isText(value) ? this.template(value) : this.expression(value)) ?? []);
    const [first, last] = [values[0], values.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    return { is: 'property', key, values, start: key.start, end: Math.max(first.end, last.end) };
  }

  private declaration(node: ast.Declaration, before: Statement | undefined): Declaration | undefined {
    const keyword = this.word(node.keyword);
    if (keyword === undefined) return undefined;
    const span = this.span(node) ?? keyword;
    const first = this.path(node.first);
    const joins = node.joins ?? node.ends?.joins;
    const source = node.joins === undefined ? this.path(node.ends?.source) : first;
    const target = this.path(joins?.target);
    const name = node.joins === undefined ? first : undefined;
    const title = node.title === undefined ? undefined : this.textLiteral(node.title);
    const description = this.descriptionBefore(keyword.start);
    const mayContinue = before !== undefined && (before.is === 'property' || before.body === undefined);
    const sameLine = mayContinue && !/[\n\r]/.test(this.text.slice(before.end, keyword.start));
    return {
      is: 'declaration',
      start: keyword.start,
      end: span.end,
      keyword,
      labels: node.labels.flatMap((label) => this.label(label) ?? []),
      ...(name && { name }),
      ...(title && { title }),
      ...(source && { source }),
      ...(target && { target }),
      ...(joins?.arrow === '<->' && { mutual: true as const }),
      ...(node.open && { body: this.statements(node.body) }),
      ...(description !== undefined && { description }),
      ...(sameLine && { sameLine: true as const }),
    };
  }

  /** The Markdown of the `/**` comment that ends right before this offset. */
  private descriptionBefore(offset: number): string | undefined {
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle] as Comment).end <= offset) low = middle + 1;
      else high = middle;
    }
    const comment = this.comments[low - 1];
    if (comment === undefined || !comment.describes) return undefined;
    if (/\S/.test(this.text.slice(comment.end, offset))) return undefined;
    return readMarkdown(this.text.slice(comment.start + 3, comment.end - 2).replace(/^[ \t]*\*[ \t]?/gm, ''));
  }

  private path(node: ast.Path | undefined): Path | undefined {
    const span = this.span(node);
    if (node === undefined || span === undefined) return undefined;
    const outer = node.segments.flatMap((segment) => this.word(segment) ?? []);
    const inner = node.inner.flatMap((segment) => this.word(segment) ?? []);
    if (inner.length === 0) return outer.length === 0 ? undefined : { ...span, segments: outer };
    return { ...span, type: outer[0] as Word, segments: inner };
  }

  private expression(node: ast.Expression | undefined): Expression | undefined {
    if (node === undefined) return undefined;
    if (ast.isText(node)) return this.textLiteral(node);
    if (ast.isBinary(node)) return this.binary(node);
    const span = this.span(node);
    if (span === undefined) return undefined;
    switch (node.$type) {
      case 'Numeral':
        return { is: 'number', ...span, value: Number(node.text), text: node.text };
      case 'Day':
        return this.day(node.text, span);
      case 'Duration': {
        const { amount, unit } = amountAndUnit(node.text);
        return { is: 'duration', ...span, amount, unit: unit as DurationUnit };
      }
      case 'Quantity':
        return { is: 'quantity', ...span, ...amountAndUnit(node.text) };
      case 'Range': {
        const [from, to] = node.text.split('..').map(Number) as [number, number];
        return { is: 'range', ...span, from, to };
      }
      case 'Compound':
        return compound(node.text, span);
      case 'Constant':
        return { is: 'constant', ...span, value: constantOf(node.text) };
      case 'Reference':
        return this.reference(node, span);
      case 'Member': {
        const of = this.expression(node.of);
        const member = this.word(node.member);
        return of && member && { is: 'member', start: of.start, end: member.end, of, member };
      }
      case 'Not': {
        const operand = this.expression(node.operand);
        return operand && { is: 'not', start: span.start, end: operand.end, operand };
      }
      case 'Quantifier':
        return this.quantifier(node, span);
      case 'Selection':
        return this.selection(node, span);
      case 'Group': {
        const items = node.items.flatMap((item) => this.expression(item) ?? []);
        return items.length > 1 ? { is: 'set', ...span, items } : items[0];
      }
      case 'Tuple':
        return { is: 'tuple', ...span, items: node.items.flatMap((item) => this.expression(item) ?? []) };
      default:
        return undefined;
    }
  }

  private reference(node: ast.Reference, span: Span): Expression | undefined {
    const name = this.word(node.name);
    if (name === undefined) return undefined;
    if (!node.call) return { is: 'name', ...name, name };
    return { is: 'call', ...span, callee: name, args: node.args.flatMap((argument) => this.argument(argument) ?? []) };
  }

  private argument(node: ast.Argument): Argument | undefined {
    const value = this.expression(node.value);
    const label = this.word(node.label);
    return value && (label ? { label, value } : { value });
  }

  /** Its own node covers the whole chain of operators, so the span comes from the two sides. */
  private binary(node: ast.Binary): Expression | undefined {
    const left = this.expression(node.left);
    const right = this.expression(node.right);
    if (left === undefined || right === undefined) return left;
    const operator = (node.negated ? 'not in' : node.operator) as BinaryOperator;
    return { is: 'binary', start: left.start, end: right.end, operator, left, right };
  }

  private quantifier(node: ast.Quantifier, span: Span): Quantifier | undefined {
    const variable = this.word(node.variable);
    const set = this.expression(node.in);
    const satisfies = this.expression(node.satisfies);
    return variable && set && satisfies && { is: 'quantifier', ...span, quantifier: node.quantifier, variable, in: set, satisfies };
  }

  private selection(node: ast.Selection, span: Span): Selection | undefined {
    const type = this.word(node.type);
    const variable = this.word(node.variable);
    if (type === undefined || variable === undefined) return undefined;
    const set = this.expression(node.in);
    const where = this.expression(node.where);
    return { is: 'selection', ...span, type, variable, atAnyDate: node.anyDate, ...(set && { in: set }), ...(where && { where }) };
  }

  private day(text: string, span: Span): Expression {
    if (daysOf(text) === undefined) {
      this.problems.push({
        check: 'impossible-date',
        ...span,
        message: `No calendar has the date ${text}.`,
        help: 'Write a year, quarter, week, month or day that exists, such as `2027`, `2027-Q2`, `2027-W21`, `2027-06` or `2027-06-30`.',
      });
    }
    return { is: 'date', ...span, text };
  }

  private textLiteral(node: ast.Text): TextLiteral | undefined {
    const span = this.span(node);
    if (span === undefined) return undefined;
    const { text, problems } = readText(node.text, span.start);
    this.problems.push(...problems);
    return { is: 'text', ...span, text };
  }

  /** A text whose `{...}` are expressions; `{{` and `}}` are braces. */
  private template(node: ast.Text): Expression | undefined {
    const literal = this.textLiteral(node);
    if (literal === undefined || !/[{}]/.test(node.text)) return literal;
    const parts = templatePieces(node.text).flatMap((piece) => {
      const start = literal.start + piece.start;
      if (piece.is === 'text') return piece.text;
      if (piece.is === 'expression') return this.interpolated(piece.written, start) ?? [];
      this.problem(
        { start, end: start + 1 },
        `This \`${piece.brace}\` has no partner in the text.`,
        `Write \`${piece.brace.repeat(2)}\` for a brace that is meant as one.`,
      );
      return [];
    });
    return { is: 'template', start: literal.start, end: literal.end, parts };
  }

  private interpolated(written: string, start: number): Expression | undefined {
    const { text, places } = unescaped(written);
    const place = (offset: number) => start + (places[offset] ?? written.length);
    const { expression, at, problems } = this.parseExpression(text);
    this.problems.push(...problems.map((problem) => ({ ...problem, start: place(problem.start), end: place(problem.end) })));
    const lowering = new Lowering(text, [], this.parseExpression, (offset) => place(offset - at));
    const lowered = lowering.expression(expression);
    this.problems.push(...lowering.problems);
    return lowered;
  }

  private label(node: ast.Label): Word | undefined {
    const span = this.span(node);
    return span && { ...span, text: node.text.slice(1).normalize('NFC') };
  }

  private word(node: ast.Word | ast.Key | undefined): Word | undefined {
    const span = this.span(node);
    if (node?.text === undefined || span === undefined) return undefined;
    return { ...span, text: nameOf(node.text) };
  }

  /** Undefined for what the parser made up while it recovered. */
  private span(node: AstNode | undefined): Span | undefined {
    const cst = node?.$cstNode;
    if (cst === undefined || Number.isNaN(cst.offset) || Number.isNaN(cst.end)) return undefined;
    return { start: this.place(cst.offset), end: this.place(cst.end) };
  }

  private problem(span: Span, message: string, help: string): void {
    this.problems.push({ check: 'syntax-error', start: span.start, end: span.end, message, help });
  }
}

/** The expression inside a text: its `\"` are quotes; `places` says where each character was written. */
function unescaped(written: string): { readonly text: string; readonly places: readonly number[] } {
  const places: number[] = [];
  const text = written.replace(/\\(["\\])|./gs, (piece: string, escaped: string | undefined, at: number) => {
    places.push(at);
    return escaped ?? piece;
  });
  return { text, places };
}

function nameOf(image: string): string {
  const bare = image.startsWith('`') ? image.replaceAll('`', '') : image;
  return bare.normalize('NFC');
}

function amountAndUnit(image: string): { amount: number; unit: string } {
  const digits = /^[\d.]+/.exec(image)?.[0] ?? '';
  return { amount: Number(digits), unit: image.slice(digits.length) };
}

function constantOf(image: string): 'yes' | 'no' | 'none' | 'unknown' {
  if (image === 'true') return 'yes';
  if (image === 'false') return 'no';
  return image as 'yes' | 'no' | 'none' | 'unknown';
}

function compound(image: string, span: Span): Expression {
  const slash = image.indexOf('/');
  const head = { text: nameOf(image.slice(0, slash)), start: span.start, end: span.start + slash };
  const tail = { text: nameOf(image.slice(slash + 1)), start: span.start + slash + 1, end: span.end };
  return { is: 'compound', ...span, head, tail };
}
