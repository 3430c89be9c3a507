import { type IconName, icons } from '../generated/icons.js';
import type { Point } from '../geometry.js';
import { escaped } from '../text.js';

export function text(x: number, y: number, words: string, { size = 11, weight = 400, classes = '', anchor }: TextStyle = {}): string {
  if (words === '') return '';
  const named = [classes, weight === 600 && !classes.includes('semibold') ? 'semibold' : ''].filter((name) => name !== '').join(' ');
  const attributes = [
    named && ` class="${named}"`,
    size === 11 ? '' : ` style="font-size:${round(size)}px"`,
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
  ];
  return `<text x="${round(x)}" y="${round(y)}"${attributes.join('')}>${escaped(words)}</text>`;
}

interface TextStyle {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly classes?: string;
  readonly anchor?: 'middle' | 'end';
}

export function icon(name: IconName, x: number, y: number, size: number, classes: string): string {
  return `<path class="${classes}-icon" transform="translate(${round(x)} ${round(y)}) scale(${(size / 24).toFixed(3)})" d="${icons[name]}"/>`;
}

/** Straight pieces with rounded corners. */
export function path(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let d = `M${round(first.x)} ${round(first.y)}`;
  let from = first;
  for (const [index, to] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) {
      d += `L${round(to.x)} ${round(to.y)}`;
      break;
    }
    const bend = Math.min(radius, distance(from, to) / 2, distance(to, next) / 2);
    const before = towards(to, from, bend);
    const after = towards(to, next, bend);
    d += `L${round(before.x)} ${round(before.y)}Q${round(to.x)} ${round(to.y)} ${round(after.x)} ${round(after.y)}`;
    from = to;
  }
  return d;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** A step along a straight piece, which is horizontal or vertical but for rounding. */
export function towards(from: Point, to: Point, by: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return Math.abs(dx) > Math.abs(dy) ? { x: from.x + Math.sign(dx) * by, y: from.y } : { x: from.x, y: from.y + Math.sign(dy) * by };
}

export function round(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}
