import { cellsOf, widthOf } from './cells.js';

/** The text in lines of at most so many columns, broken at blanks; a word that is wider than a line is broken too. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/ +/).flatMap((long) => pieces(long, columns))) {
    const wide = widthOf(word);
    if (used > 0 && used + 1 + wide > columns) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += used === 0 ? word : ` ${word}`;
    used += used === 0 ? wide : wide + 1;
  }
  return [...lines, line];
}

/** A line must not begin inside `::`, where a CI service could read a command: colons stay on the line before. */
function pieces(word: string, columns: number): readonly string[] {
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const { shown, columns: wide } of cellsOf(word)) {
    if (used + wide > columns && used > 0 && shown !== ':') {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += shown;
    used += wide;
  }
  return piece === '' ? found : [...found, piece];
}
