import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, diskCache } from './disk-cache.js';

const isPosix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;
const content = Buffer.from('what was found');
let home = '';
let folder = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'weir-cache-'));
  folder = join(home, 'a/cache');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

test('keeps the last of each project, in a folder and in files that are for nobody else', async () => {
  const cache = diskCache(folder, 'a build');
  expect(await cache.read('/plant')).toBeUndefined();
  await cache.write('/plant', Buffer.from('old'));
  await cache.write('/plant', content);
  await cache.write('/kiln', Buffer.from('other'));
  expect(await cache.read('/plant')).toEqual(content);
  expect(readdirSync(folder)).toHaveLength(2);
  if (isPosix) expect([folder, fileOfPlant()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});

test('projects that come and go leave a bounded number of files', async () => {
  const cache = diskCache(folder, 'a build');
  for (let index = 0; index < 200; index++) await cache.write(`/tmp/run-${index}`, content);
  expect(readdirSync(folder).every((name) => /^[0-9a-f]{3}\.outcome$/.test(name))).toBe(true);
});

/** What stands in the place of a file that was kept. */
const replacements: Readonly<Record<string, (file: string) => void>> = {
  'a file that others can read, as git makes them': (file) => chmodSync(file, 0o644),
  'a file that others can write': (file) => chmodSync(file, 0o602),
  'a link to a file of ours': (file) => {
    renameSync(file, `${file}.real`);
    symlinkSync(`${file}.real`, file);
  },
  'a link in a circle': (file) => {
    rmSync(file);
    symlinkSync(file, file);
  },
  'a link to a device': (file) => {
    rmSync(file);
    symlinkSync('/dev/zero', file);
  },
  'a pipe that nobody writes to': (file) => {
    rmSync(file);
    execFileSync('sh', ['-c', 'mkfifo -m 600 "$0"', file]);
  },
  'a file that is far too large': (file) => truncateSync(file, 300_000_000),
};

test.runIf(isPosix).each(Object.entries(replacements))('%s is not read, and is replaced', async (_, put) => {
  const cache = diskCache(folder, 'a build');
  await cache.write('/plant', content);
  const file = fileOfPlant();
  put(file);
  expect(await cache.read('/plant')).toBeUndefined();
  await cache.write('/plant', content);
  expect(await cache.read('/plant')).toEqual(content);
  expect(statSync(file).isFile()).toBe(true);
});

test('a folder in the place of a file stays, and costs nothing but the cache', async () => {
  const cache = diskCache(folder, 'a build');
  await cache.write('/plant', content);
  const file = fileOfPlant();
  rmSync(file);
  mkdirSync(file);
  expect(await cache.read('/plant')).toBeUndefined();
  await cache.write('/plant', content);
  expect(readdirSync(folder)).toHaveLength(1);
});

const untrusted: Readonly<Record<string, () => void>> = {
  'others can write to': () => chmodSync(folder, 0o777),
  'the group can write to': () => chmodSync(folder, 0o770),
  'is a link': () => {
    renameSync(folder, `${folder}-real`);
    symlinkSync(`${folder}-real`, folder);
  },
  ...(isRoot && { 'belongs to somebody else': () => chownSync(folder, 65534, 65534) }),
};

test.runIf(isPosix).each(Object.entries(untrusted))('a folder that %s is neither read nor written', async (_, spoil) => {
  const cache = diskCache(folder, 'a build');
  await cache.write('/plant', content);
  spoil();
  expect(await cache.read('/plant')).toBeUndefined();
  await cache.write('/plant', Buffer.from('new'));
  expect(readFileSync(fileOfPlant())).toEqual(content);
});

test.runIf(isRoot)('a file of somebody else is not read', async () => {
  const cache = diskCache(folder, 'a build');
  await cache.write('/plant', content);
  chownSync(fileOfPlant(), 65534, 65534);
  expect(await cache.read('/plant')).toBeUndefined();
});

test('what cannot be a folder keeps nothing, and is no error', async () => {
  writeFileSync(join(home, 'file'), '');
  for (const place of [join(home, 'file'), join(home, 'file/cache'), '/dev/null/cache', join(home, 'x'.repeat(300))]) {
    const cache = diskCache(place, 'a build');
    await cache.write('/plant', content);
    expect(await cache.read('/plant')).toBeUndefined();
  }
});

test('a project cannot bring its own', async () => {
  const project = join(home, 'plant');
  await diskCache(folder, 'a build').write(project, content);
  mkdirSync(project);
  const inside = join(project, 'cache');
  renameSync(folder, inside);
  expect(await diskCache(inside, 'a build').read(project)).toBeUndefined();
  rmSync(inside, { recursive: true });
  await diskCache(inside, 'a build').write(project, content);
  expect(readdirSync(project)).toEqual([]);
});

test('what a killed process left is no trouble', async () => {
  const cache = diskCache(folder, 'a build');
  await cache.write('/plant', content);
  writeFileSync(`${fileOfPlant()}.${process.pid}`, 'half');
  await cache.write('/plant', Buffer.from('new'));
  expect(String(await cache.read('/plant'))).toBe('new');
  expect(readdirSync(folder)).toHaveLength(1);
});

test.each<[platform: NodeJS.Platform, env: Readonly<Record<string, string>>, folder: string | undefined]>([
  ['linux', { HOME: '/home/ada' }, '/home/ada/.cache/weir'],
  ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: '/var/ada' }, '/var/ada/weir'],
  ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: 'relative' }, '/home/ada/.cache/weir'],
  ['linux', { HOME: '/home/ada', WEIR_CACHE_DIR: '/mine' }, '/mine'],
  ['linux', { HOME: '/home/ada', WEIR_CACHE_DIR: '' }, '/home/ada/.cache/weir'],
  ['linux', {}, undefined],
  ['darwin', { HOME: '/Users/ada', XDG_CACHE_HOME: '/var/ada' }, '/Users/ada/Library/Caches/weir'],
  ['win32', { LOCALAPPDATA: '/ada/Local' }, '/ada/Local/weir'],
  ['win32', { HOME: '/home/ada' }, undefined],
])('on %s with %o the folder is %s', (platform, env, expected) => {
  expect(cacheFolder(env, platform)).toBe(expected);
});

function fileOfPlant(): string {
  const [name = ''] = readdirSync(folder).filter((entry) => readFileOrEmpty(join(folder, entry)) === String(content));
  return join(folder, name);
}

function readFileOrEmpty(path: string): string {
  return statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
}
