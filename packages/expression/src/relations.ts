import {
  builtInVocabulary,
  conduitsOf,
  domainOf,
  type Element,
  effectiveValue,
  elementsIn,
  enclosing,
  holdersOf,
  indexOf,
  isComplete,
  isElement,
  isPresent,
  kindsOf,
  type Landscape,
  levelOf,
  permitsFor,
  productSupport,
  productsOf,
  protocolOf,
  siteOf,
  stateOn,
  systemAt,
  systemSupport,
  systemSupportEnd,
  zoneOf,
  zonesOf,
} from '@weir/model';
import type { Environment, MissingFact, Runtime, SetValue, Single } from './runtime.js';
import { boolean, date, elementOf, number, setOf, type Type, text } from './type.js';

/** A member of an element that is not stated but follows from what is. */
export interface RelationRow {
  readonly name: string;
  /** The element types that have it; all when there are none. */
  readonly on: readonly string[];
  readonly type: Type;
  readonly doc: string;
  readonly read: (element: Element, environment: Environment) => Runtime;
}

const domainType = wordType('system', 'domain');
const kindTraits = wordType('kind', 'traits');
const level: Type = { is: 'level' };

function wordType(type: string, key: string): Type {
  const row = builtInVocabulary.types.get(type)?.properties[key]?.type;
  if (row?.is !== 'word') throw new Error(`${type}.${key} is no longer an enumeration.`);
  return { is: 'word', words: row.words, ordered: row.ordered };
}

const words = (ordered: boolean, docs: Record<string, string>): Type => ({
  is: 'word',
  ordered,
  words: Object.entries(docs).map(([word, doc]) => ({ word, doc })),
});

const stateType = words(true, {
  planned: 'Not there yet.',
  build: 'Being built.',
  active: 'In use.',
  'phase-out': 'On its way out.',
  retired: 'Out of use.',
});
const supportType = words(true, {
  unsupported: 'No more fixes.',
  extended: 'Fixes for those who pay, and this plant does.',
  supported: 'Fixes for everybody.',
});
const verbType = words(false, {
  reads: 'The source reads.',
  writes: 'The source writes data.',
  commands: 'The source makes the target act.',
  programs: 'The source can change the program of the target.',
  session: 'Somebody works on the target.',
});
const verbs = ['reads', 'writes', 'commands', 'programs', 'session'] as const;

export const relations: readonly RelationRow[] = [
  { name: 'name', on: [], type: text, doc: 'The last part of its qualified name.', read: ({ name }) => name },
  { name: 'title', on: [], type: text, doc: 'Its title.', read: ({ title }) => title },
  { name: 'path', on: [], type: text, doc: 'Its qualified name.', read: ({ path }) => path },
  { name: 'type', on: [], type: text, doc: 'Its element type.', read: ({ type }) => type },
  { name: 'description', on: [], type: text, doc: 'The description in front of it.', read: ({ description }) => description ?? null },
  { name: 'labels', on: [], type: setOf(text), doc: 'Its `#labels`.', read: ({ labels }) => ({ items: labels, maybe: [] }) },
  { name: 'parent', on: [], type: elementOf(), doc: 'The element whose block it stands in.', read: ({ parent }) => parent ?? null },
  { name: 'site', on: [], type: elementOf('site'), doc: 'The site it stands in.', read: (element) => siteOf(element) },
  {
    name: 'place',
    on: [],
    type: elementOf('area', 'unit', 'site'),
    doc: 'The nearest area, unit or site it stands in.',
    read: (element) => placeOf(element),
  },
  {
    name: 'present',
    on: [],
    type: boolean,
    doc: 'Whether it is there on the reference date: neither planned nor retired.',
    read: (element, { today }) => isPresent(element, today),
  },
  {
    name: 'texts',
    on: [],
    type: setOf(text),
    doc: 'Every text it states.',
    read: (element) => ({
      items: factsOf(element)
        .flatMap(({ value }) => listOf(value))
        .filter((value) => typeof value === 'string'),
      maybe: [],
    }),
  },
  { name: 'dates', on: [], type: setOf(date), doc: 'Every date it states.', read: (element) => ({ items: datesOf(element), maybe: [] }) },
  {
    name: 'references',
    on: [],
    type: setOf(elementOf()),
    doc: 'Every element it names.',
    read: (element) => ({ items: [...new Set(factsOf(element).flatMap(({ value }) => elementsIn(value)))], maybe: [] }),
  },

  {
    name: 'level',
    on: ['system', 'endpoint', 'zone'],
    type: level,
    doc: 'Its own Purdue level, else that of its zone when the zone has just one.',
    read: (element, { landscape }) => levelOf(landscape, element),
  },
  {
    name: 'level',
    on: ['network', 'organisation'],
    type: level,
    doc: 'The Purdue level of its zone; an organisation has none.',
    read: (element, { landscape }) => (element.type === 'organisation' ? null : levelOf(landscape, element)),
  },
  {
    name: 'zone',
    on: ['system', 'endpoint', 'network', 'zone'],
    type: elementOf('zone'),
    doc: 'The security zone it belongs to, stated or inherited. An endpoint is in the zone of its network.',
    read: (element, { landscape }) => zoneOf(landscape, element),
  },
  { name: 'zone', on: ['organisation'], type: elementOf('zone'), doc: 'None: an organisation is in no zone.', read: () => null },
  {
    name: 'zones',
    on: ['system'],
    type: setOf(elementOf('zone')),
    doc: 'Its own zone and those of its networks and endpoints; several make it dual-homed.',
    read: (element, { landscape }) => ({ items: zonesOf(landscape, element), maybe: [] }),
  },
  {
    name: 'domain',
    on: ['system', 'network', 'endpoint'],
    type: domainType,
    doc: 'Own, else inherited, else that of the zone.',
    read: (element, { landscape }) => domainOf(landscape, element) as Runtime,
  },
  { name: 'domain', on: ['organisation'], type: domainType, doc: 'None: an organisation has no domain.', read: () => null },
  {
    name: 'traits',
    on: ['system', 'kind'],
    type: setOf(kindTraits),
    doc: 'The traits of its kind, and of the kinds that is a special case of.',
    read: traitsOf,
  },
  {
    name: 'traits',
    on: ['endpoint'],
    type: setOf(kindTraits),
    doc: 'The traits of its system.',
    read: (element, environment) => traitsOf(systemAt(element), environment),
  },
  {
    name: 'traits',
    on: ['zone', 'network', 'organisation'],
    type: setOf(kindTraits),
    doc: 'None.',
    read: () => ({ items: [], maybe: [] }),
  },
  {
    name: 'kinds',
    on: ['system'],
    type: setOf(elementOf('kind')),
    doc: 'Its kind, and the kinds that is a special case of.',
    read: (element, environment) => kindSet(element, environment),
  },
  {
    name: 'safety',
    on: ['organisation', 'zone', 'network', 'endpoint'],
    type: wordType('system', 'safety'),
    doc: 'That of the system, if it is an endpoint; else none.',
    read: (element, { landscape }) =>
      element.type === 'endpoint' && element.parent ? (effectiveValue(landscape, element.parent, 'safety') as Runtime) : null,
  },
  {
    name: 'interfaces',
    on: ['system', 'endpoint', 'network', 'zone', 'organisation'],
    type: setOf(elementOf('interface')),
    doc: 'The connections it has an end of.',
    read: (element, environment) => connectionsOf(element, environment, ['out', 'in']),
  },
  {
    name: 'interfaces-out',
    on: ['system', 'endpoint', 'network', 'zone', 'organisation'],
    type: setOf(elementOf('interface')),
    doc: 'The connections it opens.',
    read: (element, environment) => connectionsOf(element, environment, ['out']),
  },
  {
    name: 'interfaces-in',
    on: ['system', 'endpoint', 'network', 'zone', 'organisation'],
    type: setOf(elementOf('interface')),
    doc: 'The connections it answers.',
    read: (element, environment) => connectionsOf(element, environment, ['in']),
  },
  {
    name: 'products',
    on: ['system'],
    type: setOf(elementOf('product')),
    doc: 'Its product and its operating system.',
    read: (element, { landscape }) => ({ items: productsOf(landscape, element), maybe: [] }),
  },
  {
    name: 'state',
    on: ['system', 'interface'],
    type: stateType,
    doc: 'Where it stands in its life on the reference date; without a life cycle it is taken to be active.',
    read: (element, { today }) => stateOn(element, today) ?? (element.facts.has('lifecycle') ? undefined : 'active'),
  },
  {
    name: 'support-state',
    on: ['system'],
    type: supportType,
    doc: 'The worst vendor support among its product and operating system on the reference date.',
    read: supportOf,
  },
  {
    name: 'support-state',
    on: ['product'],
    type: supportType,
    doc: 'The vendor support on the reference date.',
    read: (element, { today, missing }) => noted(productSupport(element, today), missing, { element, fact: 'support' }),
  },
  {
    name: 'support-ends',
    on: ['system'],
    type: date,
    doc: 'The last day on which all of its products are supported; extended support counts when it is paid for.',
    read: (element, { landscape }) => systemSupportEnd(landscape, element),
  },
  {
    name: 'systems',
    on: ['site', 'area', 'unit'],
    type: setOf(elementOf('system')),
    doc: 'The systems that stand in it, at any depth.',
    read: systemsInside,
  },
  {
    name: 'subsystems',
    on: ['system'],
    type: setOf(elementOf('system')),
    doc: 'The systems declared in its block.',
    read: (element, environment) => children(element, environment, 'system'),
  },
  {
    name: 'endpoints',
    on: ['system'],
    type: setOf(elementOf('endpoint')),
    doc: 'What it offers.',
    read: (element, environment) => children(element, environment, 'endpoint'),
  },
  {
    name: 'dependencies',
    on: ['system'],
    type: setOf(elementOf('depends-on')),
    doc: 'What it cannot do without.',
    read: (element, environment) => children(element, environment, 'depends-on'),
  },
  {
    name: 'changes',
    on: ['system', 'interface', 'network', 'conduit', 'zone', 'product', 'site', 'area'],
    type: setOf(elementOf('change')),
    doc: 'The changes that are for it, or take it out of use.',
    read: (element, environment) => ({ items: changesOf(element, environment), maybe: [] }),
  },
  {
    name: 'responsibilities',
    on: ['system'],
    type: setOf(elementOf('responsibility')),
    doc: 'The rows of the RACI matrix that are declared for it, without those that another row stands in for.',
    read: (element, environment) => ({ items: responsibilitiesOf(element, environment), maybe: [] }),
  },
  {
    name: 'systems',
    on: ['responsibility', 'agreement'],
    type: setOf(elementOf('system')),
    doc: 'The systems it covers: those it names, those in the places and zones it names, those it selects; without `for`, all of the block it stands in.',
    read: (element, environment) => ({ items: coverage(element, environment), maybe: [] }),
  },
  {
    name: 'agreements',
    on: ['system'],
    type: setOf(elementOf('agreement')),
    doc: 'The agreements that cover it.',
    read: (element, environment) => ({ items: covering('agreement', environment).get(element) ?? [], maybe: [] }),
  },
  {
    name: 'parties',
    on: ['responsibility'],
    type: setOf(elementOf('role', 'team', 'organisation')),
    doc: 'Everybody accountable, responsible or consulted.',
    read: ({ facts }) => ({
      items: [...new Set(['accountable', 'responsible', 'consulted'].flatMap((key) => elementsIn(facts.get(key)?.value)))],
      maybe: [],
    }),
  },
  { name: 'skill', on: ['skill-cover'], type: elementOf('skill'), doc: 'The skill it is about.', read: ({ names }) => names },
  { name: 'target', on: ['depends-on'], type: elementOf('system'), doc: 'The system it cannot do without.', read: ({ names }) => names },
  { name: 'target', on: ['retire'], type: elementOf(), doc: 'What the change takes out of use.', read: ({ names }) => names },
  { name: 'role', on: ['assignment'], type: elementOf('role'), doc: 'The role that is assigned.', read: ({ names }) => names },

  {
    name: 'source',
    on: ['interface', 'permit'],
    type: elementOf('system', 'network', 'zone', 'organisation'),
    doc: 'Who opens the session: the system, not its endpoint.',
    read: ({ ends }) => ends && systemAt(ends.source),
  },
  {
    name: 'target',
    on: ['interface', 'permit'],
    type: elementOf('system', 'network', 'zone', 'organisation'),
    doc: 'Who answers: the system, not its endpoint.',
    read: ({ ends }) => ends && systemAt(ends.target),
  },
  {
    name: 'source-endpoint',
    on: ['interface'],
    type: elementOf('endpoint'),
    doc: 'The endpoint at the source, or none.',
    read: ({ ends }) => (ends?.source.type === 'endpoint' ? ends.source : null),
  },
  {
    name: 'target-endpoint',
    on: ['interface'],
    type: elementOf('endpoint'),
    doc: 'The endpoint at the target, or none.',
    read: ({ ends }) => (ends?.target.type === 'endpoint' ? ends.target : null),
  },
  {
    name: 'source-zone',
    on: ['interface'],
    type: elementOf('zone'),
    doc: "The zone at the source: the endpoint's or network's, else the system's.",
    read: (element, environment) => endZone(element, environment, 'source'),
  },
  {
    name: 'target-zone',
    on: ['interface'],
    type: elementOf('zone'),
    doc: "The zone at the target: the endpoint's or network's, else the system's.",
    read: (element, environment) => endZone(element, environment, 'target'),
  },
  {
    name: 'protocol',
    on: ['interface'],
    type: elementOf('protocol'),
    doc: 'What is spoken: what it says, else what the endpoint it ends at speaks.',
    read: (element, { missing }) =>
      noted(protocolOf(element) ?? (element.facts.get('protocol')?.value === null ? null : undefined), missing, {
        element,
        fact: 'protocol',
      }),
  },
  {
    name: 'conduits',
    on: ['interface'],
    type: setOf(elementOf('conduit')),
    doc: 'The conduits it passes: those it names with `via`, else the one between its zones.',
    read: conduitSet,
  },
  {
    name: 'permits',
    on: ['interface'],
    type: setOf(elementOf('permit')),
    doc: 'The permits that let it through.',
    read: (element, { landscape }) => ({ items: permitsFor(landscape, element), maybe: [] }),
  },
  {
    name: 'permits',
    on: ['conduit'],
    type: setOf(elementOf('permit')),
    doc: 'What it lets through.',
    read: (element, environment) => children(element, environment, 'permit'),
  },
  {
    name: 'verbs',
    on: ['interface'],
    type: setOf(verbType),
    doc: 'What happens over it. Not known when it states no verb at all.',
    read: verbsOf,
  },
  {
    name: 'mutual',
    on: ['interface', 'permit'],
    type: boolean,
    doc: 'Whether its ends are peers (`<->`).',
    read: ({ ends }) => ends?.mutual,
  },
  {
    name: 'remote-access',
    on: ['interface'],
    type: elementOf('remote-access'),
    doc: 'The remote access it is a hop of, or none. Only `over:` and `cut(...)` see such hops.',
    read: ({ parent }) => (parent?.type === 'remote-access' ? parent : null),
  },

  {
    name: 'holders',
    on: ['role'],
    type: setOf(elementOf('person', 'team', 'organisation')),
    doc: 'Who holds a role that exists once.',
    read: (element, { landscape, missing }) => setOrMissing(holdersOf(landscape, element, element), missing, { element, fact: 'held-by' }),
  },
  {
    name: 'assignments',
    on: ['role'],
    type: setOf(elementOf('assignment')),
    doc: 'Where it is assigned.',
    read: (element, environment) =>
      inverseSet(indexOf(environment.landscape).assignments.get(element), environment, element, 'assignments'),
  },
  {
    name: 'covered-findings',
    on: ['waiver'],
    type: number,
    doc: 'How many findings it covers. Rules that read it run after all others.',
    read: (element, { covered }) => covered?.get(element),
  },
];

/** Relations whose value is only known when the other rules have run. */
export const lateRelations: ReadonlySet<string> = new Set(['covered-findings']);

function placeOf(element: Element): Element | undefined {
  return enclosing(element, 'unit') ?? enclosing(element, 'area') ?? enclosing(element, 'site');
}

/** Notes the fact that is missing when a value is not known. */
export function noted<T>(value: T | undefined, missing: MissingFact[], fact: MissingFact): T | undefined {
  if (value === undefined) missing.push(fact);
  return value;
}

function setOrMissing(items: readonly Element[] | undefined, missing: MissingFact[], fact: MissingFact): SetValue | undefined {
  return noted(items && { items, maybe: [] }, missing, fact);
}

/** A relation read backwards: complete only where its kind is. Members that are not there today do not count, unless the element itself is not. */
export function inverseSet(
  members: readonly Element[] | undefined,
  { landscape, today }: Environment,
  element: Element,
  plural: string,
): SetValue {
  const present = isPresent(element, today) ? (members ?? []).filter((member) => isPresent(member, today)) : (members ?? []);
  if (isComplete(landscape, element, plural)) return { items: present, maybe: [] };
  return { items: present, maybe: [], open: { element, fact: `complete: ${plural}` } };
}

function connectionsOf(element: Element, environment: Environment, directions: readonly ('in' | 'out')[]): SetValue {
  const known = indexOf(environment.landscape).interfaces.get(element);
  const all = [...new Set(directions.flatMap((direction) => known?.[direction] ?? []))];
  return inverseSet(all, environment, element, 'interfaces');
}

function systemsInside(element: Element, environment: Environment): SetValue {
  const inside = indexOf(environment.landscape)
    .descendants.get(element)
    ?.filter(({ type }) => type === 'system');
  return inverseSet(inside, environment, element, 'systems');
}

function children(element: Element, environment: Environment, type: string): SetValue {
  const plural = environment.landscape.vocabulary.types.get(type)?.plural ?? type;
  return inverseSet(
    element.children.filter((child) => child.type === type),
    environment,
    element,
    plural,
  );
}

function kindSet(element: Element, { landscape, missing }: Environment): SetValue | undefined {
  const kind = effectiveValue(landscape, element, 'kind');
  if (kind === null) return { items: [], maybe: [] };
  return setOrMissing(isElement(kind) ? kindsOf(kind) : undefined, missing, { element, fact: 'kind' });
}

function traitsOf(element: Element, environment: Environment): SetValue | null | undefined {
  if (element.type === 'endpoint') return traitsOf(systemAt(element), environment);
  const kinds = element.type === 'kind' ? kindsOf(element) : (kindSet(element, environment)?.items as readonly Element[] | undefined);
  if (kinds === undefined) return undefined;
  return { items: [...new Set(kinds.flatMap((kind) => listOf(kind.facts.get('traits')?.value) as string[]))], maybe: [] };
}

function supportOf(element: Element, { landscape, today, missing }: Environment): Runtime {
  const support = systemSupport(landscape, element, today);
  if (support !== undefined) return support;
  const products = productsOf(landscape, element);
  const silent = products.find((product) => productSupport(product, today) === undefined);
  missing.push(silent ? { element: silent, fact: 'support' } : { element, fact: 'product' });
  return undefined;
}

function endZone(connection: Element, { landscape, missing }: Environment, end: 'source' | 'target'): Runtime {
  const at = connection.ends?.[end];
  if (at === undefined) return undefined;
  if (at.type === 'organisation') return null;
  return noted(zoneOf(landscape, at), missing, { element: systemAt(at), fact: 'zone' });
}

function conduitSet(connection: Element, { landscape, missing }: Environment): Runtime {
  const conduits = conduitsOf(landscape, connection);
  if (conduits !== undefined) return { items: conduits, maybe: [] };
  const silent = [connection.ends?.source, connection.ends?.target].find((end) => end && zoneOf(landscape, end) === undefined);
  missing.push({ element: silent ? systemAt(silent) : connection, fact: 'zone' });
  return undefined;
}

/** A verb that is stated counts; one that is not is not meant, once another is. */
function verbsOf(connection: Element, { missing }: Environment): Runtime {
  const stated = verbs.filter((verb) => connection.facts.has(verb));
  if (stated.length === 0) return noted(undefined, missing, { element: connection, fact: 'reads, writes, commands, programs or session' });
  const said = stated.filter((verb) => isSaid(connection.facts.get(verb)?.value));
  const unknown = stated.filter((verb) => connection.facts.get(verb)?.value === undefined);
  return { items: said, maybe: unknown };
}

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => member !== false);
  return value === true;
}

const changesKey = {};

function changesOf(element: Element, { landscape, memory }: Environment): readonly Element[] {
  let index = memory.get(changesKey) as Map<Element, Element[]> | undefined;
  if (index === undefined) {
    index = new Map();
    memory.set(changesKey, index);
    for (const change of landscape.byType.get('change') ?? []) {
      const retired = change.children.flatMap(({ type, names }) => (type === 'retire' && names ? names : []));
      for (const changed of new Set([...elementsIn(change.facts.get('for')?.value), ...retired]))
        index.set(changed, [...(index.get(changed) ?? []), change]);
    }
  }
  return index.get(element) ?? [];
}

const coveringKeys = new Map([
  ['responsibility', {}],
  ['agreement', {}],
]);

/** Which declarations of a type cover which systems, worked out once. */
function covering(type: 'responsibility' | 'agreement', environment: Environment): ReadonlyMap<Element, readonly Element[]> {
  const key = coveringKeys.get(type) as object;
  const known = environment.memory.get(key) as Map<Element, Element[]> | undefined;
  if (known !== undefined) return known;
  const index = new Map<Element, Element[]>();
  environment.memory.set(key, index);
  for (const row of environment.landscape.byType.get(type) ?? []) {
    for (const system of coverage(row, environment)) {
      const rows = index.get(system);
      if (rows === undefined) index.set(system, [row]);
      else rows.push(row);
    }
  }
  return index;
}

function responsibilitiesOf(system: Element, environment: Environment): readonly Element[] {
  const rows = covering('responsibility', environment).get(system) ?? [];
  const replaced = new Set(rows.flatMap((row) => elementsIn(row.facts.get('instead-of')?.value)));
  return rows.filter((row) => !replaced.has(row));
}

function coverage(row: Element, environment: Environment): readonly Element[] {
  const fact = row.facts.get('for');
  const named =
    fact === undefined
      ? row.parent
        ? [row.parent]
        : [...(environment.landscape.byType.get('site') ?? []), ...topSystems(environment.landscape)]
      : environment.select(row, fact.value, environment);
  return [...new Set(named.flatMap((element) => systemsOf(element, environment)))];
}

function topSystems(landscape: Landscape): readonly Element[] {
  return (landscape.byType.get('system') ?? []).filter(({ parent }) => parent === undefined);
}

function systemsOf(element: Element, { landscape }: Environment): readonly Element[] {
  if (element.type === 'system') return [element];
  if (element.type === 'zone')
    return (indexOf(landscape).inverses.get('systems')?.get(element) ?? []).filter(({ type }) => type === 'system');
  return (indexOf(landscape).descendants.get(element) ?? []).filter(({ type }) => type === 'system');
}

function factsOf(element: Element) {
  return [...element.facts.values()].flatMap((fact) =>
    typeof fact.value === 'object' && fact.value !== null && 'block' in fact.value ? [...fact.value.block.values()] : [fact],
  );
}

function datesOf(element: Element): number[] {
  return factsOf(element).flatMap(({ value, written }) => (typeof value === 'number' && written[0]?.is === 'date' ? [value] : []));
}

function listOf(value: unknown): Single[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as Single];
}
