import type { Scene } from '../scene/scene.js';
import { arranged, type Block, orderOf, type Tie } from './arrange.js';
import { type Crossing, type Fixed, type Gap, type Ground, keyOf, type OpenSides, type Route, routed } from './exterior.js';
import type { Interior } from './interior.js';
import type { Plan, PlannedCrossing } from './plan.js';
import { type End, ends, labelRoom, portKey, sideOf, type Wishes } from './ports.js';
import type { Side } from './wire.js';

/** The zones side by side, and the way of every crossing around them. Every x is from the left of the first gap. */
export interface Arrangement {
  readonly order: readonly number[];
  readonly blocks: readonly Block[];
  readonly x: readonly number[];
  readonly ground: Ground;
  readonly routes: readonly Route[];
  /** The x of each port, by `portAt`. */
  readonly portX: ReadonlyMap<string, number>;
  /** Between columns. */
  readonly wallX: readonly number[];
}

export function portAt(zone: number, crossing: string): string {
  return `${zone} ${crossing}`;
}

const leastGap = 44;
const columnPad = 26;
const rounds = 3;
/** Crossings without a conduit pull less: straight conduits are worth more. */
const weightAlone = 0.6;

/** A first arrangement, from widths that are only about right: it decides the order of zones and the sides of crossings. */
export function firstArrangement(plan: Plan, scene: Scene, widths: readonly number[]): Arrangement {
  const blocks = blocksOf(scene, widths);
  const walls = wallsOf(scene);
  const middle = (zone: number) => (widths[zone] as number) / 2;
  const ties = plan.crossings.map(
    ({ from, to, conduit }): Tie => ({ from, to, fromX: middle(from), toX: middle(to), weight: conduit ? 1 : weightAlone }),
  );
  const order = orderOf([...blocks, ...walls], ties, () => leastGap);
  const x = arranged(order, [...blocks, ...walls], ties, () => leastGap).slice(0, blocks.length);
  const ground = groundOf(blocks, x, scene, leastGap);
  return {
    order,
    blocks,
    x,
    ground,
    routes: routed(plan.crossings, ground, openSides(plan, scene), () => undefined),
    portX: new Map(),
    wallX: [],
  };
}

/** Places the zones with their true widths and ports, and routes until every gap is as wide as what runs through it. */
export function arrangedAgain(plan: Plan, scene: Scene, inside: readonly Interior[], before: Arrangement): Arrangement {
  const blocks = blocksOf(
    scene,
    inside.map(({ width }) => width),
  );
  const portX = portsInside(before.routes, inside);
  const inZone = (crossing: Crossing, end: End) => portX.get(portAt(crossing[end], crossing.key)) as number;
  const sides = new Map(before.routes.map((route) => [route.crossing.key, route]));
  const fixedAt =
    (x: readonly number[]) =>
    (crossing: Crossing, end: End): Fixed => ({
      side: sideOf(sides.get(crossing.key) as Route, end),
      x: (x[crossing[end]] as number) + inZone(crossing, end),
    });
  const isOpen = openSides(plan, scene);
  const isAsWide = before.blocks.every(({ width }, index) => Math.abs(width - (blocks[index] as Block).width) < 0.1);
  if (isAsWide && before.portX.size > 0)
    return { ...before, portX, routes: routed(plan.crossings, before.ground, isOpen, fixedAt(before.x)) };
  const ties = plan.crossings.map((crossing): Tie => {
    const { from, to, conduit } = crossing;
    return { from, to, fromX: inZone(crossing, 'from'), toX: inZone(crossing, 'to'), weight: conduit ? 1 : weightAlone };
  });
  const walls = wallsOf(scene);
  let { ground, routes } = before;
  let x: readonly number[] = [];
  for (let round = 0; round < rounds; round++) {
    const needs = needsOf(routes, plan);
    const gap = gapFor(needs, routes, blocks.length);
    x = arranged(before.order, [...blocks, ...walls], ties, gap);
    const beyond = Math.max(0, ...routes.flatMap(gapsOf).flatMap((one) => (one.right === undefined ? (needs.get(keyOf(one)) ?? 0) : [])));
    ground = groundOf(blocks, x, scene, 40 + beyond);
    routes = routed(plan.crossings, ground, isOpen, fixedAt(x));
  }
  return { order: before.order, blocks, x: x.slice(0, blocks.length), wallX: x.slice(blocks.length), ground, routes, portX };
}

/** Ports on the bottom follow what they lead to, so that lines come out straight; those on the top stay over their cards. */
export function wishesIn({ x, portX }: Arrangement): Wishes {
  return ({ crossing, way }, zone, side) => {
    if (way.is === 'beside') return undefined;
    const isFrom = crossing.from === zone;
    const other = isFrom ? crossing.to : crossing.from;
    const nearest = isFrom ? way.shafts[0] : way.shafts.at(-1);
    const left = x[zone] as number;
    if (nearest !== undefined) return nearest.x - left;
    const target = portX.get(portAt(other, crossing.key));
    return side === 'top' || target === undefined ? undefined : (x[other] as number) + target - left;
  };
}

export function gapsOf({ way }: Route): readonly Gap[] {
  return way.is === 'beside' ? [way.gap] : way.shafts.flatMap(({ gaps }) => gaps);
}

function openSides({ wires }: Plan, { zones }: Scene): OpenSides {
  const leadsInside = wires.map(
    (there) => new Set(there.flatMap(({ from, to }) => [from, to]).flatMap((end) => ('crossing' in end ? [end.crossing] : []))),
  );
  const bandsOfCards = zones.map(({ cards }) => new Set(cards.map(({ band }) => band)));
  return (crossing, end, band) => bandsOfCards[crossing[end]]?.has(band) || !leadsInside[crossing[end]]?.has(crossing.key);
}

function blocksOf({ zones }: Scene, widths: readonly number[]): readonly Block[] {
  return zones.map(({ firstBand, lastBand, column = 0 }, index) => ({ firstBand, lastBand, column, width: widths[index] as number }));
}

/** Between columns stands a wall over all bands, so that no zone reaches into another site's column. */
function wallsOf({ columns, bands }: Scene): readonly Block[] {
  return columns.slice(1).map((_, index) => ({ firstBand: 0, lastBand: bands.length - 1, width: 0, column: index + 0.5 }));
}

function groundOf(blocks: readonly Block[], x: readonly number[], { bands }: Scene, beyond: number): Ground {
  const right = Math.max(0, ...blocks.map(({ width }, index) => (x[index] as number) + width)) + beyond;
  return { blocks, x, bands: bands.length, left: 0, right };
}

function portsInside(routes: readonly Route[], inside: readonly Interior[]): ReadonlyMap<string, number> {
  return new Map(
    routes.flatMap((route) =>
      ends.map((end) => {
        const zone = route.crossing[end];
        const { ports, width } = inside[zone] as Interior;
        const side: Side = sideOf(route, end);
        const x = side === 'left' ? 0 : side === 'right' ? width : (ports.get(portKey(side, route.crossing.key))?.x ?? width / 2);
        return [portAt(zone, route.crossing.key), x] as const;
      }),
    ),
  );
}

/** How wide each gap must be for what runs through it; a net that runs through it twice needs its room once. */
function needsOf(routes: readonly Route[], { byKey }: Plan): ReadonlyMap<string, number> {
  const rooms = new Map<string, Map<string, number>>();
  for (const route of routes) {
    const { crossing, way } = route;
    const room = way.is === 'beside' ? besideRoom(byKey.get(crossing.key) as PlannedCrossing) : 2 * crossing.room;
    for (const gap of gapsOf(route)) {
      const there = rooms.get(keyOf(gap)) ?? new Map<string, number>();
      there.set(crossing.net, Math.max(there.get(crossing.net) ?? 0, room));
      rooms.set(keyOf(gap), there);
    }
  }
  return new Map([...rooms].map(([gap, there]) => [gap, [...there.values()].reduce((sum, room) => sum + room, 0)]));
}

/** Between neighbours the label lies on the line. */
export function besideRoom(planned: PlannedCrossing): number {
  return Math.max(2 * planned.room, labelRoom(planned)) + 18;
}

function gapFor(needs: ReadonlyMap<string, number>, routes: readonly Route[], firstWall: number) {
  const beyondWall = new Map<string, number>();
  for (const gap of routes.flatMap(gapsOf)) {
    const key = `${gap.band} ${gap.right}`;
    beyondWall.set(key, Math.max(beyondWall.get(key) ?? 0, needs.get(keyOf(gap)) ?? 0));
  }
  return (band: number, left: number | undefined, right: number | undefined): number => {
    if (right !== undefined && right >= firstWall) return columnPad;
    if (left !== undefined && left >= firstWall) return columnPad + (beyondWall.get(`${band} ${right}`) ?? 0);
    const need = needs.get(keyOf({ band, left, right })) ?? 0;
    return left === undefined ? need + 16 : Math.max(leastGap, need + 28);
  };
}
