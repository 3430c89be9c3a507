import type { Block } from './arrange.js';
import type { Side } from './wire.js';

/** A line from zone to zone: a conduit, or an interface that has none. */
export interface Crossing {
  readonly key: string;
  /** Crossings of one net may run on top of each other. */
  readonly net: string;
  readonly from: number;
  readonly to: number;
  /** Half of what it takes across. */
  readonly room: number;
}

/** Where the zones are, and which channels and gaps are left between them. */
export interface Ground {
  readonly blocks: readonly Block[];
  /** The left edge of each block. */
  readonly x: readonly number[];
  readonly bands: number;
  readonly left: number;
  readonly right: number;
}

export interface Route {
  readonly crossing: Crossing;
  readonly fromSide: Side;
  readonly toSide: Side;
  readonly way:
    | { readonly is: 'beside'; readonly band: number; readonly gap: Gap }
    /** Down or up through gaps; between two shafts, and to the ports, along channels. */
    | { readonly is: 'around'; readonly shafts: readonly Shaft[]; readonly channels: readonly number[] };
}

/** The free strip between two neighbours on a band. */
export interface Gap {
  readonly band: number;
  readonly left: number | undefined;
  readonly right: number | undefined;
}

export interface Shaft {
  readonly gaps: readonly Gap[];
  readonly fromChannel: number;
  readonly toChannel: number;
  /** About where it is. */
  readonly x: number;
}

/** Where a crossing meets the zone: fixed sides and places once they are known. */
export interface Fixed {
  readonly side: Side;
  readonly x: number;
}

/** Whether a line can leave a zone sideways on a band: something it leads to must be on that band, or nothing at all. */
export type OpenSides = (crossing: Crossing, end: 'from' | 'to', band: number) => boolean;

export type FixedEnds = (crossing: Crossing, end: 'from' | 'to') => Fixed | undefined;

const bendCost = 60;
const bandCost = 90;
const crowding = 14;
/** From a frame to the middle of a line that takes so much to each side. */
export const clearanceFor = (room: number): number => room + 6;

/** Routes every crossing through channels and gaps; the longest way last, so that it makes room for the others. */
export function routed(crossings: readonly Crossing[], ground: Ground, isOpen: OpenSides, fixed: FixedEnds): readonly Route[] {
  const maps = new Map(
    [...new Set(crossings.map(({ room }) => room))].map((room) => [room, mapOf(crossings, ground, fixed, clearanceFor(room))]),
  );
  const used = new Map<string, Set<string>>();
  return crossings.map(
    (crossing) =>
      besideRoute(crossing, ground, isOpen, fixed) ?? aroundRoute(crossing, ground, fixed, maps.get(crossing.room) as Map2d, used),
  );
}

/** Neighbours on a band are joined straight from side to side. */
function besideRoute(crossing: Crossing, ground: Ground, isOpen: OpenSides, fixed: FixedEnds): Route | undefined {
  const [given, taken] = [fixed(crossing, 'from'), fixed(crossing, 'to')];
  const isAside = (end: Fixed | undefined) => end === undefined || end.side === 'left' || end.side === 'right';
  if (!isAside(given) || !isAside(taken) || crossing.from === crossing.to) return undefined;
  const [a, b] = [ground.blocks[crossing.from] as Block, ground.blocks[crossing.to] as Block];
  for (let band = Math.max(a.firstBand, b.firstBand); band <= Math.min(a.lastBand, b.lastBand); band++) {
    if (!isOpen(crossing, 'from', band) || !isOpen(crossing, 'to', band)) continue;
    const isLeft = (ground.x[crossing.from] as number) < (ground.x[crossing.to] as number);
    const [left, right] = isLeft ? [crossing.from, crossing.to] : [crossing.to, crossing.from];
    const gap = gapsOn(band, ground).find((one) => one.left === left && one.right === right);
    if (gap === undefined) continue;
    return {
      crossing,
      fromSide: isLeft ? 'right' : 'left',
      toSide: isLeft ? 'left' : 'right',
      way: { is: 'beside', band, gap: { band, left, right } },
    };
  }
  return undefined;
}

function gapsOn(band: number, { blocks, x }: Pick<Ground, 'blocks' | 'x'>): readonly Gap[] {
  const there = blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block }) => block.firstBand <= band && block.lastBand >= band)
    .toSorted((a, b) => (x[a.index] as number) - (x[b.index] as number));
  return [undefined, ...there.map(({ index }) => index)].map((left, at) => ({ band, left, right: there[at]?.index }));
}

/** The free strip, from edge to edge. */
export function extentOf({ left, right }: Gap, { blocks, x, ...ground }: Ground): readonly [from: number, to: number] {
  const from = left === undefined ? ground.left : (x[left] as number) + (blocks[left] as Block).width;
  return [from, right === undefined ? ground.right : (x[right] as number)];
}

/** Every place where a line may turn: columns of x, and for each band and channel whether it is free there. */
interface Map2d {
  readonly xs: readonly number[];
  /** By band and column: the gap that is open there. */
  readonly open: readonly (readonly (Gap | undefined)[])[];
  /** By channel and column: the way on to the next column is free. */
  readonly along: readonly (readonly boolean[])[];
}

function mapOf(crossings: readonly Crossing[], ground: Ground, fixed: FixedEnds, clearance: number): Map2d {
  const { blocks, x, bands } = ground;
  const gaps = [...Array(bands).keys()].map((band) => gapsOn(band, ground));
  const candidates = new Set<number>();
  for (const gap of gaps.flat()) {
    const [from, to] = extentOf(gap, ground);
    const reach = [from + clearance, (from + to) / 2, to - clearance];
    for (const at of to - from < 2.5 * clearance ? [(from + to) / 2] : reach) candidates.add(at);
  }
  for (const crossing of crossings) {
    for (const end of ['from', 'to'] as const) candidates.add(startX(crossing, end, ground, fixed));
  }
  const xs = [...candidates].toSorted((a, b) => a - b);
  const open = gaps.map((onBand) => openAlong(xs, onBand, ground, clearance));
  const along = [...Array(bands + 1).keys()].map((channel) => {
    const barriers = blocks.flatMap(({ firstBand, lastBand, width }, block) => {
      const left = x[block] as number;
      return firstBand < channel && lastBand >= channel ? [[left, left + width] as const] : [];
    });
    return xs.map((at, index) => {
      const next = xs[index + 1];
      return next !== undefined && !barriers.some(([left, right]) => next > left && at < right);
    });
  });
  return { xs, open, along };
}

/** For each x the gap that is open there; gaps and columns both go from left to right. */
function openAlong(xs: readonly number[], gaps: readonly Gap[], ground: Ground, clearance: number): readonly (Gap | undefined)[] {
  const extents = gaps.map((gap) => {
    const [from, to] = extentOf(gap, ground);
    const margin = Math.min(clearance, (to - from) / 2);
    return [from + margin - 0.01, to - margin + 0.01] as const;
  });
  let gap = 0;
  return xs.map((x) => {
    while (gap < gaps.length && (extents[gap] as readonly [number, number])[1] < x) gap++;
    const extent = extents[gap];
    return extent !== undefined && x >= extent[0] ? gaps[gap] : undefined;
  });
}

function startX(crossing: Crossing, end: 'from' | 'to', { blocks, x }: Ground, fixed: FixedEnds): number {
  const block = crossing[end];
  return fixed(crossing, end)?.x ?? (x[block] as number) + (blocks[block] as Block).width / 2;
}

function sidesOf(crossing: Crossing, end: 'from' | 'to', fixed: FixedEnds): readonly Side[] {
  const known = fixed(crossing, end)?.side;
  return known === 'top' || known === 'bottom' ? [known] : ['bottom', 'top'];
}

function channelAt(block: Block, side: Side): number {
  return side === 'top' ? block.firstBand : block.lastBand + 1;
}

const nowhere = -1;

interface Visit {
  readonly state: number;
  /** What the way there costs. */
  readonly cost: number;
  /** That, and the least that the rest can cost. */
  readonly total: number;
}

/** The cheapest way over the map, by the A* algorithm: length, bends, bands passed, and who is there already. */
function aroundRoute(crossing: Crossing, ground: Ground, fixed: FixedEnds, map: Map2d, used: Map<string, Set<string>>): Route {
  const { xs, open, along } = map;
  const columns = xs.length;
  const [from, to] = [ground.blocks[crossing.from] as Block, ground.blocks[crossing.to] as Block];
  const goals = new Map<number, Side>();
  const toColumn = xs.indexOf(startX(crossing, 'to', ground, fixed));
  for (const side of sidesOf(crossing, 'to', fixed)) goals.set((channelAt(to, side) * columns + toColumn) * 2, side);
  const goalX = xs[toColumn] as number;
  const goalChannels = [...goals.values()].map((side) => channelAt(to, side));
  const rest = (state: number) => {
    const point = state >> 1;
    const channel = Math.floor(point / columns);
    const bands = Math.min(...goalChannels.map((goal) => Math.abs(goal - channel)));
    return Math.abs((xs[point % columns] as number) - goalX) + bandCost * bands;
  };
  const size = (ground.bands + 1) * columns * 2;
  const best = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(size).fill(nowhere);
  const queue = heap();
  const reach = (state: number, cost: number, previous: number) => {
    if (cost >= (best[state] as number)) return;
    best[state] = cost;
    cameFrom[state] = previous;
    queue.push({ cost, state, total: cost + rest(state) });
  };
  const starts = new Map<number, Side>();
  const fromColumn = xs.indexOf(startX(crossing, 'from', ground, fixed));
  for (const side of sidesOf(crossing, 'from', fixed)) {
    const state = (channelAt(from, side) * columns + fromColumn) * 2;
    starts.set(state, side);
    reach(state, 0, nowhere);
  }
  let goal: number | undefined;
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    const { cost, state } = visit;
    if (cost > (best[state] as number)) continue;
    if (goals.has(state)) {
      goal = state;
      break;
    }
    const isHorizontal = state % 2 === 1;
    const point = state >> 1;
    const column = point % columns;
    const channel = (point - column) / columns;
    reach(isHorizontal ? state - 1 : state + 1, cost + bendCost, state);
    if (isHorizontal) {
      if (along[channel]?.[column]) reach(state + 2, cost + (xs[column + 1] as number) - (xs[column] as number), state);
      if (column > 0 && along[channel]?.[column - 1]) reach(state - 2, cost + (xs[column] as number) - (xs[column - 1] as number), state);
      continue;
    }
    for (const step of [1, -1]) {
      const band = step === 1 ? channel : channel - 1;
      const gap = open[band]?.[column];
      if (gap === undefined) continue;
      const there = used.get(keyOf(gap));
      const others = there === undefined ? 0 : there.size - (there.has(crossing.net) ? 1 : 0);
      reach(((channel + step) * columns + column) * 2, cost + bandCost + crowding * others, state);
    }
  }
  const states: number[] = [];
  for (let state = goal ?? nowhere; state !== nowhere; state = cameFrom[state] as number) states.push(state);
  return tracedRoute(crossing, states.toReversed(), map, starts, goals, used);
}

function tracedRoute(
  crossing: Crossing,
  states: readonly number[],
  { xs, open }: Map2d,
  starts: ReadonlyMap<number, Side>,
  goals: ReadonlyMap<number, Side>,
  used: Map<string, Set<string>>,
): Route {
  const columns = xs.length;
  const points = states.map((state) => {
    const point = state >> 1;
    return { column: point % columns, channel: Math.floor(point / columns) };
  });
  const shafts: Shaft[] = [];
  const channels: number[] = [points[0]?.channel ?? 0];
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined || next.channel === point.channel) continue;
    const gap = open[Math.min(point.channel, next.channel)]?.[point.column] as Gap;
    used.set(keyOf(gap), (used.get(keyOf(gap)) ?? new Set()).add(crossing.net));
    const last = shafts.at(-1);
    const goesOn = last !== undefined && last.toChannel === point.channel && points[index - 1]?.channel !== point.channel;
    if (goesOn) {
      shafts[shafts.length - 1] = { ...last, gaps: [...last.gaps, gap], toChannel: next.channel };
      channels[channels.length - 1] = next.channel;
    } else {
      shafts.push({ gaps: [gap], fromChannel: point.channel, toChannel: next.channel, x: xs[point.column] as number });
      channels.push(next.channel);
    }
  }
  return {
    crossing,
    fromSide: starts.get(states[0] as number) ?? 'bottom',
    toSide: goals.get(states.at(-1) as number) ?? 'top',
    way: { is: 'around', shafts, channels },
  };
}

export function keyOf({ band, left, right }: Gap): string {
  return `${band}|${left ?? ''}|${right ?? ''}`;
}

/** A binary heap; of equal costs, the lower state first, so that the way is always the same. */
function heap(): { push: (visit: Visit) => void; pop: () => Visit | undefined } {
  const items: Visit[] = [];
  const isBefore = (a: Visit, b: Visit) => a.total < b.total || (a.total === b.total && a.state < b.state);
  const swap = (a: number, b: number) => {
    const kept = items[a] as Visit;
    items[a] = items[b] as Visit;
    items[b] = kept;
  };
  return {
    push: (visit) => {
      items.push(visit);
      for (let at = items.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isBefore(items[at] as Visit, items[parent] as Visit)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (first === undefined || last === undefined || items.length === 0) return first;
      items[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < items.length && isBefore(items[left] as Visit, items[least] as Visit)) least = left;
        if (right < items.length && isBefore(items[right] as Visit, items[least] as Visit)) least = right;
        if (least === at) break;
        swap(at, least);
        at = least;
      }
      return first;
    },
  };
}
