import { indexOf } from './index-of.js';
import { type Element, type Ends, effectiveFact, elementsIn, type Landscape, type LevelRange, type Value } from './landscape.js';
import { zoneOf } from './zone-of.js';

/** What follows from the facts: place, zone, level, domain, conduit, holder. Dates are not needed for any of it. */

/** The nearest enclosing element of a type, the element itself included. */
export function enclosing(element: Element, type: string): Element | undefined {
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (block.type === type) return block;
  return undefined;
}

/** Its own Purdue level, else its zone's when that has just one. */
export function levelOf(landscape: Landscape, element: Element): number | null | undefined {
  if (element.type === 'endpoint' && element.parent) return levelOf(landscape, element.parent);
  const own = element.facts.get('level');
  if (own !== undefined) return typeof own.value === 'number' || own.value === null ? own.value : undefined;
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

/** The levels between which it stands: those of its zone, where it states none of its own. */
export function levelSpanOf(landscape: Landscape, element: Element): LevelRange | undefined {
  if (element.type === 'endpoint' && element.parent) return levelSpanOf(landscape, element.parent);
  if (element.facts.has('level')) return undefined;
  const range = zoneOf(landscape, element)?.facts.get('levels')?.value;
  return typeof range === 'object' && range !== null && 'from' in range ? range : undefined;
}

/** Own, else inherited, else the zone's; never guessed from the level. */
export function domainOf(landscape: Landscape, element: Element): Value {
  const stated = effectiveFact(landscape, element, 'domain');
  if (stated !== undefined) return stated.value;
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

/** The permits, of the conduits a connection passes, that let it through; where its ends are peers, one way or the other. */
export function permitsFor(landscape: Landscape, connection: Element): readonly Element[] {
  if (connection.ends === undefined) return [];
  const protocol = protocolOf(connection);
  const conduits = conduitsPassed(landscape, connection) ?? [];
  const isChain = connection.facts.has('via') && conduits.length > 1;
  const ways = connection.ends.mutual ? [connection.ends, turned(connection.ends)] : [connection.ends];
  const permits = ways.flatMap((ends, index) => {
    const inOrder = index === 0 ? conduits : conduits.toReversed();
    const legs = isChain ? legsOf(landscape, ends, inOrder) : inOrder.map((conduit) => ({ conduit, from: ends.source, to: ends.target }));
    return legs.flatMap(({ conduit, from, to }) =>
      conduit.children.filter(
        (permit) => permit.ends !== undefined && matchesProtocol(permit, protocol) && matchesEnds(landscape, permit, from, to, ends),
      ),
    );
  });
  return permits.length > 1 ? [...new Set(permits)] : permits;
}

/** Whether a permit may let a connection through of which nobody knows where an end stands or what it speaks. */
export function mayPermit(landscape: Landscape, permit: Element, connection: Element): boolean {
  const { ends } = connection;
  if (ends === undefined || permit.ends === undefined) return false;
  const { source, target } = permit.ends;
  const mayCover = (permitted: Element, end: Element) => zoneOf(landscape, end) === undefined || covers(landscape, permitted, end);
  const protocol = protocolOf(connection);
  return mayCover(source, ends.source) && mayCover(target, ends.target) && (protocol === undefined || matchesProtocol(permit, protocol));
}

/** A company outside is in no zone of ours: what joins it to us may pass any conduit that leads outside. */
function conduitsPassed(landscape: Landscape, connection: Element): readonly Element[] | undefined {
  const { ends } = connection;
  const isFromOutside = ends?.source.type === 'organisation' || ends?.target.type === 'organisation';
  if (!isFromOutside || connection.facts.has('via')) return conduitsOf(landscape, connection);
  return (landscape.byType.get('conduit') ?? []).filter(({ facts }) => elementsIn(facts.get('between')?.value).some(isOutside));
}

function isOutside({ facts }: Element): boolean {
  const kind = facts.get('kind')?.value;
  return kind === 'internet' || kind === 'external';
}

function turned(ends: Ends): Ends {
  return { ...ends, source: ends.target, target: ends.source };
}

/** A connection on its way through one of several conduits: in between it comes from a zone and goes to the next. */
interface Leg {
  readonly conduit: Element;
  readonly from: Element;
  readonly to: Element;
}

function legsOf(landscape: Landscape, { source, target }: Ends, conduits: readonly Element[]): Leg[] {
  const legs: Leg[] = [];
  let from = source;
  for (const [index, conduit] of conduits.entries()) {
    const here = zoneOf(landscape, from);
    const onward = elementsIn(conduit.facts.get('between')?.value).filter((zone) => zone !== here);
    const next = elementsIn(conduits[index + 1]?.facts.get('between')?.value);
    const to = index === conduits.length - 1 ? target : (onward.find((zone) => next.includes(zone)) ?? onward[0] ?? target);
    legs.push({ conduit, from, to });
    from = to;
  }
  return legs;
}

/** `from` and `to` say who may open the session and who may answer, whichever way a mutual permit is used. */
function matchesEnds(landscape: Landscape, permit: Element, from: Element, to: Element, ends: Ends): boolean {
  const { source, target, mutual } = permit.ends as Ends;
  const forward = covers(landscape, source, from) && covers(landscape, target, to);
  const backward = mutual && covers(landscape, target, from) && covers(landscape, source, to);
  return (forward || backward) && coveredBy(landscape, permit, 'from', ends.source) && coveredBy(landscape, permit, 'to', ends.target);
}

/** A zone covers what stands in it or joins it, and one that leads outside every company there; a network covers its members. */
function covers(landscape: Landscape, permitted: Element, end: Element): boolean {
  const system = systemAt(end);
  if (permitted === end || permitted === system) return true;
  if (permitted.type === 'zone')
    return (
      zoneOf(landscape, end) === permitted ||
      (end.type === 'organisation' && isOutside(permitted)) ||
      elementsIn(system.facts.get('joins')?.value).includes(permitted)
    );
  if (permitted.type !== 'network') return false;
  const networks = end.type === 'endpoint' ? end.facts.get('network') : undefined;
  return elementsIn((networks ?? system.facts.get('networks'))?.value).includes(permitted);
}

function coveredBy(landscape: Landscape, permit: Element, key: string, end: Element): boolean {
  const only = elementsIn(permit.facts.get(key)?.value);
  return only.length === 0 || only.some((permitted) => covers(landscape, permitted, end));
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
  const kinds = new Set<Element>();
  for (let next: Element | undefined = kind; next !== undefined && !kinds.has(next); next = elementsIn(next.facts.get('is')?.value)[0])
    kinds.add(next);
  return [...kinds];
}

/**
 * Who holds a role where the subject stands: what the nearest assignment around it says, else who holds the role
 * everywhere. Undefined: not known.
 */
export function holdersOf(landscape: Landscape, role: Element, subject: Element): readonly Element[] | undefined {
  if (role.type !== 'role') return [role];
  const assignment = assignmentAround(landscape, role, subject);
  const isPerSite = role.facts.get('per')?.value === 'site' && siteOf(subject) !== undefined;
  if (assignment === undefined && isPerSite) return isComplete(landscape, subject, 'assignments') ? [] : undefined;
  const holders = (assignment ?? role).facts.get('held-by')?.value;
  return holders === undefined ? undefined : elementsIn(holders);
}

function assignmentAround(landscape: Landscape, role: Element, subject: Element): Element | undefined {
  const { assigned } = indexOf(landscape);
  for (let block: Element | undefined = subject; block !== undefined; block = block.parent) {
    const assignment = assigned.get(block)?.get(role);
    if (assignment !== undefined) return assignment;
  }
  return undefined;
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
