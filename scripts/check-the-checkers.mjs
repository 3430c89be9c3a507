// Plants a mistake for each checker and fails when one goes unseen. A checker that looks at nothing says "no problems" too:
// one wrong glob, or a tool that needs a compiler API which TypeScript 7 does not have, and nobody would notice.
// The mistakes are planted in a copy, so that an interrupted run leaves nothing behind in the tree.
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const checkers = {
  tsc: ['typescript/bin/tsc', '-b'],
  oxlint: ['oxlint/bin/oxlint', '--type-aware', 'packages', 'test', 'scripts'],
  biome: ['@biomejs/biome/bin/biome', 'check', '--max-diagnostics=none', 'packages/rules'],
  knip: ['knip/bin/knip.js'],
  'knip --strict': ['knip/bin/knip.js', '--strict'],
  'test/layers.test.ts': ['vitest/vitest.mjs', 'run', 'test/layers.test.ts'],
};

const plants = [
  {
    mistake: 'a type error',
    seenBy: 'tsc',
    file: 'packages/model/src/planted-type-error.ts',
    text: "export const count: number = 'three';\n",
  },
  {
    mistake: 'a type error in a test',
    seenBy: 'tsc',
    file: 'packages/model/src/planted-type-error.test.ts',
    text: "export const count: number = 'three';\n",
  },
  {
    mistake: 'the process below the command line',
    seenBy: 'tsc',
    file: 'packages/report/src/planted-process.ts',
    text: 'export const here = process.cwd();\n',
  },
  {
    mistake: 'a floating promise',
    seenBy: 'oxlint',
    file: 'packages/cli/src/planted-promise.ts',
    text: 'async function save(): Promise<void> {}\nexport function close(): void {\n  save();\n}\n',
  },
  {
    mistake: 'a floating promise in a test',
    seenBy: 'oxlint',
    file: 'test/planted-promise.test.ts',
    text: 'async function save(): Promise<void> {}\nexport function close(): void {\n  save();\n}\n',
  },
  {
    mistake: 'an unused import',
    seenBy: 'biome',
    file: 'packages/rules/src/planted-import.ts',
    text: "import { bind } from '@weir/model';\n",
  },
  {
    mistake: 'wrong layout',
    seenBy: 'biome',
    file: 'packages/rules/src/planted-layout.ts',
    text: 'export const planted   = "double quotes"\n',
  },
  {
    mistake: 'an unused export',
    seenBy: 'knip --strict',
    file: 'packages/expression/src/planted-export.ts',
    text: 'export const used = 1;\nexport const unused = 2;\n',
    usedBy: { file: 'packages/expression/src/index.ts', text: "export { used } from './planted-export.js';\n" },
  },
  {
    mistake: 'a file that no test uses',
    seenBy: 'knip',
    file: 'test/planted-file.ts',
    text: 'export const unused = 1;\n',
  },
  {
    mistake: 'a forbidden import',
    seenBy: 'test/layers.test.ts',
    file: 'packages/language/src/planted-layer.ts',
    text: "export { standardLibrary } from '@weir/workspace';\n",
  },
];

const copy = mkdtempSync(join(tmpdir(), 'weir-checkers-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(3));

copyTree();
for (const { file, text, usedBy } of plants) {
  writeFileSync(join(copy, file), text);
  if (usedBy) appendFileSync(join(copy, usedBy.file), usedBy.text);
}

const outcomes = Object.fromEntries(await Promise.all(Object.entries(checkers).map(async ([name, tool]) => [name, await runInCopy(tool)])));
// Failing is not enough: a checker must have failed over this very file.
const unseen = plants.filter(({ seenBy, file }) => outcomes[seenBy].status === 0 || !outcomes[seenBy].output.includes(basename(file)));
for (const { mistake, seenBy, file } of unseen) {
  process.stderr.write(`${seenBy} does not see ${mistake} in ${file}. It says:\n${outcomes[seenBy].output.slice(-2000)}\n`);
}
if (unseen.length > 0) process.exit(1);
process.stdout.write(`The checkers see ${plants.length} planted mistakes.\n`);

/** Copies what the checkers read. Dependencies are linked, but the packages' own links lead to the copy. */
function copyTree() {
  const left = new Set(['node_modules', 'dist', 'out', '.git', '.cache']);
  cpSync('.', copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@weir'), { recursive: true });
  for (const name of readdirSync('node_modules')) {
    if (name !== '@weir' && name !== '.cache') symlinkSync(resolve('node_modules', name), join(modules, name), 'junction');
  }
  for (const name of readdirSync('packages')) symlinkSync(join(copy, 'packages', name), join(modules, '@weir', name), 'junction');
}

function runInCopy([program, ...args]) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve('node_modules', program), ...args], {
      cwd: copy,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (status) => done({ status, output }));
  });
}
