import { cardHeight, zonePadding } from '../measures.js';
import { type Laid, layTracks, type Path } from './board.js';
import { type Run, settle } from './run.js';
import type { Grid, Slot } from './slots.js';
import { type Attachment, type Plan, planOf, type Shaft, type SidePort, sideChannels, slotOf } from './ways.js';
import type { Pending, PlacedWire, Port, Side, Wire } from './wire.js';

/** The inside of a zone: every x is settled, every y still hangs on the row or channel that it belongs to. */
export interface Interior {
  readonly width: number;
  readonly cardWidth: number;
  readonly grid: Grid;
  /** From the left edge of the zone. */
  readonly columnX: readonly number[];
  /** Above each row, and one below the last. */
  readonly channels: readonly Channel[];
  readonly ports: ReadonlyMap<string, PlacedPort>;
  readonly wires: readonly PlacedWire[];
}

export interface Channel {
  readonly height: number;
  /** Where its tracks begin, and what they take. */
  readonly trackTop: number;
  readonly trackHeight: number;
}

export interface PlacedPort {
  readonly side: Side;
  /** For top and bottom. */
  readonly x: number;
  /** For left and right: the channel and how far below its top. */
  readonly channel: number;
  readonly offset: number;
  /** It leads to nothing inside, and so may be moved by itself. */
  readonly isStub: boolean;
}

const lineRoom = 4.5;
const trackRoom = 9;
/** Room for a corner above the tracks, and for an arrow head below. */
const channelPad = { above: 12, below: 14 };
const leastChannel = 22;
const leastGutter = 24;
const pinInset = 14;

export interface InteriorInput {
  readonly grid: Grid;
  readonly ports: readonly Port[];
  readonly wires: readonly Wire[];
  readonly cardWidth: number;
  /** The width of the title: no line may come in above it. */
  readonly titleWidth: number;
}

export function interiorOf(input: InteriorInput): Interior {
  const { grid, ports, wires, cardWidth, titleWidth } = input;
  const rows = grid.bands.length;
  const sidePorts = sideChannels(ports, wires, grid);
  const besides = new Map<string, number>();
  const plans = wires.map((wire) => planOf(wire, grid, sidePorts, besides));
  const gutters = [...gutterWidths(plans, grid.columns)];
  const columnX: number[] = [];
  let x = zonePadding;
  for (let column = 0; column < grid.columns; column++) {
    x += gutters[column] as number;
    columnX.push(x);
    x += cardWidth;
  }
  const gridWidth = x + (gutters[grid.columns] as number) + zonePadding;
  const along = (side: Side) => ports.filter((port) => port.side === side).reduce((sum, { width }) => sum + width, 0);
  const width = Math.max(gridWidth, titleWidth + along('top') + 22, along('bottom') + 2 * zonePadding, 180);
  loosen(columnX, gutters, width - gridWidth);
  const portX = portPositions(input, width, columnX);
  const runs = new Map<string, Run>();
  const paths = plans.map((plan) => pathOf(plan, { ...input, rows, columnX, gutters, portX, width, sidePorts, runs }));
  const stubs = stubsFor(input, sidePorts, width, runs);
  settle(runs);
  const laid = layTracks([...paths.flatMap((path) => (path === undefined ? [] : [path])), ...stubs.values()], runs, rows + 1);
  const channels = laid.heights.map(channelFor);
  const drawn = placedWires(plans, paths, laid, runs, channels, input, columnX);
  return {
    width,
    cardWidth,
    grid,
    columnX,
    channels,
    wires: drawn,
    ports: placedPorts(ports, portX, sidePorts, drawn, stubOffsets(stubs, laid, channels), channels),
  };
}

function channelFor(trackHeight: number): Channel {
  const height = trackHeight === 0 ? leastChannel : Math.max(leastChannel, trackHeight + channelPad.above + channelPad.below);
  const trackTop = trackHeight === 0 ? height / 2 : channelPad.above + (height - channelPad.above - channelPad.below - trackHeight) / 2;
  return { height, trackTop, trackHeight };
}

const mostLoose = 40;

/** Where the title or the ports need more width than the cards, the columns move apart, and to the middle. */
function loosen(columnX: number[], gutters: number[], spare: number): void {
  const inner = columnX.length - 1;
  const each = inner === 0 ? 0 : Math.min(mostLoose, spare / inner);
  const shift = (spare - each * inner) / 2;
  for (const [column, x] of columnX.entries()) columnX[column] = x + shift + each * column;
  for (let gutter = 1; gutter <= inner; gutter++) gutters[gutter] = (gutters[gutter] as number) + each;
}

function gutterWidths(plans: readonly Plan[], columns: number): readonly number[] {
  return [...Array(columns + 1).keys()].map((index) => {
    const shafts = plans.flatMap(({ wire, way }) =>
      way.is === 'along' && way.down?.is === 'gutter' && way.down.index === index ? [{ net: wire.net, ...way.down }] : [],
    );
    const channels = new Set(shafts.flatMap(({ from, to }) => [from, to]));
    const most = Math.max(
      0,
      ...[...channels].map((at) => new Set(shafts.filter(({ from, to }) => from <= at && at <= to).map(({ net }) => net)).size),
    );
    const isOuter = index === 0 || index === columns;
    if (most === 0) return isOuter ? 0 : leastGutter;
    return isOuter ? most * 2 * lineRoom + 6 : Math.max(leastGutter, most * 2 * lineRoom + 14);
  });
}

function portPositions(
  { ports, wires, grid, titleWidth, cardWidth }: InteriorInput,
  width: number,
  columnX: readonly number[],
): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const side of ['top', 'bottom'] as const) {
    const [lo, hi] = side === 'top' ? [titleWidth, width - 24] : [zonePadding + 14, width - zonePadding - 14];
    const wished = ports
      .filter((port) => port.side === side)
      .map((port) => {
        const columns = wires.flatMap(({ from, to }) => {
          const other = 'port' in from && from.port === port.key ? to : 'port' in to && to.port === port.key ? from : undefined;
          const slot = other && slotOf(other, grid);
          return slot === undefined ? [] : [(columnX[slot.column] as number) + cardWidth / 2];
        });
        const middle = columns.length === 0 ? width / 2 : columns.reduce((sum, x) => sum + x, 0) / columns.length;
        return { key: port.key, half: port.width / 2, wish: Math.min(hi, Math.max(lo, port.wish ?? middle)) };
      })
      .toSorted((a, b) => a.wish - b.wish || (a.key < b.key ? -1 : 1));
    for (const [key, x] of inLine(wished, lo, hi)) positions.set(key, x);
  }
  return positions;
}

/** In their order, each as near to its wish as the others let it. */
function inLine(
  items: readonly { readonly key: string; readonly half: number; readonly wish: number }[],
  lo: number,
  hi: number,
): ReadonlyMap<string, number> {
  const xs: number[] = [];
  for (const [index, { wish, half }] of items.entries()) {
    const previous = items[index - 1];
    xs.push(Math.max(wish, previous === undefined ? lo : (xs[index - 1] as number) + previous.half + half));
  }
  for (let index = items.length - 1; index >= 0; index--) {
    const next = items[index + 1];
    const limit = next === undefined ? hi : (xs[index + 1] as number) - next.half - (items[index] as { half: number }).half;
    xs[index] = Math.min(xs[index] as number, limit);
  }
  return new Map(items.map(({ key }, index) => [key, xs[index] as number]));
}

interface Ground extends InteriorInput {
  readonly rows: number;
  readonly columnX: readonly number[];
  readonly gutters: readonly number[];
  readonly portX: ReadonlyMap<string, number>;
  readonly width: number;
  readonly sidePorts: ReadonlyMap<string, SidePort>;
  readonly runs: Map<string, Run>;
}

function pathOf({ wire, way }: Plan, ground: Ground): Path | undefined {
  if (way.is === 'beside') return undefined;
  const first = pinFor(way.from, wire, ground);
  const last = pinFor(way.to, wire, ground);
  if (way.down === undefined) {
    const other = first === last ? twinOf(last, ground) : last;
    join(ground.runs, first, other);
    return { net: wire.net, room: trackRoom, runs: [first, other], channels: [way.from.channel] };
  }
  const shaft = shaftFor(way.down, wire, ground);
  join(ground.runs, first, shaft);
  join(ground.runs, shaft, last);
  return { net: wire.net, room: trackRoom, runs: [first, shaft, last], channels: [way.from.channel, way.to.channel] };
}

const stubLength = 8;

/** A port on the side that leads to nothing inside still has a track of its own, so that no other line meets it there. */
function stubsFor(
  { ports, wires }: InteriorInput,
  sidePorts: ReadonlyMap<string, SidePort>,
  width: number,
  runs: Map<string, Run>,
): ReadonlyMap<string, Path> {
  const led = new Set(wires.flatMap(({ from, to }) => [from, to]).flatMap((end) => ('port' in end ? [end.port] : [])));
  const stubs = new Map<string, Path>();
  for (const { key } of ports) {
    const aside = sidePorts.get(key);
    if (aside === undefined || led.has(key)) continue;
    const edge = aside.side === 'left' ? 0 : width;
    const keys = [edge, aside.side === 'left' ? edge + stubLength : edge - stubLength].map((x) => {
      const run = `stub ${key} ${x}`;
      const at = { lo: x, hi: x, x, first: 2 * aside.channel, last: 2 * aside.channel };
      runs.set(run, { key: run, net: run, ...at, room: lineRoom, held: 'aside', group: run, joined: new Set(), isFixed: true });
      return run;
    });
    stubs.set(key, { net: `stub ${key}`, room: trackRoom, runs: keys, channels: [aside.channel] });
  }
  return stubs;
}

function stubOffsets(stubs: ReadonlyMap<string, Path>, { offsets }: Laid, channels: readonly Channel[]): ReadonlyMap<string, number> {
  const first = offsets.length - stubs.size;
  return new Map(
    [...stubs].map(([key, { channels: of }], index) => [
      key,
      (channels[of[0] as number] as Channel).trackTop + (offsets[first + index]?.[0] ?? 0),
    ]),
  );
}

function join(runs: ReadonlyMap<string, Run>, a: string, b: string): void {
  runs.get(a)?.joined.add(b);
  runs.get(b)?.joined.add(a);
}

/** One pin for each net on each side of a card; one fixed run for each port. */
function pinFor(
  { end, channel, held }: Attachment,
  { net }: Wire,
  { runs, grid, columnX, cardWidth, portX, width, sidePorts }: Ground,
): string {
  const key = 'card' in end ? `${net}|${end.card}|${held}` : `${net}|port ${end.port}`;
  if (runs.has(key)) return key;
  const at = { key, net, first: 2 * channel, last: 2 * channel, room: lineRoom, held, joined: new Set<string>() };
  if ('port' in end) {
    const side = sidePorts.get(end.port)?.side;
    const x = side === 'left' ? 0 : side === 'right' ? width : (portX.get(end.port) ?? width / 2);
    runs.set(key, { ...at, lo: x, hi: x, x, group: key, isFixed: true });
    return key;
  }
  const left = columnX[(grid.slots.get(end.card) as Slot).column] as number;
  runs.set(key, {
    ...at,
    lo: left + pinInset,
    hi: left + cardWidth - pinInset,
    x: left + cardWidth / 2,
    group: `${end.card}|${held}`,
    isFixed: false,
  });
  return key;
}

/** A system that talks to itself: the line comes back to a second pin. */
function twinOf(key: string, { runs }: Ground): string {
  const run = runs.get(key) as Run;
  const twin = `${key}|back`;
  if (!runs.has(twin)) runs.set(twin, { ...run, key: twin, net: `${run.net}|back`, joined: new Set() });
  return twin;
}

function shaftFor({ is, index, from, to }: Shaft, { net }: Wire, { runs, columnX, cardWidth, gutters }: Ground): string {
  const key = `${net}|${is} ${index}`;
  const known = runs.get(key);
  if (known !== undefined) {
    known.first = Math.min(known.first, 2 * from);
    known.last = Math.max(known.last, 2 * to);
    return key;
  }
  const left =
    is === 'column'
      ? (columnX[index] as number)
      : index === 0
        ? (columnX[0] as number) - (gutters[0] as number)
        : (columnX[index - 1] as number) + cardWidth;
  const across = is === 'column' ? cardWidth : (gutters[index] as number);
  const inset = is === 'column' ? pinInset : Math.min(7, across / 2);
  runs.set(key, {
    key,
    net,
    first: 2 * from,
    last: 2 * to,
    lo: left + inset,
    hi: left + across - inset,
    x: left + across / 2,
    group: `${is} ${index}`,
    room: lineRoom,
    joined: new Set(),
    isFixed: false,
  });
  return key;
}

function placedWires(
  plans: readonly Plan[],
  paths: readonly (Path | undefined)[],
  laid: Laid,
  runs: ReadonlyMap<string, Run>,
  channels: readonly Channel[],
  { grid, cardWidth }: InteriorInput,
  columnX: readonly number[],
): readonly PlacedWire[] {
  let index = -1;
  return plans.map(({ wire, way }, at): PlacedWire => {
    if (way.is === 'beside') {
      const below = cardHeight / 2 + (way.nth % 2 === 0 ? 1 : -1) * Math.ceil(way.nth / 2) * trackRoom;
      const [a, b] = [slotOf(wire.from, grid) as Slot, slotOf(wire.to, grid) as Slot];
      const side = (slot: Slot, isLeft: boolean) => (columnX[slot.column] as number) + (isLeft ? cardWidth : 0);
      const place = { row: way.row, below };
      return {
        wire,
        points: [
          { x: side(a, way.isForward), at: place },
          { x: side(b, !way.isForward), at: place },
        ],
      };
    }
    index++;
    const path = paths[at] as Path;
    const offsets = laid.offsets[index] as readonly (number | undefined)[];
    const points: Pending[] = [];
    const xOf = (step: number) => (runs.get(path.runs[step] as string) as Run).x;
    if (way.from.held !== 'aside') points.push({ x: xOf(0), at: endAt(way.from, grid) });
    for (const [step, channel] of path.channels.entries()) {
      const offset = offsets[step];
      if (offset === undefined) continue;
      const below = (channels[channel] as Channel).trackTop + offset;
      points.push({ x: xOf(step), at: { channel, below } }, { x: xOf(step + 1), at: { channel, below } });
    }
    if (way.to.held !== 'aside') points.push({ x: xOf(path.runs.length - 1), at: endAt(way.to, grid) });
    return { wire, points };
  });
}

function endAt({ end, held }: Attachment, grid: Grid): Pending['at'] {
  if ('port' in end) return { edge: held === 'above' ? 'top' : 'bottom' };
  return { row: (grid.slots.get(end.card) as Slot).row, below: held === 'above' ? cardHeight : 0 };
}

function placedPorts(
  ports: readonly Port[],
  portX: ReadonlyMap<string, number>,
  sidePorts: ReadonlyMap<string, SidePort>,
  wires: readonly PlacedWire[],
  stubs: ReadonlyMap<string, number>,
  channels: readonly Channel[],
): ReadonlyMap<string, PlacedPort> {
  return new Map(
    ports.map(({ key, side }) => {
      const aside = sidePorts.get(key);
      if (aside === undefined) return [key, { side, x: portX.get(key) ?? 0, channel: 0, offset: 0, isStub: false }];
      const ends = wires.flatMap(({ wire, points }) =>
        'port' in wire.from && wire.from.port === key ? [points[0]] : 'port' in wire.to && wire.to.port === key ? [points.at(-1)] : [],
      );
      const track = ends.flatMap((end) => (end !== undefined && 'channel' in end.at ? [end.at.below] : []))[0];
      const offset = track ?? stubs.get(key) ?? (channels[aside.channel] as Channel).height / 2;
      return [key, { side, x: 0, channel: aside.channel, offset, isStub: stubs.has(key) }];
    }),
  );
}
