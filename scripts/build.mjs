// Bundles the programs.
import { writeFileSync } from 'node:fs';
import { buildId } from './build-id.mjs';
import { bundle } from './bundle.mjs';
import { latePatternEngine } from './late-pattern-engine.mjs';
import { librarySnapshot } from './library-snapshot.mjs';
import { writePaintBox } from './paint-box.mjs';

const [folder = 'packages/cli/dist'] = process.argv.slice(2);

const engine = await latePatternEngine();
const inputs = await bundle('packages/cli/src/bin.ts', folder, 'weir', [await librarySnapshot(), engine.plugin, buildId]);
// test/notice.test.ts reads here what is bundled, and so must be named in NOTICE.
writeFileSync(`${folder}/bundled.json`, JSON.stringify([...inputs, ...engine.inputs]));
// Too large to be parsed with every command, so beside the program: only what paints a PNG reads it.
writePaintBox(`${folder}/paint-box`);
