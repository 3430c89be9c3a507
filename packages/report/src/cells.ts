import { columnsOf } from './columns.js';
import { splitHostile } from './hostile.js';
import { escapeSequence } from './visible.js';

/** One character as a terminal shows it, and the piece of the text that it stands for. */
export interface Cell {
  readonly shown: string;
  readonly columns: number;
  readonly start: number;
  readonly end: number;
}

const tabStop = 4;
let graphemes: Intl.Segmenter | undefined;

/** One line as cells: tabs become blanks up to the next stop, hostile characters are shown as `\u{...}`. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  const add = (text: string, shown: string, columns: number) => {
    cells.push({ shown, columns, start: offset, end: offset + text.length });
    offset += text.length;
    column += columns;
  };
  for (const [index, part] of splitHostile(line).entries()) {
    if (index % 2 === 0) for (const character of charactersOf(part)) add(character, character, columnsOf(character));
    else {
      const shown = part === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : escapeSequence(part);
      add(part, shown, shown.length);
    }
  }
  return cells;
}

/** As a reader counts them. Most text is ASCII, where finding them takes no dictionary, and loading one takes longer than a small check. */
function charactersOf(text: string): Iterable<string> {
  if (isAscii(text)) return text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** The columns of a text that holds nothing hostile any more. */
export function widthOf(text: string): number {
  return isAscii(text) ? text.length : cellsOf(text).reduce((sum, cell) => sum + cell.columns, 0);
}

/** The first cells that fit into so many columns. */
export function takeColumns(cells: readonly Cell[], columns: number): readonly Cell[] {
  let used = 0;
  for (const [index, cell] of cells.entries()) {
    used += cell.columns;
    if (used > columns) return cells.slice(0, index);
  }
  return cells;
}

export function shownOf(cells: readonly Cell[]): string {
  return cells.map(({ shown }) => shown).join('');
}
