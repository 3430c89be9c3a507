import { build } from 'esbuild';

/** Bundles the tests that run inside the extension host, and says into which file. */
export async function bundleTests(folder: string): Promise<string> {
  const outfile = `${folder}/tests.cjs`;
  await build({
    entryPoints: ['test/vscode/in-host/tests.ts'],
    outfile,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    external: ['vscode'],
    conditions: ['source'],
    logLevel: 'warning',
  });
  return outfile;
}
