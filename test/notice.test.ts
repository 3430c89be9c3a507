import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notice } from '../scripts/reference/notice.js';

const bundled = 'packages/cli/dist/bundled.json';

test('NOTICE names everything that the programs contain', async () => {
  expect(existsSync(bundled), `${bundled} is missing: run \`npm run build\` first`).toBe(true);
  await expect(notice(JSON.parse(readFileSync(bundled, 'utf8')))).toMatchFileSnapshot('../NOTICE');
});

test('what cannot be named is refused', () => {
  expect(() => notice(['node_modules/nowhere/index.js'])).toThrow(/nowhere/);
});
