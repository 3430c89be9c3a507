import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.js';

test('works on several items at a time, never on too many, and keeps their order', async () => {
  let working = 0;
  let most = 0;
  const results = await inParallel(
    Array.from({ length: 200 }, (_, index) => index),
    async (index) => {
      most = Math.max(most, ++working);
      for (let turns = index % 7; turns >= 0; turns--) await Promise.resolve();
      working--;
      return index * 2;
    },
  );
  expect(results).toEqual(Array.from({ length: 200 }, (_, index) => index * 2));
  expect(most).toBe(32);
});
