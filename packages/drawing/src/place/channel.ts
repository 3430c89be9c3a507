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

/** An order from top to bottom, improved by swapping neighbours until no swap helps. */
function leastCrossing(stretches: readonly Stretch[]): readonly number[] {
  const order = stretches.map((_, index) => index).toSorted((a, b) => leaning(stretches[a] as Stretch) - leaning(stretches[b] as Stretch) || a - b);
  for (let round = 0; round < order.length && round < 40; round++) {
    let isBetter = false;
    for (let at = 0; at + 1 < order.length; at++) {
      const [upper, lower] = [order[at] as number, order[at + 1] as number];
      const [a, b] = [stretches[upper] as Stretch, stretches[lower] as Stretch];
      const [now, swapped] = [crossings(a, b), crossings(b, a)];
      if (swapped < now || (swapped === now && prefers(b, a))) {
        order[at] = lower;
        order[at + 1] = upper;
        isBetter = true;
      }
    }
    if (!isBetter) break;
  }
  return order;
}

/** Those that are left upwards belong above those that are left downwards. */
function leaning({ up, down }: Stretch): number {
  return down.length - up.length;
}

/** When it does not matter for crossings the shorter lies nearer to where it comes from; strictly, so that swapping ends. */
function prefers(first: Stretch, second: Stretch): boolean {
  return leaning(first) < leaning(second);
}

/** How often the two cross when the first lies above. */
function crossings(above: Stretch, below: Stretch): number {
  const within = (xs: readonly number[], { from, to }: Stretch) => xs.filter((x) => x > from - 1 && x < to + 1).length;
  return within(above.down, below) + within(below.up, above);
}
