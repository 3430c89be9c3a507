import { type Element, isComplete, mayPermit, permitsFor, protocolOf, remoteAccessHops, siteOf, systemAt, zoneOf } from '@weir/model';
import { isThere } from './presence.js';
import { type Environment, type Missing, type MissingFact, remembered, type SetValue } from './runtime.js';

/** The connections that a permit lets through, hops of remote accesses among them. */
export function interfacesThrough(permit: Element, environment: Environment): SetValue {
  const { through, unsettled } = remembered(environment, useKey, () => useOf(environment));
  const items = through.get(permit) ?? [];
  const perhaps = unsettled.filter(({ connection }) => !items.includes(connection) && mayPermit(environment.landscape, permit, connection));
  const maybe = perhaps.map(({ connection }) => connection);
  const doubts: Missing[] = perhaps.map(({ gap }) => gap);
  if (isComplete(environment.landscape, permit, 'interfaces')) return { items, maybe, ...(doubts.length > 0 && { doubts }) };
  // One more connection could use it: asked once for the whole site.
  doubts.push({ element: siteOf(permit) ?? permit, fact: 'complete: interfaces' });
  return { items, maybe, open: true, doubts };
}

const useKey = {};

interface Use {
  readonly through: ReadonlyMap<Element, readonly Element[]>;
  /** Connections of which nobody knows where an end stands or what they speak. */
  readonly unsettled: readonly { readonly connection: Element; readonly gap: MissingFact }[];
}

function useOf(environment: Environment): Use {
  const { landscape } = environment;
  const through = new Map<Element, Element[]>();
  const unsettled: { connection: Element; gap: MissingFact }[] = [];
  const connections = [...(landscape.byType.get('interface') ?? []), ...remoteAccessHops(landscape)];
  for (const connection of connections.filter((element) => isThere(element, environment))) {
    for (const permit of permitsFor(landscape, connection)) {
      const known = through.get(permit);
      if (known === undefined) through.set(permit, [connection]);
      else known.push(connection);
    }
    const gap = gapOf(connection, environment);
    if (gap !== undefined) unsettled.push({ connection, gap });
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
