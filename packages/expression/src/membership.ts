import type { Binary } from '@weir/model';
import { bothSides } from './comparison.js';
import { type Compiled, dependenciesOf } from './compiled.js';
import { compare, equal, isRange, negate, rangeOf } from './order.js';
import { asSet, type CountRange, type Environment, isSet, noteDoubts, type Runtime, type SetValue, type Single, spend } from './runtime.js';
import { capitalised, mistake, type Scope } from './scope.js';
import { boolean, describe, fits, itemOf, number } from './type.js';

/** `x in set`, `x not in set`, `level in 0..2`. */
export function membership(expression: Binary, scope: Scope): Compiled {
  const [left, right] = bothSides(expression, scope);
  const wanted = expression.operator === 'in';
  const isRange = itemOf(right.type).is === 'levels';
  if (isRange && !fits(left.type, { is: 'level' }))
    return mistake(
      scope,
      expression,
      `${capitalised(describe(left.type))} cannot lie in a range of levels.`,
      'Ask for a level or a number: `s.level in 0..2`.',
    );
  if (!isRange && !fits(itemOf(left.type), itemOf(right.type)) && !fits(itemOf(right.type), itemOf(left.type)))
    return mistake(
      scope,
      expression,
      `${capitalised(describe(left.type))} can never be in ${describe(right.type)}.`,
      'Look for a value of the type that the set holds.',
    );
  if (left.type.is === 'set' || left.type.is === 'path')
    return mistake(
      scope,
      expression.left,
      'A set is looked for in a set.',
      'Write `exists x in ... satisfies x in ...`, or `all x in ... satisfies x in ...`.',
    );
  const holds = isRange ? liesIn : contains;
  return {
    type: boolean,
    ...dependenciesOf(left, right),
    run: (environment) => {
      const inside = holds(left.run(environment), right.run(environment), environment);
      return wanted ? inside : negate(inside);
    },
  };
}

function liesIn(value: Runtime, range: Runtime): boolean | undefined {
  if (value === undefined || range === undefined) return undefined;
  if (value === null || typeof range !== 'object' || range === null || !('from' in range)) return false;
  const { atLeast, atMost } = rangeOf(value);
  if (atLeast >= range.from && atMost <= range.to) return true;
  return atMost < range.from || atLeast > range.to ? false : undefined;
}

function contains(value: Runtime, of: Runtime, environment: Environment): boolean | undefined {
  const set = asSet(of);
  if (value === undefined || set === undefined) return undefined;
  if (value === null || isSet(value)) return false;
  if (isRange(value)) return anyOf(value, set, environment);
  if (has(set.items, value as Single, environment)) return true;
  if (set.open === undefined && !has(set.maybe, value as Single, environment)) return false;
  noteDoubts(set, environment);
  return undefined;
}

/** A level of which only the bounds are known: decided where no member lies within them. */
function anyOf(value: CountRange, set: SetValue, environment: Environment): boolean | undefined {
  const isWithin = (member: Single) => isRange(member) || compare('=', value, member, number) !== false;
  if (set.open === undefined && ![...set.items, ...set.maybe].some(isWithin)) return false;
  noteDoubts(set, environment);
  return undefined;
}

/** Below this many members, going through them is quicker than an index. */
const fewMembers = 16;
const indexes = new WeakMap<readonly Single[], ReadonlySet<Single>>();

function has(members: readonly Single[], value: Single, environment: Environment): boolean {
  if (typeof value === 'object' && !('facts' in value)) return hasEqual(members, value);
  return members.length > fewMembers ? indexOf(members, environment).has(value) : members.includes(value);
}

/** Values that can be equal without being identical. */
function hasEqual(members: readonly Single[], value: Single): boolean {
  return members.some((member) => equal(member, value));
}

function indexOf(members: readonly Single[], environment: Environment): ReadonlySet<Single> {
  let index = indexes.get(members);
  if (index === undefined) {
    spend(environment, members.length);
    indexes.set(members, (index = new Set(members)));
  }
  return index;
}
