import type { Problem } from '@weir/model';
import { type Configuration, defaults, readConfiguration } from './configuration.js';
import { decode } from './decode.js';
import { below, join, lastPart, parentOf } from './file-path.js';
import { type Host, isUnreadable } from './host.js';

/** A file of a project, read. */
export interface ProjectFile {
  /** Relative to the project's folder. */
  readonly name: string;
  readonly text: string;
  /** The pack it belongs to, if it is not the project's own. */
  readonly pack?: string;
  readonly imported: boolean;
}

export interface Project {
  /** Absolute. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** The texts of weir.json and of those of packs, by file, for showing where they are wrong. */
  readonly configurationTexts: ReadonlyMap<string, string>;
  /** Where weir.json states a setting. */
  readonly placeOf: (setting: string) => { readonly start: number; readonly end: number };
  readonly files: readonly ProjectFile[];
  /** Wrong use or configuration. */
  readonly configurationProblems: readonly Problem[];
  /** Files that could not be read, or not wholly. */
  readonly readProblems: readonly Problem[];
}

const largestRead = 16_000_000;
const skipped = new Set(['node_modules']);

/** The folder of the nearest weir.json at or above a path; without one, the folder itself, or that of the file. */
export async function projectFolder(host: Host, path: string): Promise<string> {
  const start = (await host.stat(path)).is === 'folder' ? path : parentOf(path);
  for (let folder = start; ; folder = parentOf(folder)) {
    if ((await host.stat(join(folder, 'weir.json'))).is === 'file') return folder;
    if (folder === parentOf(folder)) return start;
  }
}

export async function loadProject(host: Host, folder: string): Promise<Project> {
  const { configuration, text, problems, at } = await loadConfiguration(host, folder, '');
  const reading: Reading = { host, files: [], problems: [], texts: new Map() };
  await readFolder(reading, folder, '', scopeOf(configuration));
  if (text !== undefined) reading.texts.set('weir.json', text);
  const configurationProblems = [...problems];
  await readPacks(reading, { folder, prefix: '', configuration, at, chain: [folder] }, configurationProblems);
  return {
    folder,
    configuration,
    configurationTexts: reading.texts,
    placeOf: (setting) => at([setting]),
    files: reading.files.toSorted(byRingAndName),
    configurationProblems,
    readProblems: reading.problems,
  };
}

interface Reading {
  readonly host: Host;
  readonly files: ProjectFile[];
  readonly problems: Problem[];
  readonly texts: Map<string, string>;
}

interface Scope {
  readonly exclude: readonly string[];
  readonly imports: readonly string[];
  readonly pack?: string;
}

/** Packs are read as such, so they are not also part of the folder they may lie in. */
function scopeOf({ exclude, imports, packs }: Configuration, prefix = ''): Scope {
  const under = (path: string) => `${prefix}${clean(path)}`;
  return { exclude: [...exclude, ...packs].map(under), imports: imports.map(under) };
}

function clean(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '');
}

async function loadConfiguration(host: Host, folder: string, prefix: string) {
  const none = { configuration: defaults, text: undefined, problems: [] as readonly Problem[], at: () => ({ start: 0, end: 0 }) };
  const path = join(folder, 'weir.json');
  if ((await host.stat(path)).is !== 'file') return none;
  const bytes = await host.read(path);
  const file = `${prefix}weir.json`;
  if (isUnreadable(bytes))
    return {
      ...none,
      problems: [
        { check: 'configuration', message: `weir.json cannot be read: ${bytes.unreadable}.`, at: { file, start: 0, end: 0 }, related: [] },
      ],
    };
  const { text, unreadable } = decode(bytes);
  if (unreadable !== undefined)
    return {
      ...none,
      problems: [
        { check: 'configuration', message: `weir.json cannot be read: ${unreadable}.`, at: { file, start: 0, end: 0 }, related: [] },
      ],
    };
  return { ...readConfiguration(file, text.replace(/^\ufeff/, ' ')), text };
}

async function readFolder(reading: Reading, folder: string, prefix: string, scope: Scope): Promise<void> {
  const names = await reading.host.list(folder);
  if (isUnreadable(names)) {
    reading.problems.push(unreadableFile(prefix.replace(/\/$/, '') || '.', `the folder cannot be listed: ${names.unreadable}`));
    return;
  }
  for (const name of [...names].toSorted()) {
    if (name.startsWith('.') || skipped.has(name)) continue;
    const path = join(folder, name);
    const relative = `${prefix}${name}`;
    if (isIn(scope.exclude, relative)) continue;
    const { is, size } = await reading.host.stat(path);
    if (is === 'folder' && (await reading.host.stat(join(path, 'weir.json'))).is === 'nothing')
      await readFolder(reading, path, `${relative}/`, scope);
    if (!name.endsWith('.weir')) continue;
    if (is === 'link')
      reading.problems.push(
        unreadableFile(relative, 'it is a symbolic link, which may lead out of the project', 'Put the file itself here.'),
      );
    else if (is === 'file') await readFile(reading, path, relative, size, scope);
  }
}

async function readFile(reading: Reading, path: string, name: string, size: number, scope: Scope): Promise<void> {
  if (size > largestRead) {
    reading.problems.push(
      unreadableFile(
        name,
        `it has ${(size / 1_000_000).toFixed(0)} MB`,
        'Split it: all files of a project share one scope, so nothing needs to be imported.',
      ),
    );
    return;
  }
  const bytes = await reading.host.read(path);
  if (isUnreadable(bytes)) {
    reading.problems.push(unreadableFile(name, bytes.unreadable));
    return;
  }
  const { text, unreadable, brokenAt } = decode(bytes);
  if (unreadable !== undefined) {
    reading.problems.push(unreadableFile(name, unreadable));
    return;
  }
  if (brokenAt !== undefined)
    reading.problems.push({
      check: 'broken-encoding',
      message: `"${name}" is not UTF-8 from here on.`,
      help: 'Save it as UTF-8.',
      at: { file: name, start: brokenAt, end: brokenAt + 1 },
      related: [],
    });
  reading.files.push({ name, text, imported: isIn(scope.imports, name), ...(scope.pack !== undefined && { pack: scope.pack }) });
}

function unreadableFile(name: string, reason: string, help?: string): Problem {
  return {
    check: 'unreadable-file',
    message: `"${name}" was not read: ${reason}.`,
    ...(help !== undefined && { help }),
    at: { file: name, start: 0, end: 0 },
    related: [],
  };
}

interface PackOwner {
  readonly folder: string;
  readonly prefix: string;
  readonly configuration: Configuration;
  readonly at: (path: readonly (string | number)[]) => { start: number; end: number };
  /** The folders that led here: a pack among them is cyclic. */
  readonly chain: readonly string[];
}

async function readPacks(reading: Reading, owner: PackOwner, problems: Problem[]): Promise<void> {
  for (const [index, pack] of owner.configuration.packs.entries()) {
    const folder = join(owner.folder, pack);
    const complain = (message: string, help: string) =>
      problems.push({
        check: 'configuration',
        message,
        help,
        at: { file: `${owner.prefix}weir.json`, ...owner.at(['packs', index]) },
        related: [],
      });
    if ((await reading.host.stat(folder)).is !== 'folder') {
      complain(`The pack "${pack}" is not a folder.`, 'Correct the path; it is relative to this weir.json.');
      continue;
    }
    if (owner.chain.includes(folder)) {
      complain(
        `The pack "${pack}" uses itself: ${[...owner.chain, folder].map(lastPart).join(' -> ')}.`,
        'Take one of the packs out of the circle.',
      );
      continue;
    }
    const prefix = `${below(owner.folder, folder) ?? `${pack.replace(/\/+$/, '')}`}/`;
    const loaded = await loadConfiguration(reading.host, folder, prefix);
    problems.push(...loaded.problems);
    if (loaded.text !== undefined) reading.texts.set(`${prefix}weir.json`, loaded.text);
    const name = loaded.configuration.name ?? lastPart(folder);
    if (reading.files.some((file) => file.pack === name && !file.name.startsWith(prefix))) {
      complain(`Two packs are called "${name}".`, 'Give one of them another `name` in its weir.json.');
      continue;
    }
    const isRead = reading.files.some((file) => file.name.startsWith(prefix) && file.pack === name);
    if (!isRead) await readFolder(reading, folder, prefix, { ...scopeOf(loaded.configuration, prefix), pack: name });
    await readPacks(
      reading,
      { folder, prefix, configuration: loaded.configuration, at: loaded.at, chain: [...owner.chain, folder] },
      problems,
    );
  }
}

function isIn(paths: readonly string[], path: string): boolean {
  return paths.some((candidate) => below(candidate, path) !== undefined);
}

function byRingAndName(a: ProjectFile, b: ProjectFile): number {
  const rings = (a.pack === undefined ? 0 : 1) - (b.pack === undefined ? 0 : 1);
  return rings || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
