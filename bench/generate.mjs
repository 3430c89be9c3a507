// node bench/generate.mjs --systems 1000 --out <folder> [--seed 1] [--language weir|likec4]
// Writes a made-up group of that size. The same arguments give the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { emitLikeC4 } from './emit-likec4.mjs';
import { emitWeir } from './emit-weir.mjs';
import { makeLandscape } from './landscape.mjs';

const { values } = parseArgs({
  options: {
    systems: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    language: { type: 'string', default: 'weir' },
    out: { type: 'string' },
  },
});
const emitters = { weir: emitWeir, likec4: emitLikeC4 };
if (values.out === undefined || !Object.hasOwn(emitters, values.language)) {
  process.stderr.write('Usage: node bench/generate.mjs --systems 1000 --out <folder> [--seed 1] [--language weir|likec4]\n');
  process.exit(2);
}
const files = emitters[values.language](makeLandscape({ systems: Number(values.systems), seed: Number(values.seed) }));
for (const [name, text] of files) {
  const path = join(values.out, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
process.stdout.write(`${files.size} files in ${values.out}\n`);
