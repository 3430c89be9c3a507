// Bundles the programs. Everything they need is in the bundle; nothing is downloaded or compiled on the user's machine.
import { build } from 'esbuild';

await build({
  entryPoints: ['packages/cli/src/bin.ts'],
  outfile: 'packages/cli/dist/weir.js',
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
});
