import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { below } from '@weir/workspace/reading';
import type { Cache } from './world.js';

/** In bytes. What is larger was not kept by Weir, or takes longer to read than to find again. */
const largest = 200_000_000;

/**
 * A cache in a folder that only its owner can write to, so that nobody else can make Weir tell what it has not found.
 *
 * Files are named by a part of a digest, so there are at most 4096 of them, however many projects come and go. Two that share one take turns.
 */
export function diskCache(folder: string, program: string): Cache {
  const fileFor = async (project: string) => {
    const { createHash } = await import('node:crypto');
    return join(folder, `${createHash('sha256').update(project).digest('hex').slice(0, 3)}.outcome`);
  };
  // A landscape must not bring the verdict on itself.
  const isIn = (project: string) => below(project, folder.replaceAll(sep, '/')) !== undefined;
  return {
    program,
    read: (project) =>
      quietly(async () => {
        if (isIn(project) || !(await isTrusted(folder))) return undefined;
        return readOwn(await fileFor(project));
      }),
    write: async (project, content) => {
      await quietly(async () => {
        if (isIn(project) || content.length > largest) return;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (await isTrusted(folder)) await replace(await fileFor(project), content);
      });
    },
  };
}

/** Where caches belong on this system, by its environment; undefined where nothing says. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string | undefined {
  const { WEIR_CACHE_DIR: asked, XDG_CACHE_HOME: base, HOME: home, LOCALAPPDATA: local } = env;
  if (asked) return asked;
  if (platform === 'win32') return local && join(local, 'weir');
  if (platform === 'darwin') return home && join(home, 'Library/Caches/weir');
  // By the XDG specification what is not absolute does not count.
  if (base?.startsWith('/')) return join(base, 'weir');
  return home && join(home, '.cache/weir');
}

/** A cache that cannot be used is no trouble, only no help. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

async function isTrusted(folder: string): Promise<boolean> {
  const found = await lstat(folder);
  return found.isDirectory() && isOwn(found, 0o022);
}

/** Whether it is ours, and others have none of these permissions. Windows keeps the user's folder for its user. */
function isOwn({ uid, mode }: Stats, permissions: number): boolean {
  const user = process.getuid?.();
  return user === undefined || (uid === user && (mode & permissions) === 0);
}

/** A file that git has checked out can be read by others, so even a cache in a repository is none. */
async function readOwn(path: string): Promise<Uint8Array | undefined> {
  // What is opened is what is looked at: not a link to elsewhere, and not a pipe that keeps us waiting.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    return found.isFile() && found.size <= largest && isOwn(found, 0o077) ? await file.readFile() : undefined;
  } finally {
    await file.close();
  }
}

/** All at once, so that whoever reads at this moment has the old or the new. */
async function replace(path: string, content: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}`;
  // Of a process of this number that was killed.
  await rm(beside, { force: true });
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}
