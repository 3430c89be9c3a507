import { addDuration, type Binary, type BinaryOperator, type Days, type Duration, inDays } from '@weir/model';
import { type Compiled, dependenciesOf } from './compiled.js';
import { addMoney, type Money, rangeOf } from './order.js';
import type { CountRange, Run, Runtime } from './runtime.js';
import { mistake, type Scope } from './scope.js';
import { date, describe, duration, fits, number, type Type } from './type.js';

/** `+`, `-`, `*`, `/` on numbers, dates, durations and money. What no number can say, such as a division by zero, is unknown. */
export function arithmetic(expression: Binary, scope: Scope): Compiled {
  const [left, right] = [scope.compile(expression.left, scope), scope.compile(expression.right, scope)];
  const row = operations.find(
    ({ operator, takes }) => operator === expression.operator && fits(left.type, takes[0]) && fits(right.type, takes[1]),
  );
  if (row === undefined)
    return mistake(
      scope,
      expression,
      `\`${expression.operator}\` does not join ${describe(left.type)} and ${describe(right.type)}.`,
      'Numbers, durations, dates and money can be computed with: `today + 12mo`, `s.support-ends - today`.',
    );
  const run: Run = (environment) => {
    const a = left.run(environment);
    const b = right.run(environment);
    if (a === undefined || b === undefined) return undefined;
    return a === null || b === null ? null : row.run(a, b);
  };
  return { type: row.gives, run, ...dependenciesOf(left, right) };
}

interface Operation {
  readonly operator: BinaryOperator;
  readonly takes: readonly [Type, Type];
  readonly gives: Type;
  readonly run: (left: Runtime, right: Runtime) => Runtime;
}

const money: Type = { is: 'money' };

const operations: readonly Operation[] = [
  { operator: '+', takes: [number, number], gives: number, run: plus },
  { operator: '-', takes: [number, number], gives: number, run: (a, b) => plus(a, negative(b)) },
  { operator: '*', takes: [number, number], gives: number, run: numeric((a, b) => a * b) },
  { operator: '/', takes: [number, number], gives: number, run: numeric((a, b) => a / b) },
  { operator: '+', takes: [date, duration], gives: date, run: (a, b) => moved(a, b as Duration) },
  { operator: '-', takes: [date, duration], gives: date, run: (a, b) => moved(a, times(b as Duration, -1)) },
  { operator: '-', takes: [date, date], gives: duration, run: (a, b) => days(firstDay(a) - firstDay(b)) },
  { operator: '+', takes: [duration, duration], gives: duration, run: (a, b) => days(inDays(a as Duration) + inDays(b as Duration)) },
  { operator: '-', takes: [duration, duration], gives: duration, run: (a, b) => days(inDays(a as Duration) - inDays(b as Duration)) },
  { operator: '*', takes: [duration, number], gives: duration, run: (a, b) => scaled(a as Duration, b) },
  { operator: '*', takes: [number, duration], gives: duration, run: (a, b) => scaled(b as Duration, a) },
  {
    operator: '/',
    takes: [duration, duration],
    gives: number,
    run: (a, b) => finite(inDays(a as Duration) / inDays(b as Duration)),
  },
  { operator: '+', takes: [money, money], gives: money, run: (a, b) => addMoney(a as Money, b as Money) },
  { operator: '-', takes: [money, money], gives: money, run: (a, b) => addMoney(a as Money, times(b as Money, -1)) },
  { operator: '*', takes: [money, number], gives: money, run: (a, b) => scaled(a as Money, b) },
  { operator: '*', takes: [number, money], gives: money, run: (a, b) => scaled(b as Money, a) },
];

/** A count of which only the bounds are known adds to bounds; anything else computes it to unknown. */
function plus(left: Runtime, right: Runtime): number | CountRange | undefined {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right);
  const [a, b] = [rangeOf(left), rangeOf(right)];
  return { atLeast: a.atLeast + b.atLeast, atMost: a.atMost + b.atMost };
}

function negative(value: Runtime): number | CountRange {
  if (typeof value === 'number') return -value;
  const { atLeast, atMost } = rangeOf(value);
  return { atLeast: -atMost, atMost: -atLeast };
}

function numeric(compute: (left: number, right: number) => number): Operation['run'] {
  return (left, right) => (typeof left === 'number' && typeof right === 'number' ? finite(compute(left, right)) : undefined);
}

/** A division by zero, or a number too large to be one, says nothing. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** A literal such as `2027-Q2` is moved as the interval it is. */
function moved(day: Runtime, by: Duration): Runtime {
  if (!isInterval(day)) return finite(addDuration(day as number, by));
  const [first, last] = [finite(addDuration(day.first, by)), finite(addDuration(day.last, by))];
  return first === undefined || last === undefined ? undefined : { first, last };
}

function isInterval(value: Runtime): value is Days {
  return typeof value === 'object' && value !== null && 'first' in value;
}

function firstDay(value: Runtime): number {
  return isInterval(value) ? value.first : (value as number);
}

function days(amount: number): Duration | undefined {
  return Number.isFinite(amount) ? { amount, unit: 'd' } : undefined;
}

function scaled<T extends { readonly amount: number }>(value: T, factor: Runtime): T | undefined {
  return typeof factor === 'number' && Number.isFinite(value.amount * factor) ? times(value, factor) : undefined;
}

function times<T extends { readonly amount: number }>(value: T, factor: number): T {
  return { ...value, amount: value.amount * factor };
}
