// A window of VS Code that has no server behind it, as on a web site: @vscode/test-web serves it and a folder of files.
import { resolve } from 'node:path';
import { open } from '@vscode/test-web';
import { freePort } from './server.mjs';
import { webBuild } from './web-build.mjs';

/**
 * Serves VS Code with the extension and a folder.
 * @param {import('./set-up.mjs').Host} host
 * @param {{ extension: string, folder: string, tests?: string }} what
 * @returns {Promise<{ readonly url: string, readonly stop: () => void }>}
 */
export async function serveWindow({ vscode }, { extension, folder, tests }) {
  const testRunnerDataDir = resolve('.cache/vscode/web');
  const port = await freePort();
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: webBuild(vscode, testRunnerDataDir),
    testRunnerDataDir,
    port,
    extensionDevelopmentPath: extension,
    folderPath: folder,
    ...(tests && { extensionTestsPath: tests }),
  });
  return { url: `http://localhost:${port}/`, stop: () => server.dispose() };
}
