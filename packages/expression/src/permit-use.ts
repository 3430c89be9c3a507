import { type Element, isComplete, mayPermit, permitsFor, protocolOf, remoteAccessHops, siteOf, systemAt, zoneOf } from '@weir/model';
import { isThere } from './presence.js';
import { type Environment, type Missing, type MissingFact, remembered, type SetValue } from './runtime.js';

/** The connections that a permit lets through, hops of remote accesses among them. */
export function interfacesThrough(permit: Element, environment: Environment): SetValue {
  const { landscape } = environment;
  const { through, unsettled } = remembered(environment, useKey, () => useOf(environment));
  const items = through.get(permit) ?? [];
  const zone = permit.ends && zoneOf(landscape, permit.ends.source);
  const candidates = [...(unsettled.get(undefined) ?? []), ...((zone !== undefined && unsettled.get(zone)) || [])];
  const perhaps = candidates.filter(({ connection }) => !items.includes(connection) && mayPermit(landscape, permit, connection));
  const maybe = perhaps.map(({ connection }) => connection);
  const doubts: Missing[] = perhaps.map(({ gap }) => gap);
  if (isComplete(landscape, permit, 'interfaces')) return { items, maybe, ...(doubts.length > 0 && { doubts }) };
  // One more connection could use it: asked once for the whole site.
  doubts.push({ element: siteOf(permit) ?? permit, fact: 'complete: interfaces' });
  return { items, maybe, open: true, doubts };
}

const useKey = {};

interface Use {
  readonly through: ReadonlyMap<Element, readonly Element[]>;
  /** Connections of which nobody knows where an end stands or what they speak, by the zone they come from. */
  readonly unsettled: ReadonlyMap<Element | null | undefined, readonly Unsettled[]>;
}

interface Unsettled {
  readonly connection: Element;
  readonly gap: MissingFact;
}

function useOf(environment: Environment): Use {
  const { landscape } = environment;
  const through = new Map<Element, Element[]>();
  const unsettled = new Map<Element | null | undefined, Unsettled[]>();
  const connections = [...(landscape.byType.get('interface') ?? []), ...remoteAccessHops(landscape)];
  for (const connection of connections.filter((element) => isThere(element, environment))) {
    for (const permit of permitsFor(landscape, connection)) {
      const known = through.get(permit);
      if (known === undefined) through.set(permit, [connection]);
      else known.push(connection);
    }
    const gap = gapOf(connection, environment);
    if (gap === undefined) continue;
    const zone = connection.ends && zoneOf(landscape, connection.ends.source);
    const known = unsettled.get(zone);
    if (known === undefined) unsettled.set(zone, [{ connection, gap }]);
    else known.push({ connection, gap });
  }
  return { through, unsettled };
}

function gapOf(connection: Element, { landscape }: Environment): MissingFact | undefined {
  const silent = [connection.ends?.source, connection.ends?.target].find((end) => end && zoneOf(landscape, end) === undefined);
  if (silent !== undefined) return { element: systemAt(silent), fact: 'zone' };
  // A hop stands in no file: its remote access is what can be completed.
  const declared = connection.parent?.type === 'remote-access' ? connection.parent : connection;
  return protocolOf(connection) === undefined ? { element: declared, fact: 'protocol' } : undefined;
}
