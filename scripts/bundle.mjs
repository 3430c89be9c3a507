// How a program is bundled: everything it needs is in its folder, so that nothing is downloaded or compiled on the user's machine.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { straightImports } from './straight-imports.mjs';

/** Bundles an entry for Node into `<folder>/<name>.js`, with what is only now and then needed in files beside it; says what went in. */
export async function bundle(entry, folder, name, plugins = []) {
  rmSync(`${folder}/parts`, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { [name]: entry },
    outdir: folder,
    chunkNames: 'parts/[name]-[hash]',
    splitting: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['source'],
    mainFields: ['module', 'main'],
    loader: { '.weir': 'text' },
    // The engine reads a pattern between slashes when it loads the file, and again when it runs; a text it reads when it is needed.
    supported: { 'regexp-unicode-property-escapes': false, 'regexp-sticky-and-unicode-flags': false },
    // Bundled CommonJS packages still ask for `require`.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
    },
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
    plugins: [...plugins, straightImports],
  });
  return Object.keys(metafile.inputs);
}
