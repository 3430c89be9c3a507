// Brings what the tests in a real VS Code need into .cache/: VS Code's server with its web workbench (the npm package code-server
// carries both), the Node that it runs on, and a browser as its window. Only npm and, for the browser, Debian's packages are asked.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from './browser.mjs';

const call = promisify(execFile);
const cache = resolve('.cache/vscode');

/** The versions of code-server whose VS Code is the newest that we test, and the oldest that `engines.vscode` promises. */
const versions = { newest: '4.139.1', oldest: '4.100.3' };
const nodeVersion = '24.21.0';

/**
 * A VS Code that tests run in.
 * @typedef {object} Host
 * @property {string} vscode The folder that holds `out/server-main.js`.
 * @property {string} node The Node that the server runs on.
 * @property {string} browser The executable of a Chromium.
 */

/**
 * Makes sure that a host is there; `WEIR_VSCODE` may name the folder of another server, or the executable of a desktop VS Code (see code.mjs).
 * @param {'newest' | 'oldest'} age
 * @returns {Promise<Host>}
 */
export async function host(age) {
  const chosen = process.env['WEIR_VSCODE'];
  const isServer = chosen !== undefined && age === 'newest' && existsSync(join(chosen, 'out/server-main.js'));
  shared ??= Promise.all([nodeOfServers(), findBrowser()]);
  const [vscode, [node, browser]] = await Promise.all([isServer ? resolve(chosen) : server(versions[age]), shared]);
  return { vscode, node, browser };
}

/** What all hosts use is brought once, however many are asked for at a time. */
let shared;

async function server(version) {
  const folder = join(cache, `code-server-${version}`);
  const vscode = join(folder, 'lib/vscode');
  if (existsSync(folder)) return vscode;
  await once(folder, async (unfinished) => {
    await unpack('code-server', version, unfinished);
    const inside = join(unfinished, 'lib/vscode');
    await npm(['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], inside);
    await addRipgrep(inside);
    prune(inside);
    replaceNativeModules(inside);
  });
  return vscode;
}

/** Newer servers than our oldest Node can start; npm has Node's own builds as packages. */
async function nodeOfServers() {
  if (Number(process.versions.node.split('.')[0]) === 24) return process.execPath;
  const folder = join(cache, `node-${nodeVersion}`);
  const name = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  if (!existsSync(folder)) {
    await once(folder, async (unfinished) => {
      await unpack(name, nodeVersion, unfinished);
      for (const part of ['include', 'share']) rmSync(join(unfinished, part), { recursive: true, force: true });
    });
  }
  return join(folder, platform() === 'win32' ? 'bin/node.exe' : 'bin/node');
}

/** A folder appears under its name only when it is complete: an interrupted set-up leaves nothing that looks usable. */
async function once(folder, fill) {
  const unfinished = `${folder}.unfinished-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await fill(unfinished);
  await rename(unfinished, folder);
}

async function unpack(name, version, folder) {
  const { stdout } = await npm(['pack', '--silent', `${name}@${version}`, '--pack-destination', folder], folder);
  const archive = join(folder, stdout.trim().split('\n').at(-1));
  await call('tar', ['xzf', archive, '-C', folder, '--strip-components=1']);
  rmSync(archive);
}

function npm(args, cwd) {
  return call('npm', args, { cwd, maxBuffer: 1e8, shell: platform() === 'win32', timeout: 600_000 });
}

/** Old servers download ripgrep when they are installed, which is where `findFiles` and the search come from; npm has it as a package. */
async function addRipgrep(vscode) {
  const wanted = join(vscode, 'node_modules/@vscode/ripgrep');
  if (!existsSync(wanted) || existsSync(join(wanted, 'bin/rg'))) return;
  const from = join(vscode, '.ripgrep');
  mkdirSync(from);
  await unpack('@vscode/ripgrep-universal', 'latest', from);
  await cp(join(from, `bin/${platform()}-${arch()}`), join(wanted, 'bin'), { recursive: true });
  rmSync(from, { recursive: true, force: true });
}

/** Extensions that come with VS Code, start by themselves, and have nothing to do with a landscape. */
const unconcerned = [
  ...['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'github-authentication', 'github', 'git', 'git-base', 'npm'],
  ...['emmet', 'typescript-language-features', 'extension-editing', 'debug-auto-launch', 'merge-conflict'],
];

/** Half of the server is what no test of ours meets: chat, and the binaries of other machines. */
function prune(vscode) {
  const gone = [
    ...unconcerned.map((name) => `extensions/${name}`),
    ...['@github/copilot', '@microsoft/mxc-sdk', '@devcontainers', '@vscode/sqlite3', 'node-pty/third_party'].map(
      (name) => `node_modules/${name}`,
    ),
  ];
  for (const path of gone) rmSync(join(vscode, path), { recursive: true, force: true });
  for (const folder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    const path = join(vscode, 'node_modules', folder);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path))
      if (name !== `${platform()}-${arch()}`) rmSync(join(path, name), { recursive: true, force: true });
  }
}

/** Two native modules would need a compiler: the writer of log files, behind every output channel, and a watchdog. */
function replaceNativeModules(vscode) {
  const require = createRequire(import.meta.url);
  const put = (name, text) => {
    const folder = join(vscode, 'node_modules', name);
    if (existsSync(folder)) writeFileSync(join(folder, 'index.js'), text);
  };
  const logger = require.resolve('./plain-logger.cjs');
  put('@vscode/spdlog', `module.exports = require(${JSON.stringify(logger)});\n`);
  for (const name of ['@vscode/native-watchdog', 'native-watchdog'])
    put(name, 'exports.start = () => {};\nexports.exit = (code) => process.exit(code || 0);\n');
}
