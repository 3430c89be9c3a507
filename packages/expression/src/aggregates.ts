import type { Call } from '@weir/model';
import { inDays } from '@weir/model';
import { onlyArgument, wrongArguments } from './arguments.js';
import { type Compiled, constant } from './compiled.js';
import { addMoney, difference, isDuration, isMoney } from './order.js';
import { asSet, type Environment, isCertain, noteDoubts, type Run, type Runtime, type SetValue, type Single } from './runtime.js';
import { mistake, type Scope } from './scope.js';
import { anything, describe, isQuantity, itemOf, number, type Type } from './type.js';

/** `count(set)`: a range where not all members are certain. */
export function count(call: Call, scope: Scope, calledAs: string): Compiled {
  const set = setArgument(call, scope, calledAs);
  return set === undefined ? constant(anything, undefined) : { ...over(set, countOf), type: number };
}

/** `sum(set)`: of quantities of one kind; the sum of nothing is 0, whatever the kind. */
export function sum(call: Call, scope: Scope, calledAs: string): Compiled {
  return aggregate(call, scope, calledAs, isQuantity, 'numbers, durations or money', (members) => {
    const [first, ...others] = members;
    return first === undefined ? 0 : others.reduce<Single | undefined>(added, first);
  });
}

/** `min(set)`: none of an empty set. */
export function min(call: Call, scope: Scope, calledAs: string): Compiled {
  return extreme(call, scope, calledAs, (by) => by < 0);
}

/** `max(set)`: none of an empty set. */
export function max(call: Call, scope: Scope, calledAs: string): Compiled {
  return extreme(call, scope, calledAs, (by) => by > 0);
}

function extreme(call: Call, scope: Scope, calledAs: string, replaces: (by: number) => boolean): Compiled {
  return aggregate(call, scope, calledAs, isComparable, 'numbers, durations, money, dates, levels or ranked words', (members, type) => {
    let best = members[0];
    for (const member of members) {
      const by = best === undefined ? undefined : difference(member, best, type);
      if (by === undefined) return undefined;
      if (replaces(by)) best = member;
    }
    return best ?? null;
  });
}

function isComparable(type: Type): boolean {
  return isQuantity(type) || type.is === 'date' || type.is === 'level' || (type.is === 'word' && type.ordered);
}

function aggregate(
  call: Call,
  scope: Scope,
  calledAs: string,
  takes: (type: Type) => boolean,
  wanted: string,
  compute: (members: readonly Single[], type: Type) => Runtime,
): Compiled {
  const set = setArgument(call, scope, calledAs);
  if (set === undefined) return constant(anything, undefined);
  const type = itemOf(set.type);
  if (type.is !== 'anything' && !takes(type))
    return mistake(
      scope,
      call,
      `\`${call.callee.text}\` needs ${wanted}; this is ${describe(set.type)}.`,
      'Name the property to compute with: `z.systems.quantity`.',
    );
  const run = over(set, (members, environment) => {
    if (isCertain(members) && members.items.every(isExact)) return compute(members.items, type);
    noteDoubts(members, environment);
    return undefined;
  });
  return { ...run, type };
}

function over(set: Compiled, compute: (set: SetValue, environment: Environment) => Runtime): Compiled {
  const run: Run = (environment) => {
    const members = asSet(set.run(environment));
    return members === undefined ? undefined : compute(members, environment);
  };
  return { type: set.type, run, uses: set.uses, late: set.late };
}

function setArgument(call: Call, scope: Scope, calledAs: string): Compiled | undefined {
  const argument = onlyArgument(call);
  if (argument === undefined) {
    wrongArguments(call, scope, calledAs);
    return undefined;
  }
  const set = scope.compile(argument, scope);
  if (set.type.is === 'set' || set.type.is === 'path' || set.type.is === 'anything') return set;
  mistake(
    scope,
    argument,
    `\`${call.callee.text}\` needs a set; this is ${describe(set.type)}.`,
    'Give it a relation such as `s.interfaces`, or a selection such as `every system s`.',
  );
  return undefined;
}

function countOf(set: SetValue, environment: Environment): Runtime {
  const { items, maybe, open } = set;
  if (isCertain(set)) return items.length;
  noteDoubts(set, environment);
  return { atLeast: items.length, atMost: open ? Number.POSITIVE_INFINITY : items.length + maybe.length };
}

/** A count of which only the bounds are known is no number to add up. */
function isExact(member: Single): boolean {
  return typeof member !== 'object' || !('atLeast' in member);
}

/** Unknown where amounts of two currencies meet. */
function added(a: Single | undefined, b: Single): Single | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (isDuration(a) && isDuration(b)) return { amount: inDays(a) + inDays(b), unit: 'd' };
  return isMoney(a) && isMoney(b) ? addMoney(a, b) : undefined;
}
