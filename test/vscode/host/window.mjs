// A window of VS Code as a person has it before them: keys, mouse and what is to be seen.
import { mkdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const patience = 60_000;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where pictures of what was seen are kept. */
export const pictures = resolve('out/vscode');

/**
 * Opens the browser that windows are opened in.
 * @param {string} executablePath
 */
export async function openBrowser(executablePath) {
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  return {
    browser,
    // A browser that does not want to close must not hold up the tests; it is killed with them.
    close: () => Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000).unref())]),
  };
}

/** @param {import('playwright-core').Browser} browser */
export async function openPage(browser, { width = 1440, height = 900, scale = 1, url = '' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(url);
  return page;
}

/**
 * The address of a window on a folder, with a file open in it.
 * @param {string} address
 * @param {{ folder?: string, workspace?: string, file?: string, payload?: readonly (readonly [string, string])[] }} what
 */
export function windowOf(address, { folder, workspace, file, payload = [] }) {
  const what =
    workspace !== undefined
      ? `workspace=${encodeURIComponent(workspace)}`
      : folder !== undefined
        ? `folder=${encodeURIComponent(folder)}`
        : 'ew=true';
  const all = file === undefined ? payload : [...payload, ['openFile', remote(address, file)]];
  return `http://${address}/?${what}&payload=${encodeURIComponent(JSON.stringify(all))}`;
}

/** @param {string} address @param {string} path */
export function remote(address, path) {
  return `vscode-remote://${address}${path}`;
}

/** What a person does in a window, each returning when its effect is to be seen. */
export class Window {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  async isOpen() {
    await this.page.waitForSelector('.monaco-workbench');
    // The activity bar is drawn when extensions' contributions are known.
    await this.page.waitForSelector('.activitybar .action-item');
    // How many problems there are is told when the window is restored; before that, markers and lenses may wait for ever.
    await this.page.waitForSelector('.statusbar-item[id="status.problems"]');
  }

  /** Runs a command by its title, as the command palette shows it. */
  async command(title) {
    await this.#pick('F1', `>${title}`, title.replace(/^\w+: /, ''));
  }

  /** Opens a file of the folder by its name. */
  async open(name) {
    await this.#pick('Control+P', name, basename(name));
    await this.page
      .locator('.tab.active', { hasText: basename(name) })
      .first()
      .waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Chooses from a list that a key opens. What is typed before the list stands is lost, so it is typed again, as a person would. */
  async #pick(key, typed, wanted) {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: wanted }).first();
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.fill(typed, { timeout: patience / 6 });
        await row.waitFor({ timeout: patience / 6 });
        break;
      } catch (error) {
        if (attempt === 6) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await this.page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden' });
  }

  /** Puts the cursor on a place of the active editor. Lines and columns count from 1. */
  async goTo(line, column = 1) {
    // The keys go to whatever was used last, which may be the drawing.
    await this.page
      .locator('.editor-instance .view-line')
      .first()
      .click({ position: { x: 4, y: 4 } });
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** A line of the editor in which a text stands. */
  line(text) {
    return this.page.locator('.editor-instance .view-line', { hasText: text }).first();
  }

  /** The rows of the Problems view, once it holds a text; of many, those that a filter lets through, since only rows in sight are there. */
  async problems(text, filter = '') {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.command('View: Focus Problems');
    if (filter !== '') await this.page.getByPlaceholder(/^Filter \(e\.g\./).fill(filter);
    for (;;) {
      await rows.filter({ hasText: text }).first().waitFor();
      // While keys are still falling, what was there a moment ago may be gone.
      const read = (await rows.allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
      if (read.some((row) => row.includes(text))) return read;
    }
  }

  /** Holds the mouse over a word of a line until something is shown that holds a text. */
  async hover(word, text) {
    const span = this.page.locator('.editor-instance .view-line span > span', { hasText: word }).first();
    const shown = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    // A mouse that rests while findings are told anew shows nothing, so it comes again, as a person's would.
    for (let attempt = 1; ; attempt++) {
      const box = await span.boundingBox();
      if (box === null) throw new Error(`"${word}" is not to be seen.`);
      await this.page.mouse.move(box.x + 4, box.y + box.height / 2);
      await this.page.mouse.move(box.x + 6, box.y + box.height / 2);
      try {
        await shown.waitFor({ timeout: patience / 6 });
        break;
      } catch (error) {
        if (attempt === 6) throw error;
        await this.page.mouse.move(5, 5);
      }
    }
    return shown.textContent();
  }

  /** The document inside a webview that holds an element. */
  async webview(selector) {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error(`No webview holds ${selector}.`);
  }

  /** Keeps a picture of what is to be seen. */
  async picture(name) {
    const path = resolve(pictures, `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }
}
