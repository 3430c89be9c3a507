import { readdir, readFile } from 'node:fs/promises';
import type { PaintBox } from '@weir/drawing';
import { failed, type Refusal } from './exit-code.js';

/** The folder that the build writes beside the program. */
const folder = new URL('./paint-box/', import.meta.url);

/** What painting a PNG needs, read when the first one is asked for. */
export async function paintBox(): Promise<PaintBox | Refusal> {
  try {
    const names = (await readdir(folder)).toSorted();
    const read = (name: string) => readFile(new URL(name, folder));
    const fonts = await Promise.all(names.filter((name) => name.endsWith('.ttf')).map(read));
    return { wasm: await read('resvg.wasm'), fonts };
  } catch {
    return failed('what paints PNG is not beside the program; build it again, or take SVG.');
  }
}
