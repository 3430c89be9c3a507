import type { Problem } from '@weir/model';
import { below, join } from './file-path.js';
import { type Host, isUnreadable } from './host.js';
import { inParallel } from './in-parallel.js';
import type { SourceFolder } from './packs.js';
import { unread } from './unread.js';

/** A file that belongs to the project, not read yet. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly pack?: string;
  readonly imported: boolean;
}

export interface Found {
  /** By name. */
  readonly files: readonly FoundFile[];
  readonly projectsBelow: readonly string[];
  readonly problems: readonly Problem[];
}

/** Every `.weir` file in a folder and below it. Symbolic links are not followed, and those that may hide a part of the landscape are said. */
export async function findFiles(host: Host, { folder, prefix, configuration, pack }: SourceFolder): Promise<Found> {
  const named = (paths: readonly string[]) => paths.map((path) => join(folder, path.replaceAll('\\', '/')));
  // Packs are read as such, so they are not also part of the folder they may lie in.
  const excluded = named([...configuration.exclude, ...configuration.packs]);
  const imports = named(configuration.imports);
  const files: FoundFile[] = [];
  const projectsBelow: string[] = [];
  const problems: Problem[] = [];

  /** Takes note of the files in a folder, and gives the folders in it. */
  const visit = async (at: string): Promise<readonly string[]> => {
    const nameOf = (path: string) => prefix + (below(folder, path) ?? '');
    const entries = await host.list(at);
    if (isUnreadable(entries)) {
      problems.push(unread(nameOf(at) || '.', entries.unreadable));
      return [];
    }
    if (at !== folder && entries.some(({ name }) => name === 'weir.json')) {
      projectsBelow.push(nameOf(at));
      return [];
    }
    const folders: string[] = [];
    for (const entry of entries) {
      const path = `${at === '/' ? '' : at}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || isIn(excluded, path)) continue;
      if (entry.is === 'folder') folders.push(path);
      else if (entry.is === 'link' && (await leadsToFolder(host, path))) problems.push(linkNotFollowed(nameOf(path)));
      else if (!entry.name.endsWith('.weir')) continue;
      else if (entry.is === 'link')
        problems.push(unread(nameOf(path), 'it is a symbolic link, which may lead out of the project', linkHelp));
      else if (entry.is === 'other') problems.push(unread(nameOf(path), 'it is not a file'));
      else files.push({ path, name: nameOf(path), imported: isIn(imports, path), ...(pack !== undefined && { pack }) });
    }
    return folders;
  };

  for (let level: readonly string[] = [folder]; level.length > 0; ) level = (await inParallel(level, visit)).flat();
  return { files: files.toSorted(byName), projectsBelow: projectsBelow.toSorted(), problems };
}

const linkHelp = 'Put what it leads to here, or name it in `exclude` in weir.json.';

function linkNotFollowed(file: string): Problem {
  return {
    check: 'link-not-followed',
    message: `"${file}" is a symbolic link to a folder, and links are not followed.`,
    help: linkHelp,
    at: { file, start: 0, end: 0 },
    related: [],
  };
}

function isIn(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => below(folder, path) !== undefined);
}

async function leadsToFolder(host: Host, link: string): Promise<boolean> {
  const target = await host.stat(link);
  return !isUnreadable(target) && target.is === 'folder';
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
