// Puts the bound library into a program: reading and binding its text takes a second at every start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

/** Binds the library with the sources as they are, and gives the plugin that puts it in the place of lean-library.ts. */
export async function librarySnapshot() {
  const work = mkdtempSync(join(tmpdir(), 'weir-library-'));
  try {
    await bundle('scripts/take-library-snapshot.mjs', work, 'snapshot');
    const { snapshot } = await import(pathToFileURL(join(work, 'snapshot.js')).href);
    const { facts, ...rest } = snapshot;
    const contents = [
      "import { restored } from '@weir/model';",
      `const facts = ${literalOf(facts)};`,
      `const rest = ${literalOf(JSON.stringify(rest))};`,
      'export const leanLibrary = () => restored({ ...JSON.parse(rest), facts });',
    ].join('\n');
    const load = ({ path }) => ({ contents, resolveDir: dirname(path) });
    return { name: 'library-snapshot', setup: ({ onLoad }) => onLoad({ filter: /lean-library\.ts$/ }, load) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** JSON is full of double quotes: between single ones it needs next to no escapes, and is read in half the time. */
function literalOf(json) {
  return `'${json.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
