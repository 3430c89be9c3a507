/**
 * A channel is the free strip between two rows of boxes. Lines come into it from above and below and run along it, each net on a
 * track of its own. Which track lies above which decides how often they cross.
 */
export interface Stretch {
  readonly net: string;
  readonly from: number;
  readonly to: number;
  /** Where it is left upwards and downwards. */
  readonly up: readonly number[];
  readonly down: readonly number[];
  /** The room it takes across, in pixels. */
  readonly room: number;
}

export interface Tracks {
  /** The middle of each stretch, from the top of the channel, in the order given. */
  readonly offsets: readonly number[];
  readonly height: number;
}

/** Gives stretches of one channel their tracks: few crossings first, then few tracks. */
export function tracksFor(stretches: readonly Stretch[]): Tracks {
  const order = leastCrossing(stretches);
  const levels = new Map<number, number>();
  for (const [position, index] of order.entries()) {
    const stretch = stretches[index] as Stretch;
    let level = 0;
    for (const above of order.slice(0, position)) {
      if (areNear(stretch, stretches[above] as Stretch)) level = Math.max(level, (levels.get(above) as number) + 1);
    }
    levels.set(index, level);
  }
  const rooms: number[] = [];
  for (const [index, level] of levels) rooms[level] = Math.max(rooms[level] ?? 0, (stretches[index] as Stretch).room);
  const tops: number[] = [];
  let height = 0;
  for (const room of rooms) {
    tops.push(height);
    height += room;
  }
  return {
    height,
    offsets: stretches.map((_, index) => {
      const level = levels.get(index) as number;
      return (tops[level] as number) + (rooms[level] as number) / 2;
    }),
  };
}

/** They may not share a track: they overlap, or come so near that they would look like one. */
function areNear(a: Stretch, b: Stretch): boolean {
  const apart = (a.room + b.room) / 2;
  return a.from < b.to + apart && b.from < a.to + apart;
}

const passes = 4;

/** An order from top to bottom: each stretch in turn is moved to where it crosses the others least. */
function leastCrossing(stretches: readonly Stretch[]): readonly number[] {
  const order = stretches
    .map((_, index) => index)
    .toSorted((a, b) => leaning(stretches[a] as Stretch) - leaning(stretches[b] as Stretch) || a - b);
  const between = (upper: number, lower: number) => conflicts(stretches[upper] as Stretch, stretches[lower] as Stretch);
  for (let pass = 0; pass < passes; pass++) {
    let isBetter = false;
    for (const index of stretches.keys()) {
      const at = order.indexOf(index);
      const to = bestPlace(index, at, order, between);
      if (to === at) continue;
      order.splice(at, 1);
      order.splice(to, 0, index);
      isBetter = true;
    }
    if (!isBetter) break;
  }
  return order;
}

/** The position with the fewest conflicts; of equal ones, that where it stands, else the nearest. */
function bestPlace(index: number, at: number, order: readonly number[], between: (upper: number, lower: number) => number): number {
  let [best, least] = [at, 0];
  for (const step of [-1, 1]) {
    let change = 0;
    for (let to = at + step; to >= 0 && to < order.length; to += step) {
      const passed = order[to] as number;
      change += step < 0 ? between(index, passed) - between(passed, index) : between(passed, index) - between(index, passed);
      if (change < least) [best, least] = [to, change];
    }
  }
  return best;
}

/** Those that are left upwards belong above those that are left downwards. */
function leaning({ up, down }: Stretch): number {
  return down.length - up.length;
}

/** Two lines on top of each other are far worse than two that cross. */
const costOfOverlap = 20;

/** How often the two cross, or lie on each other, when the first lies above. */
function conflicts(above: Stretch, below: Stretch): number {
  if (above.from > below.to + above.room || below.from > above.to + below.room) return 0;
  const within = (xs: readonly number[], { from, to }: Stretch) => xs.filter((x) => x > from - 1 && x < to + 1).length;
  const apart = (above.room + below.room) / 4;
  const overlaps = above.down.filter((x) => below.up.some((other) => Math.abs(x - other) < apart)).length;
  return within(above.down, below) + within(below.up, above) + costOfOverlap * overlaps;
}
