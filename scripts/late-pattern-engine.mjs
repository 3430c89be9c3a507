// Keeps the engine for patterns in a file of its own, read by whoever compiles the first: no compiler can wait for an import.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles the engine; gives the plugin that puts what loads it in the place of pattern-engine.ts, and says what went in. */
export async function latePatternEngine() {
  const { outputFiles, metafile } = await build({
    entryPoints: ['re2js'],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    write: false,
    metafile: true,
  });
  const [{ text }] = outputFiles;
  // By the name of its file, the engine is a part of what tells this build from others.
  const name = `pattern-engine-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.cjs`;
  const contents = `let engine;\nexport const patternEngine = () => (engine ??= require('./${name}').RE2JS);`;
  const setup = ({ initialOptions, onLoad, onResolve, onEnd }) => {
    onLoad({ filter: /pattern-engine\.ts$/ }, () => ({ contents }));
    onResolve({ filter: /pattern-engine-\w+\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onEnd(() => writeFileSync(join(initialOptions.outdir, 'parts', name), text));
  };
  return { plugin: { name: 'late-pattern-engine', setup }, inputs: Object.keys(metafile.inputs) };
}
