import { type Element, elementsIn, type Finding, isPresent, type Landscape, stateOn, systemAt, zoneOf, zonesOf } from '@weir/model';
import { byPath, distinctByPath } from './words.js';

export interface SceneInput {
  readonly landscape: Landscape;
  /** Days since 1970-01-01: what is planned or retired on that day is marked or left out. */
  readonly day: number;
  readonly findings: readonly Finding[];
  readonly title: string;
  readonly subtitle: string;
  /** A site, area or zone; absent, everything. */
  readonly scope?: Element;
}

/** Who is on the drawing: the elements themselves, each list in canonical order. */
export interface Cast extends SceneInput {
  /** Those with a card. */
  readonly systems: readonly Element[];
  /** Everything that has a card or stands on a conduit. */
  readonly drawn: ReadonlySet<Element>;
  readonly core: ReadonlySet<Element>;
  readonly outsiders: readonly Element[];
  readonly networkCards: readonly Element[];
  readonly zones: readonly Element[];
  readonly conduits: readonly Element[];
  /** They join no two zones that are known, and so lead nowhere. */
  readonly looseConduits: readonly Element[];
  readonly connections: readonly Element[];
  readonly accesses: readonly Element[];
  /** Boundary devices that stand on a conduit instead of on a card. */
  readonly onConduit: ReadonlySet<Element>;
}

export function castOf(input: SceneInput): Cast {
  const { landscape, day, scope } = input;
  const of = (type: string) => (landscape.byType.get(type) ?? []).filter((element) => isPresent(element, day) || isComing(element, day));
  const core = new Set(of('system').filter((system) => isInScope(input, system)));
  const coreZones = new Set([
    ...of('zone').filter((zone) => zone === scope || (scope?.type !== 'zone' && isBelow(zone, scope) && zone.ring === 'project')),
    ...[...core].flatMap((system) => zoneOf(landscape, system) ?? []),
  ]);
  const connections = of('interface').filter(({ ends }) =>
    [ends?.source, ends?.target].some((end) => end !== undefined && (core.has(systemAt(end)) || coreZones.has(end) || isBelow(end, scope))),
  );
  const accesses = of('remote-access').filter((access) => hopsOf(access).some((hop) => core.has(hop)));
  const near = of('conduit').filter((conduit) => zonesOfConduit(conduit).some((zone) => coreZones.has(zone)));
  const conduits = near.filter((conduit) => zonesOfConduit(conduit).length > 1);
  const ends = [...connections.flatMap(({ ends }) => (ends ? [ends.source, ends.target] : [])), ...accesses.flatMap(hopsOf)].map(systemAt);
  const onConduit = devicesOn(conduits, connections, accesses, landscape);
  const among = (type: string) => ends.filter((end) => end.type === type);
  const systems = new Set([...core, ...among('system')].filter((system) => !onConduit.has(system)));
  const networkCards = new Set(among('network'));
  const zones = new Set([
    ...coreZones,
    ...among('zone'),
    ...[...systems, ...networkCards].flatMap((element) => zoneOf(landscape, element) ?? []),
    ...conduits.flatMap(zonesOfConduit),
  ]);
  const outsiders = new Set([...among('organisation'), ...among('team'), ...among('role')]);
  return {
    ...input,
    core,
    drawn: new Set([...systems, ...networkCards, ...outsiders, ...onConduit]),
    onConduit,
    systems: distinctByPath(systems),
    networkCards: distinctByPath(networkCards),
    outsiders: distinctByPath(outsiders),
    zones: distinctByPath(zones),
    conduits: distinctByPath(conduits),
    looseConduits: byPath(near.filter((conduit) => !conduits.includes(conduit))),
    connections: byPath(connections),
    accesses: byPath(accesses),
  };
}

/**
 * Devices that enforce a conduit and have no zone of their own. All that they talk to must be in a zone that they stand at:
 * otherwise a line to them would have nowhere to go, and they get a card.
 */
function devicesOn(
  conduits: readonly Element[],
  connections: readonly Element[],
  accesses: readonly Element[],
  landscape: Landscape,
): ReadonlySet<Element> {
  const zonesAt = new Map<Element, Set<Element>>();
  for (const conduit of conduits) {
    for (const device of elementsIn(conduit.facts.get('enforced-by')?.value)) {
      if (zoneOf(landscape, device)) continue;
      const zones = zonesAt.get(device) ?? new Set();
      for (const zone of zonesOfConduit(conduit)) zones.add(zone);
      zonesAt.set(device, zones);
    }
  }
  const isAtHand = (device: Element, other: Element) => {
    const zone = other.type === 'system' && !zonesAt.has(other) ? zoneOf(landscape, other) : undefined;
    return zone != null && (zonesAt.get(device)?.has(zone) ?? false);
  };
  const withCard = accesses.flatMap((access) => ['from', 'to'].flatMap((key) => elementsIn(access.facts.get(key)?.value)));
  for (const { ends } of connections) {
    if (ends === undefined) continue;
    const [source, target] = [systemAt(ends.source), systemAt(ends.target)];
    if (zonesAt.has(source) && !isAtHand(source, target)) withCard.push(source);
    if (zonesAt.has(target) && !isAtHand(target, source)) withCard.push(target);
  }
  return new Set([...zonesAt.keys()].filter((device) => !withCard.includes(device)));
}

/** What is planned is drawn, marked; what is retired is not. */
function isComing(element: Element, day: number): boolean {
  for (let block: Element | undefined = element; block !== undefined; block = block.parent)
    if (stateOn(block, day) === 'retired') return false;
  if (element.type !== 'interface' || element.ends === undefined) return true;
  return isComing(element.ends.source, day) && isComing(element.ends.target, day);
}

function isInScope({ landscape, scope }: SceneInput, system: Element): boolean {
  if (scope?.type === 'zone') return zonesOf(landscape, system).includes(scope);
  return isBelow(system, scope);
}

function isBelow(element: Element, scope: Element | undefined): boolean {
  if (scope === undefined) return true;
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (block === scope) return true;
  return false;
}

export function zonesOfConduit(conduit: Element): readonly Element[] {
  return [...new Set(elementsIn(conduit.facts.get('between')?.value))];
}

export function hopsOf(access: Element): readonly Element[] {
  return ['from', 'through', 'to'].flatMap((key) => elementsIn(access.facts.get(key)?.value));
}
