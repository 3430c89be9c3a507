import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stretch, tracksFor } from './channel.js';

const stretches = fc.array(
  fc
    .record({ at: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 1, max: 200 }), turn: fc.nat(3) })
    .map(({ at, length, turn }) => ({
      from: at,
      to: at + length,
      up: turn % 2 === 0 ? [at] : [],
      down: turn < 2 ? [at + length] : [],
      room: 9,
    })),
  { maxLength: 25 },
);

describe('tracks', () => {
  test('stretches that overlap never share one, and none leaves the channel', () => {
    fc.assert(
      fc.property(stretches, (drawn) => {
        const { offsets, height } = tracksFor(named(drawn));
        for (const [index, a] of drawn.entries()) {
          const offset = offsets[index] as number;
          expect(offset).toBeGreaterThan(0);
          expect(offset).toBeLessThan(height);
          for (const [other, b] of drawn.entries()) {
            if (other === index || a.from > b.to || b.from > a.to) continue;
            expect(Math.abs(offset - (offsets[other] as number))).toBeGreaterThanOrEqual(9);
          }
        }
      }),
    );
  });

  test('nested lines do not cross: the outer lies further from where both turn', () => {
    const inner = { from: 40, to: 60, up: [40, 60], down: [], room: 9 };
    const outer = { from: 20, to: 80, up: [20, 80], down: [], room: 9 };
    const { offsets } = tracksFor(named([outer, inner]));
    expect(offsets[1]).toBeLessThan(offsets[0] as number);
  });

  test('a line from above and one from below at the same place do not lie on each other, whatever stands between them in the list', () => {
    const fromAbove = { from: 100, to: 200, up: [100], down: [200], room: 9 };
    const elsewhere = { from: 400, to: 500, up: [400], down: [500], room: 9 };
    const fromBelow = { from: 20, to: 100, up: [20], down: [100], room: 9 };
    const { offsets } = tracksFor(named([fromBelow, elsewhere, fromAbove]));
    expect(offsets[2]).toBeLessThan(offsets[0] as number);
  });
});

function named(drawn: readonly Omit<Stretch, 'net'>[]): readonly Stretch[] {
  return drawn.map((stretch, index) => ({ ...stretch, net: String(index) }));
}
