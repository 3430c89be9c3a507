import type { Binary, Expression, Quantifier } from '@weir/model';
import { type Compiled, dependenciesOf, without } from './compiled.js';
import { negate } from './order.js';
import { asSet, forgetSince, noteDoubts, type Run, type Runtime, spend } from './runtime.js';
import { capitalised, mistake, type Scope, warnOfSlowness, withVariable } from './scope.js';
import { boolean, describe, fits, itemOf } from './type.js';

/** What is asked for in `require`, `where`, `and`: yes, no or unknown. A condition that is `none` does not hold. */
export function condition(expression: Expression, scope: Scope): Compiled {
  const compiled = scope.compile(expression, scope, boolean);
  if (!fits(compiled.type, boolean))
    return mistake(
      scope,
      expression,
      `This is ${describe(compiled.type)}, where a condition is needed.`,
      compiled.type.is === 'set'
        ? 'Ask about its members: `exists x in ... satisfies ...`, or `count(...) > 0`.'
        : 'Compare it with something, such as `... = yes`.',
    );
  if (isLogical(expression)) return compiled;
  const { run } = compiled;
  return { ...compiled, type: boolean, run: (environment) => truthOf(run(environment)) };
}

/** What is made of operators is yes, no or unknown by itself; what is read can be none. */
function isLogical({ is }: Expression): boolean {
  return is === 'binary' || is === 'not' || is === 'quantifier';
}

function truthOf(value: Runtime): boolean | undefined {
  return value === undefined ? undefined : value === true;
}

export function not(operand: Compiled): Compiled {
  const { run, uses, late } = operand;
  return { type: boolean, run: (environment) => negate(run(environment) as boolean | undefined), uses, late };
}

/** Kleene: what is not known does not matter once another part decides. A chain of one operator is one list, however long. */
export function logical(expression: Binary, scope: Scope): Compiled {
  const parts = chainOf(expression).map((part) => condition(part, scope));
  if (expression.operator === 'or') return { type: boolean, run: decidedBy(true, parts), ...dependenciesOf(...parts) };
  const conjuncts = parts.flatMap((part) => part.conjuncts ?? [part]);
  return { type: boolean, run: allOf(conjuncts), ...dependenciesOf(...parts), conjuncts };
}

/** Whether all of the conditions hold. */
export function allOf(conditions: readonly Compiled[]): Run {
  return decidedBy(false, conditions);
}

function decidedBy(decisive: boolean, parts: readonly Compiled[]): Run {
  const runs = parts.map(({ run }) => run);
  return (environment) => {
    const mark = environment.missing.length;
    let unknown = false;
    for (const run of runs) {
      const before = environment.missing.length;
      const value = run(environment);
      if (value === undefined) {
        unknown = true;
        continue;
      }
      if (value === decisive) {
        forgetSince(environment, mark);
        return decisive;
      }
      forgetSince(environment, before);
    }
    return unknown ? undefined : !decisive;
  };
}

/** The operands of `a and b and c`, which the grammar nests to the left. */
function chainOf({ operator, left, right }: Binary): readonly Expression[] {
  const parts = [right];
  let next = left;
  while (next.is === 'binary' && next.operator === operator) {
    parts.push(next.right);
    next = next.left;
  }
  return [next, ...parts.reverse()];
}

/** `exists x in set satisfies p`, `all x in set satisfies p`: settled by the first member that decides. */
export function quantifier({ quantifier: kind, variable: name, in: over, satisfies, start, end }: Quantifier, scope: Scope): Compiled {
  const set = scope.compile(over, scope);
  if (set.type.is !== 'set' && set.type.is !== 'path' && set.type.is !== 'anything')
    return mistake(
      scope,
      over,
      `${capitalised(describe(set.type))} is not a set.`,
      `Write \`${kind} x in\` and a set, such as \`s.interfaces\` or \`every system t\`.`,
    );
  const { scope: inner, variable } = withVariable(scope, name.text, itemOf(set.type));
  const body = condition(satisfies, inner);
  const outer = without(body.uses, variable);
  if (set.ranges && set.uses.size === 0) warnOfSlowness(scope, { start, end }, variable, outer);
  const decides = kind === 'exists';
  const holds = body.run;
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const value = asSet(set.run(environment));
    if (value === undefined) return undefined;
    spend(environment, value.items.length + value.maybe.length);
    let unknown = value.open === true;
    let hangsOnMembership = unknown;
    for (const item of value.items) {
      const before = environment.missing.length;
      variable.value = item;
      const answer = holds(environment);
      if (answer === decides) {
        forgetSince(environment, mark);
        return decides;
      }
      if (answer === undefined) unknown = true;
      else forgetSince(environment, before);
    }
    for (const item of value.maybe) {
      const before = environment.missing.length;
      variable.value = item;
      const answer = holds(environment);
      if (answer !== undefined) forgetSince(environment, before);
      if (answer === !decides) continue;
      unknown = true;
      hangsOnMembership = true;
    }
    if (hangsOnMembership) noteDoubts(value, environment);
    return unknown ? undefined : !decides;
  };
  return { type: boolean, run, uses: new Set([...set.uses, ...outer]), late: set.late || body.late };
}
