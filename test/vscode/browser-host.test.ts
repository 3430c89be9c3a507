import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleTests } from './bundle-tests.js';
import { serveWindow } from './host/browser-window.mjs';
import { host } from './host/set-up.mjs';
import { openBrowser, openPage } from './host/window.mjs';

let work: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'weir-browser-host-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('in the extension host of a browser, with the server in a worker', async () => {
  const { url, stop, browser, close } = await windowWithTests();
  try {
    const page = await openPage(browser, { url: 'about:blank' });
    const lines: string[] = [];
    const failed = new Promise<unknown>((done) => {
      page.on('crash', () => done('the window crashed'));
      void page.exposeFunction('codeAutomationLog', (_: string, [first]: readonly unknown[]) => {
        if (String(first).startsWith('weir-test: ')) lines.push(String(first).slice('weir-test: '.length));
      });
      void page.exposeFunction('codeAutomationExit', done);
      setTimeout(() => done('no end after 150 s'), 150_000).unref();
    });
    await page.goto(url);
    expect(await failed, lines.join('\n')).toBe(0);
    expect(lines).toMatchSnapshot();
  } finally {
    await close();
    stop();
  }
});

async function windowWithTests() {
  // The tests must lie where the extension is served from.
  const extension = join(work, 'extension');
  cpSync('packages/vscode/dist/weir', extension, { recursive: true });
  const folder = join(work, 'plant');
  cpSync('examples/first-plant', folder, { recursive: true });
  const chosen = await host('newest');
  const served = await serveWindow(chosen, { extension, folder, tests: await bundleTests(extension) });
  return { ...served, ...(await openBrowser(chosen.browser)) };
}
