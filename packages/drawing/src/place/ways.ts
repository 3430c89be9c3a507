import type { Grid, Slot } from './slots.js';
import type { Port, Wire, WireEnd } from './wire.js';

/** Which way a wire goes: straight to its neighbour, or along a channel, and down a shaft when it must pass rows. */
export interface Plan {
  readonly wire: Wire;
  readonly way:
    | { readonly is: 'beside'; readonly row: number; readonly nth: number; readonly isForward: boolean }
    | { readonly is: 'along'; readonly from: Attachment; readonly to: Attachment; readonly down?: Shaft };
}

/** How a wire's end meets a channel. */
export interface Attachment {
  readonly end: WireEnd;
  readonly channel: number;
  readonly held: 'above' | 'below' | 'aside';
}

export interface Shaft {
  readonly is: 'gutter' | 'column';
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export interface SidePort {
  readonly side: 'left' | 'right';
  readonly channel: number;
}

export function planOf(wire: Wire, grid: Grid, sidePorts: ReadonlyMap<string, SidePort>, besides: Map<string, number>): Plan {
  const [a, b] = [slotOf(wire.from, grid), slotOf(wire.to, grid)];
  if (a !== undefined && b !== undefined && a.row === b.row && a.column !== b.column && isFreeBetween(grid, a, b)) {
    const left = Math.min(a.column, b.column);
    const nth = besides.get(`${a.row} ${left}`) ?? 0;
    besides.set(`${a.row} ${left}`, nth + 1);
    if (nth < mostBeside) return { wire, way: { is: 'beside', row: a.row, nth, isForward: a.column < b.column } };
  }
  const rows = grid.bands.length;
  const from = attachmentOf(wire.from, wire.to, grid, sidePorts);
  const to = attachmentOf(wire.to, wire.from, grid, sidePorts);
  if (from.channel === to.channel || rows === 0) return { wire, way: { is: 'along', from, to } };
  const [first, last] = [Math.min(from.channel, to.channel), Math.max(from.channel, to.channel)];
  const [x, y] = [columnOf(from, grid, sidePorts), columnOf(to, grid, sidePorts)];
  const shafts: (Shaft & { readonly cost: number })[] = [];
  for (let index = 0; index <= grid.columns; index++) {
    const at = index - 0.5;
    shafts.push({
      is: 'gutter',
      index,
      from: first,
      to: last,
      cost: Math.abs(x - at) + Math.abs(y - at) + (index === 0 || index === grid.columns ? 0.2 : 0.1),
    });
  }
  for (let index = 0; index < grid.columns; index++) {
    if (!isFreeColumn(grid, index, first, last - 1)) continue;
    shafts.push({ is: 'column', index, from: first, to: last, cost: Math.abs(x - index) + Math.abs(y - index) });
  }
  const { cost: _, ...down } = shafts.reduce((best, shaft) => (shaft.cost < best.cost - 1e-9 ? shaft : best));
  return { wire, way: { is: 'along', from, to, down } };
}

/** Lines from one card straight to its neighbour; the sides of cards have room for no more. */
const mostBeside = 5;

function attachmentOf(end: WireEnd, other: WireEnd, grid: Grid, sidePorts: ReadonlyMap<string, SidePort>): Attachment {
  const rows = grid.bands.length;
  if ('port' in end) {
    const side = sidePorts.get(end.port);
    if (side !== undefined) return { end, channel: side.channel, held: 'aside' };
    return { end, channel: isBottom(end.port) ? rows : 0, held: isBottom(end.port) ? 'below' : 'above' };
  }
  const slot = slotOf(end, grid) as Slot;
  const otherRow = rowOf(other, grid, sidePorts);
  const leavesBelow = otherRow > slot.row || (otherRow === slot.row && 'card' in other);
  return leavesBelow ? { end, channel: slot.row + 1, held: 'above' } : { end, channel: slot.row, held: 'below' };
}

/** Where the other end lies, in rows; a channel lies between two. */
function rowOf(end: WireEnd, grid: Grid, sidePorts: ReadonlyMap<string, SidePort>): number {
  if ('card' in end) return (slotOf(end, grid) as Slot).row;
  const side = sidePorts.get(end.port);
  if (side !== undefined) return side.channel - 0.5;
  return isBottom(end.port) ? grid.bands.length : -1;
}

function columnOf({ end }: Attachment, grid: Grid, sidePorts: ReadonlyMap<string, SidePort>): number {
  if ('card' in end) return (slotOf(end, grid) as Slot).column;
  const side = sidePorts.get(end.port)?.side;
  return side === 'left' ? -0.5 : side === 'right' ? grid.columns - 0.5 : (grid.columns - 1) / 2;
}

/** Keys of ports begin with their side, so that a wire's end says where it goes. */
function isBottom(port: string): boolean {
  return port.startsWith('bottom ');
}

export function slotOf(end: WireEnd, grid: Grid): Slot | undefined {
  return 'card' in end ? grid.slots.get(end.card) : undefined;
}

function isFreeBetween(grid: Grid, a: Slot, b: Slot): boolean {
  const [first, last] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  return ![...grid.slots.values()].some(({ row, column }) => row === a.row && column > first && column < last);
}

function isFreeColumn(grid: Grid, column: number, firstRow: number, lastRow: number): boolean {
  return ![...grid.slots.values()].some((slot) => slot.column === column && slot.row >= firstRow && slot.row <= lastRow);
}

/** A port on the side comes in above the row in the middle of those that it leads to. */
export function sideChannels(ports: readonly Port[], wires: readonly Wire[], grid: Grid): ReadonlyMap<string, SidePort> {
  const channels = new Map<string, SidePort>();
  for (const { key, side, band } of ports) {
    if (side !== 'left' && side !== 'right') continue;
    const rows = wires
      .flatMap(({ from, to }) =>
        'port' in from && from.port === key ? [slotOf(to, grid)] : 'port' in to && to.port === key ? [slotOf(from, grid)] : [],
      )
      .flatMap((slot) => slot?.row ?? [])
      .toSorted((a, b) => a - b);
    channels.set(key, { side, channel: onBand(rows[Math.floor((rows.length - 1) / 2)] ?? 0, band, grid) });
  }
  return channels;
}

/** The nearest channel above a row of the band; where the band has no row, the channel that runs through it. */
function onBand(channel: number, band: number | undefined, { bands }: Grid): number {
  if (band === undefined) return channel;
  const [first, last] = [bands.indexOf(band), bands.lastIndexOf(band)];
  if (first >= 0) return Math.min(last, Math.max(first, channel));
  const below = bands.findIndex((of) => of > band);
  return below < 0 ? bands.length : below;
}
