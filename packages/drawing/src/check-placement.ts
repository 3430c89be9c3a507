import type { Box, PlacedScene, Point } from './geometry.js';
import type { Scene, SceneZone } from './scene/scene.js';

/** What must be true of every drawing. A sentence for each thing that is not: a line or a card can never silently vanish. */
export function checkPlacement(scene: Scene, placed: PlacedScene): readonly string[] {
  return [
    ...everythingIsThere(scene, placed),
    ...cardsStandApart(placed),
    ...zonesStandApart(placed),
    ...linesTouchTheirEnds(placed),
    ...linesKeepOut(placed),
    ...labelsAreFree(placed),
  ];
}

function everythingIsThere(scene: Scene, { zones, cards, lines, pipes, devices }: PlacedScene): readonly string[] {
  const problems: string[] = [];
  const missing = (what: string, id: string) => problems.push(`${what} "${id}" has no place on the drawing.`);
  const placedZones = new Set(zones.map(({ zone }) => zone));
  const placedCards = new Set(cards.map(({ card }) => card));
  for (const zone of scene.zones) {
    if (!placedZones.has(zone)) missing('Zone', zone.id);
    for (const card of zone.cards) if (!placedCards.has(card)) missing('System', card.id);
  }
  const drawnLines = new Set(lines.map(({ link }) => link));
  for (const link of scene.links) if (!drawnLines.has(link)) missing('Interface', link.id);
  const drawnPipes = new Set(pipes.map(({ conduit }) => conduit));
  const drawnDevices = new Set(devices.flatMap(({ device }) => device?.id ?? []));
  for (const conduit of scene.conduits) {
    if (!drawnPipes.has(conduit)) missing('Conduit', conduit.id);
    for (const device of conduit.devices) if (!drawnDevices.has(device.id)) missing('System', device.id);
  }
  return problems;
}

function cardsStandApart({ cards, zones }: PlacedScene): readonly string[] {
  const problems: string[] = [];
  const frames = new Map(zones.map(({ zone, box }) => [zone, box]));
  for (const { card, zone, box } of cards) {
    const frame = frames.get(zone);
    if (frame === undefined || !holds(frame, box)) problems.push(`"${card.id}" stands outside its zone "${zone.id}".`);
  }
  for (const [a, b] of overlapping(cards.map(({ card, box }) => ({ id: card.id, box })))) problems.push(`"${a.id}" and "${b.id}" overlap.`);
  return problems;
}

function zonesStandApart({ zones }: PlacedScene): readonly string[] {
  return overlapping(zones.map(({ zone, box }) => ({ id: zone.id, box }))).map(([a, b]) => `Zones "${a.id}" and "${b.id}" overlap.`);
}

function linesTouchTheirEnds({ lines, pipes, cards, zones, devices }: PlacedScene): readonly string[] {
  const problems: string[] = [];
  const boxOfCard = new Map(cards.map(({ card, box }) => [card.id, box]));
  const boxOfZone = new Map(zones.map(({ zone, box }) => [zone.id, box]));
  const frames = [...boxOfZone.values()];
  for (const { link, points, startsAt, endsAt } of lines) {
    const ends = [
      { at: points[0], end: link.source, isCard: startsAt === 'card' },
      { at: points.at(-1), end: link.target, isCard: endsAt === 'card' },
    ];
    for (const { at, end, isCard } of ends) {
      const box = isCard && 'card' in end ? boxOfCard.get(end.card) : undefined;
      const touches = at !== undefined && (isCard ? box !== undefined && isOnEdge(box, at) : frames.some((frame) => isOnEdge(frame, at)));
      if (!touches) problems.push(`The line of "${link.id}" does not reach its end.`);
    }
    if (!isOrthogonal(points)) problems.push(`The line of "${link.id}" is not drawn straight.`);
  }
  for (const { conduit, points, from, to } of pipes) {
    for (const [at, zone] of [[points[0], from] as const, [points.at(-1), to] as const]) {
      const box = boxOfZone.get(zone);
      if (at === undefined || box === undefined || !isOnEdge(box, at))
        problems.push(`Conduit "${conduit.id}" does not reach zone "${zone}".`);
    }
    if (!isOrthogonal(points)) problems.push(`Conduit "${conduit.id}" is not drawn straight.`);
  }
  for (const { conduit, box } of devices) {
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const isThere = frames.some((frame) => isOnEdge(frame, middle) || isNearEdge(frame, middle));
    if (!isThere) problems.push(`A device of conduit "${conduit.id}" does not stand on a frame.`);
  }
  return problems;
}

function linesKeepOut({ lines, pipes, cards, zones }: PlacedScene): readonly string[] {
  const problems: string[] = [];
  const zoneOfCard = new Map(cards.map(({ card, zone }) => [card.id, zone.id]));
  const cardIndex = indexed(cards.map(({ card, box }) => ({ id: card.id, box })));
  const through = (what: string, points: readonly Point[], homes: ReadonlySet<string>) => {
    const seen = new Set<string>();
    for (const piece of pieces(points)) {
      for (const { id, box } of cardIndex(piece))
        if (cuts(box, piece) && !seen.has(id)) {
          seen.add(id);
          problems.push(`${what} runs through "${id}".`);
        }
      for (const { zone, box } of zones)
        if (!homes.has(zone.id) && cuts(box, piece) && !seen.has(zone.id)) {
          seen.add(zone.id);
          problems.push(`${what} runs through zone "${zone.id}".`);
        }
    }
  };
  for (const { link, points, startsAt, endsAt } of lines) {
    const homes = [link.source, link.target].flatMap((end) =>
      'card' in end ? (zoneOfCard.get(end.card) ?? []) : 'zone' in end ? end.zone : [],
    );
    const isPiece = startsAt === 'port' || endsAt === 'port';
    through(`The line of "${link.id}"`, points, new Set(isPiece && link.conduits.length > 1 ? zonesAround(points, zones) : homes));
  }
  for (const { conduit, points } of pipes) through(`Conduit "${conduit.id}"`, points, new Set());
  return problems;
}

/** A piece that joins two conduits inside a zone between the ends. */
function zonesAround(points: readonly Point[], zones: PlacedScene['zones']): readonly string[] {
  return zones
    .filter(({ box }) =>
      points.every(
        (point) =>
          point.x >= box.x - 0.1 && point.x <= box.x + box.width + 0.1 && point.y >= box.y - 0.1 && point.y <= box.y + box.height + 0.1,
      ),
    )
    .map(({ zone }: { zone: SceneZone }) => zone.id);
}

function labelsAreFree({ labels, cards, zones, devices }: PlacedScene): readonly string[] {
  const problems: string[] = [];
  const captions = devices.flatMap(({ conduit, caption }) => (caption === undefined ? [] : [{ id: conduit.id, box: caption.box }]));
  const all = [...labels.map(({ label, box }) => ({ id: label.of.id, box })), ...captions];
  for (const [a, b] of overlapping(all)) problems.push(`The labels of "${a.id}" and "${b.id}" overlap.`);
  const near = indexed([...cards.map(({ card, box }) => ({ id: card.id, box })), ...zones.map(({ zone, box }) => ({ id: zone.id, box }))]);
  for (const { id, box } of all)
    for (const other of near(box)) if (overlap(box, other.box)) problems.push(`The label of "${id}" lies on "${other.id}".`);
  return problems;
}

interface Named {
  readonly id: string;
  readonly box: Box;
}

/** Pairs that overlap, by a sweep from left to right. */
function overlapping(items: readonly Named[]): readonly (readonly [Named, Named])[] {
  const pairs: (readonly [Named, Named])[] = [];
  let open: Named[] = [];
  for (const item of items.toSorted((a, b) => a.box.x - b.box.x)) {
    open = open.filter(({ box }) => box.x + box.width > item.box.x);
    for (const other of open) if (overlap(item.box, other.box)) pairs.push([other, item]);
    open.push(item);
  }
  return pairs;
}

/** Boxes by the rows that they lie in, so that a line is compared with what is near it only. */
function indexed(items: readonly Named[]): (box: Box) => Iterable<Named> {
  const step = 100;
  const rows = new Map<number, Named[]>();
  const rowsOf = ({ y, height }: Box) =>
    [...Array(Math.floor((y + height) / step) - Math.floor(y / step) + 1).keys()].map((row) => row + Math.floor(y / step));
  for (const item of items) for (const row of rowsOf(item.box)) rows.set(row, [...(rows.get(row) ?? []), item]);
  return (box) => new Set(rowsOf(box).flatMap((row) => rows.get(row) ?? []));
}

/** Less than this is rounding. */
const tolerance = 0.5;

function overlap(a: Box, b: Box): boolean {
  return (
    a.x + tolerance < b.x + b.width &&
    b.x + tolerance < a.x + a.width &&
    a.y + tolerance < b.y + b.height &&
    b.y + tolerance < a.y + a.height
  );
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function cuts(box: Box, piece: Box): boolean {
  return (
    piece.x < box.x + box.width - tolerance &&
    piece.x + piece.width > box.x + tolerance &&
    piece.y < box.y + box.height - tolerance &&
    piece.y + piece.height > box.y + tolerance
  );
}

function pieces(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] as Point;
    return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });
}

function isOnEdge({ x, y, width, height }: Box, at: Point): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  const isBeside = at.y >= y - tolerance && at.y <= y + height + tolerance;
  const isAlong = at.x >= x - tolerance && at.x <= x + width + tolerance;
  return (isBeside && (near(at.x, x) || near(at.x, x + width))) || (isAlong && (near(at.y, y) || near(at.y, y + height)));
}

function isNearEdge({ x, y, width, height }: Box, at: Point): boolean {
  return at.x >= x - 20 && at.x <= x + width + 20 && at.y >= y - 20 && at.y <= y + height + 20;
}

function isOrthogonal(points: readonly Point[]): boolean {
  return (
    points.length > 1 &&
    points.slice(1).every((to, index) => {
      const from = points[index] as Point;
      return Math.abs(from.x - to.x) <= tolerance || Math.abs(from.y - to.y) <= tolerance;
    })
  );
}
