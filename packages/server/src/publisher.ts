import { contentHash } from '@weir/model';
import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { uriOf } from './address.js';
import type { Analysis } from './analysis.js';
import type { Client } from './client.js';
import { diagnosticsByFile, inOrder, type MadeDiagnostics } from './features/diagnostics.js';
import { keyOf, type OpenDocuments } from './open-documents.js';
import type { ProjectState } from './project-state.js';
import { wellFormed } from './well-formed.js';

/** Nobody reads more of one file, and some editors choke on them. */
const mostInOneFile = 1000;

/** Tells the editor what was found: each file once for each analysis, and only where something changed. */
export class Publisher {
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly documents: OpenDocuments;
  /** What each project has to say of each file, by address. */
  private readonly byProject = new Map<ProjectState, ReadonlyMap<string, readonly Diagnostic[]>>();
  private readonly made = new Map<ProjectState, MadeDiagnostics>();
  /** What was told last, by address as it was told. */
  private readonly told = new Map<string, string>();

  constructor(connection: Connection, client: Client, documents: OpenDocuments) {
    this.connection = connection;
    this.client = client;
    this.documents = documents;
  }

  analysed(state: ProjectState, analysis: Analysis): void {
    const made = diagnosticsByFile(analysis, this.client, this.made.get(state) ?? new Map());
    this.made.set(state, made);
    const before = this.byProject.get(state);
    const now = new Map([...made].map(([file, { diagnostics }]) => [keyOf(analysis.uriOf(file)), diagnostics] as const));
    this.byProject.set(state, now);
    const belongs = new Set(analysis.project.files.map(({ name }) => keyOf(analysis.uriOf(name))));
    const open = new Set([...this.documents.all()].map(({ uri }) => keyOf(uri)).filter((key) => belongs.has(key)));
    const concerned = new Set([...(before?.keys() ?? []), ...now.keys(), ...open]);
    // What is open is told again for its new version; of the rest only what is not the very same as before.
    for (const key of concerned) if (open.has(key) || before?.get(key) !== now.get(key)) this.tell(key);
  }

  /** A project is gone, and what was found in it. */
  dropped(state: ProjectState): void {
    const before = this.byProject.get(state);
    this.byProject.delete(state);
    this.made.delete(state);
    for (const key of before?.keys() ?? []) this.tell(key);
  }

  /** All that is found in a file. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.found(keyOf(uri));
  }

  /** Every file that something is found in. */
  files(): readonly string[] {
    return [...new Set([...this.byProject.values()].flatMap((byFile) => [...byFile.keys()]))].toSorted();
  }

  /** What changed in each file since it was last asked; a file that has nothing any more is told once. */
  reportsSince(previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[] {
    const asked = new Map(previous.map(({ uri, value }) => [keyOf(uri), value]));
    return [...new Set([...this.files(), ...asked.keys()])].map((key): WorkspaceDocumentDiagnosticReport => {
      const document = this.documents.get(key);
      const uri = document?.uri ?? uriFromKey(key);
      const items = [...this.found(key)];
      const resultId = contentHash(JSON.stringify(items));
      const version = document?.version ?? null;
      if (asked.get(key) === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items };
    });
  }

  private found(key: string): readonly Diagnostic[] {
    const all = [...this.byProject.values()].flatMap((byFile) => byFile.get(key) ?? []);
    // What two projects say of a pack that they share is said once.
    const seen = new Set<string>();
    const once = all.filter(({ code, range, message }) => {
      const id = JSON.stringify([code, range, message]);
      return seen.size !== seen.add(id).size;
    });
    if (once.length <= mostInOneFile) return inOrder(once);
    const worst = once.toSorted((a, b) => (a.severity ?? 1) - (b.severity ?? 1)).slice(0, mostInOneFile);
    return inOrder(worst);
  }

  private tell(key: string): void {
    // Who can be told to ask again asks; whoever cannot would never learn of what changed elsewhere.
    if (this.client.pullsDiagnostics && this.client.refreshesDiagnostics) return;
    const document = this.documents.get(key);
    const uri = document?.uri ?? uriFromKey(key);
    const diagnostics = this.found(key);
    const version = document !== undefined && this.client.versionedDiagnostics ? document.version : undefined;
    const text = JSON.stringify([version, diagnostics]);
    if (this.told.get(uri) === text || (diagnostics.length === 0 && !this.told.has(uri) && document === undefined)) return;
    this.told.set(uri, text);
    const params = { uri, diagnostics: [...diagnostics], ...(version !== undefined && { version }) };
    this.connection.sendDiagnostics(wellFormed(params)).catch(() => {});
    if (diagnostics.length === 0 && document === undefined) this.told.delete(uri);
  }
}

function uriFromKey(key: string): string {
  const slash = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(key)?.[0].length ?? 0;
  return uriOf({ origin: key.slice(0, slash), path: key.slice(slash) });
}
