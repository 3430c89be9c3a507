import { parse } from '@weir/language/parse';
import { type Bound, bind, type Element, effectiveFact, isBlock, isElement, type Value } from '@weir/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindText } from './fixture.js';

/** What a landscape says, whatever the order and the files it was said in. */
function said({ landscape, problems }: Bound): readonly string[] {
  const facts = landscape.elements.flatMap((element) => [
    `${element.type} ${element.path} ${element.names?.path ?? ''} ${element.ends?.source.path ?? ''} ${element.ends?.target.path ?? ''}`,
    ...Object.keys(landscape.vocabulary.types.get(element.type)?.properties ?? {}).flatMap((key) => {
      const fact = effectiveFact(landscape, element, key);
      return fact === undefined ? [] : `${element.type} ${element.path} ${key}: ${plain(fact.value)}`;
    }),
  ]);
  return [...facts, ...problems.map(({ check, message }) => `${check} ${message}`)].sort();
}

function plain(value: Value): string {
  if (Array.isArray(value))
    return value
      .map((member) => plain(member))
      .sort()
      .join(', ');
  if (isElement(value)) return value.path;
  if (isBlock(value))
    return [...value.block]
      .map(([key, fact]) => `${key} ${plain(fact.value)}`)
      .sort()
      .join(', ');
  return value === undefined ? 'unknown' : JSON.stringify(value, (key, member) => (key === 'start' || key === 'end' ? undefined : member));
}

const declarations = [
  'role shift { per: site   domain: ot }',
  'role crew { held-by: ann }   person ann',
  'zone cell { levels: 0..2   owner: shift }   zone office { level: 4 }',
  'network bus { zone: cell }',
  'site mill {\n  owner: crew   complete: systems\n  area kiln { zone: cell   owner: shift }\n}',
  'extend mill { system gate { zone: office   kind: none }   assignment shift { held-by: ann } }',
  'extend mill.kiln { system plc { level: 1   networks: bus   lifecycle { active: 1996   successor: mill.gate } } }',
  'extend mill.kiln.plc { criticality: high   backup { every: 1d } }',
  'extend mill.kiln.plc { quantity: 2   backup { scope: project } }',
  'extend mill.kiln { system hmi { runs-on: plc   redundant-with: nobody   owner: none }   interface hmi -> plc { reads: yes } }',
  'conduit way { between: cell, office   permit office -> cell { any: yes } }',
  'interface gate -> plc { via: way   writes: yes }',
  'change swap { state: approved   for: plc\n  retire hmi\n  extend mill.kiln { system hmi-2 { runs-on: gate } }\n}',
  'vocabulary { property system.cost { type: number }   type room { within: area   inherits: owner } }',
  'extend mill.kiln { room r1 { owner: crew   system ups { cost: 5 } } }',
  'system stray { cost: 7   owner: sift   levle: 3 }',
];

test('in which order and which files the declarations stand changes nothing', () => {
  const cut = fc
    .shuffledSubarray(declarations, { minLength: declarations.length })
    .chain((order) =>
      fc.tuple(fc.constant(order), fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: order.length, maxLength: order.length })),
    );
  const whole = said(bindText(declarations.join('\n')));
  fc.assert(
    fc.property(cut, fc.boolean(), ([order, places], reversed) => {
      const names = reversed ? ['c', 'b', 'a'] : ['a', 'b', 'c'];
      const texts = names.map((name) => order.filter((_, index) => places[index] === name).join('\n'));
      const files = names.map((name, index) => ({
        facts: parse(`${name}.weir`, texts[index] ?? ''),
        ring: 'project' as const,
        imported: false,
      }));
      expect(said(bind({ files }))).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('which of two is one too many does not depend on which file comes first', () => {
  const files = ['a', 'b', 'c'].map((name) => ({
    facts: parse(`${name}.weir`, `system plc { level: 1 }\nextend plc { quantity: ${name.charCodeAt(0)} }`),
    ring: 'project' as const,
    imported: false,
  }));
  const found = bind({ files }).problems.map(({ check, at }) => `${check} ${at.file}`);
  expect(found).toEqual(['duplicate-name b.weir', 'duplicate-name c.weir', 'duplicate-property b.weir', 'duplicate-property c.weir']);
  expect(bind({ files: files.toReversed() }).problems).toEqual(bind({ files }).problems);
});

interface Block {
  readonly name: string;
  readonly facts: readonly string[];
  readonly inside: readonly Block[];
}

const facts = fc.uniqueArray(
  fc.constantFrom(
    'level: 1',
    'zone: cell',
    'owner: shift',
    'criticality: high',
    'networks: bus',
    'lifecycle { active: 1996 }',
    'quantity: 2',
    'owner: nobody',
  ),
  { selector: (fact) => fact.split(/[:{]/)[0] },
);
const blockOf = (depth: number): fc.Arbitrary<Block> =>
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    facts,
    inside: depth === 0 ? fc.constant([]) : fc.uniqueArray(blockOf(depth - 1), { maxLength: 3, selector: ({ name }) => name }),
  });

const around = 'zone cell { level: 1 }   role shift   network bus';

test('an extend says what its block would say in the block it opens', () => {
  const inline = ({ name, facts: own, inside }: Block): string => `system ${name} {\n${[...own, ...inside.map(inline)].join('\n')}\n}`;
  const extended = ({ name, facts: own, inside }: Block, path: readonly string[]): string[] => {
    const full = [...path, name];
    const declared = path.length === 0 ? `system ${name}` : `extend ${path.join('.')} { system ${name} }`;
    return [...inside.flatMap((child) => extended(child, full)), ...own.map((fact) => `extend ${full.join('.')} { ${fact} }`), declared];
  };
  fc.assert(
    fc.property(blockOf(3), (root) => {
      expect(said(bindText(`${extended(root, []).join('\n')}\n${around}`))).toEqual(said(bindText(`${inline(root)}\n${around}`)));
    }),
    { numRuns: 60 },
  );
});

test('whatever is written, binding ends with a landscape, and everything in it names what is in it', () => {
  const text = declarations.join('\n');
  const pieces = [
    '{',
    '}',
    ':',
    '->',
    ',',
    '.',
    'none',
    'unknown',
    'extend ',
    'system ',
    'mill',
    'kiln',
    '"',
    '(',
    ')',
    '1',
    'yes',
    'vocabulary { ',
    'type ',
    'property system.',
  ];
  const edit = fc.record({
    at: fc.nat(text.length),
    drop: fc.nat(12),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let broken = text;
      for (const { at, drop, put } of edits) broken = broken.slice(0, at) + put + broken.slice(at + drop);
      const { landscape } = bindText(broken);
      const elements = new Set(landscape.elements);
      for (const element of landscape.elements) {
        expect(element.parent === undefined || elements.has(element.parent)).toBe(true);
        expect(
          [element.ends?.source, element.ends?.target, element.names].every((named) => named === undefined || elements.has(named)),
        ).toBe(true);
        for (const named of referencesOf(element)) expect(elements.has(named)).toBe(true);
      }
      expect(new Set(landscape.elements.map(({ type, path }) => `${type} ${path}`)).size).toBeLessThanOrEqual(elements.size);
    }),
    { numRuns: 150 },
  );
});

function referencesOf(element: Element): readonly Element[] {
  const values = [...element.facts.values()].flatMap(({ value }) =>
    isBlock(value) ? [...value.block.values()].map((fact) => fact.value) : [value],
  );
  return values.flat().filter(isElement);
}

test('of a hundred thousand mistakes in a file a hundred are shown, and how many are not', () => {
  const lines = Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n');
  const { problems } = bindText(`system plc {\n${lines}\n}`);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toMatchObject({
    check: 'unknown-word',
    message: '29900 more mistakes in the names and values of this file are not shown.',
  });
});

test('a plant of which all names are gone is told so in time', () => {
  const files = Array.from({ length: 40 }, (_, file) => {
    const roles = Array.from({ length: 500 }, (_unused, n) => `role team-leader-${file}-${n}`).join('\n');
    const systems = Array.from({ length: 90 }, (_unused, n) => `system s-${file}-${n} { owner: teem-leader-${n}-${file} }`).join('\n');
    return { facts: parse(`f${file}.weir`, `${roles}\n${systems}`), ring: 'project' as const, imported: false };
  });
  const { problems } = bind({ files });
  expect(problems).toHaveLength(40 * 90);
  expect(problems.filter(({ help }) => help?.startsWith('Did you mean')).length).toBeGreaterThan(20);
});

test('a name that ten thousand bear is ambiguous, and says so with five of them', () => {
  const sites = Array.from({ length: 3000 }, (_, n) => `site s${n} { system plc }`).join('\n');
  const asked = Array.from({ length: 90 }, (_, n) => `system a${n} { runs-on: plc }`).join('\n');
  const { problems } = bindText(`${sites}\n${asked}`);
  expect(problems).toHaveLength(90);
  expect(problems[0]?.message).toBe('"plc" can be "s0.plc", "s1.plc", "s2.plc", "s3.plc", "s4.plc" or 2995 more.');
  expect(problems[0]?.related).toHaveLength(5);
});

test('a chain of successors as long as a file is walked without recursion', () => {
  const chain = Array.from({ length: 5000 }, (_, n) => `system s${n} { lifecycle { successor: s${n + 1} } }`).join('\n');
  expect(bindText(`${chain}\nsystem s5000`).problems).toEqual([]);
  const [cycle, ...others] = bindText(`${chain}\nsystem s5000 { lifecycle { successor: s0 } }`).problems;
  expect(others).toEqual([]);
  expect(cycle?.message).toMatch(/^"s0" succeeds itself: s0 -> s1 -> .* -> \(\d+ more\) -> s0\.$/);
});

test('what is around is seen, and not bound again', () => {
  const library = bind({ files: [{ facts: parse('words.weir', 'kind plc   role shift'), ring: 'library', imported: false }] }).landscape;
  const { landscape, problems } = bind({
    files: [{ facts: parse('plant.weir', 'system a { kind: plc   owner: shift }'), ring: 'project', imported: false }],
    around: library,
    complete: ['systems'],
  });
  expect(problems).toEqual([]);
  expect(landscape.elements.slice(1)).toEqual(library.elements);
  expect([...landscape.complete]).toEqual(['systems']);
});
