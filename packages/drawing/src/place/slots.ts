import type { SceneCard, SceneZone } from '../scene/scene.js';

/** The cards of a zone on a grid: rows from top to bottom, each on one band, and columns that all rows share. */
export interface Grid {
  readonly columns: number;
  /** The band of each row. */
  readonly bands: readonly number[];
  readonly slots: ReadonlyMap<string, Slot>;
}

export interface Slot {
  readonly row: number;
  readonly column: number;
}

/** What draws two cards together, or a card to the frame. */
export interface Pull {
  readonly card: string;
  readonly to: { readonly card: string } | 'top' | 'bottom';
}

/** Above so many cards in a zone the order of names is kept: looking for a better one would take too long. */
const mostImproved = 80;
const rounds = 12;

/** Places cards in canonical order, then swaps while that makes the lines shorter. */
export function gridOf(zone: SceneZone, pulls: readonly Pull[], leastColumns: number): Grid {
  const byBand = new Map<number, SceneCard[]>();
  for (const card of zone.cards) byBand.set(card.band, [...(byBand.get(card.band) ?? []), card]);
  const bandNumbers = [...byBand.keys()].toSorted((a, b) => a - b);
  const most = Math.max(1, ...[...byBand.values()].map(({ length }) => length));
  const widest = Math.max(1, Math.min(most, Math.max(leastColumns, Math.ceil(Math.sqrt(2.5 * most)))));
  const columns = Math.ceil(most / Math.ceil(most / widest));
  const bands: number[] = [];
  const slots = new Map<string, Slot>();
  for (const band of bandNumbers) {
    const cards = byBand.get(band) ?? [];
    const first = bands.length;
    const rows = Math.ceil(cards.length / columns);
    for (let row = 0; row < rows; row++) bands.push(band);
    for (const [index, card] of cards.entries()) slots.set(card.id, { row: first + Math.floor(index / columns), column: index % columns });
  }
  const grid = { columns, bands, slots };
  return zone.cards.length <= mostImproved ? improved(grid, pulls) : grid;
}

function improved(grid: Grid, pulls: readonly Pull[]): Grid {
  const slots = new Map(grid.slots);
  const ofCard = new Map<string, Pull[]>();
  for (const pull of pulls) {
    const cards = typeof pull.to === 'string' ? [pull.card] : [pull.card, pull.to.card];
    for (const card of cards) ofCard.set(card, [...(ofCard.get(card) ?? []), pull]);
  }
  const places = [...Array(grid.bands.length).keys()].flatMap((row) =>
    [...Array(grid.columns).keys()].map((column): Slot => ({ row, column })),
  );
  const cardAt = new Map([...slots].map(([card, slot]) => [keyOf(slot), card]));
  const isFree = (slot: Slot) => !cardAt.has(keyOf(slot));
  const costOf = (card: string) =>
    (ofCard.get(card) ?? []).reduce((sum, pull) => sum + lengthOf(pull, slots, grid, isFree), 0) + untidiness(card);
  const untidiness = (card: string) => {
    const slot = slots.get(card) as Slot;
    return 0.02 * slot.column + 0.05 * (slot.row - grid.bands.indexOf(grid.bands[slot.row] as number));
  };
  const put = (card: string | undefined, slot: Slot) => {
    if (card === undefined) cardAt.delete(keyOf(slot));
    else {
      slots.set(card, slot);
      cardAt.set(keyOf(slot), card);
    }
  };
  for (let round = 0; round < rounds; round++) {
    let isBetter = false;
    for (const card of grid.slots.keys()) {
      for (const place of places) {
        const from = slots.get(card) as Slot;
        if (grid.bands[from.row] !== grid.bands[place.row] || (from.row === place.row && from.column === place.column)) continue;
        const other = cardAt.get(keyOf(place));
        if (other === undefined && leavesRowEmpty(from, place, cardAt, grid)) continue;
        const total = () => costOf(card) + (other === undefined ? 0 : costOf(other));
        const before = total();
        put(other, from);
        put(card, place);
        if (total() < before - 1e-6) {
          isBetter = true;
          continue;
        }
        put(other, place);
        put(card, from);
      }
    }
    if (!isBetter) break;
  }
  return { ...grid, slots };
}

function leavesRowEmpty(from: Slot, place: Slot, cardAt: ReadonlyMap<string, string>, grid: Grid): boolean {
  if (from.row === place.row) return false;
  const inRow = [...Array(grid.columns).keys()].filter((column) => cardAt.has(keyOf({ row: from.row, column }))).length;
  return inRow <= 1;
}

function keyOf({ row, column }: Slot): string {
  return `${row} ${column}`;
}

/** How much a line costs the eye, in columns. */
function lengthOf({ card, to }: Pull, slots: ReadonlyMap<string, Slot>, grid: Grid, isFree: (slot: Slot) => boolean): number {
  const a = slots.get(card);
  if (a === undefined) return 0;
  if (to === 'top') return 0.6 * a.row;
  if (to === 'bottom') return 0.6 * (grid.bands.length - 1 - a.row);
  const b = slots.get(to.card);
  if (b === undefined) return 0;
  const aside = Math.abs(a.column - b.column);
  if (a.row === b.row) {
    const [first, last] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
    for (let column = first + 1; column < last; column++) if (!isFree({ row: a.row, column })) return 1.6 + aside;
    return 0.5 * aside;
  }
  const down = Math.abs(a.row - b.row);
  return aside + 0.8 * down + (down > 1 ? 0.4 : 0) + (b.row < a.row ? 0.2 : 0);
}
