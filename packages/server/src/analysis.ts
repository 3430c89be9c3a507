import type { Finding, Landscape, SourceFacts } from '@weir/model';
import { library } from '@weir/rules/library';
import { bindProject, type CheckedProject, checkProject, defaults, factsOf, type Project, wholeLibrary } from '@weir/workspace';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriInProject } from './address.js';

/** All that is known of a project at one moment. Plain and never changed: the next one takes its place. */
export interface Analysis {
  readonly project: Project;
  readonly landscape: Landscape;
  /** What each file says, by its name. */
  readonly facts: ReadonlyMap<string, SourceFacts>;
  /** Sorted by file, place and rule. Until the rules have run, those of the analysis before. */
  readonly findings: readonly Finding[];
  readonly isChecked: boolean;
  /** Absent until the rules have run. */
  readonly checked?: CheckedProject;
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  readonly uriOf: (file: string) => string;
  /** The text that a file of the project or of the library had. */
  readonly documentOf: (file: string) => TextDocument | undefined;
}

export interface Terms {
  readonly origin: string;
  /** How the editor itself spells an address, where it has the document open. */
  readonly spelt: (uri: string) => string;
  readonly today: number;
  /** Lets requests be answered in between. */
  readonly takeTurns: () => Promise<void>;
  /** A newer text has come, so nobody waits for this any more. */
  readonly isAbandoned: () => boolean;
  readonly onProgress?: (doing: string, percentage: number) => void;
}

/** So many files are read between two pauses; a large one takes some milliseconds. */
const filesAtOnce = 8;

/**
 * What is known of a project: first with the names, types and values, then with the findings of the rules.
 *
 * Everything is bound and evaluated anew; only the files that changed are parsed.
 */
export async function* analyse(project: Project, previous: Analysis | undefined, terms: Terms): AsyncGenerator<Analysis> {
  const { takeTurns, isAbandoned, today, onProgress } = terms;
  const facts = new Map<string, SourceFacts>();
  for (const [index, file] of project.files.entries()) {
    const known = previous?.facts.get(file.name);
    const isSame = known !== undefined && textOf(previous?.project, file.name) === file.text;
    facts.set(file.name, isSame ? known : await factsOf(file));
    if (isSame || index % filesAtOnce !== 0) continue;
    onProgress?.(`Reading ${file.name}`, Math.round((60 * index) / project.files.length));
    await takeTurns();
    if (isAbandoned()) return;
  }
  onProgress?.('Resolving names', 60);
  await takeTurns();
  if (isAbandoned()) return;
  const bound = await bindProject(project, { library: wholeLibrary(), parse: ({ name }) => facts.get(name) as SourceFacts });
  const documents = documentsOf(project);
  const common = {
    project,
    facts,
    today,
    documentOf: documents,
    uriOf: addressesIn(project.folder, terms),
  };
  yield { ...common, landscape: bound.landscape, findings: previous?.findings ?? [], isChecked: false };
  onProgress?.('Evaluating the rules', 75);
  await takeTurns();
  if (isAbandoned()) return;
  const checked = checkProject(bound, { today });
  yield { ...common, landscape: bound.landscape, findings: checked.findings, isChecked: true, checked };
}

/** The same few addresses are asked for with every finding. */
function addressesIn(folder: string, { origin, spelt }: Terms): Analysis['uriOf'] {
  const known = new Map<string, string>();
  return (file) => {
    let uri = known.get(file);
    if (uri === undefined) known.set(file, (uri = spelt(uriInProject(origin, folder, file))));
    return uri;
  };
}

export const emptyProject: Project = {
  folder: '/',
  configuration: defaults,
  configurationTexts: new Map(),
  placeOf: () => ({ start: 0, end: 0 }),
  files: [],
  projectsBelow: [],
  problems: [],
};

/** What is known before anything is read: the library. */
export function emptyAnalysis(today: number): Analysis {
  return {
    project: emptyProject,
    landscape: wholeLibrary(),
    facts: new Map(),
    findings: [],
    isChecked: false,
    today,
    uriOf: (file) => file,
    documentOf: documentsOf(emptyProject),
  };
}

const textsByProject = new WeakMap<Project, ReadonlyMap<string, string>>();

/** The text that a file of a project had when it was read. */
export function textOf(project: Project | undefined, name: string): string | undefined {
  if (project === undefined) return undefined;
  let texts = textsByProject.get(project);
  if (texts === undefined) {
    texts = new Map([...project.configurationTexts, ...project.files.map(({ name: file, text }) => [file, text] as const)]);
    textsByProject.set(project, texts);
  }
  return texts.get(name);
}

function documentsOf(project: Project): Analysis['documentOf'] {
  const documents = new Map<string, TextDocument | undefined>();
  return (file) => {
    if (!documents.has(file)) {
      const text = textOf(project, file) ?? library.get(file);
      documents.set(file, text === undefined ? undefined : TextDocument.create(file, 'weir', 0, text));
    }
    return documents.get(file);
  };
}
