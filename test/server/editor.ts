import { PassThrough } from 'node:stream';
import {
  type AnalysedParams,
  type FileListResult,
  type FileParams,
  type FileReadResult,
  type FileStatResult,
  methods,
  startServer,
} from '@weir/server';
import { type Host, isUnreadable } from '@weir/workspace';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientHost } from '../../packages/server/src/client-host.js';
import type { MemoryDisk } from '../cli/memory-disk.js';
import { today } from './fixture.js';

/** Everything that a modern editor that is told of diagnostics announces. */
export const pushed: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ['edit'] } },
    rename: { prepareSupport: true },
  },
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
};

export interface Options {
  readonly disk?: MemoryDisk;
  readonly host?: Host;
  /** Folders that are open. */
  readonly roots?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** Whether the server must ask the editor for the files behind an address, as in a browser. */
  readonly servesFiles?: (origin: string) => boolean;
  /** What the editor answers when the server asks for its settings. */
  readonly settings?: () => unknown;
}

/** An editor without windows: it talks to a server of its own over streams in memory, and remembers what it is told. */
export class Editor {
  readonly connection: ProtocolConnection;
  /** What was told last of each file, by address. */
  readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly told: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly analysed: AnalysedParams[] = [];
  private readonly documents = new Map<string, TextDocument>();
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const host = options.host ?? options.disk?.host;
    const server = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(server, {
      hostOf: (origin) => (origin === 'file://' ? host : options.servesFiles?.(origin) ? clientHost(server, origin) : undefined),
      today: () => today,
      later: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    this.connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.diagnostics.set(params.uri, params);
      this.told.push(params);
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onNotification(methods.analysed, (params: AnalysedParams) => {
      this.analysed.push(params);
    });
    this.connection.onRequest('workspace/configuration', () => [options.settings?.() ?? null]);
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.serveFiles();
    this.connection.listen();
  }

  /** Answers for a disk that only the editor can reach. */
  private serveFiles(): void {
    const { disk } = this.options;
    if (disk === undefined) return;
    const path = ({ uri }: FileParams) => decodeURIComponent(uri.replace(/^[a-z-]+:\/\/[^/]*/, ''));
    this.connection.onRequest<FileStatResult, unknown>(methods.fileStat, async (params: FileParams) => disk.host.stat(path(params)));
    this.connection.onRequest<FileListResult, unknown>(methods.fileList, async (params: FileParams) => {
      const entries = await disk.host.list(path(params));
      return isUnreadable(entries) ? entries : { entries };
    });
    this.connection.onRequest<FileReadResult, unknown>(methods.fileRead, async (params: FileParams) => {
      const bytes = await disk.host.read(path(params));
      return isUnreadable(bytes) ? bytes : { content: Buffer.from(bytes).toString('base64') };
    });
  }

  static async open(options: Options): Promise<Editor> {
    const editor = new Editor(options);
    await editor.initialize();
    return editor;
  }

  async initialize(): Promise<InitializeResult> {
    const { roots = ['/work/plant'], capabilities = pushed, initializationOptions } = this.options;
    const folders = roots.map((path) => ({ uri: `file://${path}`, name: path }));
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders,
      capabilities,
      ...(initializationOptions && { initializationOptions }),
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  uri(name: string): string {
    return name.includes(':') ? name : `file://${name.startsWith('/') ? name : `/work/plant/${name}`}`;
  }

  async openFile(name: string, text: string): Promise<void> {
    const uri = this.uri(name);
    this.documents.set(uri, TextDocument.create(uri, 'weir', 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'weir', version: 1, text } });
  }

  /** Replaces a piece of text, as typing does. */
  async type(name: string, before: string, after: string): Promise<void> {
    const uri = this.uri(name);
    const document = this.documents.get(uri);
    const at = document?.getText().indexOf(before) ?? -1;
    if (document === undefined || at < 0) throw new Error(`"${before}" does not stand in ${name}.`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + before.length) };
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.update(document, [{ range, text: after }], version));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: after }],
    });
  }

  text(name: string): string {
    return this.documents.get(this.uri(name))?.getText() ?? '';
  }

  version(name: string): number {
    return this.documents.get(this.uri(name))?.version ?? 0;
  }

  async close(name: string): Promise<void> {
    this.documents.delete(this.uri(name));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  async filesChanged(...names: readonly string[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: names.map((name) => ({ uri: this.uri(name), type: 2 })),
    });
  }

  ask<Result>(method: string, name: string, params: object = {}): Promise<Result> {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(name) }, ...params });
  }

  /** Where a piece of text begins. */
  at(name: string, piece: string, into = 0): { readonly position: { readonly line: number; readonly character: number } } {
    const document = this.documents.get(this.uri(name));
    if (document === undefined) throw new Error(`${name} is not open.`);
    return { position: document.positionAt(document.getText().indexOf(piece) + into) };
  }

  found(name: string): readonly Diagnostic[] {
    return this.diagnostics.get(this.uri(name))?.diagnostics ?? [];
  }

  rules(name: string): readonly string[] {
    return this.found(name).map(({ code }) => String(code));
  }

  /** Waits until what was told of a file belongs to its newest version. */
  async upToDate(name: string): Promise<void> {
    await until(() => this.diagnostics.get(this.uri(name))?.version === this.version(name), `the diagnostics of ${name}`);
  }

  async shutDown(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.end();
  }
}

/** Looks again and again, until it is so. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
