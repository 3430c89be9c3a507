import { createEnvironment, type Runtime } from '@weir/expression';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typed } from './evaluate.js';

/**
 * Expressions over small landscapes, worked out twice: by the compiler, and by a reference that knows only the
 * definition: an expression is what all the landscapes agree on in which every unknown fact is known.
 */

const systems = ['a', 'b', 'c'] as const;
const levels = [1, 3, 4] as const;
const criticalities = ['low', 'high'] as const;
const zones = ['cell', 'office'] as const;

interface Facts {
  readonly level: number | undefined;
  readonly criticality: string | undefined;
  readonly zone: string | undefined;
}

/** Absent is unknown. */
type Plant = Readonly<Record<(typeof systems)[number], Facts>>;

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  level: fc.option(fc.constantFrom(...levels), { nil: undefined }),
  criticality: fc.option(fc.constantFrom(...criticalities), { nil: undefined }),
  zone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
});
const anyPlant: fc.Arbitrary<Plant> = fc.record({ a: anyFacts, b: anyFacts, c: anyFacts });

/** A condition about systems; `x` and `y` are bound by quantifiers and selections. */
type Condition =
  | { readonly is: 'level'; readonly of: string; readonly operator: string; readonly than: number }
  | { readonly is: 'criticality'; readonly of: string; readonly operator: string; readonly than: string }
  | { readonly is: 'range'; readonly of: string }
  | { readonly is: 'same-zone'; readonly one: string; readonly other: string }
  | { readonly is: 'not'; readonly operand: Condition }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'exists' | 'all'; readonly variable: string; readonly where: Condition | undefined; readonly satisfies: Condition }
  | { readonly is: 'count'; readonly variable: string; readonly where: Condition; readonly operator: string; readonly than: number };

const operators = ['=', '!=', '<', '<=', '>', '>='] as const;

function anyCondition(depth: number, bound: readonly string[]): fc.Arbitrary<Condition> {
  const of = fc.constantFrom(...systems, ...bound);
  const simple: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ is: fc.constant('level' as const), of, operator: fc.constantFrom(...operators), than: fc.constantFrom(...levels) }),
    fc.record({
      is: fc.constant('criticality' as const),
      of,
      operator: fc.constantFrom(...operators),
      than: fc.constantFrom(...criticalities),
    }),
    fc.record({ is: fc.constant('range' as const), of }),
    fc.record({ is: fc.constant('same-zone' as const), one: of, other: of }),
  );
  if (depth === 0) return simple;
  const inner = anyCondition(depth - 1, bound);
  const variable = bound.includes('x') ? 'y' : 'x';
  const withOne = anyCondition(depth - 1, [...bound, variable]);
  // A selection that is joined to the outside is looked up in an index, which must not be seen from outside.
  const joined = fc.record({
    is: fc.constant('and' as const),
    parts: fc.tuple(fc.record({ is: fc.constant('same-zone' as const), one: fc.constant(variable), other: of }), withOne),
  });
  const where = bound.length === 0 ? withOne : fc.oneof(withOne, joined);
  return fc.oneof(
    simple,
    fc.record({ is: fc.constant('not' as const), operand: inner }),
    fc.record({ is: fc.constantFrom('and' as const, 'or' as const), parts: fc.array(inner, { minLength: 2, maxLength: 4 }) }),
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constantFrom('exists' as const, 'all' as const),
        variable: fc.constant(variable),
        where: fc.option(where, { nil: undefined }),
        satisfies: withOne,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('count' as const),
        variable: fc.constant(variable),
        where,
        operator: fc.constantFrom(...operators),
        than: fc.nat(3),
      }),
    },
  );
}

const anyPair = fc.record({ plant: anyPlant, condition: anyCondition(3, []) });

test('what is not known is what completing the facts could still change: decided means decided for every completion', () => {
  fc.assert(
    fc.property(anyPair, ({ plant, condition }) => {
      const verdict = compiledValue(plant, condition);
      if (verdict === undefined) return;
      for (const completed of completionsOf(plant)) expect(twoValued(completed, condition)).toBe(verdict);
    }),
    { numRuns: 150 },
  );
});

test('of a plant where every fact is known, each condition is decided, as the definition says', () => {
  const known = fc.record({
    level: fc.constantFrom(...levels),
    criticality: fc.constantFrom(...criticalities),
    zone: fc.constantFrom(...zones),
  });
  fc.assert(
    fc.property(
      fc.record({ plant: fc.record({ a: known, b: known, c: known }), condition: anyCondition(3, []) }),
      ({ plant, condition }) => {
        expect(compiledValue(plant, condition)).toBe(twoValued(plant, condition));
      },
    ),
    { numRuns: 150 },
  );
});

test('stating one more fact never flips a verdict', () => {
  fc.assert(
    fc.property(anyPair, fc.constantFrom(...systems), anyFacts, ({ plant, condition }, system, more) => {
      const stated = { ...plant, [system]: merged(plant[system], more) };
      const before = compiledValue(plant, condition);
      if (before !== undefined) expect(compiledValue(stated, condition)).toBe(before);
    }),
    { numRuns: 150 },
  );
});

test('the compiled condition is Kleene’s: as good as the definition that looks at each part by itself', () => {
  fc.assert(
    fc.property(anyPair, ({ plant, condition }) => {
      expect(compiledValue(plant, condition)).toBe(kleene(plant, condition, {}));
    }),
    { numRuns: 1500 },
  );
});

test('an undecided condition names the facts that it waits for', () => {
  fc.assert(
    fc.property(anyPair, ({ plant, condition }) => {
      const { compiled, landscape } = typed(textOf(plant), writtenAs(condition));
      const environment = environmentFor(landscape);
      const value = compiled.run(environment);
      if (value === undefined) expect(environment.missing.length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

function merged(own: Facts, more: Facts): Facts {
  return { level: own.level ?? more.level, criticality: own.criticality ?? more.criticality, zone: own.zone ?? more.zone };
}

function textOf(plant: Plant): string {
  const facts = Object.entries(plant).map(([name, { level, criticality, zone }]) => {
    const said = [level && `level: ${level}`, criticality && `criticality: ${criticality}`, zone && `zone: ${zone}`];
    return `system ${name} { ${said.filter(Boolean).join('   ')} }`;
  });
  // The zones have no level, so that a system's level does not follow from them.
  return ['zone cell', 'zone office', ...facts].join('\n');
}

function writtenAs(condition: Condition): string {
  switch (condition.is) {
    case 'level':
      return `${condition.of}.level ${condition.operator} ${condition.than}`;
    case 'criticality':
      return `${condition.of}.criticality ${condition.operator} ${condition.than}`;
    case 'range':
      return `${condition.of}.level in 0..3`;
    case 'same-zone':
      return `${condition.one}.zone = ${condition.other}.zone`;
    case 'not':
      return `not (${writtenAs(condition.operand)})`;
    case 'and':
    case 'or':
      return condition.parts.map((part) => `(${writtenAs(part)})`).join(` ${condition.is} `);
    case 'exists':
    case 'all':
      return `(${condition.is} ${condition.variable} in (${writtenSelection(condition.variable, condition.where)}) satisfies ${writtenAs(condition.satisfies)})`;
    case 'count':
      return `count(${writtenSelection(condition.variable, condition.where)}) ${condition.operator} ${condition.than}`;
  }
}

function writtenSelection(variable: string, where: Condition | undefined): string {
  return `every system ${variable}${where ? ` where ${writtenAs(where)}` : ''}`;
}

function compiledValue(plant: Plant, condition: Condition): Runtime {
  const { compiled, problems, landscape } = typed(textOf(plant), writtenAs(condition));
  expect(problems.filter(({ check }) => check !== 'quadratic-rule')).toEqual([]);
  return compiled.run(environmentFor(landscape));
}

function environmentFor(landscape: Parameters<typeof createEnvironment>[0]['landscape']) {
  return createEnvironment({ landscape, today: 20_000, budget: 1_000_000 });
}

/** Every plant that the plant can turn out to be. */
function completionsOf(plant: Plant): readonly Plant[] {
  return systems.reduce<readonly Plant[]>(
    (plants, system) => plants.flatMap((known) => completed(known[system]).map((facts) => ({ ...known, [system]: facts }))),
    [plant],
  );
}

function completed({ level, criticality, zone }: Facts): readonly Facts[] {
  const each = <T>(value: T | undefined, possible: readonly T[]) => (value === undefined ? possible : [value]);
  return each(level, levels).flatMap((l) =>
    each<string>(criticality, criticalities).flatMap((c) => each<string>(zone, zones).map((z) => ({ level: l, criticality: c, zone: z }))),
  );
}

type Bound = Readonly<Record<string, (typeof systems)[number]>>;

function twoValued(plant: Plant, condition: Condition): boolean {
  return kleene(plant, condition, {}) as boolean;
}

/** Kleene's strong logic, straight from its truth tables. */
function kleene(plant: Plant, condition: Condition, bound: Bound): boolean | undefined {
  const factsOf = (name: string) => plant[bound[name] ?? (name as (typeof systems)[number])];
  switch (condition.is) {
    case 'level':
      return compared(factsOf(condition.of).level, condition.operator, condition.than);
    case 'criticality':
      return compared(rank(factsOf(condition.of).criticality), condition.operator, rank(condition.than) as number);
    case 'range':
      return compared(factsOf(condition.of).level, '<=', 3);
    case 'same-zone': {
      const [one, other] = [factsOf(condition.one).zone, factsOf(condition.other).zone];
      return one === undefined || other === undefined ? undefined : one === other;
    }
    case 'not':
      return negated(kleene(plant, condition.operand, bound));
    case 'and':
      return conjunction(condition.parts.map((part) => kleene(plant, part, bound)));
    case 'or':
      return negated(conjunction(condition.parts.map((part) => negated(kleene(plant, part, bound)))));
    case 'all':
    case 'exists': {
      const { variable, where, satisfies } = condition;
      const wanted = condition.is === 'all';
      const implied = systems.map((system) => {
        const inside = { ...bound, [variable]: system };
        const belongs = where === undefined ? true : kleene(plant, where, inside);
        const holds = kleene(plant, satisfies, inside);
        return negated(conjunction([belongs, wanted ? negated(holds) : holds]));
      });
      return wanted ? conjunction(implied) : negated(conjunction(implied));
    }
    case 'count': {
      const { variable, where, operator, than } = condition;
      const members = systems.map((system) => kleene(plant, where, { ...bound, [variable]: system }));
      const atLeast = members.filter((belongs) => belongs === true).length;
      const atMost = members.filter((belongs) => belongs !== false).length;
      const answers = new Set<boolean | undefined>();
      for (let count = atLeast; count <= atMost; count++) answers.add(compared(count, operator, than));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
  }
}

function conjunction(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function rank(word: string | undefined): number | undefined {
  return word === undefined ? undefined : ['low', 'medium', 'high', 'critical'].indexOf(word);
}

function compared(value: number | undefined, operator: string, than: number): boolean | undefined {
  if (value === undefined) return undefined;
  switch (operator) {
    case '=':
      return value === than;
    case '!=':
      return value !== than;
    case '<':
      return value < than;
    case '<=':
      return value <= than;
    case '>':
      return value > than;
    default:
      return value >= than;
  }
}
