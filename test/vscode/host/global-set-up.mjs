// Before the first test in VS Code: the hosts are brought, and what is tested must have been built.
import { existsSync } from 'node:fs';
import { host } from './set-up.mjs';

export async function setup() {
  if (!existsSync('packages/vscode/dist/weir.vsix'))
    throw new Error('packages/vscode/dist/weir.vsix is missing: run `npm run build` first.');
  await Promise.all([host('newest'), host('oldest')]);
}
