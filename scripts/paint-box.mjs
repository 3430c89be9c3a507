// What `weir render --format png` needs beside the program: the WebAssembly of resvg, and Inter as TrueType.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { unpacked } from './woff.mjs';

// The painter takes the first file of a weight, and only for letters that it lacks another: Latin comes first, by its number too.
const subsets = ['latin', 'latin-ext', 'greek', 'cyrillic'];
const weights = [400, 600];

/** The files of the font. */
export function fontFiles() {
  return subsets.flatMap((subset, rank) =>
    weights.map((weight) => ({
      name: `inter-${rank}-${subset}-${weight}.ttf`,
      bytes: unpacked(readFileSync(`node_modules/@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`), 'Inter'),
    })),
  );
}

export const wasmFile = 'node_modules/@resvg/resvg-wasm/index_bg.wasm';

/** Writes them into a folder beside the program. */
export function writePaintBox(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(wasmFile, `${folder}/resvg.wasm`);
  for (const { name, bytes } of fontFiles()) writeFileSync(`${folder}/${name}`, bytes);
}
