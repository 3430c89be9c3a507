import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

/*
 * What only a process on a real disk can show: pipes, exit codes, permissions, devices. Everything else about the
 * command line is in the scenarios.
 */

const home = mkdtempSync(join(tmpdir(), 'weir-process-'));
const program = join(home, 'program/bin/weir.js');
/** What the tests of permissions run as: for root every file is readable. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const isPosix = process.platform !== 'win32';
const open = 0o755;
let plant = '';
let plants = 0;

beforeAll(() => {
  const root = new URL('../..', import.meta.url).pathname;
  mkdirSync(join(home, 'program/bin'), { recursive: true });
  writeFileSync(join(home, 'program/package.json'), '{ "type": "module" }');
  copyFileSync(join(root, 'packages/cli/bin/weir.js'), program);
  execFileSync(process.execPath, ['scripts/build.mjs', join(home, 'program/dist')], { cwd: root });
  chmodSync(home, open);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Every test has a plant of its own, with one finding in it. */
beforeEach(() => {
  plant = join(home, `plant-${plants++}`);
  put('weir.json', '{ "profile": "owners" }');
  put('plant.weir', 'profile owners { only: unowned-system }\nsystem hmi { kind: hmi }\n');
});

test('the exit code is that of the process', async () => {
  expect(await weir(['check', plant, '--format', 'concise'])).toEqual({
    code: 1,
    out: expect.stringMatching(/^.*plant\.weir:2:8: error unowned-system: "hmi" has no owner\.\n$/),
    error: '',
  });
  expect(await weir(['check', plant, '--fail-on', 'never'])).toMatchObject({ code: 0 });
  expect(await weir(['chekc'])).toMatchObject({ code: 2, out: '', error: expect.stringContaining('Did you mean weir check?') });
  put('broken.weir', Buffer.from('\ufeffsystem', 'utf16le'));
  expect(await weir(['check', plant])).toMatchObject({ code: 3, out: expect.stringContaining('unowned-system') });
});

test('a landscape that weir init writes holds on the day it is written', async () => {
  const fresh = join(home, 'new/plant');
  expect(await weir(['init', fresh])).toMatchObject({ code: 0 });
  expect(await weir(['check', fresh, '--fail-on', 'note'])).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to mend.\n') });
});

test('what is longer than the buffer of a pipe arrives whole', async () => {
  put('many.weir', Array.from({ length: 2000 }, (_, index) => `system s${index} { kind: hmi }\n`).join(''));
  const { code, out } = await weir(['check', plant, '--format', 'json']);
  expect(code).toBe(1);
  expect(out.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(out).findings).toHaveLength(2001);
});

test('a reader that closes the pipe early takes nothing from the verdict', async () => {
  put('many.weir', Array.from({ length: 2000 }, (_, index) => `system s${index} { kind: hmi }\n`).join(''));
  const { code, error } = await shell(`${weirCommand} check "$PLANT" --format json | head -1 >/dev/null; exit \${PIPESTATUS[0]}`);
  expect({ code, error }).toEqual({ code: 1, error: '' });
});

test('closed streams are no trouble', async () => {
  expect(await shell(`${weirCommand} check "$PLANT" --format concise <&-`)).toMatchObject({ code: 1, error: '' });
  expect(await shell(`${weirCommand} check "$PLANT" <&- >&- 2>&-`)).toMatchObject({ code: 1 });
});

test.runIf(existsSync('/dev/full'))('on a full disk the verdict is 3, and what can be said is said', async () => {
  const file = await weir(['check', plant, '--format', 'json=/dev/full', '--format', 'concise']);
  expect(file).toMatchObject({ code: 3, out: expect.stringContaining('unowned-system'), error: expect.stringContaining('"/dev/full"') });
  const stream = await shell(`${weirCommand} check "$PLANT" >/dev/full`);
  expect(stream).toMatchObject({ code: 3, error: expect.stringContaining('no space is left') });
  const device = await shell(`${weirCommand} check "$PLANT" --format concise=/dev/stdout | cat; exit \${PIPESTATUS[0]}`);
  expect(device).toMatchObject({ code: 1, out: expect.stringContaining('unowned-system') });
});

test.runIf(isPosix)('what may not be read is said, and the rest is checked', async () => {
  put('locked/kiln.weir', 'system kiln { kind: hmi }\n');
  put('secret.weir', 'system secret { kind: hmi }\n');
  chmodSync(join(plant, 'locked'), 0);
  chmodSync(join(plant, 'secret.weir'), 0);
  const { code, out } = await weir(['check', plant, '--format', 'concise'], nobody);
  chmodSync(join(plant, 'locked'), open);
  expect(out.replaceAll(/^.*plant-\d+\//gm, '').split('\n')).toEqual([
    'locked:1:1: error unreadable-file: "locked" was not read: permission denied.',
    'plant.weir:2:8: error unowned-system: "hmi" has no owner.',
    'secret.weir:1:1: error unreadable-file: "secret.weir" was not read: permission denied.',
    '',
  ]);
  expect(code).toBe(3);
});

test.runIf(isPosix)('pipes, devices and links in circles keep nobody waiting', async () => {
  await shell('mkfifo "$PLANT/pipe.weir"');
  symlinkSync('.', join(plant, 'loop'));
  symlinkSync('/dev/zero', join(plant, 'zero.weir'));
  put('endless.weir', '');
  truncateSync(join(plant, 'endless.weir'), 50_000_000);
  const { code, out } = await weir(['check', plant, '--format', 'concise']);
  expect(out.replaceAll(/^.*plant-\d+\//gm, '').split('\n')).toMatchInlineSnapshot(`
    [
      "endless.weir:1:1: error unreadable-file: "endless.weir" was not read: it has 50 MB; at most 2 million characters are read.",
      "loop:1:1: warning link-not-followed: "loop" is a symbolic link to a folder, and links are not followed.",
      "pipe.weir:1:1: error unreadable-file: "pipe.weir" was not read: it is not a file.",
      "plant.weir:2:8: error unowned-system: "hmi" has no owner.",
      "zero.weir:1:1: error unreadable-file: "zero.weir" was not read: it is a symbolic link, which may lead out of the project.",
      "",
    ]
  `);
  expect(code).toBe(3);
});

test.runIf(isPosix)('weir fmt keeps the mode, refuses what is read-only, and leaves nothing lying about', async () => {
  for (const name of ['script.weir', 'read-only.weir']) put(name, 'role   boss\n');
  chmodSync(join(plant, 'script.weir'), 0o640);
  chmodSync(join(plant, 'read-only.weir'), 0o444);
  if (nobody.uid !== undefined) execFileSync('chown', ['-R', String(nobody.uid), plant]);
  const { code, error } = await weir(['fmt', plant], nobody);
  expect({ code, error: error.replaceAll(/".*plant-\d+\//g, '"') }).toEqual({
    code: 3,
    error: 'weir fmt: "read-only.weir" was not written: permission denied.\n1 file changed.\n',
  });
  expect(statSync(join(plant, 'script.weir')).mode & 0o777).toBe(0o640);
  expect(readFileSync(join(plant, 'script.weir'), 'utf8')).toBe('role boss\n');
  expect(readFileSync(join(plant, 'read-only.weir'), 'utf8')).toBe('role   boss\n');
  expect(readdirSync(plant).toSorted()).toEqual(['plant.weir', 'read-only.weir', 'script.weir', 'weir.json']);
});

test.runIf(existsSync('/dev/zero'))('an input that never ends is refused', async () => {
  expect(await shell(`${weirCommand} fmt - </dev/zero`)).toEqual({
    code: 3,
    out: '',
    error: 'weir fmt: standard input was not read: it is too large.\n',
  });
});

test.runIf(isPosix)('nothing is written through a symbolic link', async () => {
  put('precious.txt', 'do not touch');
  symlinkSync('precious.txt', join(plant, 'findings.json'));
  expect(await weir(['check', plant, '--format', `json=${join(plant, 'findings.json')}`])).toMatchObject({
    code: 3,
    error: expect.stringContaining('it is a symbolic link'),
  });
  expect(readFileSync(join(plant, 'precious.txt'), 'utf8')).toBe('do not touch');
});

test('a second check recalls the first, and two at once do no harm', async () => {
  const cache = join(home, `cache-of-${plants}`);
  const check = () => weir(['check', plant, '--format', 'json'], { WEIR_CACHE_DIR: cache });
  const found = await check();
  expect(found).toMatchObject({ code: 1, error: '' });
  const [name = ''] = readdirSync(cache);
  const { ino } = statSync(join(cache, name));
  expect(await check()).toEqual(found);
  expect(statSync(join(cache, name)).ino).toBe(ino);
  put('more.weir', 'system more { kind: hmi }\n');
  const [one, two, three] = await Promise.all([check(), check(), check()]);
  expect(JSON.parse(one?.out ?? '').findings).toHaveLength(2);
  expect([two, three]).toEqual([one, one]);
  expect(readdirSync(cache)).toEqual([name]);
  expect(await check()).toEqual(one);
});

test.runIf(isPosix)('a cache that cannot be written to is no trouble', async () => {
  const cache = join(home, `cache-of-${plants}`);
  mkdirSync(cache, { mode: 0o500 });
  if (nobody.uid !== undefined) execFileSync('chown', [String(nobody.uid), cache]);
  const found = await weir(['check', plant, '--format', 'json'], nobody);
  expect(await weir(['check', plant, '--format', 'json'], { ...nobody, WEIR_CACHE_DIR: cache })).toEqual(found);
  expect(readdirSync(cache)).toEqual([]);
});

test('an error inside the program is never taken for findings', async () => {
  const { code, error } = await weir(['check', plant], {
    NODE_OPTIONS: '--import "data:text/javascript,process.cwd=()=>{throw Error(`planted`)}"',
  });
  expect({ code, error }).toEqual({ code: 3, error: expect.stringMatching(/^weir: internal error: Error: planted\n/) });
});

function put(name: string, content: string | Uint8Array): void {
  const file = join(plant, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Who runs the program, and two variables of its environment. */
interface Options {
  readonly uid?: number;
  readonly gid?: number;
  readonly NODE_OPTIONS?: string;
  readonly WEIR_CACHE_DIR?: string;
}

const weirCommand = `"${process.execPath}" "${program}"`;

function weir(args: readonly string[], options: Options = {}): Promise<Outcome> {
  return run(process.execPath, [program, ...args], options);
}

function shell(command: string): Promise<Outcome> {
  return run('bash', ['--norc', '-c', command], {});
}

function run(file: string, args: readonly string[], { NODE_OPTIONS, WEIR_CACHE_DIR, ...user }: Options): Promise<Outcome> {
  const env = { PATH: process.env['PATH'], PLANT: plant, NODE_OPTIONS, WEIR_CACHE_DIR };
  const child = spawn(file, args, { env, cwd: home, ...user });
  const out: Buffer[] = [];
  const error: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: String(Buffer.concat(out)), error: String(Buffer.concat(error)) }));
  });
}
