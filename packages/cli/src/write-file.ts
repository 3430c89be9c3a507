import { constants } from 'node:fs';
import { access, chmod, lstat, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './reason.js';

/**
 * Writes a whole file or nothing: beside it first, then in its place, so that a full disk or a crash leaves the old one.
 *
 * The mode of a file that is there stays. Devices and pipes are written to as they are. A symbolic link is refused: in a
 * stranger's landscape it may lead anywhere. Fails with an `Error` that says why in words.
 */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const before = await lstat(path).catch(() => undefined);
    const isDevice = path.startsWith('/dev/');
    if (before?.isSymbolicLink() && !isDevice) throw new Error('it is a symbolic link');
    if (isDevice || (before !== undefined && !before.isFile())) return await writeFile(path, content);
    // Taking the place of a file asks the folder for leave, not the file; a file that is read-only was meant to be.
    if (before !== undefined) await access(path, constants.W_OK);
    await mkdir(dirname(path), { recursive: true });
    await replace(path, content, before?.mode);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

async function replace(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  const beside = join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.tmp`);
  const file = await open(beside, 'wx');
  try {
    await file.writeFile(content);
    // The bytes first, the name after: otherwise a power cut can leave the name on an empty file.
    await file.sync();
    await file.close();
    if (mode !== undefined) await chmod(beside, mode & 0o7777);
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}
