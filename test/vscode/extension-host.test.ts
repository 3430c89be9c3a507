import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpacked } from './built.js';
import { bundleTests } from './bundle-tests.js';
import { host } from './host/set-up.mjs';

let work: string;

beforeAll(async () => {
  await Promise.all([host('newest'), host('oldest')]);
  work = mkdtempSync(join(tmpdir(), 'weir-extension-host-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test.each([
  ['newest', 'tests-with-terminal'],
  ['oldest', 'tests'],
] as const)('in the extension host of the %s VS Code', async (age, entry) => {
  const plant = join(work, `plant-${age}`);
  cpSync('examples/first-plant', plant, { recursive: true });
  const tests = await bundleTests(work, entry);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['test/vscode/host/run-tests.mjs', unpacked, tests, plant], {
    encoding: 'utf8',
    env: { ...process.env, WEIR_TEST_HOST: age },
    timeout: 290_000,
  });
  const lines = stdout.split('\n').filter((line) => /^(passed|failed) /.test(line));
  expect(status, stdout + stderr).toBe(0);
  expect(lines).toMatchSnapshot();
});
