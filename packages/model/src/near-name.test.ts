import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest } from './near-name.js';

test.each([
  ['criticallity', ['criticality', 'kind'], 'criticality'],
  ['onwer', ['owner', 'zone'], 'owner'],
  ['PLC', ['plc', 'hmi'], 'plc'],
  ['plx', ['plc', 'ply'], 'plc'],
  ['sytem', ['site', 'system'], 'system'],
  ['plc', ['plc'], undefined],
  ['ab', ['cd'], undefined],
  ['colour', ['owner', 'kind'], undefined],
  ['automation-manger', ['automation-manager', 'automation-team'], 'automation-manager'],
  ['', ['a', 'ab'], 'a'],
])('%s: of %j, %s may be meant', (word, candidates, meant) => {
  expect(suggest(word, candidates)).toBe(meant);
});

test('only what is meant at all is suggested', () => {
  expect(suggest('plcs', ['plc', 'plca'], (name) => name !== 'plc')).toBe('plca');
});

const word = fc.string({ minLength: 1, maxLength: 7, unit: fc.constantFrom('a', 'b', 'c', 'é', '-') });

test('it is the first by name of the nearest within the mistakes that its length allows', () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 8 }), (wanted, candidates) => {
      const allowed = wanted.length <= 3 ? 1 : wanted.length <= 6 ? 2 : 3;
      const [nearest] = candidates
        .filter((candidate) => candidate !== wanted)
        .map((name) => ({ name, distance: mistakesBetween(wanted, name) }))
        .filter(({ distance }) => distance <= allowed)
        .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
      expect(suggest(wanted, candidates)).toBe(nearest?.name);
    }),
    { numRuns: 1000 },
  );
});

/** The distance by its definition, one letter after the other. */
function mistakesBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    mistakesBetween(a.slice(0, -1), b) + 1,
    mistakesBetween(a, b.slice(0, -1)) + 1,
    mistakesBetween(a.slice(0, -1), b.slice(0, -1)) + same,
    swapped ? mistakesBetween(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  );
}
