import {
  type Argument,
  type BinaryOperator,
  type Declaration,
  type Expression,
  lineStartsOf,
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
import {
  constantOf,
  descriptionBefore,
  grouped,
  isOnLineOf,
  labelOf,
  literalOf,
  nameOf,
  type Place,
  type ReadAlone,
  type ReadExpression,
  templateOf,
  textOf,
  wordOf,
} from './token-facts.js';

export interface Lowered {
  readonly statements: readonly Statement[];
  readonly problems: readonly SourceProblem[];
}

/**
 * Turns Langium's syntax tree into plain facts.
 * Where the tree has a hole, the part without its essentials is left out and its neighbours are kept.
 */
export function lower(file: ast.File, text: string, comments: readonly Comment[], readExpression: ReadExpression): Lowered {
  const lowering = new Lowering(text, comments, readExpression, (offset) => offset);
  return { statements: lowering.statements(file.statements), problems: lowering.problems };
}

/** One expression by itself, as a template holds it; there is no template in it. */
export function lowerExpression(node: ast.Expression | undefined, text: string, place: Place): ReadAlone {
  const lowering = new Lowering(text, [], () => ({ expression: undefined, problems: [] }), place);
  return { expression: lowering.expression(node), problems: lowering.problems };
}

class Lowering {
  readonly problems: SourceProblem[] = [];
  private readonly text: string;
  private readonly lineStarts: readonly number[];
  private readonly comments: readonly Comment[];
  private readonly readExpression: ReadExpression;
  private readonly place: Place;

  constructor(text: string, comments: readonly Comment[], readExpression: ReadExpression, place: Place) {
    this.text = text;
    this.lineStarts = lineStartsOf(text);
    this.comments = comments;
    this.readExpression = readExpression;
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
    const last = values.at(-1);
    return last && { is: 'property', key, values, start: key.start, end: last.end };
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
    const description = descriptionBefore(keyword.start, this.comments, this.text);
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
      ...(isOnLineOf(before, keyword, this.text) && { sameLine: true as const }),
    };
  }

  private path(node: ast.Path | undefined): Path | undefined {
    const span = this.span(node);
    if (node === undefined || span === undefined) return undefined;
    const outer = node.segments.flatMap((segment) => this.word(segment) ?? []);
    const inner = node.inner.flatMap((segment) => this.word(segment) ?? []);
    if (inner.length === 0) return outer.length === 0 ? undefined : { ...span, segments: outer };
    return { ...span, type: outer[0] as Word, segments: inner };
  }

  expression(node: ast.Expression | undefined): Expression | undefined {
    if (node === undefined) return undefined;
    if (ast.isText(node)) return this.textLiteral(node);
    if (ast.isBinary(node)) return this.binary(node);
    const span = this.span(node);
    if (span === undefined) return undefined;
    switch (node.$type) {
      case 'Numeral':
        return literalOf('number', node.text, span, this.problems);
      case 'Day':
        return literalOf('date', node.text, span, this.problems);
      case 'Duration':
        return literalOf('duration', node.text, span, this.problems);
      case 'Quantity':
        return literalOf('quantity', node.text, span, this.problems);
      case 'Range':
        return literalOf('range', node.text, span, this.problems);
      case 'Compound':
        return literalOf('compound', node.text, span, this.problems);
      case 'Constant':
        return constantOf(node.text, span);
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
        const [first, ...others] = node.items.flatMap((item) => this.expression(item) ?? []);
        return first && grouped(first, others, span);
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
    if (!node.call) return nameOf(name);
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

  private textLiteral(node: ast.Text): TextLiteral | undefined {
    const span = this.span(node);
    return span && textOf(node.text, span, this.problems);
  }

  private template(node: ast.Text): Expression | undefined {
    const span = this.span(node);
    return span && templateOf(node.text, span, this.readExpression, this.problems);
  }

  private label(node: ast.Label): Word | undefined {
    const span = this.span(node);
    return span && labelOf(node.text, span);
  }

  private word(node: ast.Word | ast.Key | undefined): Word | undefined {
    const span = this.span(node);
    return node?.text === undefined || span === undefined ? undefined : wordOf(node.text, span);
  }

  /** Undefined for what the parser made up while it recovered. */
  private span(node: AstNode | undefined): Span | undefined {
    const cst = node?.$cstNode;
    if (cst === undefined || Number.isNaN(cst.offset) || Number.isNaN(cst.end)) return undefined;
    // Not `cst.end`: Langium takes a token to be as long as its image, and `&&` has the image `and`.
    const { line, character } = cst.range.end;
    return { start: this.place(cst.offset), end: this.place((this.lineStarts[line] ?? 0) + character) };
  }
}
