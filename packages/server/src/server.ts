import { daysOf } from '@weir/model';
import { library } from '@weir/rules/library';
import { starterFor } from '@weir/workspace/starter';
import {
  type CancellationToken,
  ConfigurationRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentContentRequest,
  TextDocumentSyncKind,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { addressOf, libraryScheme, uriOf } from './address.js';
import type { Analysis } from './analysis.js';
import { type Client, clientOf } from './client.js';
import { analysedParams } from './features/analysed.js';
import { completionAt, resolveCompletion } from './features/completion.js';
import { examplesOf } from './features/examples.js';
import { hoverAt } from './features/hover.js';
import { libraryPage } from './features/library-page.js';
import { overviewOf } from './features/overview.js';
import { OpenDocuments } from './open-documents.js';
import type { ProjectState } from './project-state.js';
import { Projects } from './projects.js';
import { type ExamplesParams, methods, type ProjectParams, type StarterResult } from './protocol.js';
import { Publisher } from './publisher.js';
import type { Source } from './source.js';
import type { Surroundings } from './surroundings.js';
import { wellFormed } from './well-formed.js';

export const version = '0.1.0';

/** Serves an editor until it says goodbye. */
export function startServer(connection: Connection, surroundings: Surroundings): void {
  new Server(connection, surroundings).listen();
}

type Phase = 'new' | 'ready' | 'shut down';

class Server {
  private readonly connection: Connection;
  private readonly surroundings: Surroundings;
  private readonly documents = new OpenDocuments();
  private readonly projects: Projects;
  private client: Client = clientOf({ capabilities: {} });
  private publisher: Publisher | undefined;
  private phase: Phase = 'new';
  /** The reference date that a setting names. */
  private asOf: number | undefined;

  constructor(connection: Connection, surroundings: Surroundings) {
    this.connection = connection;
    this.surroundings = { ...surroundings, today: () => this.asOf ?? surroundings.today() };
    this.projects = new Projects(this.documents, this.surroundings, {
      onAnalysis: (state, analysis) => this.onAnalysis(state, analysis),
      onError: (error) => this.log(error),
      progress: (title) => this.progress(title),
    });
    this.projects.onDropped = (state) => this.publisher?.dropped(state);
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(this.hear(() => this.initialized()));
    connection.onShutdown(() => this.shutDown());
    connection.onDidOpenTextDocument(
      this.hear(async ({ textDocument: { uri, languageId, version: number, text } }) => {
        this.documents.open(uri, languageId, number, text);
        await this.projects.opened(uri);
      }),
    );
    connection.onDidChangeTextDocument(
      this.hear(({ textDocument: { uri, version: number }, contentChanges }) => {
        if (this.documents.change(uri, number, contentChanges) !== undefined) this.projects.edited(uri);
      }),
    );
    connection.onDidCloseTextDocument(
      this.hear(async ({ textDocument: { uri } }) => {
        if (this.documents.close(uri)) await this.projects.closed(uri);
      }),
    );
    connection.onDidSaveTextDocument(
      this.hear(async ({ textDocument: { uri } }) => {
        if (!this.client.watchesFiles) await this.projects.filesChanged([uri]);
      }),
    );
    connection.onDidChangeWatchedFiles(
      this.hear(async ({ changes }) => {
        // What is open is as it stands in the editor, whatever happens on disk.
        const unopened = changes.map(({ uri }) => uri).filter((uri) => this.documents.get(uri) === undefined);
        if (unopened.length > 0) await this.projects.filesChanged(unopened);
      }),
    );
    connection.onDidChangeConfiguration(
      this.hear(({ settings }) => this.configure((settings as { readonly weir?: unknown } | null)?.weir)),
    );
    connection.onHover(this.about((source, { position }) => hoverAt(source, position, this.client)));
    connection.onCompletion(this.about((source, { position }) => completionAt(source, position, this.client)));
    connection.onCompletionResolve(
      this.answer((item) => {
        const uri = (item.data as { readonly uri?: string } | undefined)?.uri;
        const analysis = uri === undefined ? undefined : this.projects.sourceOf(uri)?.analysis;
        return analysis === undefined ? item : resolveCompletion(item, analysis, this.client);
      }),
    );
    connection.onRequest(
      TextDocumentContentRequest.type,
      this.answer(({ uri }) => ({ text: this.libraryText(uri) ?? '' })),
    );
    this.serveViews();
    connection.listen();
  }

  /** What an editor's views show beyond the Language Server Protocol. */
  private serveViews(): void {
    const { connection } = this;
    connection.onRequest(
      methods.overview,
      this.aboutProject((analysis, _: ProjectParams) => overviewOf(analysis)),
    );
    connection.onRequest(
      methods.examples,
      this.aboutProject((analysis, { run }: ExamplesParams) => examplesOf(analysis, run)),
    );
    connection.onRequest<StarterResult | ResponseError<void>, void>(
      methods.starter,
      this.answer((): StarterResult => ({ files: Object.fromEntries(starterFor(this.surroundings.today())) })),
    );
  }

  private initialize(params: InitializeParams): InitializeResult | ResponseError<{ retry: boolean }> {
    if (this.phase !== 'new') return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialised already.', { retry: false });
    this.client = clientOf(params);
    this.publisher = new Publisher(this.connection, this.client, this.documents);
    this.phase = 'ready';
    const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : []);
    this.firstRoots = folders.map(({ uri }) => uri);
    const options = params.initializationOptions as { readonly asOf?: unknown } | undefined;
    this.asOf = dayOf(options?.asOf);
    return {
      serverInfo: { name: 'weir', version },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['.', ':', '/', '>', '{'], resolveProvider: true },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          textDocumentContent: { schemes: [libraryScheme] },
        },
      },
    };
  }

  private firstRoots: readonly string[] = [];

  private async initialized(): Promise<void> {
    const { client, connection } = this;
    if (client.watchesFiles)
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.weir' }, { globPattern: '**/weir.json' }],
      });
    if (client.registersConfiguration) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'weir' });
    if (client.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.firstRoots = [...this.firstRoots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.projects.setRoots(this.firstRoots).catch((error: unknown) => this.log(error));
      });
    await this.configure(undefined);
    await this.projects.setRoots(this.firstRoots);
  }

  private shutDown(): void {
    this.phase = 'shut down';
    this.projects.leave();
  }

  /** Takes the settings given, or asks for them where the editor lets itself be asked. */
  private async configure(given: unknown): Promise<void> {
    const asked: unknown = this.client.configuration
      ? (await this.connection.sendRequest(ConfigurationRequest.type, { items: [{ section: 'weir' }] }))[0]
      : given;
    if (typeof asked !== 'object' || asked === null) return;
    const asOf = dayOf((asked as { readonly asOf?: unknown }).asOf);
    if (asOf === this.asOf) return;
    this.asOf = asOf;
    this.projects.checkAgain();
  }

  private onAnalysis(state: ProjectState, analysis: Analysis): void {
    if (!analysis.isChecked) return;
    this.publisher?.analysed(state, analysis);
    this.connection.sendNotification(methods.analysed, wellFormed(analysedParams(state, analysis))).catch(() => {});
  }

  private libraryText(uri: string): string | undefined {
    const name = `${libraryScheme}:${addressOf(uri).path}`;
    return library.get(name) ?? libraryPage(name);
  }

  private async progress(title: string): Promise<(doing?: string, percentage?: number) => void> {
    if (!this.client.progress) return () => {};
    const reporter: WorkDoneProgressServerReporter = await this.connection.window.createWorkDoneProgress();
    reporter.begin(title, 0, undefined, false);
    return (doing, percentage = 0) => {
      if (doing === undefined) reporter.done();
      else reporter.report(percentage, doing);
    };
  }

  /** A request about a document; nothing is said about one that nobody knows. */
  private about<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    respond: (source: Source, params: Params, token: CancellationToken) => Result | Promise<Result>,
    awaits?: 'bound' | 'checked',
  ) {
    return this.answer(async (params: Params, token) => {
      const { uri } = params.textDocument;
      if (awaits !== undefined) await this.projects.settled(uri, awaits);
      if (token.isCancellationRequested) return cancelled();
      const source = this.projects.sourceOf(uri);
      return source === undefined ? null : respond(source, params, token);
    });
  }

  /** A request about a project as it was last checked; nothing is said about one that is not open any more. */
  private aboutProject<Params extends ProjectParams, Result>(respond: (analysis: Analysis, params: Params) => Result | Promise<Result>) {
    return this.answer(async (params: Params) => {
      const state = this.projects.all().find(({ origin, folder }) => uriOf({ origin, path: folder }) === params.project);
      return state?.analysis === undefined ? null : respond(state.analysis, params);
    });
  }

  /** A request: answered only while the server serves, and never at the price of its life. */
  private answer<Params, Result>(respond: (params: Params, token: CancellationToken) => Result | Promise<Result>) {
    return async (params: Params, token: CancellationToken): Promise<Result | ResponseError<void>> => {
      if (this.phase === 'new') return new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request is `initialize`.');
      if (this.phase === 'shut down') return new ResponseError(ErrorCodes.InvalidRequest, 'The server was shut down.');
      try {
        const result = await respond(params, token);
        if (token.isCancellationRequested) return cancelled();
        return result instanceof ResponseError ? result : wellFormed(result);
      } catch (error) {
        this.log(error);
        return new ResponseError(
          ErrorCodes.InternalError,
          `This is a mistake in Weir: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    };
  }

  /** A notification: nobody waits for what comes of it. */
  private hear<Params>(act: (params: Params) => void | Promise<void>) {
    return (params: Params): void => {
      if (this.phase !== 'ready') return;
      Promise.resolve()
        .then(() => act(params))
        .catch((error: unknown) => this.log(error));
    };
  }

  private log(error: unknown): void {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(wellFormed(details));
  }
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

function dayOf(text: unknown): number | undefined {
  const days = typeof text === 'string' ? daysOf(text) : undefined;
  return days && Math.floor(days.last);
}
