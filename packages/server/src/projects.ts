import type { Ring } from '@weir/model';
import { below, type Host, isUnreadable, join, loadProject, type Project, projectFolder } from '@weir/workspace';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { addressOf, libraryScheme, uriInProject } from './address.js';
import { type Analysis, emptyAnalysis, emptyProject } from './analysis.js';
import { keyOf, type OpenDocuments } from './open-documents.js';
import { nothingThere, overlayHost } from './overlay-host.js';
import { ProjectState, type Watching } from './project-state.js';
import type { Source } from './source.js';
import type { Surroundings } from './surroundings.js';

interface Root {
  readonly origin: string;
  readonly path: string;
}

/** The projects of the folders that are open, and of files opened alone. */
export class Projects {
  private readonly documents: OpenDocuments;
  private readonly surroundings: Surroundings;
  private readonly watching: Watching;
  private roots: readonly Root[] = [];
  private readonly states = new Map<string, ProjectState>();
  private known: Analysis | undefined;
  /** Finding out what belongs where takes turns at the disk; one after the other, so that no project is opened twice. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(documents: OpenDocuments, surroundings: Surroundings, watching: Watching) {
    this.documents = documents;
    this.surroundings = surroundings;
    this.watching = watching;
  }

  /** The library alone, for what belongs to no project: bound when it is first asked for. */
  private get library(): Analysis {
    this.known ??= emptyAnalysis(this.surroundings.today());
    return this.known;
  }

  all(): readonly ProjectState[] {
    return [...this.states.values()];
  }

  /** Changes the folders that are open. */
  setRoots(uris: readonly string[]): Promise<void> {
    this.roots = uris.map((uri) => {
      const { origin, path } = addressOf(uri);
      return { origin, path: path.length > 1 ? path.replace(/\/+$/, '') : path };
    });
    return this.inTurn(async () => {
      await this.discover();
      for (const state of this.all()) if (state.lone === undefined && !(await this.isStillWanted(state))) this.drop(state);
    });
  }

  get rootUris(): readonly Root[] {
    return this.roots;
  }

  /** A document was opened: it may be new, or alone. */
  opened(uri: string): Promise<void> {
    return this.inTurn(async () => {
      if (addressOf(uri).origin.startsWith(libraryScheme)) return;
      const owners = this.ownersOf(uri);
      if (owners.length === 0) await this.adopt(uri);
      else for (const { state, name } of owners) this.take(state, name, uri);
    });
  }

  /** Its text changed. */
  edited(uri: string): void {
    for (const { state, name } of this.ownersOf(uri)) this.take(state, name, uri);
  }

  /** What is on disk counts again. */
  closed(uri: string): Promise<void> {
    return this.inTurn(async () => {
      for (const { state } of this.ownersOf(uri)) {
        if (state.lone === undefined) state.readAgain();
        else this.drop(state);
      }
    });
  }

  /** Files changed on disk, or a setting that decides what belongs to a project. */
  filesChanged(uris: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      const addresses = uris.map(addressOf);
      for (const state of this.all()) {
        const isConcerned = addresses.some(({ origin, path }) => origin === state.origin && this.mayConcern(state, path));
        if (isConcerned && state.lone === undefined) state.readAgain();
      }
      // A weir.json that comes or goes makes a project or ends one.
      if (addresses.some(({ path }) => path.endsWith('/weir.json'))) {
        await this.discover();
        await this.sortOut();
      }
    });
  }

  checkAgain(): void {
    for (const state of this.all()) state.checkAgain();
  }

  /** What a request about a document needs to know; nothing for a document that is neither open nor part of a project. */
  sourceOf(uri: string): Source | undefined {
    const isLibrary = addressOf(uri).origin.startsWith(libraryScheme);
    if (isLibrary) {
      const file = `${libraryScheme}:${addressOf(uri).path}`;
      const document = this.library.documentOf(file) ?? this.documents.get(uri);
      return document && { file, ring: 'library', document, analysis: this.library };
    }
    const [owner] = this.ownersOf(uri);
    const open = this.documents.get(uri);
    if (owner === undefined) {
      const analysis = { ...this.library, today: this.surroundings.today() };
      return open && { file: addressOf(uri).path, ring: 'project', document: open, analysis };
    }
    const analysis = owner.state.analysis ?? this.library;
    const document = open ?? analysis.documentOf(owner.name);
    const pack = owner.state.project?.files.find(({ name }) => name === owner.name)?.pack;
    const ring: Ring = pack === undefined ? 'project' : { pack };
    return document && { file: owner.name, ring, document, analysis };
  }

  stateOf(uri: string): ProjectState | undefined {
    return this.ownersOf(uri)[0]?.state;
  }

  /** Waits until nothing is being found out, then until a document's projects are up to date. */
  async settled(uri: string | undefined, stage: 'bound' | 'checked'): Promise<void> {
    await this.queue;
    const states = uri === undefined ? this.all() : this.ownersOf(uri).map(({ state }) => state);
    await Promise.all(states.map((state) => state.settled(stage)));
  }

  leave(): void {
    for (const state of this.all()) state.leave();
    this.states.clear();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work).catch(this.watching.onError);
    this.queue = done;
    return done;
  }

  private take(state: ProjectState, name: string, uri: string): void {
    const document = this.documents.get(uri);
    const isConfiguration = name.endsWith('weir.json');
    if (document === undefined || isConfiguration) state.readAgain();
    else state.edit(name, document.getText());
  }

  /** The projects that a file is part of; the one whose folder is nearest first. */
  private ownersOf(uri: string): readonly { readonly state: ProjectState; readonly name: string }[] {
    const key = keyOf(uri);
    const owners = this.all().flatMap((state) => {
      const name = this.nameIn(state, key);
      return name === undefined ? [] : [{ state, name }];
    });
    return owners.toSorted((a, b) => b.state.folder.length - a.state.folder.length);
  }

  private readonly names = new WeakMap<object, ReadonlyMap<string, string>>();

  private nameIn(state: ProjectState, key: string): string | undefined {
    const { project } = state;
    if (project === undefined) return undefined;
    const identity = project.files;
    let names = this.names.get(identity);
    if (names === undefined) {
      const files = ['weir.json', ...project.configurationTexts.keys(), ...project.files.map(({ name }) => name)];
      names = new Map(files.map((name) => [keyOf(uriInProject(state.origin, state.folder, name)), name]));
      this.names.set(identity, names);
    }
    return names.get(key);
  }

  private mayConcern(state: ProjectState, path: string): boolean {
    if (below(state.folder, path) !== undefined) return true;
    return (state.project?.configuration.packs ?? []).some((pack) => below(join(state.folder, pack), path) !== undefined);
  }

  private hostFor(origin: string): Host {
    const host = this.surroundings.hostOf(origin) ?? nothingThere;
    return overlayHost(
      host,
      () => this.openAt(origin).keys(),
      (path) => this.openAt(origin).get(path)?.getText(),
    );
  }

  /** The open files of the language under one origin, by path. */
  private openAt(origin: string): ReadonlyMap<string, TextDocument> {
    const found = new Map<string, TextDocument>();
    for (const document of this.documents.all()) {
      const address = addressOf(document.uri);
      if (address.origin === origin && /\.weir$|\/weir\.json$/.test(address.path)) found.set(address.path, document);
    }
    return found;
  }

  /** Finds the projects of the roots, and those below them. */
  private async discover(): Promise<void> {
    for (const { origin, path } of this.roots) {
      if (this.surroundings.hostOf(origin) === undefined) continue;
      await this.enter(origin, await projectFolder(this.hostFor(origin), path), path);
    }
  }

  private async enter(origin: string, folder: string, root: string): Promise<void> {
    const state = this.states.get(`${origin}${folder}`) ?? this.create(origin, folder);
    const project = await state.read();
    for (const name of project.projectsBelow) {
      const inner = join(folder, name);
      if (below(root, inner) !== undefined) await this.enter(origin, inner, root);
    }
    if (project.files.length === 0 && project.problems.length === 0 && !project.configurationTexts.has('weir.json')) this.drop(state);
    else if (state.analysis === undefined) state.checkAgain();
  }

  private create(origin: string, folder: string): ProjectState {
    const load = () => loadProject(this.hostFor(origin), folder);
    const state = new ProjectState({ origin, folder }, load, this.surroundings, this.watching);
    this.states.set(`${origin}${folder}`, state);
    return state;
  }

  /** Finds out where a document belongs that no project knows yet. */
  private async adopt(uri: string): Promise<void> {
    const { origin, path } = addressOf(uri);
    if (this.documents.get(uri) === undefined) return;
    if (this.surroundings.hostOf(origin) !== undefined && /\.weir$|\/weir\.json$/.test(path)) {
      const host = this.hostFor(origin);
      const folder = await this.homeOf(host, origin, path);
      if (folder !== undefined) {
        const known = this.states.get(`${origin}${folder}`);
        if (known === undefined) await this.enter(origin, folder, folder);
        else if (known.project === undefined || !this.ownersOf(uri).some(({ state }) => state === known)) {
          known.readAgain();
          await known.read();
        }
        if (this.ownersOf(uri).length > 0) return;
      }
    }
    this.adoptAlone(uri);
  }

  /** A file in no project, or left out of the one around it, stands for itself. */
  private adoptAlone(uri: string): void {
    const { origin, path } = addressOf(uri);
    if (path.endsWith('.json')) return;
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    const load = async () => aloneIn(folder, path, this.documents.get(uri)?.getText() ?? '');
    const state = new ProjectState({ origin, folder, lone: uri }, load, this.surroundings, this.watching);
    this.states.set(`alone ${keyOf(uri)}`, state);
    state.project = aloneIn(folder, path, this.documents.get(uri)?.getText() ?? '');
    state.readAgain();
  }

  /** The folder of the project around a file: that of the nearest weir.json, else the root that it lies in. */
  private async homeOf(host: Host, origin: string, path: string): Promise<string | undefined> {
    const folder = await projectFolder(host, path);
    const configuration = await host.stat(join(folder, 'weir.json'));
    if (!isUnreadable(configuration) && configuration.is === 'file') return folder;
    const around = this.roots.filter((root) => root.origin === origin && below(root.path, path) !== undefined);
    return around.toSorted((a, b) => b.path.length - a.path.length)[0]?.path;
  }

  private async isStillWanted({ origin, folder }: ProjectState): Promise<boolean> {
    const inRoot = this.roots.some(
      (root) => root.origin === origin && (below(root.path, folder) ?? below(folder, root.path)) !== undefined,
    );
    if (inRoot) return true;
    return [...this.documents.all()].some((document) => {
      const address = addressOf(document.uri);
      return address.origin === origin && below(folder, address.path) !== undefined;
    });
  }

  /** Projects whose weir.json is gone end, and documents find their new home. */
  private async sortOut(): Promise<void> {
    for (const state of this.all()) {
      if (state.lone !== undefined) {
        const { path } = addressOf(state.lone);
        if ((await this.homeOf(this.hostFor(state.origin), state.origin, path)) !== undefined) this.drop(state);
        continue;
      }
      const isRoot = this.roots.some(({ origin, path }) => origin === state.origin && path === state.folder);
      const configuration = await this.hostFor(state.origin).stat(join(state.folder, 'weir.json'));
      const isProject = !isUnreadable(configuration) && configuration.is === 'file';
      if (!isRoot && !isProject) this.drop(state);
      else state.readAgain();
      if (this.states.has(`${state.origin}${state.folder}`)) await state.read();
    }
    for (const document of this.documents.all()) if (this.ownersOf(document.uri).length === 0) await this.adopt(document.uri);
  }

  private drop(state: ProjectState): void {
    for (const [key, known] of this.states) if (known === state) this.states.delete(key);
    state.leave();
    this.onDropped?.(state);
  }

  /** Told of a project that ended, whose findings must go. */
  onDropped?: (state: ProjectState) => void;
}

/** A project of one file. */
function aloneIn(folder: string, path: string, text: string): Project {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { ...emptyProject, folder, files: [{ name, text, imported: false }] };
}
