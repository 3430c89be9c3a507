import { type Element, effectiveValue, elementsIn, isElement, type Landscape } from './landscape.js';

/** Undefined: not known. Null: none, as for an organisation. */
export function zoneOf(landscape: Landscape, element: Element): Element | null | undefined {
  if (element.type === 'zone') return element;
  if (element.type === 'organisation') return null;
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
  const endpoints = system.children.filter(({ type }) => type === 'endpoint');
  const zones = [system, ...networksOf(system), ...endpoints].flatMap((element) => zoneOf(landscape, element) ?? []);
  return zones.length > 1 ? [...new Set(zones)] : zones;
}

/** The networks that a system is a member of, and those that its endpoints listen on. */
export function networksOf({ facts, children }: Element): readonly Element[] {
  const own = elementsIn(facts.get('networks')?.value);
  const ofEndpoints = children.flatMap((child) => (child.type === 'endpoint' ? elementsIn(child.facts.get('network')?.value) : []));
  return ofEndpoints.length === 0 ? own : [...new Set([...own, ...ofEndpoints])];
}
