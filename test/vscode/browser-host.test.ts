import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpacked } from './built.js';
import { bundleTests } from './bundle-tests.js';
import { serveWindow } from './host/browser-window.mjs';
import { type Host, host } from './host/set-up.mjs';
import { openBrowser, openPage, Window } from './host/window.mjs';

let work: string;
let folder: string;
let chosen: Host;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'weir-browser-host-'));
  folder = join(work, 'plant');
  cpSync('examples/first-plant', folder, { recursive: true });
  chosen = await host('newest');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the tests in the extension host of a browser, with the server in a worker', async () => {
  // The tests must lie where the extension is served from.
  const extension = join(work, 'extension');
  cpSync(unpacked, extension, { recursive: true });
  const { url, stop } = await serveWindow(chosen, { extension, folder, tests: await bundleTests(extension) });
  const { browser, close } = await openBrowser(chosen.browser);
  try {
    const page = await openPage(browser, { url: 'about:blank' });
    const lines: string[] = [];
    const ended = new Promise<unknown>((done) => {
      page.on('crash', () => done('the window crashed'));
      void page.exposeFunction('codeAutomationLog', (_: string, [first]: readonly unknown[]) => {
        if (String(first).startsWith('weir-test: ')) lines.push(String(first).slice('weir-test: '.length));
      });
      void page.exposeFunction('codeAutomationExit', done);
      setTimeout(() => done('no end after 240 s'), 240_000).unref();
    });
    await page.goto(url);
    expect(await ended, lines.join('\n')).toBe(0);
    expect(lines).toMatchSnapshot();
  } finally {
    await close();
    stop();
  }
});

test('in a browser, without any server, findings are seen and the diagram is drawn', async () => {
  const { url, stop } = await serveWindow(chosen, { extension: unpacked, folder });
  const { browser, close } = await openBrowser(chosen.browser);
  const payload = JSON.stringify([['openFile', 'vscode-test-web://mount/lime-kiln.weir']]);
  const window = new Window(await openPage(browser, { url: `${url}?payload=${encodeURIComponent(payload)}` }));
  try {
    await window.isOpen();
    await window.page.waitForSelector('.editor-instance .view-line');
    expect(await window.problems('Fewer than 2 people')).toContainEqual(expect.stringContaining('too-few-people'));
    await window.command('Weir: Open Diagram');
    await (await window.webview('.drawing')).locator('.card-group').first().waitFor();
    await window.picture('browser');
  } catch (error) {
    await window.picture('browser-failed');
    throw error;
  } finally {
    await close();
    stop();
  }
});
