import type { Problem, Span } from '@weir/model';
import type { Configuration } from './configuration.js';
import { type Found, findFiles } from './find-files.js';
import type { Host } from './host.js';
import { loadConfiguration } from './load-configuration.js';
import { findPacks, type PackFolder, wrongPack } from './packs.js';
import { readFiles } from './read-files.js';

/** A project, read from disk. Nothing in it is parsed yet. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** The texts of weir.json and of those of packs, by file, for showing where they are wrong. */
  readonly configurationTexts: ReadonlyMap<string, string>;
  /** Where weir.json states a setting. */
  readonly placeOf: (setting: string) => Span;
  /** The project's own files by name, then those of packs. */
  readonly files: readonly ProjectFile[];
  /** Folders below that are projects of their own, and so not part of this one. */
  readonly projectsBelow: readonly string[];
  /** What is wrong with the configuration, and files that could not be read, or not wholly. */
  readonly problems: readonly Problem[];
}

/** A file of a project. All names are relative to the project's folder, those of packs elsewhere too. */
export interface ProjectFile {
  readonly name: string;
  readonly text: string;
  /** The pack it belongs to, if it is not the project's own. */
  readonly pack?: string;
  /** An importer wrote it, so what people wrote wins over it. */
  readonly imported: boolean;
}

/** Reads the project of a folder. What cannot be read is a problem; the rest is read. */
export async function loadProject(host: Host, folder: string): Promise<Project> {
  const root = await loadConfiguration(host, folder, 'weir.json');
  const packs = await findPacks(host, folder, root);
  const own = await findFiles(host, { folder, prefix: '', configuration: root.configuration });
  const inPacks = await Promise.all(packs.folders.map(async (pack) => findInPack(host, pack)));
  const found = [own, ...inPacks];
  const read = await readFiles(
    host,
    found.flatMap(({ files }) => files),
  );
  return {
    folder,
    configuration: root.configuration,
    configurationTexts: new Map([...(root.text === undefined ? [] : [['weir.json', root.text] as const]), ...packs.texts]),
    placeOf: (setting) => root.at([setting]),
    files: read.files,
    projectsBelow: own.projectsBelow,
    problems: [...root.problems, ...packs.problems, ...found.flatMap(({ problems }) => problems), ...read.problems].toSorted(byFile),
  };
}

async function findInPack(host: Host, pack: PackFolder): Promise<Found> {
  const found = await findFiles(host, pack);
  if (found.files.length > 0 || found.problems.length > 0) return found;
  const empty = wrongPack(pack.statedAt, `The pack "${pack.written}" has no .weir files.`, 'Correct the path, or take it out of `packs`.');
  return { ...found, problems: [empty] };
}

function byFile({ at: a }: Problem, { at: b }: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
