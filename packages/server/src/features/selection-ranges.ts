import type { Scan } from '@weir/language/tokens';
import type { Expression, SourceFacts, Span, Statement } from '@weir/model';
import type { Position, SelectionRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { tokenAt } from '../cursor.js';
import { rangeOf } from '../ranges.js';

/** What grows around each place: the word, the value, the statement, what is between the braces, the declaration, the file. */
export function selectionRanges(
  facts: SourceFacts,
  scanned: Scan,
  document: TextDocument,
  positions: readonly Position[],
): SelectionRange[] {
  return positions.map((position) => {
    const offset = document.offsetAt(position);
    const spans: Span[] = [{ start: 0, end: document.getText().length }];
    growInto(facts.statements, offset, spans, document.getText());
    const word = tokenAt(scanned, offset);
    if (word !== undefined) {
      const quotes = word.kind === 'string' ? 1 : word.kind === 'markdown' ? 3 : 0;
      spans.push(word);
      if (quotes > 0 && word.end - word.start > 2 * quotes) spans.push({ start: word.start + quotes, end: word.end - quotes });
    }
    return nested(spans, offset, document);
  });
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function growInto(statements: readonly Statement[], offset: number, spans: Span[], text: string): void {
  const statement = statements.find((candidate) => holds(candidate, offset));
  if (statement === undefined) return;
  spans.push(statement);
  if (statement.is === 'property') {
    const [first, last] = [statement.values[0], statement.values.at(-1)];
    if (first !== undefined && last !== undefined) spans.push({ start: first.start, end: last.end });
    for (const value of statement.values) growIntoExpression(value, offset, spans);
    return;
  }
  for (const path of [statement.name, statement.source, statement.target]) if (path !== undefined) spans.push(path);
  const { source, target, body } = statement;
  if (source !== undefined && target !== undefined) spans.push({ start: source.start, end: target.end });
  if (body === undefined) return;
  const open = text.indexOf('{', Math.max(statement.keyword.end, statement.name?.end ?? 0, statement.title?.end ?? 0, target?.end ?? 0));
  if (open >= 0) spans.push({ start: open, end: statement.end }, { start: open + 1, end: statement.end - 1 });
  growInto(body, offset, spans, text);
}

function growIntoExpression(expression: Expression, offset: number, spans: Span[]): void {
  if (!holds(expression, offset)) return;
  spans.push(expression);
  for (const part of partsOf(expression)) growIntoExpression(part, offset, spans);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.is) {
    case 'member':
      return [expression.of];
    case 'call':
      return expression.args.map(({ value }) => value);
    case 'not':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'quantifier':
      return [expression.in, expression.satisfies];
    case 'selection':
      return [expression.in, expression.where].filter((part) => part !== undefined);
    case 'set':
    case 'tuple':
      return expression.items;
    case 'template':
      return expression.parts.filter((part) => typeof part !== 'string');
    default:
      return [];
  }
}

/** From the widest to the narrowest, each strictly in the one before. */
function nested(spans: readonly Span[], offset: number, document: TextDocument): SelectionRange {
  const fitting = spans.filter((span) => holds(span, offset)).toSorted((a, b) => b.end - b.start - (a.end - a.start));
  let around: { range: SelectionRange; span: Span } | undefined;
  for (const span of fitting) {
    if (around !== undefined) {
      const isInside = span.start >= around.span.start && span.end <= around.span.end;
      if (!isInside || span.end - span.start === around.span.end - around.span.start) continue;
    }
    around = { span, range: { range: rangeOf(document, span), ...(around && { parent: around.range }) } };
  }
  return around?.range ?? { range: { start: document.positionAt(offset), end: document.positionAt(offset) } };
}
