import type { SceneConduit, SceneLink } from '../scene.js';
import { fitted, widthOf } from '../text.js';

/** A pill on a line from zone to zone: a mark on a dark ground, and words. */
export interface Label {
  readonly mark: string;
  readonly words: string;
  /** In pixels, of the whole pill. */
  readonly width: number;
}

export const labelText = { size: 10.5, markSize: 9.5 };
const mostWords = 190;

export function conduitLabel({ mark, title, protocols }: SceneConduit): Label {
  return labelWith(mark, wordsFor(title, protocols));
}

/** Nothing for a line that bears no words. */
export function linkLabel({ kind, mark }: SceneLink): Label | undefined {
  if (mark === undefined) return undefined;
  if (kind !== 'remote') return labelWith('!', fitted(mark, mostWords, labelText.size, 600));
  const blank = mark.indexOf(' ');
  return labelWith(mark.slice(0, blank), fitted(mark.slice(blank + 1), mostWords, labelText.size, 600));
}

function labelWith(mark: string, words: string): Label {
  return { mark, words, width: markWidth(mark) + widthOf(words, labelText.size, 600) + 18 };
}

export function markWidth(mark: string): number {
  return widthOf(mark, labelText.markSize, 600) + 12;
}

/** The title, and as many of the protocols as there is room for. */
function wordsFor(title: string, protocols: readonly string[]): string {
  const fits = (words: string) => widthOf(words, labelText.size, 600) <= mostWords;
  for (let shown = protocols.length; shown > 0; shown--) {
    const more = protocols.length > shown ? ` +${protocols.length - shown}` : '';
    const words = `${title} · ${protocols.slice(0, shown).join(', ')}${more}`;
    if (fits(words)) return words;
  }
  return fitted(title, mostWords, labelText.size, 600);
}
