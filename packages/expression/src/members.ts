import { type Derivation, type Element, effectiveFact, type Fact, indexOf, isBlock, type PropertyRow, type Vocabulary } from '@weir/model';
import { collected } from './collected.js';
import { lateRelations, type RelationRow, relations } from './relations.js';
import { type Environment, noted, type Runtime, type Single } from './runtime.js';
import { anything, elementOf, setOf, type Type, typeOfProperty } from './type.js';

/** Something that can stand behind a dot. */
export interface Member {
  readonly name: string;
  readonly type: Type;
  readonly doc: string;
  readonly read?: (receiver: Single, environment: Environment) => Runtime;
  /** The expression that computes it, with `self` bound to the receiver. */
  readonly derivedFrom?: Derivation;
  /** What it is on each of the types that have it, where the receiver can be of several. */
  readonly byType?: ReadonlyMap<string, Member>;
  /** Only known when the other rules have run. */
  readonly late?: true;
}

/** The members of a type, by name; of several types, those that all have. */
export function membersOf(vocabulary: Vocabulary, type: Type): ReadonlyMap<string, Member> {
  switch (type.is) {
    case 'element':
      return elementMembers(vocabulary, type.types);
    case 'block':
      return new Map(Object.entries(type.properties).map(([key, row]) => [key, blockMember(key, row)]));
    case 'skill-level':
      return skillLevelMembers;
    case 'foreign-id':
      return foreignIdMembers;
    case 'levels':
      return levelRangeMembers;
    default:
      return new Map();
  }
}

const skillLevelMembers: ReadonlyMap<string, Member> = new Map([
  [
    'skill',
    {
      name: 'skill',
      type: elementOf('skill'),
      doc: 'The skill.',
      read: (value) => (typeof value === 'object' && 'skill' in value ? value.skill : undefined),
    } satisfies Member,
  ],
  [
    'ability',
    {
      name: 'ability',
      type: {
        is: 'word',
        ordered: true,
        words: [
          { word: 'able', doc: 'Does it alone.' },
          { word: 'expert', doc: 'Can teach it.' },
        ],
      },
      doc: 'How well.',
      read: (value) => (typeof value === 'object' && 'ability' in value ? value.ability : undefined),
    } satisfies Member,
  ],
]);

const foreignIdMembers: ReadonlyMap<string, Member> = new Map(
  (['register', 'id'] as const).map((key) => [
    key,
    {
      name: key,
      type: { is: 'text' },
      doc: key === 'id' ? 'The id there.' : 'The register.',
      read: (value: Single) => (typeof value === 'object' && 'register' in value ? value[key] : undefined),
    } satisfies Member,
  ]),
);

const levelRangeMembers: ReadonlyMap<string, Member> = new Map(
  (['from', 'to'] as const).map((key) => [
    key,
    {
      name: key,
      type: { is: 'level' },
      doc: `The ${key === 'from' ? 'lowest' : 'highest'} level.`,
      read: (value: Single) => (typeof value === 'object' && 'from' in value ? value[key] : undefined),
    } satisfies Member,
  ]),
);

const elementMembersOf = new WeakMap<Vocabulary, Map<string, ReadonlyMap<string, Member>>>();

function elementMembers(vocabulary: Vocabulary, types: readonly string[]): ReadonlyMap<string, Member> {
  const known = elementMembersOf.get(vocabulary) ?? new Map<string, ReadonlyMap<string, Member>>();
  elementMembersOf.set(vocabulary, known);
  const id = types.join(' ');
  let members = known.get(id);
  if (members === undefined) known.set(id, (members = collect(vocabulary, types)));
  return members;
}

function collect(vocabulary: Vocabulary, types: readonly string[]): ReadonlyMap<string, Member> {
  const [only, ...others] = types;
  if (only === undefined) return new Map(relations.filter(({ on }) => on.length === 0).map((row) => [row.name, relationMember(row)]));
  if (others.length === 0) return ofOneType(vocabulary, only);
  // A word that only some of the types have is no mistake: `f.source.owner`. The others have none.
  const byName = new Map<string, Map<string, Member>>();
  for (const type of types) {
    for (const [name, member] of elementMembers(vocabulary, [type])) {
      const byType = byName.get(name) ?? new Map<string, Member>();
      byName.set(name, byType.set(type, member));
    }
  }
  return new Map([...byName].flatMap(([name, byType]) => [...byType.values()].slice(0, 1).map((first) => [name, { ...first, byType }])));
}

function ofOneType(vocabulary: Vocabulary, type: string): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { inverse, accepts, key, keyword } of inversesOf(vocabulary)) {
    if (accepts.length === 0 || accepts.includes(type))
      members.set(inverse, inverseMember(vocabulary, inverse, key, keyword, members.get(inverse)));
  }
  for (const [key, row] of Object.entries(vocabulary.types.get(type)?.properties ?? {})) members.set(key, propertyMember(key, row));
  for (const row of relations) if (row.on.length === 0 || row.on.includes(type)) members.set(row.name, relationMember(row));
  return members;
}

/** Under which name the other side sees a property. */
interface Inverse {
  readonly inverse: string;
  /** The types of that side; all when there are none. */
  readonly accepts: readonly string[];
  readonly keyword: string;
  readonly key: string;
}

const inversesIn = new WeakMap<Vocabulary, readonly Inverse[]>();

function inversesOf(vocabulary: Vocabulary): readonly Inverse[] {
  let inverses = inversesIn.get(vocabulary);
  if (inverses === undefined) {
    const found: Inverse[] = [];
    for (const [keyword, { properties }] of vocabulary.types) addInverses(found, keyword, '', properties);
    inversesIn.set(vocabulary, (inverses = found));
  }
  return inverses;
}

function addInverses(found: Inverse[], keyword: string, prefix: string, properties: Readonly<Record<string, PropertyRow>>): void {
  for (const [word, { type, inverse }] of Object.entries(properties)) {
    const key = prefix + word;
    if (type.is === 'block') addInverses(found, keyword, `${key}.`, type.properties);
    else if (inverse === undefined) continue;
    else if (type.is === 'element') found.push({ inverse, accepts: type.types, keyword, key });
    else if (type.is === 'skill-level') found.push({ inverse, accepts: ['skill'], keyword, key });
  }
}

function inverseMember(vocabulary: Vocabulary, name: string, key: string, keyword: string, other: Member | undefined): Member {
  const types = [...new Set([...(other?.type.is === 'set' && other.type.of.is === 'element' ? other.type.of.types : []), keyword])];
  const plurals = types.map((type) => vocabulary.types.get(type)?.plural ?? type);
  return {
    name,
    type: setOf(elementOf(...types)),
    doc: `The ${plurals.join(' and ')} that name it with \`${key}\`.`,
    read: (receiver, environment) => {
      const element = receiver as Element;
      return collected(indexOf(environment.landscape).inverses.get(name)?.get(element), element, plurals, environment);
    },
  };
}

function relationMember(row: RelationRow): Member {
  return {
    name: row.name,
    type: row.type,
    doc: row.doc,
    read: (receiver, environment) => row.read(receiver as Element, environment),
    ...(lateRelations.has(row.name) && { late: true as const }),
  };
}

function propertyMember(key: string, row: PropertyRow): Member {
  const common = { name: key, doc: row.doc };
  if (row.derivedFrom !== undefined)
    return { ...common, type: row.type.is === 'expression' ? anything : typeOfProperty(key, row), derivedFrom: row.derivedFrom };
  return {
    ...common,
    type: typeOfProperty(key, row),
    read: row.inherited
      ? (receiver, environment) => {
          const element = receiver as Element;
          return known(effectiveFact(environment.landscape, element, key), environment, element, key);
        }
      : (receiver, environment) => known((receiver as Element).facts.get(key), environment, receiver as Element, key),
  };
}

function blockMember(key: string, row: PropertyRow): Member {
  return {
    name: key,
    type: typeOfProperty(key, row),
    doc: row.doc,
    read: (receiver, environment) =>
      isBlock(receiver) ? known(receiver.block.get(key), environment, receiver.of, `${receiver.key}.${key}`) : undefined,
  };
}

/** What a fact says; that it is missing is noted. */
function known(fact: Fact | undefined, environment: Environment, element: Element, key: string): Runtime {
  const value = fact?.value;
  if (Array.isArray(value)) return { items: value, maybe: [] };
  return noted(value as Runtime, environment, element, key);
}
