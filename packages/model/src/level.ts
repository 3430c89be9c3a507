/** The Purdue levels, from the process to the enterprise; 3.5 is the industrial DMZ. */
export const levels: readonly number[] = [0, 1, 2, 3, 3.5, 4, 5];

/** How many positions of the scale lie between two levels: 3 to 4 is two, since 3.5 lies between. */
export function levelSteps(from: number, to: number): number {
  return Math.abs(levels.indexOf(to) - levels.indexOf(from));
}
