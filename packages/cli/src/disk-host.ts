import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import type { Entry, Host, Stat, Unreadable } from '@weir/workspace/reading';
import { reasonOf } from './reason.js';

/** The disk. */
export const diskHost: Host = {
  stat: async (path) => {
    try {
      const itself = await lstat(path);
      if (!itself.isSymbolicLink()) return statOf(itself, { isLink: false });
      const target = await stat(path).catch(absent);
      return target === undefined ? { is: 'nothing', isLink: true, size: 0 } : statOf(target, { isLink: true });
    } catch (error) {
      return isAbsent(error) ? { is: 'nothing', isLink: false, size: 0 } : unreadable(error);
    }
  },
  list: (folder) =>
    readdir(folder, { withFileTypes: true }).then(
      (entries) => entries.map((entry): Entry => ({ name: entry.name, is: entry.isSymbolicLink() ? 'link' : kindOf(entry) })),
      unreadable,
    ),
  read: (path) => readFile(path).catch(unreadable),
};

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
}

function kindOf(found: Kind): 'file' | 'folder' | 'other' {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
}

function statOf(found: Kind & { readonly size: number }, { isLink }: { readonly isLink: boolean }): Stat {
  return { is: kindOf(found), isLink, size: found.size };
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** A link may lead to nothing, or in a circle. */
function absent(error: unknown): undefined {
  if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
  throw error;
}

function unreadable(error: unknown): Unreadable {
  return { unreadable: reasonOf(error) };
}
