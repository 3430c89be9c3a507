import type { Box, PlacedCard, PlacedDevice, PlacedLabel, PlacedLine, PlacedPipe, PlacedScene, PlacedZone, Point } from '../geometry.js';
import { bandLabelWidth, cardHeight, cardWidthFor, headerOf, labelHeight, legendPad, margin, zonePadding } from '../measures.js';
import { legendOf, legendRows } from '../legend.js';
import type { LinkEnd, Scene, SceneConduit, SceneLink, SceneZone } from '../scene.js';
import { arranged, type Block, orderOf, type Tie } from './arrange.js';
import { layTracks, type Path } from './board.js';
import { clearanceFor, type Crossing, extentOf, type Fixed, type Gap, gapsOn, type Ground, keyOf, type Route, routed } from './exterior.js';
import { type Channel, type Interior, interiorOf, type Pending, type Port, settled, type Side, type Wire, type WireEnd } from './interior.js';
import { conduitLabel, type Label, linkLabel } from './label.js';
import { marksOn } from './mark.js';
import { type Run, settle } from './run.js';
import { type Grid, gridOf, type Pull } from './slots.js';

/** Gives everything on the scene its place. What could not be placed is named in a sentence. */
export function place(scene: Scene): { readonly placed: PlacedScene; readonly problems: readonly string[] } {
  const plan = planOf(scene);
  const narrow = scene.zones.map((zone, index) => gridOf(zone, pullsIn(index, plan, scene), 1));
  const sides = sidesOf(plan, narrow, scene);
  const grids = scene.zones.map((zone, index) => gridOf(zone, pullsIn(index, plan, scene), columnsUnder(index, plan, scene, sides)));
  let inside = interiors(plan, grids, scene, sides, undefined);
  let outside = arrange(plan, inside, scene, sides, undefined);
  for (let round = 0; round < 2; round++) {
    inside = interiors(plan, grids, scene, { ...sides, routes: outside.routes }, outside);
    outside = arrange(plan, inside, scene, { ...sides, routes: outside.routes }, outside);
  }
  return { placed: drawn(scene, plan, inside, outside, sides), problems: plan.problems };
}

// What runs where, before anything has a place.

interface Plan {
  readonly crossings: readonly PlannedCrossing[];
  /** By zone. */
  readonly wires: readonly (readonly PlannedWire[])[];
  readonly problems: readonly string[];
}

interface PlannedCrossing extends Crossing {
  readonly conduit?: SceneConduit;
  readonly link?: SceneLink;
}

interface PlannedWire {
  readonly link: SceneLink;
  readonly net: string;
  readonly from: PlannedEnd;
  readonly to: PlannedEnd;
}

/** A card, or where a crossing meets the zone. */
type PlannedEnd = { readonly card: string } | { readonly crossing: string };

const pipeRoom = 10;
const lineRoom = 6;

function planOf(scene: Scene): Plan {
  const zoneIndex = new Map(scene.zones.map((zone, index) => [zone.id, index]));
  const zoneOfCard = new Map(scene.zones.flatMap((zone, index) => zone.cards.map((card) => [card.id, index] as const)));
  const crossings: PlannedCrossing[] = [];
  const wires = scene.zones.map((): PlannedWire[] => []);
  const problems: string[] = [];
  for (const conduit of scene.conduits) {
    const [first, ...others] = conduit.zones.map((zone) => zoneIndex.get(zone)).filter((index) => index !== undefined);
    for (const [index, other] of others.entries()) {
      if (first === undefined || other === first) continue;
      crossings.push({ key: `${conduit.id}#${index}`, net: `conduit ${conduit.id}`, from: first, to: other, room: pipeRoom, conduit });
    }
  }
  const legOf = (conduit: string, zone: number) => crossings.find((crossing) => crossing.conduit?.id === conduit && (crossing.from === zone || crossing.to === zone));
  const homeOf = (end: LinkEnd): number | undefined => ('card' in end ? zoneOfCard.get(end.card) : 'zone' in end ? zoneIndex.get(end.zone) : undefined);
  for (const [index, link] of scene.links.entries()) {
    const [source, target] = [homeOf(link.source), homeOf(link.target)];
    const add = (zone: number, from: PlannedEnd | undefined, to: PlannedEnd | undefined, net: string) => {
      if (from !== undefined && to !== undefined) wires[zone]?.push({ link, net, from, to });
    };
    const cardEnd = (end: LinkEnd): PlannedEnd | undefined => ('card' in end ? { card: end.card } : undefined);
    if ('device' in link.source || 'device' in link.target) {
      const zone = source ?? target;
      const device = 'device' in link.source ? link.source.device : 'device' in link.target ? link.target.device : '';
      const leg = zone === undefined ? undefined : crossings.find(({ conduit, from, to }) => (from === zone || to === zone) && conduit?.devices.some(({ id }) => id === device));
      const end = 'device' in link.source ? link.target : link.source;
      if (zone === undefined || leg === undefined || !('card' in end)) {
        problems.push(`"${link.id}" is not drawn: ${device.slice(device.indexOf(' ') + 1)} enforces no conduit of the other end's zone.`);
        continue;
      }
      const port = { crossing: leg.key };
      add(zone, 'device' in link.source ? port : { card: end.card }, 'device' in link.source ? { card: end.card } : port, leg.net);
      continue;
    }
    if (source === undefined || target === undefined) {
      problems.push(`"${link.id}" is not drawn: an end of it has no place on the drawing.`);
      continue;
    }
    if (source === target) {
      const [from, to] = [cardEnd(link.source), cardEnd(link.target)];
      if (from === undefined || to === undefined) {
        problems.push(`"${link.id}" is not drawn: it joins a zone and what stands in it.`);
        continue;
      }
      add(source, from, to, link.kind === 'flow' ? `card ${'card' in from ? from.card : ''}` : `link ${index}`);
      continue;
    }
    const legs = alongConduits(link, source, target, legOf);
    if (legs === undefined) {
      const key = `link ${index}`;
      crossings.push({ key, net: key, from: source, to: target, room: lineRoom, link });
      add(source, cardEnd(link.source), { crossing: key }, key);
      add(target, { crossing: key }, cardEnd(link.target), key);
      continue;
    }
    const first = legs[0] as PlannedCrossing;
    const last = legs.at(-1) as PlannedCrossing;
    add(source, cardEnd(link.source), { crossing: first.key }, first.net);
    for (const [at, leg] of legs.slice(1).entries()) {
      const before = legs[at] as PlannedCrossing;
      const shared = [before.from, before.to].find((zone) => zone === leg.from || zone === leg.to) as number;
      add(shared, { crossing: before.key }, { crossing: leg.key }, before.net);
    }
    add(target, { crossing: last.key }, cardEnd(link.target), last.net);
  }
  return { crossings, wires, problems };
}

/** The legs of conduits that lead from zone to zone; undefined when the conduits do not join them. */
function alongConduits(
  link: SceneLink,
  source: number,
  target: number,
  legOf: (conduit: string, zone: number) => PlannedCrossing | undefined,
): readonly PlannedCrossing[] | undefined {
  if (link.conduits.length === 0) return undefined;
  const legs: PlannedCrossing[] = [];
  let zone = source;
  for (const conduit of link.conduits) {
    const leg = legOf(conduit, zone);
    if (leg === undefined) return undefined;
    legs.push(leg);
    zone = leg.from === zone ? leg.to : leg.from;
  }
  return zone === target ? legs : undefined;
}

/** What draws cards to each other, and to the side of the zone where their lines leave it. */
function pullsIn(zone: number, { wires, crossings }: Plan, scene: Scene): readonly Pull[] {
  const byKey = new Map(crossings.map((crossing) => [crossing.key, crossing]));
  const own = scene.zones[zone] as SceneZone;
  return (wires[zone] ?? []).flatMap(({ from, to }): Pull[] => {
    if ('card' in from && 'card' in to) return [{ from: from.card, to: to.card }];
    const card = 'card' in from ? from.card : 'card' in to ? to.card : undefined;
    const crossing = byKey.get('crossing' in from ? from.crossing : 'crossing' in to ? to.crossing : '');
    if (card === undefined || crossing === undefined) return [];
    const other = scene.zones[crossing.from === zone ? crossing.to : crossing.from] as SceneZone;
    if (other.lastBand < own.firstBand) return [{ from: card, to: 'top' }];
    return other.firstBand > own.lastBand ? [{ from: card, to: 'bottom' }] : [];
  });
}

/** How many columns fit below the title and the ports that the zone has anyway. */
function columnsUnder(zone: number, plan: Plan, scene: Scene, sides: Sides): number {
  const own = scene.zones[zone] as SceneZone;
  const ports = portsOf(zone, plan, sides, undefined).filter(({ side }) => side === 'top');
  const width = headerOf(own).width + ports.reduce((sum, port) => sum + port.width, 0);
  return Math.floor((width - 2 * zonePadding + 24) / (cardWidthFor(own) + 24));
}

// Sides and order, from sizes that are only about right.

interface Sides {
  readonly order: readonly number[];
  readonly routes: readonly Route[];
  /** Which end of each crossing bears its label. */
  readonly labelled: ReadonlyMap<string, 'from' | 'to'>;
}

const leastGap = 44;

function sidesOf(plan: Plan, grids: readonly Grid[], scene: Scene): Sides {
  const blocks = scene.zones.map((zone, index): Block => {
    const { columns } = grids[index] as Grid;
    const width = Math.max(columns * (cardWidthFor(zone) + 30) + 2 * zonePadding, headerOf(zone).width + 40);
    return { id: zone.id, firstBand: zone.firstBand, lastBand: zone.lastBand, width };
  });
  const ties = plan.crossings.map(({ from, to, conduit }): Tie => {
    const middle = (index: number) => (blocks[index] as Block).width / 2;
    return { from, to, fromX: middle(from), toX: middle(to), weight: conduit === undefined ? 0.6 : 1 };
  });
  const gap = () => leastGap;
  const order = orderOf(blocks, ties, gap);
  const x = arranged(order, blocks, ties, gap);
  const routes = routed(plan.crossings, groundOf(blocks, x, scene, 60), () => undefined);
  return { order, routes, labelled: labelledEnds(plan, routes) };
}

/** Labels stand where a line comes down to its zone, unless others stand there already and there is room where it leaves the other. */
function labelledEnds(plan: Plan, routes: readonly Route[]): ReadonlyMap<string, 'from' | 'to'> {
  const ends = new Map<string, 'from' | 'to'>();
  const crowd = new Map<string, number>();
  const placeOf = ({ crossing, fromSide, toSide }: Route, end: 'from' | 'to') => `${crossing[end]} ${end === 'from' ? fromSide : toSide}`;
  const isConduit = ({ crossing }: Route) => plannedOf(plan, crossing.key).conduit !== undefined;
  for (const route of [...routes.filter(isConduit), ...routes.filter((one) => !isConduit(one))]) {
    const lower = route.fromSide === 'top' && route.toSide !== 'top' ? 'from' : 'to';
    const upper = lower === 'to' ? 'from' : 'to';
    const crowdAt = (end: 'from' | 'to') => crowd.get(placeOf(route, end)) ?? 0;
    const end = !isConduit(route) && crowdAt(upper) < crowdAt(lower) ? upper : lower;
    ends.set(route.crossing.key, end);
    crowd.set(placeOf(route, end), crowdAt(end) + 1);
  }
  return ends;
}

function groundOf(blocks: readonly Block[], x: readonly number[], scene: Scene, beyond: number): Ground {
  const right = Math.max(0, ...blocks.map(({ width }, index) => (x[index] as number) + width)) + beyond;
  return { blocks, x, bands: scene.bands.length, left: 0, right };
}

// Interiors.

function interiors(plan: Plan, grids: readonly Grid[], scene: Scene, sides: Sides, outside: Arranged | undefined): readonly Interior[] {
  const routeOf = new Map(sides.routes.map((route) => [route.crossing.key, route]));
  return scene.zones.map((zone, index) => {
    const ports = portsOf(index, plan, sides, outside);
    const keyOfPort = (crossing: string) => portKey(sideAt(routeOf.get(crossing) as Route, index), crossing);
    const end = (planned: PlannedEnd): WireEnd => ('card' in planned ? planned : { port: keyOfPort(planned.crossing) });
    const wires = (plan.wires[index] ?? []).map(({ link, net, from, to }): Wire => ({ link, net, from: end(from), to: end(to) }));
    const header = headerOf(zone);
    return interiorOf({ cards: zone.cards, grid: grids[index] as Grid, ports, wires, cardWidth: cardWidthFor(zone), titleWidth: header.width });
  });
}

function portKey(side: Side, crossing: string): string {
  return `${side} ${crossing}`;
}

function sideAt({ crossing, fromSide, toSide }: Route, zone: number): Side {
  return crossing.from === zone ? fromSide : toSide;
}

function portsOf(zone: number, plan: Plan, { routes, labelled }: Sides, outside: Arranged | undefined): readonly Port[] {
  const here = routes.filter(({ crossing }) => crossing.from === zone || crossing.to === zone);
  return here.map((route): Port => {
    const { crossing } = route;
    const end = crossing.from === zone ? 'from' : 'to';
    const side = end === 'from' ? route.fromSide : route.toSide;
    const planned = plannedOf(plan, crossing.key);
    const isLabelled = labelled.get(crossing.key) === end && route.way.is === 'around';
    const device = planned.conduit !== undefined && deviceEnd(route) === end ? planned.conduit.devices.length : 0;
    const least = planned.conduit === undefined ? 18 : Math.max(28, device * 30 + 14);
    const wish = outside === undefined ? undefined : wishFor(route, zone, side, outside);
    return {
      key: portKey(side, crossing.key),
      side,
      width: Math.max(least, isLabelled ? labelRoom(planned) : 0),
      ...(wish !== undefined && { wish }),
      ...(route.way.is === 'beside' && { band: route.way.band }),
    };
  });
}

function plannedOf({ crossings }: Plan, key: string): PlannedCrossing {
  return crossings.find((crossing) => crossing.key === key) as PlannedCrossing;
}

/** The device stands where the conduit leaves the upper zone. */
function deviceEnd({ crossing: { from, to }, fromSide, toSide }: Route): 'from' | 'to' {
  if (fromSide === 'bottom' && toSide === 'top') return 'from';
  if (toSide === 'bottom' && fromSide === 'top') return 'to';
  return from <= to ? 'from' : 'to';
}

/** Bottom ports follow what they lead to, so that lines come out straight; top ports stay over their cards. */
function wishFor({ crossing, way }: Route, zone: number, side: Side, { x, portX }: Arranged): number | undefined {
  if (way.is === 'beside') return undefined;
  const isFrom = crossing.from === zone;
  const nearest = isFrom ? way.shafts[0] : way.shafts.at(-1);
  const other = isFrom ? crossing.to : crossing.from;
  const left = x[zone] as number;
  if (nearest !== undefined) return nearest.x - left;
  if (side === 'top') return undefined;
  const target = portX.get(`${other} ${crossing.key}`);
  return target === undefined ? undefined : (x[other] as number) + target - left;
}

// Outside.

interface Arranged {
  readonly blocks: readonly Block[];
  readonly x: readonly number[];
  readonly ground: Ground;
  readonly routes: readonly Route[];
  /** From the left edge of the zone, by zone and crossing. */
  readonly portX: ReadonlyMap<string, number>;
}

/** Places the zones with their true widths, and routes until every gap is as wide as what runs through it. */
function arrange(plan: Plan, inside: readonly Interior[], scene: Scene, { order, routes: before }: Sides, last: Arranged | undefined): Arranged {
  const blocks = scene.zones.map(
    (zone, index): Block => ({ id: zone.id, firstBand: zone.firstBand, lastBand: zone.lastBand, width: (inside[index] as Interior).width }),
  );
  const sideOf = new Map(before.flatMap((route) => (['from', 'to'] as const).map((end) => [`${end} ${route.crossing.key}`, end === 'from' ? route.fromSide : route.toSide] as const)));
  const portX = new Map<string, number>();
  for (const { crossing } of before) {
    for (const end of ['from', 'to'] as const) {
      const side = sideOf.get(`${end} ${crossing.key}`) as Side;
      const port = (inside[crossing[end]] as Interior).ports.get(portKey(side, crossing.key));
      const width = (inside[crossing[end]] as Interior).width;
      portX.set(`${crossing[end]} ${crossing.key}`, side === 'left' ? 0 : side === 'right' ? width : (port?.x ?? width / 2));
    }
  }
  const ties = plan.crossings.map((crossing): Tie => {
    const { from, to, key, conduit } = crossing;
    return { from, to, fromX: portX.get(`${from} ${key}`) ?? 0, toX: portX.get(`${to} ${key}`) ?? 0, weight: conduit === undefined ? 0.6 : 1 };
  });
  const fixedAt = (x: readonly number[]) => (crossing: Crossing, end: 'from' | 'to'): Fixed => {
    const side = sideOf.get(`${end} ${crossing.key}`) as Side;
    return { side, x: (x[crossing[end]] as number) + (portX.get(`${crossing[end]} ${crossing.key}`) ?? 0) };
  };
  const isAsBefore = last?.blocks.every(({ width }, index) => Math.abs(width - (blocks[index] as Block).width) < 0.1) ?? false;
  if (last !== undefined && isAsBefore) return { ...last, routes: routed(plan.crossings, last.ground, fixedAt(last.x)), portX };
  let routes = before;
  let x: number[] = [];
  let ground = groundOf(blocks, x, scene, 0);
  for (let round = 0; round < 3; round++) {
    const needs = demands(routes, plan);
    const gap = (band: number, left: number | undefined, right: number | undefined) => {
      const need = needs.get(keyOf({ band, left, right })) ?? 0;
      return left === undefined ? need + 16 : Math.max(leastGap, need + 28);
    };
    x = arranged(order, blocks, ties, gap);
    const beyond = 40 + Math.max(0, ...routes.flatMap((route) => gapsOf(route)).filter(({ right }) => right === undefined).map((one) => needs.get(keyOf(one)) ?? 0));
    ground = groundOf(blocks, x, scene, beyond);
    routes = routed(plan.crossings, ground, fixedAt(x));
  }
  return { blocks, x, ground, routes, portX };
}

function gapsOf({ way }: Route): readonly Gap[] {
  return way.is === 'beside' ? [way.gap] : way.shafts.flatMap(({ gaps }) => gaps);
}

/** How wide each gap must be for what runs through it. */
function demands(routes: readonly Route[], plan: Plan): ReadonlyMap<string, number> {
  const nets = new Map<string, Map<string, number>>();
  for (const route of routes) {
    const planned = plannedOf(plan, route.crossing.key);
    const room = route.way.is === 'beside' ? Math.max(2 * route.crossing.room, labelRoom(planned)) + 18 : 2 * route.crossing.room;
    for (const gap of gapsOf(route)) {
      const there = nets.get(keyOf(gap)) ?? new Map<string, number>();
      there.set(route.crossing.net, Math.max(there.get(route.crossing.net) ?? 0, room));
      nets.set(keyOf(gap), there);
    }
  }
  return new Map([...nets].map(([gap, rooms]) => [gap, [...rooms.values()].reduce((sum, room) => sum + room, 0)]));
}

function labelFor({ conduit, link }: PlannedCrossing): Label | undefined {
  return conduit !== undefined ? conduitLabel(conduit) : link && linkLabel(link);
}

/** What the label takes along a frame, with some air. */
function labelRoom(planned: PlannedCrossing): number {
  const label = labelFor(planned);
  return label === undefined ? 0 : label.width + 12;
}

// Every y, and the drawing as a whole.

const laneHeight = labelHeight + 10;
const channelPad = { above: 22, below: 12 };
const leastContent = 30;

function drawn(scene: Scene, plan: Plan, inside: readonly Interior[], outside: Arranged, sides: Sides): PlacedScene {
  const { ground, routes, x, portX } = outside;
  const runs = new Map<string, Run>();
  const paths = routes.map((route) => pathOutside(route, outside, runs));
  settle(runs);
  const laid = layTracks(
    paths.flatMap((path) => (path === undefined ? [] : [path])),
    runs,
    scene.bands.length + 1,
  );
  const heights = heightsOf(scene, plan, inside, routes, sides, laid.heights);
  const left = margin.left + bandLabelWidth;
  const unshifted = scene.zones.map((zone, index) => yInside(zone, inside[index] as Interior, heights, new Map()));
  const shifts = shiftsBeside(scene, inside, unshifted, routes, heights);
  const interiorY = scene.zones.map((zone, index) => yInside(zone, inside[index] as Interior, heights, shifts[index] as ReadonlyMap<number, number>));
  const frames = scene.zones.map((zone, index): Box => {
    const { top, bottom } = interiorY[index] as ZoneY;
    void zone;
    return { x: left + (x[index] as number), y: top, width: (inside[index] as Interior).width, height: bottom - top };
  });
  const width = left + ground.right + margin.right;
  const bands = scene.bands.map((band, index) => {
    const from = heights.borders[index] as number;
    return { band, box: { x: margin.left, y: from, width: width - margin.left - margin.right, height: (heights.borders[index + 1] as number) - from } };
  });
  const zones = scene.zones.map((zone, index): PlacedZone => ({ zone, box: frames[index] as Box }));
  const cards = scene.zones.flatMap((zone, index) => cardsOf(zone, inside[index] as Interior, frames[index] as Box, interiorY[index] as ZoneY));
  const wirePoints = scene.zones.map((_, index) => {
    const { wires } = inside[index] as Interior;
    const { yOf } = interiorY[index] as ZoneY;
    return wires.map(({ wire, points }) => ({ wire, points: settled(points, (frames[index] as Box).x, yOf) }));
  });
  const portAt = (zone: number, crossing: string, side: Side): Point => {
    const frame = frames[zone] as Box;
    if (side === 'top' || side === 'bottom') {
      return { x: frame.x + (portX.get(`${zone} ${crossing}`) as number), y: side === 'top' ? frame.y : frame.y + frame.height };
    }
    const port = (inside[zone] as Interior).ports.get(portKey(side, crossing));
    const y = (interiorY[zone] as ZoneY).yOf({ channel: port?.channel ?? 0, below: port?.offset ?? 0 });
    return { x: side === 'left' ? frame.x : frame.x + frame.width, y };
  };
  let at = -1;
  const outsidePoints = new Map<string, readonly Point[]>();
  for (const [index, route] of routes.entries()) {
    const { crossing, way } = route;
    const [from, to] = [portAt(crossing.from, crossing.key, route.fromSide), portAt(crossing.to, crossing.key, route.toSide)];
    if (way.is === 'beside') {
      const run = runs.get(besideKey(route)) as Run;
      const bend = left + run.x;
      outsidePoints.set(crossing.key, Math.abs(from.y - to.y) < 0.1 ? [from, to] : [from, { x: bend, y: from.y }, { x: bend, y: to.y }, to]);
      continue;
    }
    at++;
    const path = paths[index] as Path;
    const points: Point[] = [from];
    for (const [step, channel] of path.channels.entries()) {
      const offset = laid.offsets[at]?.[step];
      if (offset === undefined) continue;
      const y = (heights.trackTops[channel] as number) + offset;
      const [a, b] = [runs.get(path.runs[step] as string) as Run, runs.get(path.runs[step + 1] as string) as Run];
      points.push({ x: left + a.x, y }, { x: left + b.x, y });
    }
    outsidePoints.set(crossing.key, [...points, to]);
  }
  const pipes = routes.flatMap(({ crossing }): PlacedPipe[] => {
    const { conduit } = plannedOf(plan, crossing.key);
    if (conduit === undefined) return [];
    return [
      {
        conduit,
        points: outsidePoints.get(crossing.key) as readonly Point[],
        from: (scene.zones[crossing.from] as SceneZone).id,
        to: (scene.zones[crossing.to] as SceneZone).id,
      },
    ];
  });
  const lines = linesOf(plan, routes, wirePoints, outsidePoints);
  const devices = devicesOf(plan, routes, portAt);
  const labels = labelsOf(plan, routes, sides, frames, portAt, outsidePoints);
  const legend = legendRows(legendOf(scene), width - margin.left - margin.right - 24);
  return {
    width,
    height: heights.bottom + legendPad.above + legend.height + legendPad.below,
    legendTop: heights.bottom,
    bands,
    zones,
    cards,
    lines,
    pipes,
    devices,
    labels,
    marks: marksOn(
      lines,
      [...cards, ...labels, ...devices].map(({ box }) => box),
    ),
  };
}

function besideKey({ crossing, way }: Route): string {
  return `${crossing.key}|beside ${way.is === 'beside' ? way.band : ''}`;
}

/** The line over the outer board; crossings between neighbours have none, only a bend in their gap. */
function pathOutside(route: Route, { ground, x, portX }: Arranged, runs: Map<string, Run>): Path | undefined {
  const { crossing, way } = route;
  const base = { net: crossing.net, room: crossing.room };
  if (way.is === 'beside') {
    const [from, to] = extentOf(way.gap, ground);
    const key = besideKey(route);
    runs.set(key, { ...base, key, first: 2 * way.band + 1, last: 2 * way.band + 1, lo: from + 12, hi: to - 12, x: (from + to) / 2, group: keyOf(way.gap), joined: new Set(), isFixed: false });
    return undefined;
  }
  const port = (end: 'from' | 'to', channel: number): string => {
    const zone = crossing[end];
    const side = end === 'from' ? route.fromSide : route.toSide;
    const key = `${crossing.key}|${end}`;
    const at = (x[zone] as number) + (portX.get(`${zone} ${crossing.key}`) as number);
    runs.set(key, { ...base, key, first: 2 * channel, last: 2 * channel, lo: at, hi: at, x: at, group: key, held: side === 'top' ? 'below' : 'above', joined: new Set(), isFixed: true });
    return key;
  };
  const shafts = way.shafts.map(({ gaps, fromChannel, toChannel, x: wish }) => {
    const key = `${crossing.net}|${gaps.map(keyOf).join(' ')}`;
    const extents = gaps.map((gap) => extentOf(gap, ground));
    const lo = Math.max(...extents.map(([from]) => from)) + clearanceFor(crossing.room);
    const hi = Math.min(...extents.map(([, to]) => to)) - clearanceFor(crossing.room);
    const middle = (lo + hi) / 2;
    const [first, last] = [2 * Math.min(fromChannel, toChannel), 2 * Math.max(fromChannel, toChannel)];
    if (!runs.has(key)) runs.set(key, { ...base, key, first, last, lo: Math.min(lo, middle), hi: Math.max(hi, middle), x: middle, wish, group: gaps.map(keyOf).join(' '), joined: new Set(), isFixed: false });
    return key;
  });
  const keys = [port('from', way.channels[0] as number), ...shafts, port('to', way.channels.at(-1) as number)];
  for (const [index, key] of keys.slice(1).entries()) {
    const before = keys[index] as string;
    runs.get(before)?.joined.add(key);
    runs.get(key)?.joined.add(before);
  }
  return { ...base, room: 2 * crossing.room, runs: keys, channels: way.channels };
}

interface Heights {
  /** The top of zones that begin on a band. */
  readonly zoneTops: readonly number[];
  /** What headers take on each band. */
  readonly headers: readonly number[];
  readonly contents: readonly number[];
  readonly trackTops: readonly number[];
  /** Between bands, and above the first and below the last. */
  readonly borders: readonly number[];
  readonly bottom: number;
}

function heightsOf(scene: Scene, plan: Plan, inside: readonly Interior[], routes: readonly Route[], { labelled }: Sides, tracks: readonly number[]): Heights {
  const bands = scene.bands.length;
  const headers = scene.bands.map((_, band) => Math.max(0, ...scene.zones.filter(({ firstBand }) => firstBand === band).map((zone) => headerOf(zone).height)));
  const contents = scene.bands.map((_, band) => Math.max(leastContent, ...scene.zones.map((zone, index) => sliceHeight(zone, inside[index] as Interior, band, headers[band] as number))));
  const lanes = (channel: number, side: Side) =>
    routes.some((route) => {
      const end = labelled.get(route.crossing.key) ?? 'to';
      const zone = scene.zones[route.crossing[end]] as SceneZone;
      if (route.way.is === 'beside' || labelFor(plannedOf(plan, route.crossing.key)) === undefined) return false;
      if ((end === 'from' ? route.fromSide : route.toSide) !== side) return false;
      return side === 'top' ? zone.firstBand === channel : zone.lastBand + 1 === channel;
    })
      ? laneHeight
      : 0;
  const zoneTops: number[] = [];
  const trackTops: number[] = [];
  const borders: number[] = [];
  let y = margin.top;
  for (let channel = 0; channel <= bands; channel++) {
    const [above, below] = [lanes(channel, 'bottom'), lanes(channel, 'top')];
    const isOutermost = channel === 0 || channel === bands;
    const height = Math.max(isOutermost ? 30 : 44, above + channelPad.above + (tracks[channel] as number) + channelPad.below + below);
    trackTops.push(y + above + channelPad.above);
    const middle = below > 0 ? y + height - below + laneHeight / 2 - 8 : y + height / 2;
    borders.push(channel === 0 ? margin.top : channel === bands ? y + height : middle);
    y += height;
    if (channel === bands) break;
    zoneTops.push(y);
    y += contents[channel] as number;
  }
  return { zoneTops, headers, contents, trackTops, borders, bottom: y };
}

/** What a zone needs on a band, header and last channel included. */
function sliceHeight(zone: SceneZone, { grid, channels }: Interior, band: number, header: number): number {
  if (band < zone.firstBand || band > zone.lastBand) return 0;
  let height = header;
  for (const [row, of] of grid.bands.entries()) if (of === band) height += (channels[row] as Channel).height + cardHeight;
  if (band === zone.lastBand) height += ((channels.at(-1) as Channel).height);
  return height;
}

interface ZoneY {
  readonly top: number;
  readonly bottom: number;
  readonly yOf: (at: Pending['at']) => number;
  /** The free strip that a channel lies in: it may be higher than the channel, where bands leave room. */
  readonly strip: (channel: number) => readonly [from: number, to: number];
}

const trackPad = { above: 9, below: 12 };

/** Moves the tracks of whole channels up or down, so that conduits between neighbours come out straight. */
function shiftsBeside(scene: Scene, inside: readonly Interior[], ys: readonly ZoneY[], routes: readonly Route[], { zoneTops, contents }: Heights): readonly ReadonlyMap<number, number>[] {
  const shifts = scene.zones.map((): Map<number, number> => new Map());
  for (const { crossing, way, fromSide, toSide } of routes) {
    if (way.is !== 'beside') continue;
    const ends = ([['from', fromSide], ['to', toSide]] as const).map(([end, side]) => {
      const zone = crossing[end];
      const port = (inside[zone] as Interior).ports.get(portKey(side, crossing.key));
      const channel = port?.channel ?? 0;
      const { yOf, strip } = ys[zone] as ZoneY;
      const { trackTop, trackHeight } = (inside[zone] as Interior).channels[channel] as Channel;
      const y = yOf({ channel, below: port?.offset ?? 0 });
      const top = yOf({ channel, below: trackTop });
      const [from, to] = strip(channel);
      const known = shifts[zone]?.get(channel);
      const range = known === undefined ? [y + Math.min(0, from + trackPad.above - top), y + Math.max(0, to - trackPad.below - top - trackHeight)] : [y + known, y + known];
      return { zone, channel, y, lo: range[0] as number, hi: range[1] as number };
    });
    const [a, b] = ends as [(typeof ends)[number], (typeof ends)[number]];
    const top = zoneTops[way.band] as number;
    const lo = Math.max(a.lo, b.lo, top + 14);
    const hi = Math.min(a.hi, b.hi, top + (contents[way.band] as number) - 6);
    if (lo > hi) continue;
    const y = Math.min(hi, Math.max(lo, a.hi - a.lo < b.hi - b.lo ? a.y : b.y));
    for (const end of ends) shifts[end.zone]?.set(end.channel, y - end.y);
  }
  return shifts;
}

function yInside(zone: SceneZone, { grid, channels }: Interior, { zoneTops, headers }: Heights, shifts: ReadonlyMap<number, number>): ZoneY {
  const rows: number[] = [];
  let y = 0;
  for (const [row, band] of grid.bands.entries()) {
    if (grid.bands[row - 1] !== band) y = (zoneTops[band] as number) + (headers[band] as number);
    y += (channels[row] as Channel).height;
    rows.push(y);
    y += cardHeight;
  }
  const top = zoneTops[zone.firstBand] as number;
  const least = (zoneTops[zone.lastBand] as number) + (headers[zone.lastBand] as number);
  const lastChannel = Math.max(y, least);
  const bottom = lastChannel + ((channels.at(-1) as Channel).height);
  const channelY = (channel: number) => {
    const row = rows[channel];
    return row === undefined ? lastChannel : row - ((channels[channel] as Channel).height);
  };
  return {
    top,
    bottom,
    yOf: (at) => {
      if ('row' in at) return (rows[at.row] as number) + at.below;
      if ('channel' in at) return channelY(at.channel) + at.below + (shifts.get(at.channel) ?? 0);
      return at.edge === 'top' ? top : bottom;
    },
    strip: (channel) => {
      const above = channel === 0 ? top + headerOf(zone).height : (rows[channel - 1] as number) + cardHeight;
      return [above, rows[channel] ?? bottom];
    },
  };
}

function cardsOf(zone: SceneZone, { grid, columnX, cardWidth }: Interior, frame: Box, { yOf }: ZoneY): readonly PlacedCard[] {
  return zone.cards.flatMap((card): PlacedCard[] => {
    const slot = grid.slots.get(card.id);
    if (slot === undefined) return [];
    const box = { x: frame.x + (columnX[slot.column] as number), y: yOf({ row: slot.row, below: 0 }), width: cardWidth, height: cardHeight };
    return [{ card, zone, box }];
  });
}

interface DrawnWire {
  readonly wire: Wire;
  readonly points: readonly Point[];
}

/** Pieces inside zones, joined by the piece outside where a link runs by itself. */
function linesOf(plan: Plan, routes: readonly Route[], wires: readonly (readonly DrawnWire[])[], outside: ReadonlyMap<string, readonly Point[]>): readonly PlacedLine[] {
  const alone = new Map(routes.flatMap(({ crossing }) => {
    const { link } = plannedOf(plan, crossing.key);
    return link === undefined ? [] : [[crossing.key, { link, crossing }] as const];
  }));
  const lines: PlacedLine[] = [];
  const inner = new Map<string, DrawnWire>();
  for (const [zone, there] of wires.entries()) {
    for (const drawn of there) {
      if (alone.has(drawn.wire.net)) {
        inner.set(`${zone} ${drawn.wire.net}`, drawn);
        continue;
      }
      const { link, from, to } = drawn.wire;
      lines.push({ link, points: tidy(drawn.points), startsAt: 'card' in from ? 'card' : 'port', endsAt: 'card' in to ? 'card' : 'port' });
    }
  }
  for (const [key, { link, crossing }] of alone) {
    const before = inner.get(`${crossing.from} ${key}`);
    const after = inner.get(`${crossing.to} ${key}`);
    const points = tidy([...(before?.points ?? []), ...(outside.get(key) ?? []), ...(after?.points ?? [])]);
    lines.push({ link, points, startsAt: before === undefined ? 'port' : 'card', endsAt: after === undefined ? 'port' : 'card' });
  }
  return lines;
}

/** Without points that are twice there or lie on a straight line. */
function tidy(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && isSame(last.x, point.x) && isSame(last.y, point.y)) continue;
    const isStraight =
      before !== undefined &&
      last !== undefined &&
      ((isSame(before.x, last.x) && isSame(last.x, point.x)) || (isSame(before.y, last.y) && isSame(last.y, point.y)));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.05;
}

function devicesOf(plan: Plan, routes: readonly Route[], portAt: (zone: number, crossing: string, side: Side) => Point): readonly PlacedDevice[] {
  return routes.flatMap((route): PlacedDevice[] => {
    const { conduit } = plannedOf(plan, route.crossing.key);
    if (conduit === undefined) return [];
    const withDevice = deviceEnd(route);
    return (['from', 'to'] as const).flatMap((end): PlacedDevice[] => {
      const { x, y } = portAt(route.crossing[end], route.crossing.key, end === 'from' ? route.fromSide : route.toSide);
      const square = (size: number, at: number): Box => ({ x: at - size / 2, y: y - size / 2, width: size, height: size });
      if (end !== withDevice || conduit.devices.length === 0) return [{ device: undefined, conduit, box: square(10, x) }];
      const first = x - ((conduit.devices.length - 1) * 30) / 2;
      return conduit.devices.map((device, index) => ({ device, conduit, box: square(26, first + index * 30) }));
    });
  });
}

function labelsOf(
  plan: Plan,
  routes: readonly Route[],
  { labelled }: Sides,
  frames: readonly Box[],
  portAt: (zone: number, crossing: string, side: Side) => Point,
  outside: ReadonlyMap<string, readonly Point[]>,
): readonly PlacedLabel[] {
  const labels: PlacedLabel[] = [];
  const lanes = new Map<string, { readonly of: PlacedLabel['of']; readonly label: Label; readonly at: Point }[]>();
  for (const route of routes) {
    const planned = plannedOf(plan, route.crossing.key);
    const label = labelFor(planned);
    const of = planned.conduit ?? planned.link;
    if (of === undefined || label === undefined) continue;
    const { width } = label;
    if (route.way.is === 'beside') {
      const points = outside.get(route.crossing.key) as readonly Point[];
      const [from, to] = [points[0] as Point, points.at(-1) as Point];
      labels.push({ of, label, box: { x: (from.x + to.x) / 2 - width / 2, y: from.y - labelHeight / 2, width, height: labelHeight } });
      continue;
    }
    const end = labelled.get(route.crossing.key) ?? 'to';
    const zone = route.crossing[end];
    const side = end === 'from' ? route.fromSide : route.toSide;
    const lane = `${zone} ${side}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), { of, label, at: portAt(zone, route.crossing.key, side) }]);
  }
  for (const [lane, members] of lanes) {
    const frame = frames[Number(lane.slice(0, lane.indexOf(' ')))] as Box;
    const isTop = lane.endsWith('top');
    let left = frame.x;
    for (const { of, label, at } of members.toSorted((a, b) => a.at.x - b.at.x)) {
      const { width } = label;
      const x = Math.max(left, Math.min(at.x - width / 2, frame.x + frame.width - width));
      const y = isTop ? at.y - 14 - labelHeight : at.y + 18;
      labels.push({ of, label, box: { x, y, width, height: labelHeight } });
      left = x + width + 6;
    }
  }
  return labels;
}

export { gapsOn };
