import { daysOf } from '@weir/model';
import type { Option, Parsed } from './arguments.js';
import type { World } from './world.js';

export const asOf: Option = { name: 'as-of', value: 'date', doc: 'The reference date, such as 2027-06-30. Default: today.' };

/** The reference date asked for, else today. */
export function referenceDate({ options }: Parsed, world: World): number | { readonly wrong: string } {
  const text = options.get('as-of')?.at(-1);
  if (text === undefined) return world.today;
  return daysOf(text)?.last ?? { wrong: `--as-of cannot be "${text}": write a date such as 2027-06-30.` };
}
