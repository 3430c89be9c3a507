import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderFixture } from './fixture.js';

const folders = ['mistakes', 'landscapes'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
const fixtures = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));

test.each(fixtures)('%s says what binding it finds', async (path) => {
  await expect(renderFixture(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});
