import { join, parentOf } from './file-path.js';
import { type Host, isUnreadable } from './host.js';

/** The folder of the nearest weir.json at or above a path; without one, the folder itself, or that of the file. */
export async function projectFolder(host: Host, path: string): Promise<string> {
  const start = (await isA(host, path, 'folder')) ? path : parentOf(path);
  for (let folder = start; ; folder = parentOf(folder)) {
    if (await isA(host, join(folder, 'weir.json'), 'file')) return folder;
    if (folder === parentOf(folder)) return start;
  }
}

async function isA(host: Host, path: string, kind: 'file' | 'folder'): Promise<boolean> {
  const found = await host.stat(path);
  return !isUnreadable(found) && found.is === kind;
}
