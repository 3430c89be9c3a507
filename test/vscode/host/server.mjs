// Starts VS Code's server, and ends it whatever happens.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const startsWithin = 60_000;

/** Nothing that asks the network, moves by itself or covers what a test looks at. */
const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'git.enabled': false,
};

/**
 * A server that runs, with folders of its own.
 * @typedef {object} Server
 * @property {string} address Such as `127.0.0.1:4711`.
 * @property {string} home Its folder.
 * @property {() => string} log What it wrote so far.
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server with extensions installed.
 * @param {import('./set-up.mjs').Host} host
 * @param {{ vsix?: readonly string[], settings?: object, language?: string, userData?: string, extensions?: string, flags?: readonly string[] }} [options]
 * @returns {Promise<Server>}
 */
export async function startServer({ vscode, node }, { vsix = [], settings = {}, language, userData, extensions, flags = [] } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'weir-vscode-'));
  const user = userData ?? join(home, 'user');
  const folders = ['--server-data-dir', join(home, 'server'), '--extensions-dir', extensions ?? join(home, 'extensions')];
  mkdirSync(join(user, 'User'), { recursive: true });
  mkdirSync(extensions ?? join(home, 'extensions'), { recursive: true });
  writeFileSync(join(user, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }));
  if (language !== undefined) pretendLanguagePack(user, language);
  const program = join(vscode, 'out/server-main.js');
  // An empty gallery: no question is asked of any marketplace.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}' };
  delete env['VSCODE_IPC_HOOK_CLI'];
  for (const file of vsix) {
    await promisify(execFile)(node, [program, ...folders, '--install-extension', file, '--force'], { env, timeout: startsWithin });
  }
  const port = await freePort();
  const child = spawn(
    node,
    [
      program,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--user-data-dir', user, '--telemetry-level', 'off', ...folders, ...(language ? ['--locale', language] : []), ...flags],
    ],
    // A process group of its own, so that its extension hosts and language servers end with it.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
  const end = (signal) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It is gone already.
    }
  };
  const reap = () => {
    end('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', reap);
  const stop = async () => {
    process.removeListener('exit', reap);
    const ended = child.exitCode === null ? new Promise((done) => child.once('exit', done)) : undefined;
    end('SIGTERM');
    await Promise.race([ended, new Promise((done) => setTimeout(done, 3000).unref())]);
    reap();
  };
  const address = `127.0.0.1:${port}`;
  await answers(address, child, () => log).catch(async (error) => {
    await stop();
    throw error;
  });
  return { address, home, log: () => log, stop };
}

async function answers(address, child, log) {
  const end = performance.now() + startsWithin;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with ${child.exitCode}:\n${log()}`);
    const response = await fetch(`http://${address}/`, { redirect: 'manual' }).catch(() => undefined);
    if (response !== undefined && response.status < 500) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`VS Code's server did not answer within ${startsWithin / 1000} s:\n${log()}`);
}

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
    probe.on('error', fail);
  });
}

/** Language packs come from a marketplace; an empty one is enough for VS Code to ask extensions for their translations. */
function pretendLanguagePack(user, language) {
  const translations = join(user, 'translations.json');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: language,
    extensions: [{ extensionIdentifier: { id: `weir.language-pack-${language}` }, version: '1.0.0' }],
    translations: { vscode: translations },
    label: language,
  };
  writeFileSync(join(user, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
