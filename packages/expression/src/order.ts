import { type Days, type Duration, inDays } from '@weir/model';
import type { Runtime, Single } from './runtime.js';
import type { Type } from './type.js';

/** Three-valued comparison: `undefined` where a side is not known. Order comparisons with none are false. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export function compare(operator: Comparison, left: Runtime, right: Runtime, type: Type): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) {
    const both = left === right;
    return operator === '=' ? both : operator === '!=' ? !both : false;
  }
  if (operator === '!=') return negate(compare('=', left, right, type));
  if (isDays(left) || isDays(right)) return compareDays(operator, daysOf(left), daysOf(right));
  if (isRange(left) || isRange(right)) return compareRanges(operator, rangeOf(left), rangeOf(right));
  if (typeof left === 'object' && 'levels' in left) return compareSecurity(operator, left.levels, levelsOf(right));
  if (typeof right === 'object' && 'levels' in right) return compareSecurity(operator, levelsOf(left), right.levels);
  if (operator === '=') return equal(left as Single, right as Single);
  if (type.is === 'text') return holds(operator, left < right ? -1 : left > right ? 1 : 0);
  const difference = rank(left as Single, type) - rank(right as Single, type);
  if (Number.isNaN(difference)) return undefined;
  return holds(operator, difference);
}

export function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** Whether two values are the same: elements by identity, durations by length. */
export function equal(left: Single, right: Single): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if ('unit' in left && 'unit' in right) return sortable(left) === sortable(right);
  if ('skill' in left && 'skill' in right) return left.skill === right.skill && left.ability === right.ability;
  if ('register' in left && 'register' in right) return left.register === right.register && left.id === right.id;
  if ('from' in left && 'from' in right) return left.from === right.from && left.to === right.to;
  return false;
}

function holds(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return difference === 0;
  }
}

/** The place on the scale that the type orders by. */
function rank(value: Single, type: Type): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && type.is === 'word') {
    const place = type.words.findIndex(({ word }) => word === value);
    return place < 0 ? Number.NaN : place;
  }
  return typeof value === 'object' && 'unit' in value ? Number(sortable(value)) : Number.NaN;
}

const durationUnits = new Set(['ms', 's', 'min', 'h', 'd', 'w', 'mo', 'y']);

function sortable(value: { amount: number; unit: string }): number | string {
  return durationUnits.has(value.unit) ? inDays(value as Duration) : `${value.amount} ${value.unit}`;
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
      return left.first >= right.first && left.last <= right.last;
  }
}

interface Range {
  readonly atLeast: number;
  readonly atMost: number;
}

function isRange(value: Runtime): value is Range {
  return typeof value === 'object' && value !== null && 'atLeast' in value;
}

function rangeOf(value: Runtime): Range {
  return isRange(value) ? value : { atLeast: value as number, atMost: value as number };
}

/** A count with bounds only decides when every count within them gives the same answer. */
function compareRanges(operator: Comparison, left: Range, right: Range): boolean | undefined {
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

function levelsOf(value: Runtime): readonly (number | undefined)[] {
  if (typeof value === 'object' && value !== null && 'levels' in value) return value.levels;
  return Array.from({ length: 7 }, () => value as number);
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
    else if (!holds(operator, one - other)) return false;
  }
  return unknown ? undefined : true;
}
