import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Host, Stat } from '@weir/workspace';
import type { World } from './world.js';

/** The process, the terminal and the disk. */
export function createWorld(): World {
  const { env, stdout, stderr } = process;
  return {
    cwd: process.cwd().replaceAll('\\', '/'),
    host: diskHost,
    write: async (path, text) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    out: (text) => stdout.write(text),
    error: (text) => stderr.write(text),
    colour: wantsColour(env, stdout.isTTY),
    width: stdout.columns ?? 100,
    today: Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000),
  };
}

/** https://no-color.org and https://force-color.org: forcing wins, then refusing, then whether somebody is looking. */
function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean | undefined): boolean {
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== '') return true;
  if (env['NO_COLOR']) return false;
  return isTerminal === true && env['TERM'] !== 'dumb';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is not there',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
};

const diskHost: Host = {
  stat: async (path) => {
    try {
      const found = await lstat(path);
      return { is: kindOf(found), size: found.size };
    } catch {
      return { is: 'nothing', size: 0 };
    }
  },
  list: (folder) => readdir(folder).catch(unreadable),
  read: (path) => readFile(path).catch(unreadable),
};

function kindOf(found: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Stat['is'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}

function unreadable(error: NodeJS.ErrnoException): { unreadable: string } {
  return { unreadable: reasons[error.code ?? ''] ?? error.message };
}
