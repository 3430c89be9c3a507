import type { Origin, Severity } from '@weir/model';
import { type Cell, cellsOf, shownOf, takeColumns } from './cells.js';
import type { Paint } from './paint.js';
import { positionAt } from './position.js';
import type { Source } from './report.js';

export interface SnippetOptions {
  /** The columns of the terminal. */
  readonly width: number;
  /** The digits of the longest line number shown, so that all snippets stand in line. */
  readonly digits: number;
  readonly severity: Severity;
  readonly paint: Paint;
}

/** The source line with carets under the range; of a range over several lines the first and the last. */
export function snippet(source: Source, at: Origin, options: SnippetOptions): readonly string[] {
  const first = positionAt(source, at.start).line;
  const last = lastLineOf(source, at, first);
  const rows = [row(source, at, first, options)];
  if (last > first + 1) rows.push([options.paint('faint', `${indent}${'...'.padStart(options.digits)}`)]);
  if (last > first) rows.push(row(source, at, last, options));
  return rows.flat();
}

const indent = '  ';
/** Between the line number and the line. */
const bar = ' | ';

/** A range that ends with a line end ends on that line, not at the start of the next. */
function lastLineOf(source: Source, at: Origin, first: number): number {
  const { line, column } = positionAt(source, at.end);
  return Math.max(first, column === 1 ? line - 1 : line);
}

function row(source: Source, at: Origin, line: number, { width, digits, severity, paint }: SnippetOptions): readonly string[] {
  const start = source.lineStarts[line - 1] ?? 0;
  const text = source.text.slice(start, source.lineStarts[line]).replace(/\r?\n$/, '');
  const margin = text.length - text.trimStart().length;
  const from = at.start >= start ? Math.min(at.start - start, text.length) : margin;
  const to = Math.min(at.end - start, text.trimEnd().length);
  const { shown, before, marked } = excerpt(text, { from, to }, Math.max(width - indent.length - digits - bar.length, 20));
  const gutter = (number: string) => paint('faint', `${indent}${number.padStart(digits)}${bar}`.trimEnd());
  return [`${gutter(String(line))} ${shown}`.trimEnd(), `${gutter('')} ${' '.repeat(before)}${paint(severity, '^'.repeat(marked))}`];
}

interface Excerpt {
  readonly shown: string;
  /** Columns in front of the carets. */
  readonly before: number;
  /** Columns with carets, at least one. */
  readonly marked: number;
}

/** As much of the line as there is room for, around the start of the range. */
function excerpt(line: string, { from, to }: { readonly from: number; readonly to: number }, room: number): Excerpt {
  const piece = pieceAround(line, from, room * 4);
  const cells = cellsOf(piece.text);
  const before = total(cells.filter(({ end }) => end <= from - piece.start));
  const marked = Math.max(1, total(cells.filter(({ start, end }) => start < to - piece.start && end > from - piece.start)));
  const needed = Math.max(total(cells), before + 1);
  if (!piece.cutBefore && !piece.cutBehind && needed <= room) return { shown: shownOf(cells), before, marked };

  const dropped = dropColumns(cells, leftEdge({ before, marked, needed, room }));
  const opening = dropped.length > 0 || piece.cutBefore ? '…' : '';
  const rest = cells.slice(dropped.length);
  const fits = !piece.cutBehind && total(rest) <= room - opening.length;
  const kept = fits ? rest : takeColumns(rest, room - opening.length - 1);
  const caretsFrom = opening.length + before - total(dropped);
  return {
    shown: `${opening}${shownOf(kept)}${fits ? '' : '…'}`,
    before: caretsFrom,
    marked: Math.max(1, Math.min(marked, opening.length + total(kept) - caretsFrom)),
  };
}

/** How many columns to leave out on the left: none if the range can be seen so, else enough for the range to stand in the middle. */
function leftEdge({
  before,
  marked,
  needed,
  room,
}: {
  readonly before: number;
  readonly marked: number;
  readonly needed: number;
  readonly room: number;
}): number {
  if (before + marked < room) return 0;
  const lead = Math.max(Math.floor((room - 2 - marked) / 2), Math.min(8, Math.floor(room / 4)));
  return Math.max(0, Math.min(before - lead, needed - (room - 1)));
}

/** The first cells that make up at least so many columns. */
function dropColumns(cells: readonly Cell[], columns: number): readonly Cell[] {
  const dropped = takeColumns(cells, columns);
  return total(dropped) < columns ? cells.slice(0, dropped.length + 1) : dropped;
}

/** Keeps a line of a million characters from being measured for the hundred that are shown. */
function pieceAround(line: string, from: number, reach: number): { text: string; start: number; cutBefore: boolean; cutBehind: boolean } {
  const start = wholeCharacter(line, Math.max(0, from - reach));
  const end = wholeCharacter(line, Math.min(line.length, from + reach));
  return { text: line.slice(start, end), start, cutBefore: start > 0, cutBehind: end < line.length };
}

/** The offset, or the next one where it would part a surrogate pair. */
function wholeCharacter(line: string, offset: number): number {
  return offset > 0 && (line.codePointAt(offset - 1) ?? 0) > 0xffff ? offset + 1 : offset;
}

function total(cells: readonly Cell[]): number {
  return cells.reduce((sum, { columns }) => sum + columns, 0);
}
