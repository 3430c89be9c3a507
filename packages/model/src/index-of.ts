import { type Element, effectiveValue, elementsIn, isBlock, type Landscape, type SkillLevel, type Value } from './landscape.js';
import type { PropertyRow } from './vocabulary/row.js';

/** Look-ups over a whole landscape, built when first asked for: every question is answered from here in constant time. */
export interface LandscapeIndex {
  /** Who names an element in a property with this inverse, with inheritance applied. */
  readonly inverses: ReadonlyMap<string, ReadonlyMap<Element, readonly Element[]>>;
  readonly interfaces: ReadonlyMap<Element, Connections>;
  /** Conduits by zone and zone, either way round. */
  readonly conduits: ReadonlyMap<Element, ReadonlyMap<Element, readonly Element[]>>;
  readonly assignments: ReadonlyMap<Element, readonly Element[]>;
  readonly descendants: ReadonlyMap<Element, readonly Element[]>;
}

export interface Connections {
  readonly out: readonly Element[];
  readonly in: readonly Element[];
}

const indexes = new WeakMap<Landscape, LandscapeIndex>();

export function indexOf(landscape: Landscape): LandscapeIndex {
  let index = indexes.get(landscape);
  if (index === undefined) indexes.set(landscape, (index = build(landscape)));
  return index;
}

function build(landscape: Landscape): LandscapeIndex {
  return {
    inverses: inversesOf(landscape),
    interfaces: interfacesOf(landscape),
    conduits: conduitsOf(landscape),
    assignments: groupBy(landscape.byType.get('assignment') ?? [], (assignment) => (assignment.names ? [assignment.names] : [])),
    descendants: descendantsOf(landscape),
  };
}

function inversesOf(landscape: Landscape): Map<string, Map<Element, Element[]>> {
  const inverses = new Map<string, Map<Element, Element[]>>();
  for (const [type, elements] of landscape.byType) {
    const properties = Object.entries(landscape.vocabulary.types.get(type)?.properties ?? {}).flatMap(inverseProperties);
    for (const { key, block, inverse } of properties) {
      const index = inverses.get(inverse) ?? new Map<Element, Element[]>();
      inverses.set(inverse, index);
      for (const element of elements) {
        const outer = effectiveValue(landscape, element, block ?? key);
        const value = block === undefined ? outer : isBlock(outer) ? outer.block.get(key)?.value : undefined;
        for (const named of namedIn(value)) add(index, named, element);
      }
    }
  }
  return inverses;
}

function inverseProperties([key, row]: [string, PropertyRow]): { key: string; block?: string; inverse: string }[] {
  const own = row.inverse === undefined || row.type.is === 'selection' ? [] : [{ key, inverse: row.inverse }];
  if (row.type.is !== 'block') return own;
  return [
    ...own,
    ...Object.entries(row.type.properties).flatMap(([inner, property]) =>
      property.inverse === undefined ? [] : [{ key: inner, block: key, inverse: property.inverse }],
    ),
  ];
}

function namedIn(value: Value): readonly Element[] {
  const elements = elementsIn(value);
  if (elements.length > 0 || !Array.isArray(value)) return elements;
  return value.flatMap((member) => (typeof member === 'object' && 'skill' in member ? (member as SkillLevel).skill : []));
}

function interfacesOf(landscape: Landscape): Map<Element, { out: Element[]; in: Element[] }> {
  const connections = new Map<Element, { out: Element[]; in: Element[] }>();
  const of = (element: Element) => {
    let known = connections.get(element);
    if (known === undefined) connections.set(element, (known = { out: [], in: [] }));
    return known;
  };
  for (const connection of landscape.byType.get('interface') ?? []) {
    if (connection.ends === undefined) continue;
    for (const end of withOwner(connection.ends.source)) of(end).out.push(connection);
    for (const end of withOwner(connection.ends.target)) of(end).in.push(connection);
  }
  return connections;
}

/** An endpoint's connections are its system's too. */
function withOwner(end: Element): Element[] {
  return end.type === 'endpoint' && end.parent ? [end, end.parent] : [end];
}

function conduitsOf(landscape: Landscape): Map<Element, Map<Element, Element[]>> {
  const conduits = new Map<Element, Map<Element, Element[]>>();
  for (const conduit of landscape.byType.get('conduit') ?? []) {
    const zones = elementsIn(conduit.facts.get('between')?.value);
    for (const from of zones) {
      for (const to of zones) {
        if (from === to) continue;
        const others = conduits.get(from) ?? new Map<Element, Element[]>();
        conduits.set(from, others);
        add(others, to, conduit);
      }
    }
  }
  return conduits;
}

function descendantsOf(landscape: Landscape): Map<Element, Element[]> {
  const descendants = new Map<Element, Element[]>();
  for (const element of landscape.elements) {
    for (let block = element.parent; block !== undefined; block = block.parent) add(descendants, block, element);
  }
  return descendants;
}

function groupBy(elements: readonly Element[], keysOf: (element: Element) => readonly Element[]): Map<Element, Element[]> {
  const groups = new Map<Element, Element[]>();
  for (const element of elements) for (const key of keysOf(element)) add(groups, key, element);
  return groups;
}

function add(index: Map<Element, Element[]>, key: Element, element: Element): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [element]);
  else known.push(element);
}
