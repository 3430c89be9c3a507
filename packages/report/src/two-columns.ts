import { widthOf } from './cells.js';
import { wrap } from './wrap.js';

/** What the right column keeps at least, however long the words on the left are. */
const leastRoom = 20;

/** Pairs as an indented table; the right column is wrapped within itself. */
export function twoColumns(rows: readonly { readonly left: string; readonly right: string }[], columns: number): readonly string[] {
  const width = Math.max(0, ...rows.map(({ left }) => widthOf(left)));
  const room = Math.max(columns - width - 4, leastRoom);
  return rows.flatMap(({ left, right }) =>
    wrap(right, room).map((line, index) => {
      const first = index === 0 ? left : '';
      return `  ${first}${' '.repeat(width - widthOf(first))}  ${line}`.trimEnd();
    }),
  );
}
