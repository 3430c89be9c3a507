import type { Box, PlacedLine, PlacedMark, Point } from '../geometry.js';

const radius = 9;
const step = 12;
/** Above so many pieces of line it would take too long to look for the best place. */
const mostPieces = 4000;

/** A place for the findings on each interface: on its line, where no other runs, away from the boxes given. */
export function marksOn(lines: readonly PlacedLine[], boxes: readonly Box[]): readonly PlacedMark[] {
  const marked = new Map<PlacedLine['link'], PlacedLine[]>();
  for (const line of lines) {
    const { link } = line;
    if (link.badge === undefined || link.kind === 'undeclared' || link.kind === 'remote') continue;
    marked.set(link, [...(marked.get(link) ?? []), line]);
  }
  const total = lines.reduce((sum, { points }) => sum + points.length, 0);
  const marks: PlacedMark[] = [];
  for (const [link, own] of marked) {
    const others = total > mostPieces ? [] : lines.filter((line) => line.link !== link).flatMap(({ points }) => pieces(points));
    const places = own.flatMap(({ points }) => alongside(points));
    const clear = (at: Point) => Math.min(2 * radius, ...others.map((piece) => distance(piece, at)));
    const isFree = (at: Point) =>
      boxes.every((box) => distance(box, at) >= radius) &&
      marks.every((mark) => Math.hypot(mark.at.x - at.x, mark.at.y - at.y) >= 2 * radius);
    const free = places.filter(isFree);
    const best = (free.length > 0 ? free : places).reduce<{ at: Point; room: number } | undefined>((found, at) => {
      const room = clear(at);
      return found === undefined || room > found.room ? { at, room } : found;
    }, undefined);
    if (best !== undefined) marks.push({ link, at: best.at });
  }
  return marks;
}

/** Points at equal steps, from the end backwards, so that of equal places the one nearest to the target is taken. */
function alongside(points: readonly Point[]): readonly Point[] {
  const places: Point[] = [];
  for (let index = points.length - 1; index > 0; index--) {
    const [to, from] = [points[index] as Point, points[index - 1] as Point];
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    const count = Math.max(1, Math.floor(length / step));
    for (let at = 0; at < count; at++) {
      const share = (at + 0.5) / count;
      places.push({ x: to.x + (from.x - to.x) * share, y: to.y + (from.y - to.y) * share });
    }
  }
  return places;
}

function pieces(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] as Point;
    return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });
}

function distance({ x, y, width, height }: Box, at: Point): number {
  return Math.hypot(Math.max(x - at.x, 0, at.x - x - width), Math.max(y - at.y, 0, at.y - y - height));
}
