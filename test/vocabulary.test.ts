import { readdirSync, readFileSync } from 'node:fs';
import { drawZones } from '@weir/drawing';
import { createEnvironment, relations } from '@weir/expression';
import { parse } from '@weir/language/parse';
import {
  type BoundFile,
  bind,
  builtInVocabulary,
  daysOf,
  type Element,
  type ElementRow,
  type Fact,
  indexOf,
  isBlock,
  type Landscape,
  type PropertyRow,
} from '@weir/model';
import { check, describeRule } from '@weir/rules';
import { library } from '@weir/rules/library';
import { standardLibrary } from '@weir/workspace';
import { expect, test } from 'vitest';

// A word of the vocabulary comes with what reads it: whoever fills in a fact must get something for it. Reading is observed. The facts of real
// landscapes are watched while everything is made of them that Weir makes: what follows from them, findings, the drawing, the rules' pages.

const today = daysOf('2026-11-24')?.first ?? 0;

/** What nothing above reads, and why it is there all the same. `*` stands for every element. */
const readOtherwise: Readonly<Record<string, readonly string[]>> = {
  'read while names are bound': ['*.alias', '*.aliases', '*.complete'],
  'for whoever checks or reviews the facts themselves': ['*.source', '*.verified', '*.formerly', 'product.support.as-of'],
  'for whoever stands in front of it, or looks it up elsewhere': [
    'system.designation',
    'system.known-as',
    'endpoint.port',
    'interface.port',
    'network.devices',
    'permit.ticket',
    'product.edition',
    'product.version',
  ],
  'for whoever decides what to do when it fails': [
    'system.if-it-stops',
    'system.backup.method',
    'depends-on.fallback',
    'zone.isolation.tested',
    'interface.purpose',
  ],
  'for whoever has to ask somebody': [
    'assignment.deputy',
    'conduit.approver',
    'forum.chair',
    'forum.members',
    'remote-access.approver',
    'responsibility.informed',
    'role.deputy',
    'team.headcount',
  ],
  'for whoever plans': [
    'change.approved-by',
    'change.benefit',
    'change.budget',
    'change.rollback',
    'interface.lifecycle.successor',
    'product.status',
    'product.successor',
    'product.support.end-of-sale',
    'product.support.end-of-spares',
  ],
  'for whoever weighs a risk': [
    'measure.attack-mitigation',
    'remote-access.recorded',
    'risk.consequence',
    'risk.for',
    'risk.likelihood',
    'risk.residual',
    'risk.treatment',
    'site.organisation',
    'waiver.category',
    'waiver.measures',
    'waiver.risk',
  ],
  'printed on the page of a protocol, a kind or a standard': [
    'framework.edition',
    'framework.publisher',
    'kind.attack-asset',
    'kind.level',
    'network.protocol',
    'protocol.confidence',
    'protocol.evidence',
    'protocol.integrity',
    'protocol.levels',
    'protocol.pattern',
    'protocol.ports',
    'protocol.ports-seen-in',
    'protocol.secured-by',
    'protocol.secured-with',
  ],
  'read by `weir render`': ['view.kind', 'view.scope'],
};

test('every property is read, or is known to be there for something else', () => {
  const read = pathsRead();
  const unread = [...builtInVocabulary.types.values()]
    .flatMap(({ keyword, properties }) => pathsIn(keyword, properties))
    .filter((path) => !read.has(path));
  const excused = Object.values(readOtherwise).flat();
  const covers = (path: string) => excused.filter((name) => name === path || name === `*.${path.split('.').at(-1)}`);
  expect(
    unread.filter((path) => covers(path).length === 0),
    'nothing reads these',
  ).toEqual([]);
  expect(
    excused.filter((name) => !unread.some((path) => covers(path).includes(name))),
    'these are gone, or something reads them now',
  ).toEqual([]);
});

/** Examples name things that are not there, leave out what is not their point, and the best of them stand in the library. */
const beside = new Set(['unresolved-name', 'incomplete-declaration', 'hidden-name', 'duplicate-name']);

test('every example in the vocabulary could stand in a plant', () => {
  const rows = [...builtInVocabulary.types.values()];
  const wrong = rows.flatMap((row) => {
    const { example, properties } = row;
    const lines = examplesIn(properties).map(([path, line]) => [`${row.keyword}.${path}`, `${headOf(row)} {\n${line}\n}`] as const);
    return [[row.keyword, example] as const, ...lines].flatMap(([path, text]) =>
      mistakesIn(standing(row, text)).map((mistake) => `${path}: ${mistake}`),
    );
  });
  expect(wrong).toEqual([]);
});

function mistakesIn(text: string): string[] {
  const facts = parse('example.weir', text);
  const { problems } = bind({ files: [{ facts, ring: 'project', imported: false }], around: standardLibrary(), complete: [] });
  return [...facts.problems, ...problems].filter(({ check: id }) => !beside.has(id)).map(({ message }) => message);
}

function examplesIn(properties: Readonly<Record<string, PropertyRow>>): [path: string, line: string][] {
  return Object.entries(properties).flatMap(([key, { example, type }]) => [
    ...(example === undefined ? [] : [[key, example] as [string, string]]),
    ...(type.is === 'block'
      ? examplesIn(type.properties).map(([inner, line]): [string, string] => [`${key}.${inner}`, `${key} { ${line} }`])
      : []),
  ]);
}

/** The text where a declaration of this type may stand. */
function standing({ within }: ElementRow, text: string): string {
  const [place = 'file'] = within.includes('file') ? ['file'] : within;
  const row = builtInVocabulary.types.get(place);
  return row === undefined ? text : standing(row, `${headOf(row)} {\n${text}\n}`);
}

/** The head of a declaration of this type, with whatever names. */
function headOf({ keyword, name, ends }: ElementRow): string {
  if (keyword === 'setting') return 'unsupported-product';
  return `${keyword} ${name === 'none' ? '"Example"' : ends ? 'x a -> b' : 'x'}`;
}

/** All that is asked for by name, as `type.key` or `type.key.inner`. */
function pathsRead(): ReadonlySet<string> {
  const read = new Set<string>();
  const shared = standardLibrary();
  for (const element of shared.elements) watchElement(element, read);
  for (const landscape of [plant(), rareThings()]) readAll(landscape, undefined, read);
  for (const rule of ['rule', 'check'].flatMap((type) => shared.byType.get(type) ?? [])) {
    describeRule(rule, library);
    for (const landscape of examplesOf(rule)) readAll(landscape, rule, read);
  }
  return read;
}

/** Makes what Weir makes of a landscape: the findings of all rules and the drawing, or the findings of one rule. */
function readAll(landscape: Landscape, rule: Element | undefined, read: Set<string>): void {
  watchIndex(landscape, read);
  const own = landscape.elements.filter(({ ring }) => ring === 'project');
  for (const element of own) watchElement(element, read);
  const environment = createEnvironment({ landscape, today, budget: 1_000_000 });
  for (const { on, read: follow } of relations) for (const element of own) if (on.includes(element.type)) follow(element, environment);
  const profile = own.find(({ type }) => type === 'profile');
  check({ landscape, problems: [], today, budget: 1_000_000, ...(profile && { profile }), ...(rule && { only: new Set([rule]) }) });
  if (rule === undefined) drawZones({ landscape, day: today, findings: [], title: '', subtitle: '', theme: 'light' });
}

/** What neither the plant nor an example has. */
function rareThings(): Landscape {
  const text = `
    zone cell { level: 1   kind: control }
    site mill { area kiln { unit burner { zone: cell   domain: ot   system plc { kind: plc }   system hmi { kind: hmi } } } }
    interface mill.kiln.burner.hmi -> mill.kiln.burner.plc { lifecycle { plan: 2018 } }
    profile lenient { off: flow-around-dmz   unowned-system { severity: note } }
  `;
  return bound([parse('rare.weir', text)]);
}

function plant(): Landscape {
  const folder = 'examples/first-plant';
  const names = readdirSync(folder).filter((name) => name.endsWith('.weir'));
  return bound(names.map((name) => parse(name, readFileSync(`${folder}/${name}`, 'utf8'))));
}

function examplesOf(rule: Element): Landscape[] {
  return rule.children.flatMap(({ body, origin: { file } }) => {
    const statements = body?.filter(({ is }) => is === 'declaration');
    return statements === undefined ? [] : bound([{ file, hash: '', lineStarts: [0], problems: [], statements }]);
  });
}

function bound(facts: readonly BoundFile['facts'][]): Landscape {
  const files = facts.map((each): BoundFile => ({ facts: each, ring: 'project', imported: false }));
  return bind({ files, around: standardLibrary(), complete: ['everything'] }).landscape;
}

/** Whoever asks for an inverse reads every property that has it. */
function watchIndex(landscape: Landscape, read: Set<string>): void {
  const index = indexOf(landscape);
  const { inverses: unwatched } = index;
  const inverses = {
    get: (inverse: string) => {
      for (const { keyword, properties } of landscape.vocabulary.types.values())
        for (const path of pathsIn(keyword, properties, (row) => row.inverse === inverse)) read.add(path);
      return unwatched.get(inverse);
    },
  };
  const conduits = watched(index.conduits, () => read.add('conduit.between'));
  Object.defineProperties(index, { inverses: { value: inverses }, conduits: { value: conduits } });
}

function watchElement(element: Element, read: Set<string>): void {
  Object.assign(element, { facts: watchedFacts(element.type, element.facts, read) });
}

function watchedFacts(owner: string, facts: ReadonlyMap<string, Fact>, read: Set<string>): ReadonlyMap<string, Fact> {
  const inside = [...facts].map(([key, fact]): [string, Fact] => {
    const { value } = fact;
    return [key, isBlock(value) ? { ...fact, value: { ...value, block: watchedFacts(`${owner}.${key}`, value.block, read) } } : fact];
  });
  return watched(new Map(inside), (key) => read.add(`${owner}.${key}`));
}

/** The same map, which tells what it is asked for by name; whoever goes through all of it asks for nothing. */
function watched<Key, Value>(map: ReadonlyMap<Key, Value>, tell: (key: Key) => void): ReadonlyMap<Key, Value> {
  return new (class extends Map<Key, Value> {
    override get(key: Key): Value | undefined {
      tell(key);
      return super.get(key);
    }
    override has(key: Key): boolean {
      tell(key);
      return super.has(key);
    }
  })(map);
}

function pathsIn(
  owner: string,
  properties: Readonly<Record<string, PropertyRow>>,
  wanted: (row: PropertyRow) => boolean = () => true,
): string[] {
  return Object.entries(properties).flatMap(([key, row]) => [
    ...(wanted(row) ? [`${owner}.${key}`] : []),
    ...(row.type.is === 'block' ? pathsIn(`${owner}.${key}`, row.type.properties, wanted) : []),
  ]);
}
