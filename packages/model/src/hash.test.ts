import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from './hash.js';

test('a hash is sixteen hexadecimal digits, and stays what it is from release to release', () => {
  expect([contentHash(''), contentHash('system plc'), contentHash('system plc '), contentHash('\u{1F512}')]).toMatchInlineSnapshot(`
    [
      "01000193811c9dc5",
      "7c864c1b6d96ed39",
      "fe95aa569d973e5b",
      "99bdecbadd2d280e",
    ]
  `);
});

test('texts that differ have hashes that differ', () => {
  const texts = new Set<string>();
  for (const a of ['', 'system ', 'zone ']) for (let n = 0; n < 20_000; n++) texts.add(`${a}${n}`);
  expect(new Set([...texts].map(contentHash)).size).toBe(texts.size);
});

test('one changed letter changes it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (text, place, letter) => {
      const at = place % text.length;
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      expect(contentHash(changed) === contentHash(text)).toBe(changed === text);
    }),
  );
});
