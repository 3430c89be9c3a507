import { type Element, effectiveValue, enclosing, levelOf, levelSpanOf, siteOf, stateOn, systemAt, zoneOf, zonesOf } from '@weir/model';
import { declared } from './presence.js';
import { type Environment, noted, type Runtime, remembered, type SetValue, withMembers } from './runtime.js';

/** Where an element stands: in the plant, in the zones, on the Purdue levels, and in time. What is not known is noted. */

const siteHelp = 'Declare it in the block of its `site`, or open that with `extend`.';
const placeHelp = 'Declare it in the block of its area, unit or site, or open that with `extend`.';

export function readSite(element: Element, environment: Environment): Runtime {
  return placed(siteOf(element), element, 'site', siteHelp, environment);
}

export function readPlace(element: Element, environment: Environment): Runtime {
  const place = enclosing(element, 'unit') ?? enclosing(element, 'area') ?? siteOf(element);
  return placed(place, element, 'place', placeHelp, environment);
}

/** Nobody has said where something stands that could stand in a place; an organisation or a product stands in none. */
function placed(place: Element | undefined, element: Element, fact: string, help: string, environment: Environment): Runtime {
  if (place !== undefined) return place;
  let outermost = element;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  const { within = [] } = environment.landscape.vocabulary.types.get(outermost.type) ?? {};
  return within.includes('site') ? noted(undefined, environment, element, fact, help) : null;
}

/** The level, or its bounds; what is not known exactly is noted, for where the bounds do not decide. */
export function readLevel(element: Element, environment: Environment): Runtime {
  const level = noted(levelOf(environment.landscape, element), environment, systemAt(element), 'level');
  if (level !== undefined) return level;
  const span = levelSpanOf(environment.landscape, element);
  return span && { atLeast: span.from, atMost: span.to };
}

export function readZone(element: Element, environment: Environment): Runtime {
  return noted(zoneOf(environment.landscape, element), environment, systemAt(element), 'zone');
}

/** Those that are known; a zone that it does not state may be another one. */
export function readZones(element: Element, { landscape }: Environment): SetValue {
  const items = zonesOf(landscape, element);
  const silent = ['zone', 'networks'].filter((key) => effectiveValue(landscape, element, key) === undefined);
  if (silent.length === 0) return withMembers(items);
  return { items, maybe: [], open: true, doubts: silent.map((fact) => ({ element, fact })) };
}

const windowsKey = {};

export function windowsAround(element: Element, environment: Environment): readonly Element[] {
  const byBlock = remembered(environment, windowsKey, () => {
    const index = new Map<Element | undefined, Element[]>();
    for (const window of declared('window', environment)) index.set(window.parent, [...(index.get(window.parent) ?? []), window]);
    return index;
  });
  const windows: Element[] = [];
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) windows.push(...(byBlock.get(block) ?? []));
  return [...windows, ...(byBlock.get(undefined) ?? [])];
}

export function readState(element: Element, environment: Environment): Runtime {
  const lifecycle = element.facts.get('lifecycle');
  if (lifecycle === undefined || lifecycle.value === null) return 'active';
  return noted(stateOn(element, environment.today), environment, element, 'lifecycle');
}
