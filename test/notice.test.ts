import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notice } from '../scripts/reference/notice.js';

const bundled = ['packages/cli/dist/bundled.json', 'packages/vscode/dist/bundled.json'];

test('NOTICE names everything that the programs contain', async () => {
  for (const file of bundled) expect(existsSync(file), `${file} is missing: run \`npm run build\` first`).toBe(true);
  await expect(notice(bundled.flatMap((file) => JSON.parse(readFileSync(file, 'utf8'))))).toMatchFileSnapshot('../NOTICE');
});

test('what cannot be named is refused', () => {
  expect(() => notice(['node_modules/nowhere/index.js'])).toThrow(/nowhere/);
});
