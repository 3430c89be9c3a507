import type { Box, PlacedCard, PlacedDevice, PlacedLabel, PlacedLine, PlacedPipe, PlacedScene, Point } from '../geometry.js';
import { legendOf, legendRows } from '../legend.js';
import { bandLabelWidth, cardHeight, cardWidthFor, headerOf, labelHeight, legendPad, margin, zonePadding } from '../measures.js';
import type { Scene, SceneConduit, SceneZone } from '../scene/scene.js';
import { type Arrangement, arrangedAgain, firstArrangement, portAt, wishesIn } from './arrangement.js';
import type { Route } from './exterior.js';
import { heightsOf, labelGap, type ZoneHeights, zoneHeights } from './heights.js';
import { type Interior, interiorOf } from './interior.js';
import { captionFor, captionText, type Label, labelFor } from './label.js';
import { marksOn } from './mark.js';
import { type OuterLines, outerLines } from './outer-lines.js';
import { type Plan, type PlannedCrossing, type PlannedEnd, planOf, pullsIn } from './plan.js';
import { deviceEnd, devicePitch, type End, ends, labelledEnds, portKey, portsOf, type Sides, sideOf, type Wishes } from './ports.js';
import { type Grid, gridOf } from './slots.js';
import { type Side, settled, type Wire, type WireEnd } from './wire.js';

/**
 * Gives everything on the scene its place. What could not be placed is named in a sentence.
 *
 * Zones are arranged first with sizes that are about right, which decides on which side each line leaves them. Then the inside
 * of each zone is laid out with those ports, the zones are arranged again with their true sizes, and ports follow what they
 * lead to, until lines come out straight. Heights come last: channels are as high as what runs in them.
 */
export function place(scene: Scene): { readonly placed: PlacedScene; readonly problems: readonly string[] } {
  const plan = planOf(scene);
  const narrow = scene.zones.map((zone, index) => gridOf(zone, pullsIn(index, plan, scene), 1));
  const first = firstArrangement(
    plan,
    scene,
    scene.zones.map((zone, index) => roughWidth(zone, narrow[index] as Grid)),
  );
  const labelled = labelledEnds(plan, first.routes);
  const noWishes: Wishes = () => undefined;
  const sides = { routes: first.routes, labelled };
  const grids = scene.zones.map((zone, index) => gridOf(zone, pullsIn(index, plan, scene), columnsUnder(index, zone, plan, sides)));
  let inside = interiors(scene, plan, grids, sides, noWishes);
  let arrangement = arrangedAgain(plan, scene, inside, first);
  for (let round = 0; round < 2; round++) {
    inside = interiors(scene, plan, grids, { routes: arrangement.routes, labelled }, wishesIn(arrangement));
    arrangement = arrangedAgain(plan, scene, inside, arrangement);
  }
  return { placed: placedScene(scene, plan, inside, arrangement, { routes: arrangement.routes, labelled }), problems: plan.problems };
}

const roughGutter = 30;

function roughWidth(zone: SceneZone, { columns }: Grid): number {
  return Math.max(columns * (cardWidthFor(zone) + roughGutter) + 2 * zonePadding, headerOf(zone).width + 40);
}

/** How many columns of cards fit below the title and the ports that the zone has anyway. */
function columnsUnder(index: number, zone: SceneZone, plan: Plan, sides: Sides): number {
  const ports = portsOf(index, plan, sides, () => undefined).filter(({ side }) => side === 'top');
  const width = headerOf(zone).width + ports.reduce((sum, port) => sum + port.width, 0);
  return Math.floor((width - 2 * zonePadding + roughGutter) / (cardWidthFor(zone) + roughGutter));
}

function interiors(scene: Scene, plan: Plan, grids: readonly Grid[], sides: Sides, wishes: Wishes): readonly Interior[] {
  const routes = new Map(sides.routes.map((route) => [route.crossing.key, route]));
  return scene.zones.map((zone, index) => {
    const end = (planned: PlannedEnd): WireEnd => {
      if ('card' in planned) return planned;
      const route = routes.get(planned.crossing) as Route;
      return { port: portKey(sideOf(route, route.crossing.from === index ? 'from' : 'to'), planned.crossing) };
    };
    return interiorOf({
      grid: grids[index] as Grid,
      ports: portsOf(index, plan, sides, wishes),
      wires: (plan.wires[index] ?? []).map(({ link, net, from, to }): Wire => ({ link, net, from: end(from), to: end(to) })),
      cardWidth: cardWidthFor(zone),
      titleWidth: headerOf(zone).width,
    });
  });
}

const left = margin.left + bandLabelWidth;

function placedScene(scene: Scene, plan: Plan, inside: readonly Interior[], arrangement: Arrangement, sides: Sides): PlacedScene {
  const { x, portX, ground, wallX, routes } = arrangement;
  const outer = outerLines(arrangement, plan, scene.bands.length);
  const heights = heightsOf(scene, plan, inside, sides, outer.trackHeights);
  const { borders, bottom } = heights;
  const ys = zoneHeights(scene, inside, routes, heights);
  const frames = ys.map(
    (zone, index): Box => ({
      x: left + (x[index] as number),
      y: zone.top,
      width: (inside[index] as Interior).width,
      height: zone.bottom - zone.top,
    }),
  );
  const portPlace = (zone: number, crossing: string, side: Side): Point => {
    const frame = frames[zone] as Box;
    if (side === 'top' || side === 'bottom')
      return { x: frame.x + (portX.get(portAt(zone, crossing)) as number), y: side === 'top' ? frame.y : frame.y + frame.height };
    return { x: side === 'left' ? frame.x : frame.x + frame.width, y: (ys[zone] as ZoneHeights).portY(portKey(side, crossing)) };
  };
  const outlines = new Map(
    routes.map((route) => {
      const [from, to] = ends.map((end) => portPlace(route.crossing[end], route.crossing.key, sideOf(route, end))) as [Point, Point];
      return [route.crossing.key, outer.pointsOf(route, from, to, heights.trackTops, left)];
    }),
  );
  const width = left + ground.right + margin.right;
  const innerWidth = width - margin.left - margin.right;
  const edges = [left, ...wallX.map((wall) => left + wall), width - margin.right];
  const cards = scene.zones.flatMap((zone, index) =>
    cardsIn(zone, inside[index] as Interior, frames[index] as Box, ys[index] as ZoneHeights),
  );
  const lines = linesOf(plan, inside, frames, ys, outlines);
  const devices = routes.flatMap((route) => devicesOn(route, plan, frames, portPlace));
  const labels = labelsOn(routes, plan, sides, frames, portPlace, outlines, outer);
  const taken = [...cards, ...labels, ...devices].map(({ box }) => widened(box));
  return {
    width,
    height: bottom + legendPad.above + legendRows(legendOf(scene), innerWidth - 24).height + legendPad.below,
    legendTop: bottom,
    bands: scene.bands.map((band, index) => {
      const [from, to] = [borders[index] as number, borders[index + 1] as number];
      return { band, box: { x: margin.left, y: from, width: innerWidth, height: to - from } };
    }),
    columns: scene.columns.map((column, index) => {
      const [from, to] = [edges[index] as number, edges[index + 1] as number];
      return { column, box: { x: from, y: margin.top, width: to - from, height: bottom - margin.top } };
    }),
    zones: scene.zones.map((zone, index) => ({ zone, box: frames[index] as Box })),
    cards,
    lines,
    pipes: routes.flatMap((route) => pipesOf(route, plan, scene, outlines)),
    devices,
    labels,
    marks: marksOn(lines, taken),
  };
}

/** With the badge that may sit on its corner. */
function widened({ x, y, width, height }: Box): Box {
  return { x: x - 2, y: y - 8, width: width + 8, height: height + 10 };
}

function cardsIn(zone: SceneZone, { grid, columnX, cardWidth }: Interior, frame: Box, { yOf }: ZoneHeights): readonly PlacedCard[] {
  return zone.cards.flatMap((card): readonly PlacedCard[] => {
    const slot = grid.slots.get(card.id);
    if (slot === undefined) return [];
    const box = {
      x: frame.x + (columnX[slot.column] as number),
      y: yOf({ row: slot.row, below: 0 }),
      width: cardWidth,
      height: cardHeight,
    };
    return [{ card, zone, box }];
  });
}

interface DrawnWire {
  readonly wire: Wire;
  readonly points: readonly Point[];
}

/** Every link from end to end: its piece inside one zone, or its pieces in two and what is between them, or up to each conduit. */
function linesOf(
  plan: Plan,
  inside: readonly Interior[],
  frames: readonly Box[],
  ys: readonly ZoneHeights[],
  outlines: ReadonlyMap<string, readonly Point[]>,
): readonly PlacedLine[] {
  const wires = inside.map(({ wires: there }, zone) =>
    there.map(({ wire, points }): DrawnWire => ({ wire, points: settled(points, (frames[zone] as Box).x, (ys[zone] as ZoneHeights).yOf) })),
  );
  const alone = new Map(plan.crossings.filter(({ conduit }) => conduit === undefined).map((crossing) => [crossing.net, crossing]));
  const lines = wires.flat().flatMap(({ wire, points }): readonly PlacedLine[] => {
    if (alone.has(wire.net)) return [];
    return [
      {
        link: wire.link,
        points: tidy(points),
        startsAt: 'card' in wire.from ? 'card' : 'port',
        endsAt: 'card' in wire.to ? 'card' : 'port',
      },
    ];
  });
  for (const crossing of alone.values()) {
    const pieces = (zone: number) =>
      new Map(wires[zone]?.flatMap((drawn) => (drawn.wire.net === crossing.net ? [[drawn.wire.link, drawn] as const] : [])));
    const [there, here] = [pieces(crossing.from), pieces(crossing.to)];
    const outline = outlines.get(crossing.key) ?? [];
    for (const link of crossing.links) {
      const pair = [there.get(link), here.get(link)];
      // Of many interfaces that share a line some may run the other way round.
      const isReversed = pair.some((drawn, index) => drawn !== undefined && 'card' in drawn.wire.from === (index === 1));
      const [before, after] = isReversed ? pair.toReversed() : pair;
      const points = [...(before?.points ?? []), ...(isReversed ? outline.toReversed() : outline), ...(after?.points ?? [])];
      lines.push({
        link,
        points: tidy(points),
        startsAt: before === undefined ? 'port' : 'card',
        endsAt: after === undefined ? 'port' : 'card',
      });
    }
  }
  return lines;
}

/** Without points that are there twice or lie on a straight line. */
function tidy(points: readonly Point[]): readonly Point[] {
  const isSame = (a: number, b: number) => Math.abs(a - b) < 0.05;
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && isSame(last.x, point.x) && isSame(last.y, point.y)) continue;
    const isStraight = (of: 'x' | 'y') =>
      before !== undefined && last !== undefined && isSame(before[of], last[of]) && isSame(last[of], point[of]);
    if (isStraight('x') || isStraight('y')) kept.pop();
    kept.push(point);
  }
  return kept;
}

function pipesOf(
  { crossing }: Route,
  { byKey }: Plan,
  { zones }: Scene,
  outlines: ReadonlyMap<string, readonly Point[]>,
): readonly PlacedPipe[] {
  const { conduit } = byKey.get(crossing.key) as PlannedCrossing;
  if (conduit === undefined) return [];
  const [from, to] = [zones[crossing.from] as SceneZone, zones[crossing.to] as SceneZone];
  return [{ conduit, points: tidy(outlines.get(crossing.key) ?? []), from: from.id, to: to.id }];
}

type PortPlace = (zone: number, crossing: string, side: Side) => Point;

const deviceSize = 26;
const portSize = 10;

/** What enforces the conduit stands on the frame at one end; a small square marks the other. */
function devicesOn(route: Route, { byKey }: Plan, frames: readonly Box[], portPlace: PortPlace): readonly PlacedDevice[] {
  const { conduit } = byKey.get(route.crossing.key) as PlannedCrossing;
  if (conduit === undefined) return [];
  return ends.flatMap((end): readonly PlacedDevice[] => {
    const { x, y } = portPlace(route.crossing[end], route.crossing.key, sideOf(route, end));
    const square = (size: number, at: number): Box => ({ x: at - size / 2, y: y - size / 2, width: size, height: size });
    if (end !== deviceEnd(route) || conduit.devices.length === 0) return [{ device: undefined, conduit, box: square(portSize, x) }];
    const first = x - ((conduit.devices.length - 1) * devicePitch) / 2;
    const symbols = { x: first, y, width: (conduit.devices.length - 1) * devicePitch, height: 0 };
    const caption = captionBeside(symbols, sideOf(route, end), frames[route.crossing[end]] as Box, conduit);
    return conduit.devices.map((device, index) => ({
      device,
      conduit,
      box: square(deviceSize, first + index * devicePitch),
      ...(caption && index === conduit.devices.length - 1 && { caption }),
    }));
  });
}

/** Just outside the frame, to the right of the symbols or, near its corner, to the left; on the sides of a zone there is no room for it. */
function captionBeside(symbols: Box, side: Side, frame: Box, conduit: SceneConduit): PlacedDevice['caption'] {
  const caption = captionFor(conduit);
  if (caption === undefined || side === 'left' || side === 'right') return undefined;
  const right = symbols.x + symbols.width + captionText.offset;
  const left = symbols.x - captionText.offset - caption.width;
  const x = right + caption.width <= frame.x + frame.width || left < frame.x ? right : left;
  const box = { x, y: side === 'bottom' ? symbols.y + 3 : symbols.y - 14, width: caption.width, height: 11 };
  return { words: caption.words, box };
}

function labelsOn(
  routes: readonly Route[],
  { byKey }: Plan,
  { labelled }: Sides,
  frames: readonly Box[],
  portPlace: PortPlace,
  outlines: ReadonlyMap<string, readonly Point[]>,
  outer: OuterLines,
): readonly PlacedLabel[] {
  const labels: PlacedLabel[] = [];
  const lanes = new Map<string, Lane>();
  for (const route of routes) {
    const { key, ...crossing } = route.crossing;
    const label = labelFor(byKey.get(key) as PlannedCrossing);
    if (label === undefined) continue;
    if (route.way.is === 'beside') {
      const { y: middle } = (outlines.get(key) as readonly Point[])[0] as Point;
      labels.push({
        label,
        box: { x: left + outer.besideX(route) - label.width / 2, y: middle - labelHeight / 2, width: label.width, height: labelHeight },
      });
      continue;
    }
    const end: End = labelled.get(key) ?? 'to';
    const side = sideOf(route, end) === 'top' ? 'top' : 'bottom';
    const lane = lanes.get(`${crossing[end]} ${side}`) ?? { frame: frames[crossing[end]] as Box, side, members: [] };
    lane.members.push({ label, x: portPlace(crossing[end], key, side).x });
    lanes.set(`${crossing[end]} ${side}`, lane);
  }
  return [...labels, ...[...lanes.values()].flatMap(labelsInLane)];
}

/** The labels along one frame. */
interface Lane {
  readonly frame: Box;
  readonly side: 'top' | 'bottom';
  readonly members: { readonly label: Label; readonly x: number }[];
}

const leastApart = 6;

/** Each over its line, none beyond the frame and none over another. */
function labelsInLane({ frame, side, members }: Lane): readonly PlacedLabel[] {
  const y = side === 'top' ? frame.y - labelGap - labelHeight : frame.y + frame.height + labelGap + 4;
  const ordered = members.toSorted((a, b) => a.x - b.x);
  const starts: number[] = [];
  for (const [index, { label, x }] of ordered.entries()) {
    const before = ordered[index - 1];
    const least = before === undefined ? frame.x : (starts[index - 1] as number) + before.label.width + leastApart;
    starts.push(Math.max(least, x - label.width / 2));
  }
  let limit = frame.x + frame.width;
  for (let index = ordered.length - 1; index >= 0; index--) {
    const { width } = (ordered[index] as (typeof ordered)[number]).label;
    starts[index] = Math.min(starts[index] as number, limit - width);
    limit = (starts[index] as number) - leastApart;
  }
  return ordered.map(({ label }, index) => ({ label, box: { x: starts[index] as number, y, width: label.width, height: labelHeight } }));
}
