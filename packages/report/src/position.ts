import type { Source } from './report.js';

/** Line and column from 1, columns in UTF-16 code units, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An offset outside the text is taken for its nearest end. */
export function positionAt(source: Source, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), source.text.length);
  let low = 0;
  let high = source.lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((source.lineStarts[middle] as number) <= inside) low = middle + 1;
    else high = middle;
  }
  const line = Math.max(low, 1);
  return { line, column: inside - (source.lineStarts[line - 1] ?? 0) + 1 };
}
