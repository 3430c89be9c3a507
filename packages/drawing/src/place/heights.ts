import { cardHeight, columnHeading, headerOf, labelHeight, margin } from '../measures.js';
import type { Scene, SceneZone } from '../scene/scene.js';
import type { Route } from './exterior.js';
import type { Channel, Interior, PlacedPort } from './interior.js';
import { labelFor } from './label.js';
import type { Plan, PlannedCrossing } from './plan.js';
import { portKey, type Sides, sideOf } from './ports.js';
import type { Pending } from './wire.js';

/** Every y between the zones, from the top of the drawing. */
export interface Heights {
  /** Where zones that begin on a band have their top. */
  readonly zoneTops: readonly number[];
  /** What the headers of zones that begin on a band take, so that the cards of neighbours stand in line. */
  readonly headers: readonly number[];
  /** What zones take on a band, headers included. */
  readonly contents: readonly number[];
  /** Where the tracks of each channel begin. */
  readonly trackTops: readonly number[];
  /** Above the first band, between bands, below the last. */
  readonly borders: readonly number[];
  readonly bottom: number;
}

const laneHeight = labelHeight + 10;
const channelPad = { above: 22, below: 12 };
const leastContent = 30;
const leastChannel = { outermost: 30, between: 44 };

export function heightsOf(scene: Scene, plan: Plan, inside: readonly Interior[], sides: Sides, tracks: readonly number[]): Heights {
  const { bands, zones, columns } = scene;
  const headers = bands.map((_, band) => Math.max(0, ...zones.flatMap((zone) => (zone.firstBand === band ? headerOf(zone).height : []))));
  const contents = bands.map((_, band) =>
    Math.max(leastContent, ...zones.map((zone, index) => sliceHeight(zone, inside[index] as Interior, band, headers[band] as number))),
  );
  const zoneTops: number[] = [];
  const trackTops: number[] = [];
  const top = margin.top + (columns.length > 0 ? columnHeading : 0);
  const borders = [top];
  let y = top;
  for (let channel = 0; channel <= bands.length; channel++) {
    const isOutermost = channel === 0 || channel === bands.length;
    const above = hasLabels(scene, plan, sides, channel, 'bottom') ? laneHeight : 0;
    const below = hasLabels(scene, plan, sides, channel, 'top') ? laneHeight : 0;
    const needed = above + channelPad.above + (tracks[channel] as number) + channelPad.below + below;
    const height = Math.max(isOutermost ? leastChannel.outermost : leastChannel.between, needed);
    trackTops.push(y + above + channelPad.above);
    // The border of two bands runs through the labels above the lower one.
    if (!isOutermost) borders.push(below > 0 ? y + height - labelGap - labelHeight / 2 : y + height / 2);
    y += height;
    if (channel === bands.length) break;
    zoneTops.push(y);
    y += contents[channel] as number;
  }
  return { zoneTops, headers, contents, trackTops, borders: [...borders, y], bottom: y };
}

/** Between a label and the frame that it stands above. */
export const labelGap = 14;

/** Whether labels stand in a channel on the frames above it (`bottom`) or below it (`top`). */
function hasLabels({ zones }: Scene, { byKey }: Plan, { routes, labelled }: Sides, channel: number, side: 'top' | 'bottom'): boolean {
  return routes.some((route) => {
    const { crossing } = route;
    const end = labelled.get(crossing.key) ?? 'to';
    const zone = zones[crossing[end]] as SceneZone;
    if (route.way.is === 'beside' || sideOf(route, end) !== side || labelFor(byKey.get(crossing.key) as PlannedCrossing) === undefined)
      return false;
    return side === 'top' ? zone.firstBand === channel : zone.lastBand + 1 === channel;
  });
}

function sliceHeight({ firstBand, lastBand }: SceneZone, { grid, channels }: Interior, band: number, header: number): number {
  if (band < firstBand || band > lastBand) return 0;
  let height = header;
  for (const [row, of] of grid.bands.entries()) if (of === band) height += (channels[row] as Channel).height + cardHeight;
  return band === lastBand ? height + (channels.at(-1) as Channel).height : height;
}

/** Every y inside a zone. */
export interface ZoneHeights {
  readonly top: number;
  readonly bottom: number;
  readonly yOf: (at: Pending['at']) => number;
  /** Of a port on the left or right. */
  readonly portY: (key: string) => number;
  /** The free strip that a channel lies in: it may be higher than the channel, where bands leave room. */
  readonly strip: (channel: number) => readonly [from: number, to: number];
}

/** The y inside every zone, with tracks moved so that lines between neighbours come out straight. */
export function zoneHeights(scene: Scene, inside: readonly Interior[], routes: readonly Route[], heights: Heights): readonly ZoneHeights[] {
  const shifts = scene.zones.map((): Shifts => new Map());
  const settled = scene.zones.map((zone, index) => heightsInside(zone, inside[index] as Interior, heights, shifts[index] as Shifts));
  for (const route of routes) straighten(route, inside, settled, shifts, heights);
  return settled;
}

function heightsInside(zone: SceneZone, { grid, channels, ports }: Interior, { zoneTops, headers }: Heights, shifts: Shifts): ZoneHeights {
  const rows: number[] = [];
  let y = 0;
  for (const [row, band] of grid.bands.entries()) {
    if (grid.bands[row - 1] !== band) y = (zoneTops[band] as number) + (headers[band] as number);
    y += (channels[row] as Channel).height;
    rows.push(y);
    y += cardHeight;
  }
  const top = zoneTops[zone.firstBand] as number;
  const lastChannel = Math.max(y, (zoneTops[zone.lastBand] as number) + (headers[zone.lastBand] as number));
  const bottom = lastChannel + (channels.at(-1) as Channel).height;
  const channelTop = (channel: number) => {
    const row = rows[channel];
    return row === undefined ? lastChannel : row - (channels[channel] as Channel).height;
  };
  const yOf: ZoneHeights['yOf'] = (at) => {
    if ('row' in at) return (rows[at.row] as number) + at.below;
    if ('channel' in at) return channelTop(at.channel) + at.below + (shifts.get(at.channel) ?? 0);
    return at.edge === 'top' ? top : bottom;
  };
  return {
    top,
    bottom,
    yOf,
    portY: (key) => {
      const { channel, offset } = ports.get(key) as PlacedPort;
      return shifts.get(key) ?? yOf({ channel, below: offset });
    },
    strip: (channel) => [channel === 0 ? top + headerOf(zone).height : (rows[channel - 1] as number) + cardHeight, rows[channel] ?? bottom],
  };
}

/** How far the tracks of a channel are moved, by its number; where a port stands that is moved by itself, by its key. */
type Shifts = Map<number | string, number>;

const trackPad = { above: 9, below: 12 };
const stubInset = 14;

/** Moves the tracks of the channels at both ends of a line between neighbours to the same height, as far as there is room. */
function straighten(
  { crossing, way, fromSide, toSide }: Route,
  inside: readonly Interior[],
  settled: readonly ZoneHeights[],
  shifts: readonly Shifts[],
  { zoneTops, contents }: Heights,
): void {
  if (way.is !== 'beside') return;
  const at = (zone: number, side: Route['fromSide']) => {
    const { ports, channels } = inside[zone] as Interior;
    const key = portKey(side, crossing.key);
    const { channel, isStub } = ports.get(key) as PlacedPort;
    const { yOf, portY, strip, top: zoneTop, bottom: zoneBottom } = settled[zone] as ZoneHeights;
    const y = portY(key);
    const [from, to] = strip(channel);
    if (isStub) return { zone, key, y, lo: zoneTop + stubInset, hi: zoneBottom - stubInset };
    if (shifts[zone]?.has(channel)) return { zone, key: channel, y, lo: y, hi: y };
    const { trackTop, trackHeight } = channels[channel] as Channel;
    const first = yOf({ channel, below: trackTop });
    const [up, down] = [Math.min(0, from + trackPad.above - first), Math.max(0, to - trackPad.below - first - trackHeight)];
    return { zone, key: channel, y, lo: y + up, hi: y + down };
  };
  const [a, b] = [at(crossing.from, fromSide), at(crossing.to, toSide)];
  // Beyond the band another zone may stand between the two.
  const top = (zoneTops[way.band] as number) + stubInset;
  const bottom = (zoneTops[way.band] as number) + (contents[way.band] as number) - trackPad.below / 2;
  const lo = Math.max(a.lo, b.lo, top);
  const hi = Math.min(a.hi, b.hi, bottom);
  const common = lo > hi ? undefined : within(a.hi - a.lo < b.hi - b.lo ? a.y : b.y, lo, hi);
  for (const { zone, key, y: before, lo: least, hi: most } of [a, b]) {
    const y = common ?? within(before, Math.max(least, top), Math.min(most, bottom));
    const known = typeof key === 'string' ? before : (shifts[zone]?.get(key) ?? 0);
    shifts[zone]?.set(key, known + y - before);
  }
}

function within(y: number, lo: number, hi: number): number {
  return Math.min(hi, Math.max(lo, y));
}
