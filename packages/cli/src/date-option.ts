import { daysOf } from '@weir/model';
import type { Option, Parsed } from './arguments.js';
import { misused, type Refusal } from './exit-code.js';
import type { World } from './world.js';

export const asOf: Option = { name: 'as-of', value: 'date', doc: 'The reference date, such as 2027-06-30. Default: today.' };

/** The reference date asked for, the last day of it when it is coarse; else today. */
export function referenceDate({ options }: Parsed, world: World): number | Refusal {
  const text = options.get('as-of')?.at(-1);
  if (text === undefined) return world.today;
  const days = daysOf(text);
  return days ? Math.floor(days.last) : misused(`--as-of cannot be "${text}". Write a date that the calendar has, such as 2027-06-30.`);
}
