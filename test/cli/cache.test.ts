import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path/posix';
import { main } from '@weir/cli';
import { expect, test } from 'vitest';
import { MemoryCache } from './memory-cache.js';
import { MemoryDisk } from './memory-disk.js';
import { replay } from './scenario.js';

const folder = new URL('.', import.meta.url);
const scenarios = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)
  .filter(([, text]) => /^-- (?:\w+=\S* )*weir check/m.test(text));

test.each(scenarios)('%s: what is recalled is told as what was found', async (_, scenario) => {
  const once = new MemoryCache();
  const twice = new MemoryCache();
  const found = await replay(scenario, { cache: once });
  expect(await replay(scenario, { cache: twice, runs: 2 })).toEqual(found);
  expect(twice.writes).toBe(once.writes);
});

const plant: Readonly<Record<string, string>> = {
  'plant/weir.json': '{ "packs": ["../base"], "imports": ["cmdb"], "failOn": "note" }',
  'plant/site.weir': 'site mill { system hmi "Ähm" { kind: hmi } }\nprofile quiet { only: unowned-system }\n',
  'plant/cmdb/list.weir': 'system list { kind: hmi }\n',
  'base/weir.json': '{ "name": "base" }',
  'base/rules.weir': 'rule own { for: every system s   require: known(s.owner)   message: "{s} has none." }\n',
};

test.each<[what: string, change: (disk: MemoryDisk) => void, args: string]>([
  ['a file', (disk) => disk.write('/plant/site.weir', 'site mill\n'), ''],
  ['one letter of it', (disk) => disk.write('/plant/site.weir', `${plant['plant/site.weir']} `), ''],
  ['a file more', (disk) => disk.write('/plant/more.weir', ''), ''],
  [
    'a file that cannot be read',
    (disk) => disk.put('/plant/cmdb/list.weir', { is: 'file', bytes: new Uint8Array(), denied: 'reading' }),
    '',
  ],
  ['a file that is not UTF-8', (disk) => disk.write('/plant/cmdb/list.weir', Uint8Array.of(0xe9)), ''],
  ['a link', (disk) => disk.put('/plant/link', { is: 'link', to: '/base' }), ''],
  ['a project below', (disk) => disk.write('/plant/cmdb/weir.json', '{}'), ''],
  ['what is imported', (disk) => disk.write('/plant/weir.json', '{ "packs": ["../base"], "failOn": "note" }'), ''],
  ['what is in a pack', (disk) => disk.write('/base/rules.weir', ''), ''],
  ['what a pack is called', (disk) => disk.write('/base/weir.json', '{ "name": "other" }'), ''],
  ['a mistake in weir.json', (disk) => disk.write('/plant/weir.json', '{ "pack": [] }'), ''],
  ['the date', () => {}, '--as-of 2030-01-01'],
  ['the profile', () => {}, '--profile quiet'],
])('%s makes it check anew', async (_, change, args) => {
  const disk = diskWith(plant);
  const cache = new MemoryCache();
  await weir(disk, cache, 'check plant --format json');
  expect(cache.writes).toBe(1);
  change(disk);
  expect(await weir(disk, cache, `check plant --format json ${args}`)).toEqual(
    await weir(disk, undefined, `check plant --format json ${args}`),
  );
  expect(cache.writes).toBe(2);
});

test.each([
  'check plant',
  'check plant --format concise --fail-on never',
  'check plant/cmdb --format json',
  'check plant/site.weir plant/cmdb',
  'check plant base --format json',
])('once it is known, `weir %s` checks nothing', async (line) => {
  const disk = diskWith(plant);
  const cache = new MemoryCache();
  await weir(disk, cache, 'check plant base');
  const { writes } = cache;
  const recalled = await weir(disk, cache, line);
  expect(recalled.progress).not.toContain('Evaluating the rules');
  const { progress: _, ...found } = await weir(disk, undefined, line);
  expect(recalled).toMatchObject(found);
  expect(cache.writes).toBe(writes);
});

test('another build of Weir does not believe it', async () => {
  const disk = diskWith(plant);
  const first = new MemoryCache('a build');
  await weir(disk, first, 'check plant');
  const second = new MemoryCache('another build');
  for (const [project, content] of first.kept) second.kept.set(project, content);
  await weir(disk, second, 'check plant');
  expect(second.writes).toBe(1);
});

test('--no-cache neither reads nor writes', async () => {
  const disk = diskWith(plant);
  const cache = new MemoryCache();
  await weir(disk, cache, 'check plant --no-cache');
  expect(cache.writes).toBe(0);
  await weir(disk, cache, 'check plant');
  expect((await weir(disk, cache, 'check plant --no-cache')).progress).toContain('Evaluating the rules');
});

test('a profile that is not there is not kept', async () => {
  const disk = diskWith(plant);
  const cache = new MemoryCache();
  expect((await weir(disk, cache, 'check plant --profile none')).code).toBe(2);
  expect(cache.writes).toBe(0);
});

test('the outcome of another project is not believed', async () => {
  const disk = diskWith({ ...plant, 'copy/weir.json': '{}', 'copy/site.weir': 'site copy\n' });
  const cache = new MemoryCache();
  await weir(disk, cache, 'check plant');
  cache.kept.set('/copy', cache.kept.get('/plant') ?? new Uint8Array());
  expect(await weir(disk, cache, 'check copy')).toEqual(await weir(disk, undefined, 'check copy'));
});

interface Said {
  readonly code: number;
  readonly said: string;
  readonly progress: readonly string[];
}

async function weir(disk: MemoryDisk, cache: MemoryCache | undefined, line: string): Promise<Said> {
  const said: string[] = [];
  const progress: string[] = [];
  const code = await main(line.trim().split(' '), {
    cwd: '/',
    host: disk.host,
    resolve: (path) => resolve('/', path),
    write: async (path, content) => disk.write(path, content),
    ...(cache && { cache }),
    input: async () => new Uint8Array(),
    out: (text) => said.push(text),
    error: (text) => said.push(text),
    terminal: { colour: true, width: 80 },
    progress: (doing) => progress.push(doing),
    today: 20_781,
  });
  return { code, said: said.join(''), progress };
}

function diskWith(files: Readonly<Record<string, string>>): MemoryDisk {
  const disk = new MemoryDisk();
  for (const [name, text] of Object.entries(files)) disk.write(`/${name}`, text);
  return disk;
}
