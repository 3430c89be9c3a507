// Runs a bundle of tests in the extension host of VS Code, as every extension does: with @vscode/test-electron.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';

const [extensionDevelopmentPath = '', extensionTestsPath = '', folder = ''] = process.argv.slice(2);
const chosen = process.env['WEIR_VSCODE'];
const isExecutable = chosen !== undefined && statSync(chosen).isFile();
const home = mkdtempSync(join(tmpdir(), 'weir-run-tests-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

await runTests({
  vscodeExecutablePath: isExecutable ? chosen : resolve('test/vscode/host/code.mjs'),
  extensionDevelopmentPath,
  extensionTestsPath,
  launchArgs: [
    folder,
    '--disable-extensions',
    '--disable-workspace-trust',
    `--user-data-dir=${join(home, 'user')}`,
    `--extensions-dir=${join(home, 'extensions')}`,
  ],
}).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
