import { build } from 'esbuild';

/** Bundles tests that run inside the extension host, and says into which file. */
export async function bundleTests(folder: string, entry: 'tests' | 'tests-with-terminal' = 'tests'): Promise<string> {
  const outfile = `${folder}/${entry}.cjs`;
  await build({
    entryPoints: [`test/vscode/in-host/${entry}.ts`],
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
