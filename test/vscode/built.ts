import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the build made of the extension: its package, and the same unpacked. */
export const packaged = built('packages/vscode/dist/weir.vsix');
export const unpacked = built('packages/vscode/dist/weir');

function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` first.`);
  return resolve(path);
}
