import { cellsOf, shownOf, takeColumns } from './cells.js';

/** At most so many columns of the text, with `…` where it was cut. */
export function crop(text: string, columns: number): string {
  const cells = cellsOf(text);
  const fitting = takeColumns(cells, columns);
  if (fitting.length === cells.length) return text;
  return `${shownOf(takeColumns(cells, columns - 1)).trimEnd()}…`;
}
