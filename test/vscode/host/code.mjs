#!/usr/bin/env node
// Stands in for the executable of a desktop VS Code, with the flags that @vscode/test-electron gives it: runs tests in the extension host of
// a real VS Code server, with the real workbench in a headless browser as its window.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from './server.mjs';
import { host } from './set-up.mjs';
import { openBrowser, openPage, pictures, remote, windowOf } from './window.mjs';

const within = 240_000;

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { ...text, multiple: true },
    extensionTestsPath: text,
    'extensions-dir': text,
    'user-data-dir': text,
    'disable-workspace-trust': { type: 'boolean' },
  },
});
const pathOf = (given) => (given.startsWith('file:') ? fileURLToPath(given) : resolve(given));
const target = positionals.map(pathOf).find((path) => existsSync(path));

const age = process.env['WEIR_TEST_HOST'] === 'oldest' ? 'oldest' : 'newest';
const chosen = await host(age);
const server = await startServer(chosen, {
  extensions: values['extensions-dir'] && pathOf(values['extensions-dir']),
  userData: values['user-data-dir'] && pathOf(values['user-data-dir']),
  // A built VS Code listens to the names of tests only when it is driven.
  flags: ['--enable-smoke-test-driver', ...(values['disable-workspace-trust'] ? ['--disable-workspace-trust'] : [])],
});
const { browser, close } = await openBrowser(chosen.browser);

const outcome = await new Promise((done) => {
  setTimeout(() => done(`no end after ${within / 1000} s`), within).unref();
  void run(done).catch((error) => done(error.message));
});
if (outcome !== 0) process.stderr.write(`The tests in VS Code ended with: ${outcome}\n`);
await close();
await server.stop();
process.exit(typeof outcome === 'number' ? outcome : 1);

async function run(done) {
  const page = await openPage(browser, { url: 'about:blank' });
  await page.exposeFunction('codeAutomationLog', (kind, [first, ...rest]) => {
    // VS Code writes a good deal of its own through the same door; our tests begin their lines with a mark.
    if (typeof first === 'string' && first.startsWith('weir-test: '))
      process.stdout.write(`${[first.slice('weir-test: '.length), ...rest].join(' ')}\n`);
    else if (process.env['WEIR_TEST_LOG']) process.stderr.write(`[${kind}] ${[first, ...rest].join(' ')}\n`);
  });
  await page.exposeFunction('codeAutomationExit', async (code) => {
    if (code !== 0) await page.screenshot({ path: resolve(pictures, 'extension-host-failed.png') }).catch(() => undefined);
    done(code);
  });
  page.on('crash', () => done('the window crashed'));
  const payload = [
    ...(values.extensionDevelopmentPath ?? []).map((path) => ['extensionDevelopmentPath', remote(server.address, pathOf(path))]),
    ...(values.extensionTestsPath ? [['extensionTestsPath', remote(server.address, pathOf(values.extensionTestsPath))]] : []),
  ];
  const isFolder = target !== undefined && statSync(target).isDirectory();
  await page.goto(windowOf(server.address, { ...(target && (isFolder ? { folder: target } : { workspace: target })), payload }));
}
