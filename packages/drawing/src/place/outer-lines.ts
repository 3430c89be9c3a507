import type { Point } from '../geometry.js';
import { type Arrangement, besideRoom, gapsOf, portAt } from './arrangement.js';
import { type Laid, layTracks, type Path } from './board.js';
import { clearanceFor, extentOf, keyOf, type Route } from './exterior.js';
import type { Plan, PlannedCrossing } from './plan.js';
import { type End, sideOf } from './ports.js';
import { type Run, settle } from './run.js';

/** The lines between zones, with every x; y hangs on the tracks of each channel. */
export interface OuterLines {
  /** What the tracks of each channel take. */
  readonly trackHeights: readonly number[];
  /** From port to port, once the ports and the tracks have their place. */
  readonly pointsOf: (route: Route, from: Point, to: Point, trackTops: readonly number[], left: number) => readonly Point[];
  /** Where the label of a line between neighbours may lie: its middle. */
  readonly besideX: (route: Route) => number;
}

export function outerLines(arrangement: Arrangement, plan: Plan, bands: number): OuterLines {
  const runs = new Map<string, Run>();
  const slots = besideSlots(arrangement, plan);
  const paths = new Map<Route, Path>();
  for (const route of arrangement.routes) {
    const path = pathOf(route, arrangement, runs, slots);
    if (path !== undefined) paths.set(route, path);
  }
  settle(runs);
  const laid = layTracks([...paths.values()], runs, bands + 1);
  const index = new Map([...paths.keys()].map((route, at) => [route, at]));
  return {
    trackHeights: laid.heights,
    besideX: (route) => (slots.get(route) as Slot).middle,
    pointsOf: (route, from, to, trackTops, left) => {
      const path = paths.get(route);
      if (path !== undefined) return [from, ...bends(path, laid, index.get(route) as number, runs, trackTops, left), to];
      const x = left + (runs.get(besideKey(route)) as Run).x;
      return Math.abs(from.y - to.y) < 0.1 ? [from, to] : [from, { x, y: from.y }, { x, y: to.y }, to];
    },
  };
}

function bends(
  path: Path,
  { offsets }: Laid,
  index: number,
  runs: ReadonlyMap<string, Run>,
  trackTops: readonly number[],
  left: number,
): readonly Point[] {
  return path.channels.flatMap((channel, step) => {
    const offset = offsets[index]?.[step];
    if (offset === undefined) return [];
    const y = (trackTops[channel] as number) + offset;
    return [step, step + 1].map((at) => ({ x: left + (runs.get(path.runs[at] as string) as Run).x, y }));
  });
}

interface Slot {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
}

/** Lines between the same neighbours share their gap: each has a part of it for its label and its bend. */
function besideSlots({ routes, ground }: Arrangement, { byKey }: Plan): ReadonlyMap<Route, Slot> {
  const byGap = new Map<string, Route[]>();
  for (const route of routes) {
    if (route.way.is !== 'beside') continue;
    const key = keyOf(route.way.gap);
    byGap.set(key, [...(byGap.get(key) ?? []), route]);
  }
  const slots = new Map<Route, Slot>();
  for (const members of byGap.values()) {
    const rooms = members.map(({ crossing }) => besideRoom(byKey.get(crossing.key) as PlannedCrossing));
    const [first] = members as [Route];
    const [left, right] = extentOf(gapsOf(first)[0] as Parameters<typeof extentOf>[0], ground);
    let from = left + (right - left - rooms.reduce((sum, room) => sum + room, 0)) / 2;
    for (const [index, route] of members.entries()) {
      const room = rooms[index] as number;
      slots.set(route, { from, to: from + room, middle: from + room / 2 });
      from += room;
    }
  }
  return slots;
}

function besideKey({ crossing }: Route): string {
  return `${crossing.key}|beside`;
}

/** Its runs, and the channels between them; a line between neighbours has one run, for a bend, and no channel. */
function pathOf(
  route: Route,
  { ground, x, portX }: Arrangement,
  runs: Map<string, Run>,
  slots: ReadonlyMap<Route, Slot>,
): Path | undefined {
  const { crossing, way } = route;
  const base = { net: crossing.net, room: crossing.room };
  const free = { joined: new Set<string>(), isFixed: false };
  if (way.is === 'beside') {
    const { to } = slots.get(route) as Slot;
    const at = to - 6;
    const slot = 2 * way.band + 1;
    runs.set(besideKey(route), {
      ...base,
      ...free,
      key: besideKey(route),
      first: slot,
      last: slot,
      lo: at,
      hi: at,
      x: at,
      group: besideKey(route),
    });
    return undefined;
  }
  const port = (end: End, channel: number): string => {
    const key = `${crossing.key}|${end}`;
    const at = (x[crossing[end]] as number) + (portX.get(portAt(crossing[end], crossing.key)) as number);
    const held = sideOf(route, end) === 'top' ? 'below' : 'above';
    runs.set(key, {
      ...base,
      key,
      first: 2 * channel,
      last: 2 * channel,
      lo: at,
      hi: at,
      x: at,
      group: key,
      held,
      joined: new Set(),
      isFixed: true,
    });
    return key;
  };
  const shafts = way.shafts.map(({ gaps, fromChannel, toChannel, x: wish }) => {
    const group = gaps.map(keyOf).join(' ');
    const key = `${crossing.net}|${group}`;
    if (runs.has(key)) return key;
    const extents = gaps.map((gap) => extentOf(gap, ground));
    const lo = Math.max(...extents.map(([from]) => from)) + clearanceFor(crossing.room);
    const hi = Math.min(...extents.map(([, to]) => to)) - clearanceFor(crossing.room);
    const [first, last] = [2 * Math.min(fromChannel, toChannel), 2 * Math.max(fromChannel, toChannel)];
    const middle = (lo + hi) / 2;
    runs.set(key, {
      ...base,
      key,
      first,
      last,
      lo: Math.min(lo, middle),
      hi: Math.max(hi, middle),
      x: middle,
      wish,
      group,
      joined: new Set(),
      isFixed: false,
    });
    return key;
  });
  const keys = [port('from', way.channels[0] as number), ...shafts, port('to', way.channels.at(-1) as number)];
  for (const [index, key] of keys.slice(1).entries()) {
    const before = keys[index] as string;
    runs.get(before)?.joined.add(key);
    runs.get(key)?.joined.add(before);
  }
  return { net: crossing.net, room: 2 * crossing.room, runs: keys, channels: way.channels };
}
