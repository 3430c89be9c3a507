// Bundles the programs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildId } from './build-id.mjs';
import { bundle } from './bundle.mjs';
import { writePaintBox } from './paint-box.mjs';

const [folder = 'packages/cli/dist'] = process.argv.slice(2);

const inputs = await bundle('packages/cli/src/bin.ts', folder, 'weir', [await librarySnapshot(), buildId]);
// test/notice.test.ts reads here what is bundled, and so must be named in NOTICE.
writeFileSync(`${folder}/bundled.json`, JSON.stringify(inputs));
// Too large to be parsed with every command, so beside the program: only what paints a PNG reads it.
writePaintBox(`${folder}/paint-box`);

/** Puts the bound library into the program: reading and binding its text takes a second at every start. */
async function librarySnapshot() {
  const work = mkdtempSync(join(tmpdir(), 'weir-library-'));
  try {
    await bundle('scripts/take-library-snapshot.mjs', work, 'snapshot');
    const { snapshot } = await import(pathToFileURL(join(work, 'snapshot.js')).href);
    const contents = `export const librarySnapshot = JSON.parse(${literalOf(JSON.stringify(snapshot))});`;
    return { name: 'library-snapshot', setup: ({ onLoad }) => onLoad({ filter: /library-snapshot\.ts$/ }, () => ({ contents })) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** JSON is full of double quotes: between single ones it needs next to no escapes, and is read in half the time. */
function literalOf(json) {
  return `'${json.replace(/[\\']/g, '\\$&').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
