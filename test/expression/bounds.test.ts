import { BudgetExhausted, compilePattern, createEnvironment } from '@weir/expression';
import { expect, test } from 'vitest';
import { evaluate, evaluateAll, mistakes, typed } from './evaluate.js';

const many = (count: number, one: (index: number) => string) => Array.from({ length: count }, (_, index) => one(index)).join('\n');

test('a hostile pattern takes no longer than a tame one', () => {
  const pattern = compilePattern('(a+)+$');
  if ('problem' in pattern) throw new Error(pattern.problem);
  const begin = process.cpuUsage();
  expect(pattern.matches(`${'a'.repeat(9_999)}b`)).toBe(false);
  expect(pattern.matches('a'.repeat(10_000))).toBe(true);
  expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
});

test('a pattern or a text beyond the limit says so, or does not match', () => {
  const pattern = compilePattern('a*');
  expect('matches' in pattern && pattern.matches('a'.repeat(10_001))).toBe(false);
  expect(compilePattern('a'.repeat(200))).toHaveProperty('matches');
  expect(compilePattern('a'.repeat(201))).toEqual({ problem: 'A pattern has at most 200 characters.' });
});

test.each([
  ['(', 'missing closing ): `(`.'],
  ['a**', 'invalid nested repetition operator: `**`.'],
  ['(?<=a)b', 'invalid named capture: `(?<=a)b`.'],
  ['(a)\\1', 'invalid escape sequence: `\\1`.'],
  ['a{2000}', 'invalid repeat count: `{2000}`.'],
  ['((a{100}){100}){100}', 'invalid repeat count: `{100}`.'],
])('the pattern %s is refused', (source, problem) => {
  expect(compilePattern(source)).toEqual({ problem });
});

test('nesting in `where` does not multiply the work of compiling', () => {
  const nested = Array.from({ length: 15 }, (_, index) => `s${index}`).reduceRight(
    (inner, s) => `count(every system ${s} where ${s}.quantity = ${inner} and ${inner.length % 2} in (${s}.quantity, 1))`,
    '1',
  );
  const begin = process.cpuUsage();
  expect(evaluate('system a { quantity: 1 }', nested)).toMatch(/^[01]$/);
  expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
});

test('properties computed from one another are compiled once each', () => {
  const chain = `vocabulary {
    ${many(30, (index) => `property system.p${index} "P" { value: self.p${index + 1} or not self.p${index + 1} }`)}
    property system.p30 "P" { value: self.level = 1 }
  }
  system a { level: 1 }`;
  const begin = process.cpuUsage();
  const { problems } = typed(chain, 'a.p0');
  expect(problems).toEqual([]);
  expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
});

test('a property that is computed from itself is a mistake wherever it is used, and no loop', () => {
  const circle = `vocabulary {
    property system.one "One" { value: self.two }
    property system.two "Two" { value: self.three or self.level = 1 }
    property system.three "Three" { value: exists f in self.interfaces satisfies f.target.one }
    property system.apart "Apart" { value: self.level = 1 }
  }
  system a { level: 1 }`;
  expect(['a.one', 'a.three', 'a.apart'].map((expression) => mistakes(circle, expression)).join('\n')).toMatchInlineSnapshot(`
    "a.one
      ^^^ \`one\` is computed from itself. Take one of the properties out of the circle.
    a.three
      ^^^^^ \`three\` is computed from itself. Take one of the properties out of the circle.
    a.apart"
  `);
});

test('long chains and deep brackets are read and run', () => {
  const chain = Array.from({ length: 30 }, () => 'a.level = 1').join(' and ');
  const deep = `${'not ('.repeat(20)}a.level = 1${')'.repeat(20)}`;
  expect(
    evaluateAll('system a { level: 1 }', `${chain}\n${deep}`)
      .split('\n')
      .map((line) => line.split('  ').at(-1)),
  ).toEqual(['yes', 'yes']);
});

test('going through everything for every subject is a warning, a join or a relation is none', () => {
  const plant = 'zone z\nsystem a\nsystem b\nactivity x';
  expect(
    [
      'every system s where exists t in (every system u where u.zone = s.zone) satisfies t.level = 1',
      'every system s where exists t in s.zone.systems satisfies t.level = s.level',
      'every system s where exists t in (every system u where u.level < s.level) satisfies t.level = 1',
      'every system s where exists t in every system u satisfies t.level = s.level',
      'every system s where all t in (every system u where u.level = 1) satisfies t.level = s.level',
      'every system s where exists t in (a, b) satisfies t.level = s.level',
      'every activity x where exists t in every system u satisfies x in t.responsibilities.activity',
      'every system s where exists t in every zone z satisfies t.level = s.level',
    ]
      .map((expression) => mistakes(plant, expression))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "every system s where exists t in (every system u where u.zone = s.zone) satisfies t.level = 1
    every system s where exists t in s.zone.systems satisfies t.level = s.level
    every system s where exists t in (every system u where u.level < s.level) satisfies t.level = 1
                                            ^^^^^^^^ quadratic-rule: Every system is gone through as \`u\`, once for every subject. Range over a relation of the subject with \`every system u in ...\`, or join the two with \`=\` in a \`where\`.
    every system s where exists t in every system u satisfies t.level = s.level
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quadratic-rule: Every system is gone through as \`t\`, once for every subject. Range over a relation of the subject with \`every system t in ...\`, or join the two with \`=\` in a \`where\`.
    every system s where all t in (every system u where u.level = 1) satisfies t.level = s.level
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quadratic-rule: Every system is gone through as \`t\`, once for every subject. Range over a relation of the subject with \`every system t in ...\`, or join the two with \`=\` in a \`where\`.
    every system s where exists t in (a, b) satisfies t.level = s.level
    every activity x where exists t in every system u satisfies x in t.responsibilities.activity
    every system s where exists t in every zone z satisfies t.level = s.level"
  `);
});

test('a join finds who surely shares, and who may', () => {
  const plant = `
    zone x
    zone y
    system a { zone: x }
    system b { zone: x }
    system c { zone: y }
    system d { zone: none }
    system e
  `;
  expect(
    evaluateAll(
      plant,
      `
      every system s where count(every system t where t.zone = s.zone) >= 2
      every system s where count(every system t where t.zone = s.zone) = 1
      every system s where exists t in (every system u where u.zone = s.zone and u.name = "b") satisfies yes
      every system s where all t in (every system u where u.zone = s.zone) satisfies t.name < "c"
      `,
    ),
  ).toMatchInlineSnapshot(`
    "every system s where count(every system t where t.zone = s.zone) >= 2                                   {"a", "b", "c"?, "d"?, "e"?}, waits for e: zone
    every system s where count(every system t where t.zone = s.zone) = 1                                    {"c"?, "d"?, "e"?}, waits for e: zone
    every system s where exists t in (every system u where u.zone = s.zone and u.name = "b") satisfies yes  {"a", "b", "e"?}, waits for e: zone
    every system s where all t in (every system u where u.zone = s.zone) satisfies t.name < "c"             {"a"?, "b"?, "e"?}, waits for e: zone"
  `);
});

test('a selection that takes too many steps stops, whatever it is about', () => {
  const plant = many(200, (index) => `system s${index} { level: 1 }`);
  const { compiled, landscape } = typed(plant, 'count(every system s where exists t in every system u satisfies t.level > s.level)');
  const environment = createEnvironment({ landscape, today: 0, budget: 10_000 });
  expect(() => compiled.run(environment)).toThrow(BudgetExhausted);
});
