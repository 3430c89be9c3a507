import { conduitsOf, type Element, mayPermit, permitsFor, protocolOf, systemAt, zoneOf } from '@weir/model';
import { type Environment, noted, type Runtime, takeSince, withMembers } from './runtime.js';
import { readZone } from './whereabouts.js';

/** What a connection speaks and does, and what it passes on its way. What is not known is noted. */

const verbs = ['reads', 'writes', 'commands', 'programs', 'session'] as const;

export function readEndZone(connection: Element, environment: Environment, end: 'source' | 'target'): Runtime {
  const at = connection.ends?.[end];
  if (at === undefined) return undefined;
  return at.type === 'organisation' ? null : readZone(at, environment);
}

export function readProtocol(connection: Element, environment: Environment): Runtime {
  if (connection.facts.get('protocol')?.value === null) return null;
  return noted(protocolOf(connection), environment, connection, 'protocol');
}

export function readConduits(connection: Element, environment: Environment): Runtime {
  const conduits = conduitsOf(environment.landscape, connection);
  return conduits === undefined ? unzoned(connection, environment) : withMembers(conduits);
}

/** Those that surely let it through, and those that would if it spoke what they let through. */
export function readPermits(connection: Element, environment: Environment): Runtime {
  const { landscape } = environment;
  const conduits = conduitsOf(landscape, connection);
  if (conduits === undefined) return unzoned(connection, environment);
  const items = permitsFor(landscape, connection);
  const mark = environment.missing.length;
  if (readProtocol(connection, environment) !== undefined) return withMembers(items);
  const doubts = takeSince(environment, mark);
  const others = conduits.flatMap(({ children: inside }) => inside.filter(({ type }) => type === 'permit'));
  const maybe = others.filter((permit) => !items.includes(permit) && mayPermit(landscape, permit, connection));
  return { items, maybe, ...(maybe.length > 0 && { doubts }) };
}

/** Notes which end stands in a zone that nobody knows, so that what lies between is not known either. */
function unzoned(connection: Element, environment: Environment): undefined {
  const { source, target } = connection.ends ?? {};
  const silent = [source, target].find((end) => end && zoneOf(environment.landscape, end) === undefined);
  noted(undefined, environment, silent ? systemAt(silent) : connection, silent ? 'zone' : 'via');
  return undefined;
}

/** A verb that is stated counts; one that is not is not meant, once another is. */
export function readVerbs(connection: Element, environment: Environment): Runtime {
  const items: string[] = [];
  const maybe: string[] = [];
  let isSilent = true;
  for (const verb of verbs) {
    const fact = connection.facts.get(verb);
    if (fact === undefined) continue;
    isSilent = false;
    if (fact.value === undefined) maybe.push(verb);
    else if (isSaid(fact.value)) items.push(verb);
  }
  if (isSilent)
    return noted(undefined, environment, connection, 'the verbs', 'Write `reads:`, `writes:`, `commands:`, `programs:` or `session:`.');
  return maybe.length === 0 ? withMembers(items) : { items, maybe, doubts: maybe.map((fact) => ({ element: connection, fact })) };
}

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => member !== false);
  return value === true;
}
