import {
  type DurationUnit,
  daysOf,
  type Expression,
  type Name,
  type SourceProblem,
  type Span,
  type Statement,
  type TextLiteral,
  type Word,
} from '@weir/model';
import type { Comment, TokenKind } from './scanner.js';
import { readMarkdown, readText, templatePieces } from './texts.js';

/** Reads one expression that stands by itself; `place` says where in the file each of its offsets lies. */
export type ReadExpression = (text: string, place: Place) => ReadAlone;

export interface ReadAlone {
  readonly expression: Expression | undefined;
  readonly problems: readonly SourceProblem[];
}

export type Place = (offset: number) => number;

/** What single tokens say. Every parser asks here, so that they differ in nothing but how they put expressions together. */
export function wordOf(image: string, { start, end }: Span): Word {
  return { start, end, text: bareName(image) };
}

export function nameOf({ start, end, text }: Word): Name {
  return { is: 'name', start, end, text };
}

export function labelOf(image: string, { start, end }: Span): Word {
  return { start, end, text: image.slice(1).normalize('NFC') };
}

export type LiteralKind = Extract<TokenKind, 'number' | 'date' | 'duration' | 'quantity' | 'range' | 'compound'>;

export function literalOf(kind: LiteralKind, image: string, span: Span, problems: SourceProblem[]): Expression {
  const { start, end } = span;
  switch (kind) {
    case 'number':
      return { is: 'number', start, end, value: Number(image), text: image };
    case 'date':
      return dayOf(image, span, problems);
    case 'duration': {
      const { amount, unit } = amountAndUnit(image);
      return { is: 'duration', start, end, amount, unit: unit as DurationUnit };
    }
    case 'quantity':
      return { is: 'quantity', ...span, ...amountAndUnit(image) };
    case 'range': {
      const [from, to] = image.split('..').map(Number) as [number, number];
      return { is: 'range', ...span, from, to };
    }
    case 'compound':
      return compoundOf(image, span);
  }
}

export function constantOf(image: string, { start, end }: Span): Expression {
  const value = image === 'true' ? 'yes' : image === 'false' ? 'no' : image;
  return { is: 'constant', start, end, value: value as 'yes' | 'no' | 'none' | 'unknown' };
}

export function textOf(image: string, { start, end }: Span, problems: SourceProblem[]): TextLiteral {
  const read = readText(image, start);
  problems.push(...read.problems);
  return { is: 'text', start, end, text: read.text };
}

/** A text whose `{...}` are expressions; `{{` and `}}` are braces. */
export function templateOf(image: string, span: Span, readExpression: ReadExpression, problems: SourceProblem[]): Expression {
  const literal = textOf(image, span, problems);
  if (!/[{}]/.test(image)) return literal;
  const parts = templatePieces(image).flatMap((piece) => {
    const start = literal.start + piece.start;
    if (piece.is === 'text') return piece.text;
    if (piece.is === 'expression') return interpolated(piece.written, start, readExpression, problems) ?? [];
    problems.push({
      check: 'syntax-error',
      start,
      end: start + 1,
      message: `This \`${piece.brace}\` has no partner in the text.`,
      help: `Write \`${piece.brace.repeat(2)}\` for a brace that is meant as one.`,
    });
    return [];
  });
  return { is: 'template', ...span, parts };
}

/** What stands between round brackets: a set, or one expression. */
export function grouped(first: Expression, others: readonly Expression[], span: Span): Expression {
  if (others.length > 0) return { is: 'set', ...span, items: [first, ...others] };
  // Round brackets leave no node, but belong to the text of what they enclose; a name is just its word.
  return first.is === 'name' ? first : { ...first, ...span };
}

/** The Markdown of the `/**` comment that ends right before this offset. */
export function descriptionBefore(offset: number, comments: readonly Comment[], text: string): string | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).end <= offset) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low - 1];
  if (comment === undefined || !comment.describes) return undefined;
  if (/\S/.test(text.slice(comment.end, offset))) return undefined;
  return readMarkdown(text.slice(comment.start + 3, comment.end - 2).replace(/^[ \t]*\*[ \t]?/gm, ''));
}

/** Problems in an expression that stands by itself, at their places in the file. */
export function placed(problems: readonly SourceProblem[], place: Place): SourceProblem[] {
  return problems.map((problem) => ({ ...problem, start: place(problem.start), end: place(problem.end) }));
}

/** Whether the statement before may be meant to go on here: nothing but blanks and comments part the two. */
export function isOnLineOf(before: Statement | undefined, { start }: Span, text: string): boolean {
  const mayContinue = before !== undefined && (before.is === 'property' || before.body === undefined);
  return mayContinue && !/[\n\r]/.test(text.slice(before.end, start));
}

function dayOf(text: string, span: Span, problems: SourceProblem[]): Expression {
  if (daysOf(text) === undefined) {
    problems.push({
      check: 'impossible-date',
      ...span,
      message: `No calendar has the date ${text}.`,
      help: 'Write a year, quarter, week, month or day that exists, such as `2027`, `2027-Q2`, `2027-W21`, `2027-06` or `2027-06-30`.',
    });
  }
  return { is: 'date', start: span.start, end: span.end, text };
}

function interpolated(written: string, start: number, readExpression: ReadExpression, problems: SourceProblem[]): Expression | undefined {
  const { text, places } = unescaped(written);
  const read = readExpression(text, (offset) => start + (places[offset] ?? written.length));
  problems.push(...read.problems);
  return read.expression;
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

function bareName(image: string): string {
  const bare = image.startsWith('`') ? image.replaceAll('`', '') : image;
  return mayBeComposed.test(bare) ? bare.normalize('NFC') : bare;
}

/** Below U+0300 no character is composed with another, so such a name is in NFC as it stands. */
const mayBeComposed = /[^\0-\u02ff]/;

function amountAndUnit(image: string): { amount: number; unit: string } {
  const digits = /^[\d.]+/.exec(image)?.[0] ?? '';
  return { amount: Number(digits), unit: image.slice(digits.length) };
}

function compoundOf(image: string, span: Span): Expression {
  const slash = image.indexOf('/');
  const head = { text: bareName(image.slice(0, slash)), start: span.start, end: span.start + slash };
  const tail = { text: bareName(image.slice(slash + 1)), start: span.start + slash + 1, end: span.end };
  return { is: 'compound', start: span.start, end: span.end, head, tail };
}
