// How a program is bundled: everything it needs is in one file, so that nothing is downloaded or compiled on the user's machine.
import { build } from 'esbuild';

/** Bundles an entry for Node, and says which files went into it. */
export async function bundle(entry, outfile) {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['source'],
    mainFields: ['module', 'main'],
    loader: { '.weir': 'text' },
    // Bundled CommonJS packages still ask for `require`.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
    },
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
