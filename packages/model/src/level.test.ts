import { expect, test } from 'vitest';
import { levelSteps } from './level.js';

test.each([
  [3, 4, 2],
  [4, 3, 2],
  [3, 3.5, 1],
  [0, 5, 6],
  [2, 2, 0],
])('from level %d to %d it is %d steps', (from, to, steps) => {
  expect(levelSteps(from, to)).toBe(steps);
});
