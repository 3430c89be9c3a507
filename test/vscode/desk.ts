import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packaged } from './built.js';
import { type Server, startServer } from './host/server.mjs';
import { host } from './host/set-up.mjs';
import { openBrowser, openPage, Window, windowOf } from './host/window.mjs';

interface DeskOptions {
  readonly age?: 'newest' | 'oldest';
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly language?: string;
}

interface WindowOptions {
  readonly file?: string;
  readonly scale?: number;
  readonly width?: number;
  readonly height?: number;
}

/** A VS Code with the extension installed from its package, whose windows a test opens. */
export class Desk {
  private readonly server: Server;
  private readonly browser: Awaited<ReturnType<typeof openBrowser>>;
  private readonly work = mkdtempSync(join(tmpdir(), 'weir-desk-'));

  private constructor(server: Server, browser: Awaited<ReturnType<typeof openBrowser>>) {
    this.server = server;
    this.browser = browser;
  }

  static async open({ age = 'newest', settings, language }: DeskOptions = {}): Promise<Desk> {
    const chosen = await host(age);
    const options = { vsix: [packaged], ...(settings && { settings }), ...(language && { language }) };
    return new Desk(await startServer(chosen, options), await openBrowser(chosen.browser));
  }

  /** A folder with files in it, by name. */
  folder(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(this.work, 'plant-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  }

  /** A copy of a folder of the repository. */
  copy(from: string): string {
    const folder = this.folder({});
    cpSync(from, folder, { recursive: true });
    return folder;
  }

  /** A window on a folder. */
  async window(folder: string, { file, ...size }: WindowOptions = {}): Promise<Window> {
    const url = windowOf(this.server.address, { folder, ...(file !== undefined && { file: join(folder, file) }) });
    const window = new Window(await openPage(this.browser.browser, { ...size, url }));
    await window.isOpen();
    if (file !== undefined) await window.page.waitForSelector('.editor-instance .view-line');
    return window;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    rmSync(this.work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs a scenario in a window; when it fails, what was to be seen is kept as a picture. */
export async function seen<Result>(window: Window, name: string, scenario: () => Promise<Result>): Promise<Result> {
  try {
    return await scenario();
  } catch (error) {
    await window.picture(`${name}-failed`).catch(() => undefined);
    throw error;
  } finally {
    await Promise.race([window.page.context().close(), new Promise((done) => setTimeout(done, 5000).unref())]);
  }
}
