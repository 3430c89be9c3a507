import { failed, type Refusal } from './exit-code.js';
import type { World } from './world.js';

/** Writes a file that was asked for by a path as typed, or says why not. */
export async function writeOutput(world: World, typed: string, content: string | Uint8Array): Promise<Refusal | undefined> {
  try {
    await world.write(world.resolve(typed), content);
    return undefined;
  } catch (error) {
    return failed(`"${typed}" was not written: ${(error as Error).message}.`);
  }
}
