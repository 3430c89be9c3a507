import { restored, snapshotOf } from '@weir/model';
import { bindProject, checkProject, loadProject, wholeLibrary } from '@weir/workspace';
import { expect, test } from 'vitest';
import { diskHost } from '../packages/cli/src/disk-host.js';

const library = wholeLibrary();
const stored = JSON.stringify(snapshotOf(library));
const lean = restored(JSON.parse(stored));

test('a snapshot of what was restored from one is the same snapshot', () => {
  expect(JSON.stringify(snapshotOf(lean))).toBe(stored);
});

test('nothing that rules go by is lost on the way', () => {
  const kept = library.elements.filter(({ type }) => type !== 'bad' && type !== 'good');
  expect(lean.elements.map(({ type, path, aliases }) => [type, path, aliases])).toEqual(
    kept.map(({ type, path, aliases }) => [type, path, aliases]),
  );
  expect(lean.elements.map(({ facts }) => [...facts.keys()])).toEqual(kept.map(({ facts }) => [...facts.keys()]));
});

test.each(['first-plant'])('%s has the same findings with the library as a snapshot', async (name) => {
  const project = await loadProject(diskHost, new URL(`../examples/${name}`, import.meta.url).pathname);
  const today = Date.UTC(2026, 10, 24) / 86_400_000;
  const [fromText, fromSnapshot] = await Promise.all(
    [library, lean].map(async (around) => checkProject(await bindProject(project, { library: around }), { today }).findings),
  );
  expect(JSON.stringify(fromSnapshot)).toBe(JSON.stringify(fromText));
  expect(fromText?.length).toBeGreaterThan(5);
});
