import { readdir, readFile } from 'node:fs/promises';
import type { PaintBox } from '@weir/drawing';
import { failed, type Refusal } from './exit-code.js';

/** Where the build writes them: beside the program, which may itself be in parts one folder further down. */
const folders = ['./paint-box/', '../paint-box/'].map((path) => new URL(path, import.meta.url));

/** What painting a PNG needs, read when the first one is asked for. */
export async function paintBox(): Promise<PaintBox | Refusal> {
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => []);
    const fonts = names.filter((name) => name.endsWith('.ttf')).toSorted();
    if (fonts.length === 0 || !names.includes('resvg.wasm')) continue;
    const read = (name: string) => readFile(new URL(name, folder));
    return { wasm: await read('resvg.wasm'), fonts: await Promise.all(fonts.map(read)) };
  }
  return failed('what paints PNG is not beside the program; build it again, or take SVG.');
}
