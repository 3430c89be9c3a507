import {
  builtInVocabulary,
  descendantsOf,
  domainOf,
  type Element,
  effectiveValue,
  elementsIn,
  holdersOf,
  indexOf,
  isElement,
  isPresent,
  kindsOf,
  systemAt,
} from '@weir/model';
import { collected } from './collected.js';
import { agreementsOf, changesOf, coveredBy, responsibilitiesOf } from './coverage.js';
import { dependentsOf, needsOf } from './dependence.js';
import { readConduits, readEndZone, readPermits, readProtocol, readVerbs } from './passage.js';
import { interfacesThrough } from './permit-use.js';
import { datesIn, referencesIn, textsIn } from './reflection.js';
import { type Environment, noted, type Runtime, remembered, type SetValue, withMembers } from './runtime.js';
import { readProductSupport, readProducts, readSupportEnd, readSupportState } from './support.js';
import { boolean, date, elementOf, number, setOf, type Type, text } from './type.js';
import { distinct } from './union.js';
import { readLevel, readPlace, readSite, readState, readZone, readZones, windowsAround } from './whereabouts.js';

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

export const relations: readonly RelationRow[] = [
  { name: 'name', on: [], type: text, doc: 'The last part of its qualified name.', read: ({ name }) => name },
  { name: 'title', on: [], type: text, doc: 'Its title, or none.', read: ({ title }) => title ?? null },
  { name: 'path', on: [], type: text, doc: 'Its qualified name.', read: ({ path }) => path },
  { name: 'type', on: [], type: text, doc: 'Its element type.', read: ({ type }) => type },
  { name: 'description', on: [], type: text, doc: 'The description in front of it.', read: ({ description }) => description ?? null },
  { name: 'built-in', on: [], type: boolean, doc: 'Whether the standard library declares it.', read: ({ ring }) => ring === 'library' },
  { name: 'labels', on: [], type: setOf(text), doc: 'Its `#labels`.', read: ({ labels }) => withMembers(labels) },
  { name: 'parent', on: [], type: elementOf(), doc: 'The element whose block it stands in.', read: ({ parent }) => parent ?? null },
  { name: 'site', on: [], type: elementOf('site'), doc: 'The site it stands in.', read: readSite },
  {
    name: 'place',
    on: [],
    type: elementOf('area', 'unit', 'site'),
    doc: 'The nearest area, unit or site it stands in.',
    read: readPlace,
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
    read: (element, { landscape }) => withMembers(textsIn(element, landscape)),
  },
  {
    name: 'dates',
    on: [],
    type: setOf(date),
    doc: 'Every date it states.',
    read: (element, { landscape }) => withMembers(datesIn(element, landscape)),
  },
  {
    name: 'references',
    on: [],
    type: setOf(elementOf()),
    doc: 'Every element it names.',
    read: (element) => withMembers(referencesIn(element)),
  },

  {
    name: 'level',
    on: ['system', 'endpoint', 'zone'],
    type: level,
    doc: 'Its own Purdue level, else that of its zone. Where the zone spans several, only the bounds are known: in `levels: 0..2`, `<= 2` is yes and `= 1` not known.',
    read: readLevel,
  },
  {
    name: 'level',
    on: ['network', 'organisation'],
    type: level,
    doc: 'The Purdue level of its zone; an organisation has none.',
    read: (element, environment) => (element.type === 'organisation' ? null : readLevel(element, environment)),
  },
  {
    name: 'zone',
    on: ['system', 'endpoint', 'network', 'zone'],
    type: elementOf('zone'),
    doc: 'The security zone it belongs to, stated or inherited. An endpoint is in the zone of its network.',
    read: (element, environment) => readZone(element, environment),
  },
  { name: 'zone', on: ['organisation'], type: elementOf('zone'), doc: 'None: an organisation is in no zone.', read: () => null },
  {
    name: 'zones',
    on: ['system'],
    type: setOf(elementOf('zone')),
    doc: 'Its own zone and those of its networks and endpoints; several make it dual-homed.',
    read: readZones,
  },
  {
    name: 'domain',
    on: ['system', 'network', 'endpoint'],
    type: domainType,
    doc: 'Own, else inherited, else that of the zone.',
    read: (element, environment) => noted(domainOf(environment.landscape, element), environment, systemAt(element), 'domain') as Runtime,
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
    read: () => withMembers([]),
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
    read: (element, environment) =>
      element.type === 'endpoint' && element.parent
        ? (noted(effectiveValue(environment.landscape, element.parent, 'safety'), environment, element.parent, 'safety') as Runtime)
        : null,
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
    read: readProducts,
  },
  {
    name: 'state',
    on: ['system', 'interface'],
    type: stateType,
    doc: 'Where it stands in its life on the reference date; without a life cycle it is taken to be active.',
    read: readState,
  },
  {
    name: 'support-state',
    on: ['system'],
    type: supportType,
    doc: 'The worst vendor support among its product and operating system on the reference date.',
    read: readSupportState,
  },
  {
    name: 'support-state',
    on: ['product'],
    type: supportType,
    doc: 'The vendor support on the reference date.',
    read: readProductSupport,
  },
  {
    name: 'support-ends',
    on: ['system'],
    type: date,
    doc: 'The last day on which all of its products are supported; extended support counts when it is paid for.',
    read: readSupportEnd,
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
    name: 'needs',
    on: ['system'],
    type: setOf(elementOf('system')),
    doc: 'The systems it cannot do without: those that its `depends-on` name, and its host.',
    read: needsOf,
  },
  {
    name: 'dependents',
    on: ['system'],
    type: setOf(elementOf('system')),
    doc: 'The systems that cannot do without it: those that name it in a `depends-on`, and those that run on it.',
    read: dependentsOf,
  },
  {
    name: 'interfaces',
    on: ['permit'],
    type: setOf(elementOf('interface')),
    doc: 'The connections that it lets through, hops of remote accesses among them.',
    read: interfacesThrough,
  },
  {
    name: 'windows',
    on: ['system', 'area', 'unit', 'site'],
    type: setOf(elementOf('window')),
    doc: 'The planned times that hold where it stands: those declared in the blocks around it, and those of everybody.',
    read: (element, environment) => collected(windowsAround(element, environment), element, ['windows'], environment),
  },
  {
    name: 'changes',
    on: ['system', 'interface', 'network', 'conduit', 'zone', 'product', 'site', 'area'],
    type: setOf(elementOf('change')),
    doc: 'The changes that are for it, or take it out of use.',
    read: (element, environment) => withMembers(changesOf(element, environment)),
  },
  {
    name: 'responsibilities',
    on: ['system'],
    type: setOf(elementOf('responsibility')),
    doc: 'The rows of the RACI matrix that are declared for it, without those that another row stands in for.',
    read: responsibilitiesOf,
  },
  {
    name: 'systems',
    on: ['responsibility', 'agreement'],
    type: setOf(elementOf('system')),
    doc: 'The systems it covers: those it names, those in the places and zones it names, those it selects; without `for`, all of the block it stands in.',
    read: coveredBy,
  },
  {
    name: 'agreements',
    on: ['system'],
    type: setOf(elementOf('agreement')),
    doc: 'The agreements that cover it.',
    read: agreementsOf,
  },
  {
    name: 'parties',
    on: ['responsibility'],
    type: setOf(elementOf('role', 'team', 'organisation')),
    doc: 'Everybody accountable, responsible or consulted.',
    read: ({ facts }) =>
      withMembers([...new Set(['accountable', 'responsible', 'consulted'].flatMap((key) => elementsIn(facts.get(key)?.value)))]),
  },
  { name: 'skill', on: ['skill-cover'], type: elementOf('skill'), doc: 'The skill it is about.', read: ({ names }) => names },
  { name: 'target', on: ['depends-on'], type: elementOf('system'), doc: 'The system it cannot do without.', read: ({ names }) => names },
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
    read: (element, environment) => readEndZone(element, environment, 'source'),
  },
  {
    name: 'target-zone',
    on: ['interface'],
    type: elementOf('zone'),
    doc: "The zone at the target: the endpoint's or network's, else the system's.",
    read: (element, environment) => readEndZone(element, environment, 'target'),
  },
  {
    name: 'protocol',
    on: ['interface'],
    type: elementOf('protocol'),
    doc: 'What is spoken: what it says, else what the endpoint it ends at speaks.',
    read: readProtocol,
  },
  {
    name: 'conduits',
    on: ['interface'],
    type: setOf(elementOf('conduit')),
    doc: 'The conduits it passes: those it names with `via`, else the one between its zones.',
    read: readConduits,
  },
  {
    name: 'permits',
    on: ['interface'],
    type: setOf(elementOf('permit')),
    doc: 'The permits that let it through.',
    read: readPermits,
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
    read: readVerbs,
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
    read: readHolders,
  },
  {
    name: 'assignments',
    on: ['role'],
    type: setOf(elementOf('assignment')),
    doc: 'Where it is assigned.',
    read: (element, environment) =>
      collected(indexOf(environment.landscape).assignments.get(element), element, ['assignments'], environment),
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

function connectionsOf(element: Element, environment: Environment, directions: readonly ('in' | 'out')[]): SetValue {
  const known = indexOf(environment.landscape).interfaces.get(element);
  const lists = directions.flatMap((direction) => (known !== undefined && known[direction].length > 0 ? [known[direction]] : []));
  const all = lists.length > 1 ? (distinct(lists.flat()) as readonly Element[]) : lists[0];
  return collected(all, element, ['interfaces'], environment);
}

function systemsInside(element: Element, environment: Environment): SetValue {
  const inside = descendantsOf(element).filter(({ type }) => type === 'system');
  return collected(inside, element, ['systems'], environment);
}

function children(element: Element, environment: Environment, type: string): SetValue {
  const plural = environment.landscape.vocabulary.types.get(type)?.plural ?? type;
  return collected(
    element.children.filter((child) => child.type === type),
    element,
    [plural],
    environment,
  );
}

function kindSet(element: Element, environment: Environment): Runtime {
  const kind = effectiveValue(environment.landscape, element, 'kind');
  if (kind === null) return null;
  return isElement(kind) ? withMembers(kindsOf(kind)) : noted(undefined, environment, element, 'kind');
}

function readHolders(role: Element, environment: Environment): Runtime {
  const holders = holdersOf(environment.landscape, role, role);
  return holders === undefined ? noted(undefined, environment, role, 'held-by') : withMembers(holders);
}

const traitsKey = {};

function traitsOf(element: Element, environment: Environment): Runtime {
  const kind = element.type === 'kind' ? element : effectiveValue(environment.landscape, systemAt(element), 'kind');
  if (kind === null) return null;
  if (!isElement(kind)) return noted(undefined, environment, systemAt(element), 'kind');
  const byKind = remembered(environment, traitsKey, () => new Map<Element, SetValue>());
  let traits = byKind.get(kind);
  if (traits === undefined) {
    traits = withMembers([...new Set(kindsOf(kind).flatMap(({ facts }) => (facts.get('traits')?.value ?? []) as readonly string[]))]);
    byKind.set(kind, traits);
  }
  return traits;
}
