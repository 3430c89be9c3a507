import type { LinkEnd, Scene, SceneConduit, SceneLink, SceneZone } from '../scene/scene.js';
import type { Crossing } from './exterior.js';
import type { Pull } from './slots.js';

/** What runs from where to where, before anything has a place. */
export interface Plan {
  readonly crossings: readonly PlannedCrossing[];
  readonly byKey: ReadonlyMap<string, PlannedCrossing>;
  /** By zone: the pieces of line inside it. */
  readonly wires: readonly (readonly PlannedWire[])[];
  readonly problems: readonly string[];
}

/** A line from zone to zone: one leg of a conduit, or interfaces that run by themselves. */
export interface PlannedCrossing extends Crossing {
  readonly conduit?: SceneConduit;
  readonly links: readonly SceneLink[];
}

export interface PlannedWire {
  readonly link: SceneLink;
  readonly net: string;
  readonly from: PlannedEnd;
  readonly to: PlannedEnd;
}

/** A card, or where a crossing meets the zone. */
export type PlannedEnd = { readonly card: string } | { readonly crossing: string };

const pipeRoom = 10;
const lineRoom = 6;
/** More interfaces than this between two zones are drawn as one line with their number on it. */
const mostAlone = 6;

export function planOf(scene: Scene): Plan {
  const draft = new Draft(scene);
  for (const [index, link] of scene.links.entries()) draft.add(link, index);
  const { crossings, wires, problems } = draft;
  return { crossings, wires, problems, byKey: new Map(crossings.map((crossing) => [crossing.key, crossing])) };
}

/** What draws cards to each other, and to the side of the zone where their lines leave it. */
export function pullsIn(zone: number, { wires, byKey }: Plan, { zones }: Scene): readonly Pull[] {
  const own = zones[zone] as SceneZone;
  return (wires[zone] ?? []).flatMap(({ from, to }): Pull[] => {
    if ('card' in from && 'card' in to) return [{ card: from.card, to: { card: to.card } }];
    const card = 'card' in from ? from.card : 'card' in to ? to.card : undefined;
    const crossing = byKey.get('crossing' in from ? from.crossing : 'crossing' in to ? to.crossing : '');
    if (card === undefined || crossing === undefined) return [];
    const other = zones[crossing.from === zone ? crossing.to : crossing.from] as SceneZone;
    if (other.lastBand < own.firstBand) return [{ card, to: 'top' }];
    return other.firstBand > own.lastBand ? [{ card, to: 'bottom' }] : [];
  });
}

/** A plan in the making: each link adds the pieces that it is drawn with. */
class Draft {
  readonly crossings: PlannedCrossing[] = [];
  readonly wires: PlannedWire[][];
  readonly problems: string[] = [];
  readonly #zoneIndex: ReadonlyMap<string, number>;
  readonly #zoneOfCard: ReadonlyMap<string, number>;
  readonly #bundles: ReadonlyMap<string, readonly SceneLink[]>;

  constructor({ zones, conduits, links }: Scene) {
    this.wires = zones.map(() => []);
    this.#zoneIndex = new Map(zones.map((zone, index) => [zone.id, index]));
    this.#zoneOfCard = new Map(zones.flatMap((zone, index) => zone.cards.map((card) => [card.id, index] as const)));
    for (const conduit of conduits) this.#addConduit(conduit);
    const alone = links.filter((link) => this.#runsAlone(link));
    const bundles = new Map<string, SceneLink[]>();
    for (const link of alone) bundles.set(this.#bundleKey(link), [...(bundles.get(this.#bundleKey(link)) ?? []), link]);
    this.#bundles = new Map([...bundles].filter(([, bundled]) => bundled.length > mostAlone));
  }

  add(link: SceneLink, index: number): void {
    if ('device' in link.source || 'device' in link.target) return this.#addToDevice(link);
    const [source, target] = [this.#homeOf(link.source), this.#homeOf(link.target)];
    if (source === undefined || target === undefined) return this.#refuse(link, 'an end of it has no place on the drawing.');
    if (source === target) return this.#addInside(link, source, index);
    const legs = this.#legsOf(link, source, target);
    if (legs !== undefined) return this.#addThrough(link, source, target, legs);
    const bundle = this.#bundles.get(this.#bundleKey(link));
    const key = bundle === undefined ? `link ${index}` : this.#bundleKey(link);
    if (bundle === undefined || !this.crossings.some((crossing) => crossing.key === key))
      this.crossings.push({ key, net: key, from: source, to: target, room: lineRoom, links: bundle ?? [link] });
    this.#wire(source, { link, net: key, from: cardAt(link.source), to: { crossing: key } });
    this.#wire(target, { link, net: key, from: { crossing: key }, to: cardAt(link.target) });
  }

  #addConduit(conduit: SceneConduit): void {
    const [first, ...others] = conduit.zones.flatMap((zone) => this.#zoneIndex.get(zone) ?? []);
    for (const [index, other] of others.entries()) {
      if (first === undefined || other === first) continue;
      this.crossings.push({
        key: `${conduit.id}#${index}`,
        net: `conduit ${conduit.id}`,
        from: first,
        to: other,
        room: pipeRoom,
        conduit,
        links: [],
      });
    }
  }

  /** The device stands on the frame of the other end's zone, or opposite to it, where its conduit begins. */
  #addToDevice(link: SceneLink): void {
    const { source, target } = link;
    const device = 'device' in source ? source.device : 'device' in target ? target.device : '';
    const other = cardAt('device' in source ? target : source);
    const zone = this.#homeOf('device' in source ? target : source);
    const leg = this.crossings.find(
      ({ conduit, from, to }) => (from === zone || to === zone) && conduit?.devices.some(({ id }) => id === device),
    );
    if (zone === undefined || leg === undefined || other === undefined)
      return this.#refuse(link, `"${device.slice(device.indexOf(' ') + 1)}" enforces no conduit of the zone at its other end.`);
    const port = { crossing: leg.key };
    this.#wire(zone, { link, net: leg.net, from: 'device' in source ? port : other, to: 'device' in source ? other : port });
  }

  #addInside(link: SceneLink, zone: number, index: number): void {
    const [from, to] = [cardAt(link.source), cardAt(link.target)];
    if (from === undefined || to === undefined) return this.#refuse(link, 'it joins a zone with what stands in it.');
    // What one system opens runs on a common trunk; what is out of the ordinary runs by itself.
    const net = link.kind === 'flow' && 'card' in from ? `card ${from.card}` : `link ${index}`;
    this.#wire(zone, { link, net, from, to });
  }

  #addThrough(link: SceneLink, source: number, target: number, legs: readonly PlannedCrossing[]): void {
    const [first, last] = [legs[0] as PlannedCrossing, legs.at(-1) as PlannedCrossing];
    this.#wire(source, { link, net: first.net, from: cardAt(link.source), to: { crossing: first.key } });
    for (const [index, leg] of legs.slice(1).entries()) {
      const before = legs[index] as PlannedCrossing;
      const between = [before.from, before.to].find((zone) => zone === leg.from || zone === leg.to) as number;
      this.#wire(between, { link, net: before.net, from: { crossing: before.key }, to: { crossing: leg.key } });
    }
    this.#wire(target, { link, net: last.net, from: { crossing: last.key }, to: cardAt(link.target) });
  }

  /** The legs of its conduits from zone to zone; undefined when they do not join its ends. */
  #legsOf({ conduits }: SceneLink, source: number, target: number): readonly PlannedCrossing[] | undefined {
    const legs: PlannedCrossing[] = [];
    let zone = source;
    for (const id of conduits) {
      const leg = this.crossings.find(({ conduit, from, to }) => conduit?.id === id && (from === zone || to === zone));
      if (leg === undefined) return undefined;
      legs.push(leg);
      zone = leg.from === zone ? leg.to : leg.from;
    }
    return legs.length > 0 && zone === target ? legs : undefined;
  }

  #runsAlone(link: SceneLink): boolean {
    const [source, target] = [this.#homeOf(link.source), this.#homeOf(link.target)];
    if (link.kind === 'remote' || source === undefined || target === undefined || source === target) return false;
    return this.#legsOf(link, source, target) === undefined;
  }

  #bundleKey({ kind, source, target }: SceneLink): string {
    const homes = [this.#homeOf(source) ?? -1, this.#homeOf(target) ?? -1];
    return `${kind} between ${Math.min(...homes)} and ${Math.max(...homes)}`;
  }

  #homeOf(end: LinkEnd): number | undefined {
    return 'card' in end ? this.#zoneOfCard.get(end.card) : 'zone' in end ? this.#zoneIndex.get(end.zone) : undefined;
  }

  /** A line to a zone as a whole ends at its frame, so that there is nothing of it inside. */
  #wire(
    zone: number,
    { from, to, ...wire }: Omit<PlannedWire, 'from' | 'to'> & { from: PlannedEnd | undefined; to: PlannedEnd | undefined },
  ): void {
    if (from !== undefined && to !== undefined) this.wires[zone]?.push({ ...wire, from, to });
  }

  #refuse({ id }: SceneLink, why: string): void {
    this.problems.push(`"${id}" is not drawn: ${why}`);
  }
}

function cardAt(end: LinkEnd): PlannedEnd | undefined {
  return 'card' in end ? { card: end.card } : undefined;
}
