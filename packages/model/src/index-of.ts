import { type Element, effectiveValue, elementsIn, isBlock, type Landscape, type SkillLevel, type Value } from './landscape.js';
import type { ElementRow, PropertyRow } from './vocabulary/row.js';
import { networksOf, zonesOf } from './zone-of.js';

/** Look-ups over a whole landscape, each built when first asked for: every question is answered from here in constant time. */
export interface LandscapeIndex {
  /** Who names an element in a property with this inverse, with inheritance applied. */
  readonly inverses: ReadonlyMap<string, ReadonlyMap<Element, readonly Element[]>>;
  readonly interfaces: ReadonlyMap<Element, Connections>;
  /** Conduits by zone and zone, either way round. */
  readonly conduits: ReadonlyMap<Element, ReadonlyMap<Element, readonly Element[]>>;
  /** The assignments of a role. */
  readonly assignments: ReadonlyMap<Element, readonly Element[]>;
  /** The assignment that stands in a block, by role. */
  readonly assigned: ReadonlyMap<Element, ReadonlyMap<Element, Element>>;
  /** The systems that a zone or network holds, dual-homed ones in each of theirs. */
  readonly members: ReadonlyMap<Element, readonly Element[]>;
}

export interface Connections {
  readonly out: readonly Element[];
  readonly in: readonly Element[];
}

const indexes = new WeakMap<Landscape, LandscapeIndex>();

export function indexOf(landscape: Landscape): LandscapeIndex {
  let index = indexes.get(landscape);
  if (index === undefined) indexes.set(landscape, (index = lazyIndex(landscape)));
  return index;
}

function lazyIndex(landscape: Landscape): LandscapeIndex {
  const [inverses, interfaces, conduits, assignments, assigned, members] = [
    once(() => inversesOf(landscape)),
    once(() => interfacesOf(landscape)),
    once(() => conduitsOf(landscape)),
    once(() => assignmentsOf(landscape)),
    once(() => assignedIn(landscape)),
    once(() => membersOf(landscape)),
  ];
  return {
    get inverses() {
      return inverses();
    },
    get interfaces() {
      return interfaces();
    },
    get conduits() {
      return conduits();
    },
    get assignments() {
      return assignments();
    },
    get assigned() {
      return assigned();
    },
    get members() {
      return members();
    },
  };
}

function once<Value>(build: () => Value): () => Value {
  let built: { readonly value: Value } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

function inversesOf(landscape: Landscape): Map<string, Map<Element, Element[]>> {
  const inverses = new Map<string, Map<Element, Element[]>>();
  for (const [type, elements] of landscape.byType) {
    const properties = namingProperties(landscape.vocabulary.types.get(type)).map((property) => {
      const index = inverses.get(property.inverse) ?? new Map<Element, Element[]>();
      inverses.set(property.inverse, index);
      return { ...property, index };
    });
    for (const element of elements) {
      for (const { key, block, inherited, index } of properties) {
        const outer = inherited ? effectiveValue(landscape, element, block ?? key) : element.facts.get(block ?? key)?.value;
        const value = block === undefined ? outer : isBlock(outer) ? outer.block.get(key)?.value : undefined;
        if (value === undefined || value === null) continue;
        for (const named of namedIn(value)) add(index, named, element);
      }
    }
  }
  return inverses;
}

interface NamingProperty {
  readonly key: string;
  /** The block property it stands in. */
  readonly block?: string;
  readonly inherited: boolean;
  readonly inverse: string;
}

function namingProperties(row: ElementRow | undefined): NamingProperty[] {
  return Object.entries(row?.properties ?? {}).flatMap(([key, property]) => {
    const inner = property.type.is === 'block' ? Object.entries(property.type.properties) : [];
    return [...naming(property, key), ...inner.flatMap(([word, within]) => naming(within, word, key))];
  });
}

function naming({ inverse, type, inherited }: PropertyRow, key: string, block?: string): NamingProperty[] {
  if (inverse === undefined || type.is === 'selection') return [];
  return [{ key, inherited: inherited === true, inverse, ...(block !== undefined && { block }) }];
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

function assignmentsOf(landscape: Landscape): Map<Element, Element[]> {
  const assignments = new Map<Element, Element[]>();
  for (const assignment of landscape.byType.get('assignment') ?? []) if (assignment.names) add(assignments, assignment.names, assignment);
  return assignments;
}

function assignedIn(landscape: Landscape): Map<Element, Map<Element, Element>> {
  const assigned = new Map<Element, Map<Element, Element>>();
  for (const assignment of landscape.byType.get('assignment') ?? []) {
    const { parent, names: role } = assignment;
    if (parent === undefined || role === undefined) continue;
    const inBlock = assigned.get(parent) ?? new Map<Element, Element>();
    assigned.set(parent, inBlock.set(role, assignment));
  }
  return assigned;
}

function membersOf(landscape: Landscape): Map<Element, Element[]> {
  const members = new Map<Element, Element[]>();
  for (const system of landscape.byType.get('system') ?? []) {
    for (const group of [...zonesOf(landscape, system), ...networksOf(system)]) add(members, group, system);
  }
  return members;
}

/** Once, even when several of its properties name the same. */
function add(index: Map<Element, Element[]>, key: Element, element: Element): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [element]);
  else if (known.at(-1) !== element) known.push(element);
}
