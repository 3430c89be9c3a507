// Finds the Chromium that is VS Code's window, or installs one.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const call = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** The executable of a Chromium: the one that `CHROMIUM` names, one that is installed, else Debian's (as root on Debian), else Playwright's. */
export async function findBrowser() {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names "${named}", and no program is there.`);
  }
  return installed() ?? (await fromDebian()) ?? (await fromPlaywright());
}

function installed() {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  process.stdout.write('Installing Chromium for the tests in VS Code ...\n');
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await call('apt-get', [...options, 'update'], { env, maxBuffer: 1e8 });
  await call('apt-get', [...options, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env, maxBuffer: 1e8 });
  return installed();
}

async function fromPlaywright() {
  const path = () => chromium.executablePath();
  if (!isExecutable(path())) {
    process.stdout.write('Downloading Chromium for the tests in VS Code ...\n');
    await call(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']).catch((error) => {
      throw new Error(
        `The tests in VS Code need a Chromium: install one, or name its executable in CHROMIUM. Playwright could not download it: ${error.message}`,
      );
    });
  }
  return path();
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
