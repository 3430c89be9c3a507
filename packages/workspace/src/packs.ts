import type { Origin, Problem } from '@weir/model';
import type { Configuration } from './configuration.js';
import { join, lastPart, prefixBetween } from './file-path.js';
import { type Host, isUnreadable } from './host.js';
import { type LoadedConfiguration, loadConfiguration } from './load-configuration.js';

/** A folder with files of the project. */
export interface SourceFolder {
  /** Absolute. */
  readonly folder: string;
  /** What its files' names begin with: the way from the project's folder. */
  readonly prefix: string;
  readonly configuration: Configuration;
  /** The name of the pack, if it is one. */
  readonly pack?: string;
}

export interface PackFolder extends SourceFolder {
  readonly pack: string;
  /** What its owner's weir.json calls it, and where. */
  readonly written: string;
  readonly statedAt: Origin;
}

export interface Packs {
  readonly folders: readonly PackFolder[];
  /** Of their weir.json, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** The packs that a project's configuration names, and those that they name in turn, each once. */
export async function findPacks(host: Host, project: string, root: LoadedConfiguration): Promise<Packs> {
  const found = { folders: [] as PackFolder[], texts: new Map<string, string>(), problems: [] as Problem[] };
  await addPacksOf(host, project, { folder: project, file: 'weir.json', loaded: root, chain: [project] }, found);
  return found;
}

interface Owner {
  readonly folder: string;
  /** The name of its weir.json. */
  readonly file: string;
  readonly loaded: LoadedConfiguration;
  /** The folders that led here, itself included: a pack among them is cyclic. */
  readonly chain: readonly string[];
}

async function addPacksOf(
  host: Host,
  project: string,
  owner: Owner,
  found: { readonly folders: PackFolder[]; readonly texts: Map<string, string>; readonly problems: Problem[] },
): Promise<void> {
  for (const [index, written] of owner.loaded.configuration.packs.entries()) {
    const statedAt = { file: owner.file, ...owner.loaded.at(['packs', index]) };
    const complain = (message: string, help: string) => found.problems.push(wrongPack(statedAt, message, help));
    const folder = join(owner.folder, written.replaceAll('\\', '/'));
    const wrong = await wrongWith(host, folder);
    if (wrong !== undefined) {
      complain(`The pack "${written}" ${wrong}.`, 'Correct the path; it is relative to this weir.json.');
      continue;
    }
    if (owner.chain.includes(folder)) {
      const circle = [...owner.chain.slice(owner.chain.indexOf(folder)), folder].map(lastPart).join(' -> ');
      complain(`The pack "${written}" uses itself: ${circle}.`, 'Take one of the packs out of the circle.');
      continue;
    }
    if (found.folders.some((known) => known.folder === folder)) continue;
    const prefix = prefixBetween(project, folder);
    const file = `${prefix}weir.json`;
    const loaded = await loadConfiguration(host, folder, file);
    found.problems.push(...loaded.problems);
    if (loaded.text !== undefined) found.texts.set(file, loaded.text);
    const pack = loaded.configuration.name ?? lastPart(folder);
    const namesake = found.folders.find((known) => known.pack === pack);
    if (namesake !== undefined) {
      complain(
        `The packs "${written}" and "${namesake.prefix.replace(/\/$/, '')}" are both called "${pack}".`,
        'Give one of them another `name` in its weir.json.',
      );
      continue;
    }
    found.folders.push({ folder, prefix, configuration: loaded.configuration, pack, written, statedAt });
    await addPacksOf(host, project, { folder, file, loaded, chain: [...owner.chain, folder] }, found);
  }
}

export function wrongPack(at: Origin, message: string, help: string): Problem {
  return { check: 'configuration', message, help, at, related: [] };
}

async function wrongWith(host: Host, folder: string): Promise<string | undefined> {
  const found = await host.stat(folder);
  if (isUnreadable(found)) return `cannot be reached: ${found.unreadable}`;
  if (found.isLink) return 'is a symbolic link, which is not followed';
  if (found.is === 'nothing') return 'is not there';
  return found.is === 'folder' ? undefined : 'is not a folder';
}
