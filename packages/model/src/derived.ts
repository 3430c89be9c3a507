import { indexOf } from './index-of.js';
import { type Element, effectiveValue, elementsIn, isElement, type Landscape, type Value } from './landscape.js';

/** What follows from the facts: place, zone, level, domain, conduit, holder. Dates are not needed for any of it. */

/** The nearest enclosing element of a type, the element itself included. */
export function enclosing(element: Element, type: string): Element | undefined {
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (block.type === type) return block;
  return undefined;
}

/** Undefined: not known. Null: none. */
export function zoneOf(landscape: Landscape, element: Element): Element | null | undefined {
  if (element.type === 'zone') return element;
  if (element.type === 'endpoint') {
    const network = elementsIn(element.facts.get('network')?.value)[0];
    const ofNetwork = network && zoneOf(landscape, network);
    return ofNetwork ?? (element.parent && zoneOf(landscape, element.parent));
  }
  const value = effectiveValue(landscape, element, 'zone');
  return isElement(value) ? value : value === null ? null : undefined;
}

/** Its own zone and those of its networks and endpoints; several make it dual-homed. */
export function zonesOf(landscape: Landscape, system: Element): readonly Element[] {
  const networks = elementsIn(system.facts.get('networks')?.value);
  const endpoints = system.children.filter(({ type }) => type === 'endpoint');
  const zones = [system, ...networks, ...endpoints].flatMap((element) => zoneOf(landscape, element) ?? []);
  return [...new Set(zones)];
}

/** Its own Purdue level, else its zone's when that has just one. */
export function levelOf(landscape: Landscape, element: Element): number | null | undefined {
  if (element.type === 'endpoint' && element.parent) return levelOf(landscape, element.parent);
  const own = element.facts.get('level')?.value;
  if (typeof own === 'number' || own === null) return own;
  if (element.facts.has('level')) return undefined;
  if (element.type === 'zone') return levelOfZone(element);
  const zone = zoneOf(landscape, element);
  return zone ? levelOfZone(zone) : undefined;
}

function levelOfZone(zone: Element): number | undefined {
  const level = zone.facts.get('level')?.value;
  if (typeof level === 'number') return level;
  const range = zone.facts.get('levels')?.value;
  if (typeof range === 'object' && range !== null && 'from' in range && range.from === range.to) return range.from;
  return undefined;
}

/** Own, else inherited, else the zone's; never guessed from the level. */
export function domainOf(landscape: Landscape, element: Element): Value {
  const stated = effectiveValue(landscape, element, 'domain');
  if (stated !== undefined) return stated;
  const zone = zoneOf(landscape, element);
  return zone && zone !== element ? zone.facts.get('domain')?.value : undefined;
}

export function siteOf(element: Element): Element | undefined {
  return enclosing(element, 'site');
}

/** The system behind an end of a connection; other ends stand for themselves. */
export function systemAt(end: Element): Element {
  return end.type === 'endpoint' && end.parent ? end.parent : end;
}

/** The conduits a connection passes: those it names, else the one between its zones; undefined when a zone is not known. */
export function conduitsOf(landscape: Landscape, connection: Element): readonly Element[] | undefined {
  const stated = connection.facts.get('via');
  if (stated !== undefined) return stated.value === undefined ? undefined : elementsIn(stated.value);
  if (connection.ends === undefined) return undefined;
  const source = zoneOf(landscape, connection.ends.source);
  const target = zoneOf(landscape, connection.ends.target);
  if (source === undefined || target === undefined) return undefined;
  if (source === null || target === null || source === target) return [];
  return indexOf(landscape).conduits.get(source)?.get(target) ?? [];
}

/** The permits, of the conduits a connection passes, that let it through. */
export function permitsFor(landscape: Landscape, connection: Element): readonly Element[] {
  const { ends } = connection;
  if (ends === undefined) return [];
  const protocol = protocolOf(connection);
  return (conduitsOf(landscape, connection) ?? []).flatMap((conduit) =>
    conduit.children.filter(
      (permit) =>
        permit.type === 'permit' && permit.ends !== undefined && matchesEnds(landscape, permit, ends) && matchesProtocol(permit, protocol),
    ),
  );
}

function matchesEnds(landscape: Landscape, permit: Element, ends: { source: Element; target: Element }): boolean {
  const { source, target, mutual } = permit.ends as NonNullable<Element['ends']>;
  const forward = covers(landscape, source, ends.source) && covers(landscape, target, ends.target);
  const backward = mutual && covers(landscape, target, ends.source) && covers(landscape, source, ends.target);
  return (forward || backward) && coveredBy(permit, 'from', ends.source) && coveredBy(permit, 'to', ends.target);
}

function covers(landscape: Landscape, permitted: Element, end: Element): boolean {
  if (permitted === end || permitted === systemAt(end)) return true;
  return permitted.type === 'zone' && zoneOf(landscape, end) === permitted;
}

function coveredBy(permit: Element, key: string, end: Element): boolean {
  const only = elementsIn(permit.facts.get(key)?.value);
  return only.length === 0 || only.includes(end) || only.includes(systemAt(end));
}

function matchesProtocol(permit: Element, protocol: Element | undefined): boolean {
  if (permit.facts.get('any')?.value === true) return true;
  const permitted = elementsIn(permit.facts.get('protocol')?.value);
  return permitted.length === 0 || (protocol !== undefined && permitted.includes(protocol));
}

/** What a connection speaks: what it says, else what the endpoint it ends at speaks. */
export function protocolOf(connection: Element): Element | undefined {
  const own = elementsIn(connection.facts.get('protocol')?.value)[0];
  if (own !== undefined || connection.facts.has('protocol')) return own;
  return elementsIn(connection.ends?.target.facts.get('protocol')?.value)[0];
}

/** A kind and those it is a special case of, the nearest first. */
export function kindsOf(kind: Element): readonly Element[] {
  const kinds: Element[] = [];
  for (let next: Element | undefined = kind; next !== undefined && !kinds.includes(next); next = elementsIn(next.facts.get('is')?.value)[0])
    kinds.push(next);
  return kinds;
}

/** Who holds a role where the subject stands: the assignment of its site, else who holds the role everywhere. Undefined: not known. */
export function holdersOf(landscape: Landscape, role: Element, subject: Element): readonly Element[] | undefined {
  if (role.type !== 'role') return [role];
  const site = siteOf(subject);
  const assignments = indexOf(landscape).assignments.get(role) ?? [];
  const here = assignments.filter((assignment) => assignment.parent !== undefined && isAround(assignment.parent, subject));
  const nearest = here.sort((a, b) => b.path.length - a.path.length)[0];
  const stated = nearest ?? (site !== undefined && role.facts.get('per')?.value === 'site' ? undefined : role);
  const fact = stated?.facts.get('held-by');
  if (fact === undefined) return undefined;
  return fact.value === undefined ? undefined : elementsIn(fact.value);
}

function isAround(block: Element, element: Element): boolean {
  for (let next: Element | undefined = element; next !== undefined; next = next.parent) if (next === block) return true;
  return false;
}

/** Whether all declarations of a kind (by plural) are there around an element: what is missing is absent, not unknown. */
export function isComplete(landscape: Landscape, element: Element | undefined, plural: string): boolean {
  if (landscape.complete.has(plural) || landscape.complete.has('everything')) return true;
  for (let block = element; block !== undefined; block = block.parent) {
    const complete = block.facts.get('complete')?.value;
    if (Array.isArray(complete) && (complete.includes(plural) || complete.includes('everything'))) return true;
  }
  return false;
}
