import { readdirSync, readFileSync } from 'node:fs';
import { standardLibrary } from '@weir/workspace';
import { expect, test } from 'vitest';
import { referencePages, withTables } from '../scripts/reference/pages.js';

// `npm run generate` writes these pages; this test fails when one is stale.

const library = standardLibrary();
const pages = referencePages(library);

test.each([...pages])('docs/%s is what the product says', async (path, page) => {
  await expect(page).toMatchFileSnapshot(`../docs/${path}`);
});

test('the tables of docs/language.md are what the product says', async () => {
  await expect(withTables(readFileSync('docs/language.md', 'utf8'), library)).toMatchFileSnapshot('../docs/language.md');
});

test.each(['reference', 'rules'])('no page in docs/%s is left over from something that is gone', (folder) => {
  const written = readdirSync(`docs/${folder}`).map((name) => `${folder}/${name}`);
  expect(written.filter((path) => !pages.has(path))).toEqual([]);
});

test('every page of a rule says why, and shows what it finds and what it does not', () => {
  const lacking = (library.byType.get('rule') ?? []).filter(({ name }) => {
    const page = pages.get(`rules/${name}.md`) ?? '';
    return ['\n## Why\n', '\n## What it asks\n', '\nbad "', '\ngood "'].some((part) => !page.includes(part));
  });
  expect(lacking.map(({ name }) => name)).toEqual([]);
});
