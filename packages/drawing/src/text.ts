import { interWidths } from './generated/inter-widths.js';

/** Weights of the one font that drawings are set in. */
export type Weight = keyof typeof interWidths;

/** The width of a text in pixels, set in Inter. Letters that Inter lacks come from some other font: they get 10 % slack. */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  let width = 0;
  for (const character of text) width += advanceOf(character, weight);
  return (width * size) / 1000;
}

/** As much of the text as fits, with `…` where it was cut. Never cuts a letter from its accents. */
export function fitted(text: string, room: number, size: number, weight: Weight = 400): string {
  if (widthOf(text, size, weight) <= room) return text;
  let width = widthOf('…', size, weight);
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment, size, weight);
    if (width > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text on one line, without what a reader could not see: controls, and what turns the direction of writing. */
function onOneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(unseen, '\ufffd');
}

/** The text as it stands in XML, between tags or in quotes. */
export function escaped(text: string): string {
  return onOneLine(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** Letters of the text that the font of our PNGs does not have. */
export function lettersBeyondFont(text: string): readonly string[] {
  return [...new Set(text)].filter((character) => character > ' ' && !advances[400].has(character.codePointAt(0) as number));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** XML 1.0 allows no control characters and no halves of characters, not even as references. */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const advances: Readonly<Record<Weight, ReadonlyMap<number, number>>> = { 400: unrolled(400), 600: unrolled(600) };

function unrolled(weight: Weight): ReadonlyMap<number, number> {
  return new Map(interWidths[weight].flatMap(([first, widths]) => widths.map((width, index) => [first + index, width] as const)));
}

function advanceOf(character: string, weight: Weight): number {
  const known = advances[weight].get(character.codePointAt(0) as number);
  if (known !== undefined) return known;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  return isWide(character) ? 1100 : 720;
}

/** Han, kana, hangul, emoji: as wide as they are high. */
function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u.test(
    character,
  );
}
