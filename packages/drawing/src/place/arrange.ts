/** A zone on its bands, as wide as it must be. */
export interface Block {
  readonly firstBand: number;
  readonly lastBand: number;
  readonly width: number;
  /** 0 where there are no columns. */
  readonly column: number;
}

/** What draws two blocks together: a line from a point of the one to a point of the other, measured from their left edges. */
export interface Tie {
  readonly from: number;
  readonly to: number;
  readonly fromX: number;
  readonly toX: number;
  readonly weight: number;
}

/** Room to keep between neighbours on a band. */
export type GapBetween = (band: number, left: number | undefined, right: number | undefined) => number;

/** How much may be spent on trying arrangements; one costs about as much as it has pairs of a block and a tie. */
const budget = 4_000_000;
const mostTried = 3000;

/** First to where ties are short on average, which moves whole groups; then to where most are straight. */
interface Sweeps {
  readonly mean: number;
  readonly median: number;
}

const rough: Sweeps = { mean: 4, median: 2 };
const careful: Sweeps = { mean: 12, median: 4 };

/**
 * The order of blocks from left to right that keeps the ties short and uncrossed; on each band, only the order of those on it counts.
 * Blocks of one column stay together, columns in the order of their numbers.
 */
export function orderOf(blocks: readonly Block[], ties: readonly Tie[], gap: GapBetween): readonly number[] {
  const cost = (order: readonly number[]) => costOf(arranged(order, blocks, ties, gap, rough), blocks, ties);
  const column = (block: number) => (blocks[block] as Block).column;
  let order: readonly number[] = byNeighbours(blocks, ties).toSorted((a, b) => column(a) - column(b));
  let least = cost(order);
  const most = Math.min(mostTried, budget / (blocks.length * ties.length + 1000));
  let tried = 0;
  for (let isBetter = true; isBetter && tried < most; ) {
    isBetter = false;
    for (const block of order.toSorted((a, b) => a - b)) {
      let best: readonly number[] | undefined;
      const others = order.filter((one) => one !== block);
      for (let position = 0; position <= others.length && tried < most; position++) {
        const passed = others[position - 1];
        if (passed !== undefined && !shareBand(blocks[passed] as Block, blocks[block] as Block)) continue;
        const next = others[position];
        if ((passed !== undefined && column(passed) > column(block)) || (next !== undefined && column(next) < column(block))) continue;
        const attempt = [...others.slice(0, position), block, ...others.slice(position)];
        const attempted = cost(attempt);
        tried++;
        if (attempted >= least - 0.5) continue;
        least = attempted;
        best = attempt;
      }
      if (best === undefined) continue;
      order = best;
      isBetter = true;
    }
  }
  return order;
}

function shareBand(a: Block, b: Block): boolean {
  return a.firstBand <= b.lastBand && b.firstBand <= a.lastBand;
}

/** The left edge of every block, with the order of those on each band kept. */
export function arranged(
  order: readonly number[],
  blocks: readonly Block[],
  ties: readonly Tie[],
  gap: GapBetween,
  sweeps = careful,
): number[] {
  const neighbours = neighboursOf(order, blocks, gap);
  const tiesOf = blocks.map((): Tie[] => []);
  for (const tie of ties) {
    if (tie.from === tie.to) continue;
    tiesOf[tie.from]?.push(tie);
    tiesOf[tie.to]?.push(tie);
  }
  const x = blocks.map(() => Number.NaN);
  const floor = (block: number) => {
    let least = 0;
    for (const { left, room } of (neighbours[block] as Neighbours).before)
      least = Math.max(least, left === undefined ? room : at(x, left) + room);
    return least;
  };
  const ceiling = (block: number) => {
    let most = Number.POSITIVE_INFINITY;
    for (const { right, room } of (neighbours[block] as Neighbours).after) most = Math.min(most, at(x, right) - room);
    return most;
  };
  for (const block of order) x[block] = Math.max(floor(block), wishOf(block, tiesOf, x, mean) ?? 0);
  const reversed = order.toReversed();
  for (let sweep = 0; sweep < sweeps.mean + sweeps.median; sweep++) {
    for (const block of sweep % 2 === 0 ? reversed : order) {
      const wish = wishOf(block, tiesOf, x, sweep < sweeps.mean ? mean : median) ?? at(x, block);
      x[block] = Math.max(floor(block), Math.min(ceiling(block), wish));
    }
  }
  return x;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] as number;
}

/** Who stands next to a block on its bands, and how far apart their left edges must be. */
interface Neighbours {
  readonly before: { readonly left: number | undefined; readonly room: number }[];
  readonly after: { readonly right: number; readonly room: number }[];
}

function neighboursOf(order: readonly number[], blocks: readonly Block[], gap: GapBetween): readonly Neighbours[] {
  const found = blocks.map((): Neighbours => ({ before: [], after: [] }));
  const last: (number | undefined)[] = [];
  for (const block of order) {
    const { firstBand, lastBand } = blocks[block] as Block;
    for (let band = firstBand; band <= lastBand; band++) {
      const left = last[band];
      const room = gap(band, left, block) + (left === undefined ? 0 : (blocks[left] as Block).width);
      found[block]?.before.push({ left, room });
      if (left !== undefined) found[left]?.after.push({ right: block, room });
      last[band] = block;
    }
  }
  return found;
}

interface Wish {
  readonly x: number;
  readonly weight: number;
}

/** Where its ties would have it. Undefined without ties to what has a place. */
function wishOf(
  block: number,
  tiesOf: readonly (readonly Tie[])[],
  x: readonly number[],
  among: (wishes: Wish[]) => number,
): number | undefined {
  const wishes: Wish[] = [];
  for (const { from, to, fromX, toX, weight } of tiesOf[block] ?? []) {
    const other = from === block ? to : from;
    if (Number.isNaN(x[other])) continue;
    wishes.push({ x: from === block ? at(x, to) + toX - fromX : at(x, from) + fromX - toX, weight });
  }
  return wishes.length === 0 ? undefined : among(wishes);
}

function mean(wishes: readonly Wish[]): number {
  let [sum, weights] = [0, 0];
  for (const { x, weight } of wishes) {
    sum += x * weight;
    weights += weight;
  }
  return sum / weights;
}

function median(wishes: Wish[]): number {
  wishes.sort((a, b) => a.x - b.x);
  const half = wishes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const [index, { x, weight }] of wishes.entries()) {
    passed += weight;
    if (Math.abs(passed - half) < 1e-9) return (x + (wishes[index + 1]?.x ?? x)) / 2;
    if (passed > half) return x;
  }
  return (wishes.at(-1) as Wish).x;
}

const costOfCrossing = 90;
const costOfPassing = 140;

function costOf(x: readonly number[], blocks: readonly Block[], ties: readonly Tie[]): number {
  let cost = 0.15 * Math.max(0, ...blocks.map(({ width }, index) => at(x, index) + width));
  const lines = ties.map(({ from, to, fromX, toX, weight }) => {
    const [a, b] = [blocks[from] as Block, blocks[to] as Block];
    const isDown = a.lastBand < b.firstBand;
    const isUp = b.lastBand < a.firstBand;
    const line = {
      top: isUp ? b : a,
      bottom: isUp ? a : b,
      topX: at(x, isUp ? to : from) + (isUp ? toX : fromX),
      bottomX: at(x, isUp ? from : to) + (isUp ? fromX : toX),
      weight,
    };
    cost += weight * Math.abs(line.topX - line.bottomX);
    if (!isDown && !isUp) cost += weight * passedBetween(from, to, x, blocks) * costOfPassing;
    return { ...line, isVertical: isDown || isUp };
  });
  for (const [index, line] of lines.entries()) {
    if (!line.isVertical) continue;
    for (const [other, { firstBand, lastBand, width }] of blocks.entries()) {
      if (firstBand <= line.top.lastBand || lastBand >= line.bottom.firstBand) continue;
      const left = at(x, other);
      if (line.topX > left && line.topX < left + width && line.bottomX > left && line.bottomX < left + width)
        cost += (costOfPassing * line.weight) / 2;
    }
    if (ties.length > 150) continue;
    for (let next = index + 1; next < lines.length; next++) {
      const second = lines[next] as (typeof lines)[number];
      if (!second.isVertical || second.top.lastBand >= line.bottom.firstBand || line.top.lastBand >= second.bottom.firstBand) continue;
      if ((line.topX - second.topX) * (line.bottomX - second.bottomX) < 0) cost += costOfCrossing;
    }
  }
  return cost;
}

/** How many blocks stand between two that share a band. */
function passedBetween(from: number, to: number, x: readonly number[], blocks: readonly Block[]): number {
  const [a, b] = [blocks[from] as Block, blocks[to] as Block];
  const [left, right] = [Math.min(at(x, from), at(x, to)), Math.max(at(x, from), at(x, to))];
  return blocks.filter(
    ({ firstBand, lastBand }, index) =>
      index !== from &&
      index !== to &&
      at(x, index) > left &&
      at(x, index) < right &&
      firstBand <= Math.min(a.lastBand, b.lastBand) &&
      lastBand >= Math.max(a.firstBand, b.firstBand),
  ).length;
}

/** A first order: along the ties, from the most tied block outwards, so that what belongs together begins together. */
function byNeighbours(blocks: readonly Block[], ties: readonly Tie[]): readonly number[] {
  const linked = blocks.map((): Set<number> => new Set());
  for (const { from, to } of ties) {
    linked[from]?.add(to);
    linked[to]?.add(from);
  }
  const order = new Set<number>();
  const starts = blocks.map((_, index) => index).toSorted((a, b) => (linked[b]?.size ?? 0) - (linked[a]?.size ?? 0) || a - b);
  for (const start of starts) {
    const queue = [start];
    for (const block of queue) {
      if (order.has(block)) continue;
      order.add(block);
      queue.push(...[...(linked[block] ?? [])].toSorted((a, b) => a - b));
    }
  }
  return [...order];
}
