// Sets up, builds, checks and draws the example plant, and says where to look.
import { spawnSync } from 'node:child_process';
import { run, setUp } from './set-up.mjs';

const example = 'examples/first-plant';
const asOf = ['--as-of', '2026-11-24'];

setUp();
process.stdout.write('Building ...\n');
run(process.execPath, ['scripts/build.mjs']);

const weir = (args, stdio = 'inherit') =>
  spawnSync(process.execPath, ['packages/cli/bin/weir.js', ...args], { stdio, encoding: 'utf8', maxBuffer: 1e9 });

process.stdout.write(`\nChecking ${example}, a corner of an invented pulp mill:\n\n`);
const checked = weir(['check', example, ...asOf, '--format', 'pretty', '--format', 'json=out/first-plant.json']);
if (checked.status !== 0 && checked.status !== 1) process.exit(checked.status ?? 3);
const drawn = weir(['render', example, ...asOf, '--out', 'out'], 'pipe');
if (drawn.status !== 0) {
  process.stderr.write(drawn.stderr);
  process.exit(drawn.status ?? 3);
}

process.stdout.write(`
That is what Weir does: the plant is text, and the findings above are what its rules say of it. They are there on purpose.

Look at
  ${drawn.stdout.trim().split('\n').join('\n  ')}   the drawing; open it in a browser
  ${example}/   the text it is made from
  out/first-plant.json   the findings for a machine
  docs/language.md   the language

Try
  npx weir explain open-path-to-controller
  npx weir init my-plant && npx weir check my-plant
  npm run build   for the VS Code extension, packages/vscode/dist/weir.vsix
`);
