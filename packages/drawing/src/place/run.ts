/** A vertical piece of a line. Its x is free within limits, and is chosen so that lines are straight and keep apart. */
export interface Run {
  readonly key: string;
  readonly net: string;
  /** What it covers from top to bottom: channel c is 2c, row r is 2r + 1. */
  first: number;
  last: number;
  lo: number;
  hi: number;
  /** Runs of one card side or one gap are spread evenly over it. */
  readonly group: string;
  /** Half of what it takes across. */
  readonly room: number;
  /** Where it is held, seen from its channel: a pin on a box above or below, a port on the side. */
  readonly held?: 'above' | 'below' | 'aside';
  /** Keys of the runs that lines go on to from here. */
  readonly joined: Set<string>;
  readonly isFixed: boolean;
  /** Where it should be when nothing else decides; absent, its share of the group's width. */
  readonly wish?: number;
  x: number;
}

/** Chooses the x of every run: those with most to say first, each as near as it can to where its line is straight. */
export function settle(runs: ReadonlyMap<string, Run>): void {
  const all = [...runs.values()];
  for (const run of all) run.x = (run.lo + run.hi) / 2;
  const wishes = evenly(all, runs);
  const settled = new Set<Run>();
  const covering = new Map<number, Run[]>();
  const enter = (run: Run) => {
    settled.add(run);
    for (let slot = run.first; slot <= run.last; slot++) covering.set(slot, [...(covering.get(slot) ?? []), run]);
  };
  for (const run of all) if (run.isFixed) enter(run);
  for (const run of all.filter(({ isFixed }) => !isFixed).toSorted(mostJoinedFirst)) {
    const near = new Set<Run>();
    for (let slot = run.first; slot <= run.last; slot++)
      for (const other of covering.get(slot) ?? []) if (other.net !== run.net) near.add(other);
    const straight = [...run.joined]
      .map((key) => runs.get(key))
      .find((other) => other && settled.has(other) && other.x >= run.lo && other.x <= run.hi);
    run.x = nearestFree(run, straight?.x ?? run.wish ?? (wishes.get(run) as number), near);
    enter(run);
  }
}

function mostJoinedFirst(a: Run, b: Run): number {
  return b.joined.size - a.joined.size || a.hi - a.lo - (b.hi - b.lo) || (a.key < b.key ? -1 : 1);
}

/** The members of each group evenly over its width, in the order of where they lead, so that they need not cross. */
function evenly(all: readonly Run[], runs: ReadonlyMap<string, Run>): ReadonlyMap<Run, number> {
  const groups = new Map<string, Run[]>();
  for (const run of all) groups.set(run.group, [...(groups.get(run.group) ?? []), run]);
  const wishes = new Map<Run, number>();
  for (const members of groups.values()) {
    const aims = new Map(members.map((run) => [run, mean([...run.joined].map((key) => runs.get(key)?.x ?? run.x)) ?? run.x]));
    const aim = (run: Run) => aims.get(run) as number;
    const ordered = members.toSorted((a, b) => aim(a) - aim(b) || (a.key < b.key ? -1 : 1));
    for (const [index, run] of ordered.entries()) wishes.set(run, run.lo + ((run.hi - run.lo) * (index + 1)) / (ordered.length + 1));
  }
  return wishes;
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The place nearest to the wish that keeps its distance; where there is none, with less and less distance. */
function nearestFree(run: Run, wish: number, others: Iterable<Run>): number {
  const clamped = Math.min(run.hi, Math.max(run.lo, wish));
  const near = [...others];
  for (const share of [1, 0.7, 0.4]) {
    const taken = near.map(({ x, room }) => [x - (room + run.room) * share, x + (room + run.room) * share] as const);
    const isFree = (x: number) => x >= run.lo && x <= run.hi && taken.every(([from, to]) => x <= from + 1e-6 || x >= to - 1e-6);
    const free = [clamped, run.lo, run.hi, ...taken.flat()].filter(isFree);
    if (free.length > 0) return free.reduce((best, x) => (Math.abs(x - clamped) < Math.abs(best - clamped) - 1e-6 ? x : best));
  }
  return clamped;
}
