import { type Amount, type Days, type Duration, inDays } from '@weir/model';
import type { CountRange, Runtime, Single } from './runtime.js';
import type { Type } from './type.js';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Three-valued comparison: `undefined` where a side is not known. Order comparisons with none are false. */
export function compare(operator: Comparison, left: Runtime, right: Runtime, type: Type): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) {
    const both = left === right;
    return operator === '=' ? both : operator === '!=' ? !both : false;
  }
  if (operator === '!=') return negate(compare('=', left, right, type));
  if (isDays(left) || isDays(right)) return compareDays(operator, daysOf(left), daysOf(right));
  if (isRange(left) || isRange(right)) return compareRanges(operator, rangeOf(left), rangeOf(right));
  if (isVector(left) || isVector(right)) return compareSecurity(operator, levelsOf(left), levelsOf(right));
  if (operator !== '=') return holds(operator, difference(left as Single, right as Single, type));
  return isMoney(left) && isMoney(right) ? sameMoney(left, right) : equal(left as Single, right as Single);
}

export function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** Whether two values are the same: elements by identity, durations by length, amounts of one currency by what they are worth. */
export function equal(left: Single, right: Single): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (isMoney(left) && isMoney(right)) return sameMoney(left, right) === true;
  if (isDuration(left) && isDuration(right)) return inDays(left) === inDays(right);
  if ('skill' in left && 'skill' in right) return left.skill === right.skill && left.ability === right.ability;
  if ('register' in left && 'register' in right) return left.register === right.register && left.id === right.id;
  if ('from' in left && 'from' in right) return left.from === right.from && left.to === right.to;
  return false;
}

/** Where the left lies from the right on the scale that the type orders by; undefined when they are not on one scale. */
export function difference(left: Single, right: Single, type: Type): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string')
    return type.is === 'word' ? differenceOfWords(left, right, type) : left < right ? -1 : left > right ? 1 : 0;
  if (isDays(left) || isDays(right)) return daysOf(left).first - daysOf(right).first;
  if (isDuration(left) && isDuration(right)) return inDays(left) - inDays(right);
  if (isMoney(left) && isMoney(right)) return addMoney(left, { ...right, amount: -right.amount })?.amount;
  return undefined;
}

function differenceOfWords(left: string, right: string, { words }: Type & { is: 'word' }): number | undefined {
  const [from, to] = [left, right].map((wanted) => words.findIndex(({ word }) => word === wanted));
  return from === undefined || to === undefined || from < 0 || to < 0 ? undefined : from - to;
}

function holds(operator: Comparison, by: number | undefined): boolean | undefined {
  if (by === undefined) return undefined;
  switch (operator) {
    case '<':
      return by < 0;
    case '<=':
      return by <= 0;
    case '>':
      return by > 0;
    case '>=':
      return by >= 0;
    default:
      return by === 0;
  }
}

/** An amount of money: any amount whose unit is not a time. */
export type Money = Amount;

const durationUnits = new Set(['ms', 's', 'min', 'h', 'd', 'w', 'mo', 'y']);

export function isDuration(value: Runtime): value is Duration {
  return typeof value === 'object' && value !== null && 'unit' in value && durationUnits.has(value.unit);
}

export function isMoney(value: Runtime): value is Money {
  return typeof value === 'object' && value !== null && 'unit' in value && !durationUnits.has(value.unit);
}

const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9 };

/** `85kEUR` is 85 000 EUR. */
function inCurrency({ amount, unit }: Money): { readonly amount: number; readonly currency: string } {
  const [, prefix, currency] = /^([kMG])(\p{L}{3,})$/u.exec(unit) ?? [];
  if (prefix === undefined || currency === undefined) return { amount, currency: unit };
  return { amount: amount * (factors[prefix] ?? 1), currency };
}

/** Unknown where the currencies differ: nobody has said what one is worth in the other. */
export function addMoney(left: Money, right: Money): Money | undefined {
  if (left.unit === right.unit) return { amount: left.amount + right.amount, unit: left.unit };
  const [a, b] = [inCurrency(left), inCurrency(right)];
  return a.currency === b.currency ? { amount: a.amount + b.amount, unit: a.currency } : undefined;
}

function sameMoney(left: Money, right: Money): boolean | undefined {
  return holds('=', addMoney(left, { ...right, amount: -right.amount })?.amount);
}

function isDays(value: Runtime): value is Days {
  return typeof value === 'object' && value !== null && 'first' in value;
}

function daysOf(value: Runtime): Days {
  return isDays(value) ? value : { first: value as number, last: value as number };
}

/** A literal such as `2027-Q2` is an interval: `<` before its first day, `<=` up to its last, `=` within. */
function compareDays(operator: Comparison, left: Days, right: Days): boolean {
  switch (operator) {
    case '<':
      return left.last < right.first;
    case '<=':
      return left.last <= right.last;
    case '>':
      return left.first > right.last;
    case '>=':
      return left.first >= right.first;
    default:
      return isWithin(left, right) || isWithin(right, left);
  }
}

function isWithin(inner: Days, outer: Days): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

export function isRange(value: Runtime): value is CountRange {
  return typeof value === 'object' && value !== null && 'atLeast' in value;
}

export function rangeOf(value: Runtime): CountRange {
  return isRange(value) ? value : { atLeast: value as number, atMost: value as number };
}

/** A count with bounds only decides when every count within them gives the same answer. */
function compareRanges(operator: Comparison, left: CountRange, right: CountRange): boolean | undefined {
  switch (operator) {
    case '<':
      return left.atMost < right.atLeast ? true : left.atLeast >= right.atMost ? false : undefined;
    case '<=':
      return left.atMost <= right.atLeast ? true : left.atLeast > right.atMost ? false : undefined;
    case '>':
      return compareRanges('<', right, left);
    case '>=':
      return compareRanges('<=', right, left);
    default:
      if (left.atLeast === left.atMost && right.atLeast === right.atMost) return left.atLeast === right.atLeast;
      return left.atMost < right.atLeast || left.atLeast > right.atMost ? false : undefined;
  }
}

function isVector(value: Runtime): value is { levels: readonly (number | undefined)[] } {
  return typeof value === 'object' && value !== null && 'levels' in value;
}

/** A single number stands for each of the seven requirements. */
function levelsOf(value: Runtime): readonly (number | undefined)[] {
  return isVector(value) ? value.levels : Array.from({ length: 7 }, () => value as number);
}

/** Security levels compare requirement by requirement: it holds when it holds for all. */
function compareSecurity(
  operator: Comparison,
  left: readonly (number | undefined)[],
  right: readonly (number | undefined)[],
): boolean | undefined {
  let unknown = false;
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (one === undefined || other === undefined) unknown = true;
    else if (holds(operator, one - other) === false) return false;
  }
  return unknown ? undefined : true;
}
