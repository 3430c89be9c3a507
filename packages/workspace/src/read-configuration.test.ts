import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaults } from './configuration.js';
import { readConfiguration } from './read-configuration.js';

const schema = JSON.parse(readFileSync(new URL('../schema/weir.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv().compile(schema);
const settings = Object.keys(schema.properties);

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(fc.constantFrom('systems', 'packs/group', '*.weir', ''), { maxLength: 3 }),
  fc.constantFrom('error', 'never', 'recommended', 1000, 999),
);
const configuration = fc.dictionary(fc.oneof(fc.constantFrom(...settings), fc.constantFrom('__proto__', 'constructor', 'profil')), value, {
  noNullPrototype: false,
});

test('whatever stands in weir.json, reading it ends, and each problem lies in the text', () => {
  const broken = fc.tuple(configuration, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })).map(([json, at, inserted]) => {
    const text = JSON.stringify(json);
    return text.slice(0, at % (text.length + 1)) + inserted + text.slice(at % (text.length + 1));
  });
  fc.assert(
    fc.property(fc.oneof(broken, fc.string({ unit: 'binary' })), (text) => {
      for (const { at } of readConfiguration('weir.json', text).problems) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeLessThanOrEqual(text.length);
        expect(at.start).toBeLessThanOrEqual(at.end);
      }
    }),
  );
});

test('what the published schema allows is taken as it is; of the rest a problem is said, and what is right counts', () => {
  fc.assert(
    fc.property(configuration, (json) => {
      const { configuration: read, problems } = readConfiguration('weir.json', JSON.stringify(json));
      expect(problems.length === 0).toBe(validate(json));
      const right = Object.entries(json).filter(([key, stated]) => settings.includes(key) && validate({ [key]: stated }));
      expect(read).toEqual({ ...defaults, ...Object.fromEntries(right) });
    }),
  );
});
