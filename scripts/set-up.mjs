// Makes sure that everything a script needs is installed: `npm start` and `npm test` work straight after a clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(`Weir needs Node 20.20 or newer; this is ${process.versions.node}.\n`);
  process.exit(2);
}

/** Installs what package-lock.json names, unless that was done since it last changed. */
export function setUp() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  process.stdout.write('Installing what Weir is built with ...\n');
  // The tests bring their own browser; the one that a package of theirs would download is not needed.
  process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = '1';
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}

/** Runs a program to its end; when it fails, so does this. */
export function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) process.stderr.write(`${program} could not be started: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a tool that is installed in the project. */
export function runTool(name, args) {
  run(process.execPath, [`node_modules/${name}`, ...args]);
}
