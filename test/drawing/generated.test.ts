import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { iconsModule } from '../../scripts/generate-icons.mjs';
import { widthsModule } from '../../scripts/generate-text-widths.mjs';

test.each([
  ['icons.ts', iconsModule()],
  ['inter-widths.ts', widthsModule()],
])('packages/drawing/src/generated/%s is as `npm run generate` writes it', (name, text) => {
  expect(readFileSync(`packages/drawing/src/generated/${name}`, 'utf8')).toBe(text);
});
