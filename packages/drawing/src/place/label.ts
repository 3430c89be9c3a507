import type { SceneConduit, SceneLink } from '../scene/scene.js';
import { fitted, widthOf } from '../text.js';

/** A pill on a line from zone to zone: a mark on a dark ground, and words. */
export interface Label {
  readonly of: SceneConduit | SceneLink;
  readonly mark: string;
  readonly words: string;
  /** In pixels, of the whole pill. */
  readonly width: number;
}

export const labelText = { size: 10.5, markSize: 9.5 };
const mostWords = 190;

/** Nothing for a line that bears no words. */
export function labelFor({ conduit, links }: { readonly conduit?: SceneConduit; readonly links: readonly SceneLink[] }): Label | undefined {
  if (conduit !== undefined) return conduit.title === '' ? undefined : labelWith(conduit, conduit.mark, wordsFor(conduit));
  const worst = links.toSorted(
    (a, b) => (b.badge?.errors ?? 0) - (a.badge?.errors ?? 0) || (b.badge?.warnings ?? 0) - (a.badge?.warnings ?? 0),
  )[0];
  if (worst?.mark === undefined) return undefined;
  if (links.length > 1) return labelWith(worst, '!', [worst.mark.replace(/ · .*/, ''), `${links.length} interfaces`].join(' · '));
  if (worst.kind !== 'remote') return labelWith(worst, '!', worst.mark);
  const blank = worst.mark.indexOf(' ');
  return labelWith(worst, worst.mark.slice(0, blank), worst.mark.slice(blank + 1));
}

export function markWidth(mark: string): number {
  return widthOf(mark, labelText.markSize, 600) + 12;
}

function labelWith(of: Label['of'], mark: string, text: string): Label {
  const words = fitted(text, mostWords, labelText.size, 600);
  return { of, mark, words, width: markWidth(mark) + (words === '' ? 5 : widthOf(words, labelText.size, 600) + 18) };
}

/** The title, and as many of the protocols as there is room for. */
function wordsFor({ title, protocols }: SceneConduit): string {
  for (let shown = protocols.length; shown > 0; shown--) {
    const more = protocols.length > shown ? ` +${protocols.length - shown}` : '';
    const words = `${title} · ${protocols.slice(0, shown).join(', ')}${more}`;
    if (widthOf(words, labelText.size, 600) <= mostWords) return words;
  }
  return title;
}

export const captionText = { size: 10, offset: 17 };
const mostCaption = 130;

/** The names of the devices on a conduit; nothing where its own name is not shown either. */
export function captionFor({ title, devices }: SceneConduit): { readonly words: string; readonly width: number } | undefined {
  if (title === '' || devices.length === 0) return undefined;
  const words = fitted(devices.map((device) => device.title).join(', '), mostCaption, captionText.size);
  return { words, width: widthOf(words, captionText.size) };
}
