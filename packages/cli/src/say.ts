import { visibleLines } from '@weir/report';
import type { World } from './world.js';

/** Prints prose. Names and texts of a landscape may stand in it, so nothing that a terminal would obey is let through. */
export function say(world: World, text: string): void {
  world.out(visibleLines(text));
}

/** Says on standard error what stands in the way. */
export function complain(world: World, who: string, why: string): void {
  world.error(`${visibleLines(`${who}: ${why}`)}\n`);
}
