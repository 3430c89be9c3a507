import { contentHash, daysOf } from '@weir/model';
import { library } from '@weir/rules/library';
import { defaults, type Host, testRules } from '@weir/workspace';
import { starterFor } from '@weir/workspace/starter';
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentContentRequest,
  TextDocumentSyncKind,
  type TextEdit,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { addressOf, libraryScheme, uriOf } from './address.js';
import type { Analysis } from './analysis.js';
import { capabilities } from './capabilities.js';
import { type Client, clientOf } from './client.js';
import { clientHost } from './client-host.js';
import { analysedParams } from './features/analysed.js';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/call-hierarchy.js';
import { codeActions, resolveAction } from './features/code-actions.js';
import { codeLenses, resolveLens, runExamples } from './features/code-lens.js';
import { completionAt, resolveCompletion } from './features/completion.js';
import { definitionAt, implementationAt, typeDefinitionAt } from './features/definition.js';
import { documentLinks } from './features/document-links.js';
import { drawingAt, elementSource } from './features/drawing.js';
import { examplesOf } from './features/examples.js';
import { foldingRanges } from './features/folding.js';
import { formatEdits, formatOnType, formatRange } from './features/formatting.js';
import { hoverAt } from './features/hover.js';
import { inlayHints } from './features/inlay-hints.js';
import { libraryPage } from './features/library-page.js';
import { overviewOf } from './features/overview.js';
import { highlightsAt, referencesAt } from './features/references.js';
import { prepareRename, renameAt } from './features/rename.js';
import { renamedFileEdits } from './features/rename-files.js';
import { selectionRanges } from './features/selection-ranges.js';
import { semanticTokens } from './features/semantic-tokens.js';
import { signatureAt } from './features/signature-help.js';
import { documentSymbols, workspaceSymbols } from './features/symbols.js';
import { OpenDocuments } from './open-documents.js';
import type { ProjectState } from './project-state.js';
import { Projects } from './projects.js';
import {
  type DrawingParams,
  type ElementSourceParams,
  type ExamplesParams,
  methods,
  type ProjectParams,
  type StarterResult,
} from './protocol.js';
import { Publisher } from './publisher.js';
import type { Source } from './source.js';
import { newestFacts, scanOf } from './source.js';
import type { Surroundings } from './surroundings.js';
import { workspaceEditOf } from './text-edits.js';
import { TokenMemory } from './token-memory.js';
import { wellFormed } from './well-formed.js';

const version = '0.1.0';

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
  private readonly tokens = new TokenMemory();
  private phase: Phase = 'new';
  /** The reference date that a setting names. */
  private asOf: number | undefined;

  constructor(connection: Connection, surroundings: Surroundings) {
    this.connection = connection;
    this.surroundings = {
      ...surroundings,
      hostOf: (origin) => surroundings.hostOf(origin) ?? this.lentHost(origin),
      today: () => this.asOf ?? surroundings.today(),
    };
    this.projects = new Projects(this.documents, this.surroundings, {
      onAnalysis: (state, analysis) => this.onAnalysis(state, analysis),
      onError: (error) => this.log(error),
      progress: (title) => this.progress(title),
      spelt: (uri) => this.documents.get(uri)?.uri ?? uri,
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
        this.tokens.forget(uri);
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
    this.answerQuestions();
    this.answerAboutNames();
    this.answerWithChanges();
    this.answerInProtocolOfOurOwn();
    this.serveViews();
    connection.listen();
  }

  /** What can be said of a place from the newest text, without waiting for anything. */
  private answerQuestions(): void {
    const { connection } = this;
    connection.onHover(this.about((source, { position }) => hoverAt(source, position, this.client)));
    connection.onCompletion(this.about((source, { position }) => completionAt(source, position, this.client)));
    connection.onCompletionResolve(this.resolving((item, analysis) => resolveCompletion(item, analysis, this.client)));
    connection.onSignatureHelp(this.about((source, { position }) => signatureAt(source, position, this.client)));
    connection.onDocumentSymbol(this.about(async (source) => documentSymbols(await newestFacts(source), source.document, this.client)));
    connection.onFoldingRanges(this.about((source) => foldingRanges(scanOf(source), source.document)));
    connection.onSelectionRanges(
      this.about(async (source, { positions }) => selectionRanges(await newestFacts(source), scanOf(source), source.document, positions)),
    );
    connection.onDocumentLinks(this.about((source) => documentLinks(scanOf(source), source.document)));
    connection.languages.semanticTokens.on(
      this.about(async (source) => this.tokens.whole(source.document.uri, semanticTokens(source, await newestFacts(source)))),
    );
    connection.languages.semanticTokens.onDelta(
      this.about(async (source, { previousResultId }) =>
        this.tokens.since(previousResultId, source.document.uri, semanticTokens(source, await newestFacts(source))),
      ),
    );
    connection.languages.semanticTokens.onRange(
      this.about(async (source, { range }) => ({ data: semanticTokens(source, await newestFacts(source), range) })),
    );
    connection.languages.inlayHint.on(
      this.about(async (source, { range }) => inlayHints(source, await newestFacts(source), range, this.client)),
    );
    connection.onCodeLens(this.about(async (source) => codeLenses(source, await newestFacts(source), this.client)));
    connection.onCodeLensResolve(this.resolving((lens, analysis) => resolveLens(lens, analysis)));
    connection.onRequest(
      TextDocumentContentRequest.type,
      this.answer(({ uri }) => ({ text: this.libraryText(uri) ?? '' })),
    );
  }

  /** What stands in other files too, and so waits until the last change is bound. */
  private answerAboutNames(): void {
    const { connection } = this;
    connection.onDefinition(this.about((source, { position }) => definitionAt(source, position, this.client)));
    connection.onTypeDefinition(this.about((source, { position }) => typeDefinitionAt(source, position, this.client)));
    connection.onImplementation(this.about((source, { position }) => implementationAt(source, position, this.client)));
    connection.onDocumentHighlight(this.about((source, { position }) => highlightsAt(source, position)));
    connection.onReferences(
      this.about((source, { position, context }) => referencesAt(source, position, context.includeDeclaration), 'bound'),
    );
    connection.onWorkspaceSymbol(
      this.answer(async ({ query }) => {
        await this.projects.settled(undefined, 'bound');
        return workspaceSymbols(query, this.analyses());
      }),
    );
    connection.languages.callHierarchy.onPrepare(this.about((source, { position }) => prepareCallHierarchy(source, position), 'bound'));
    connection.languages.callHierarchy.onIncomingCalls(
      this.answer(({ item }) => this.withAnalysisFor(item, (analysis) => incomingCalls(item, analysis))),
    );
    connection.languages.callHierarchy.onOutgoingCalls(
      this.answer(({ item }) => this.withAnalysisFor(item, (analysis) => outgoingCalls(item, analysis))),
    );
    connection.languages.diagnostics.on(
      this.answer(async ({ textDocument: { uri }, previousResultId }) => {
        await this.projects.settled(uri, 'checked');
        const items = [...(this.publisher?.diagnosticsOf(uri) ?? [])];
        const resultId = contentHash(JSON.stringify(items));
        return resultId === previousResultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      }),
    );
    connection.languages.diagnostics.onWorkspace(
      this.answer(async ({ previousResultIds }) => {
        await this.projects.settled(undefined, 'checked');
        return { items: this.publisher?.reportsSince(previousResultIds) ?? [] };
      }),
    );
  }

  /** What changes texts. */
  private answerWithChanges(): void {
    const { connection } = this;
    const openDocument = (uri: string) => this.documents.get(uri);
    connection.onPrepareRename(this.about((source, { position }) => prepareRename(source, position), 'bound'));
    connection.onRenameRequest(
      this.about(async (source, { position, newName }) => {
        const edits = await renameAt(source, position, newName);
        return edits === null || edits instanceof ResponseError ? edits : workspaceEditOf(edits, this.client, openDocument);
      }, 'bound'),
    );
    connection.onDocumentFormatting(this.about(({ document }) => formatEdits(document)));
    connection.onDocumentRangeFormatting(this.about(({ document }, { range }) => formatRange(document, range)));
    connection.onDocumentOnTypeFormatting(
      this.about((source, { position, ch }) => formatOnType(source.document, scanOf(source), position, ch)),
    );
    connection.onCodeAction(
      this.about((source, { range, context }) => codeActions(source, range, context, { client: this.client, openDocument }), 'checked'),
    );
    connection.onCodeActionResolve(
      this.resolving((action, analysis) => resolveAction(action, analysis, { client: this.client, openDocument })),
    );
    connection.workspace.onWillRenameFiles(
      this.answer(({ files }) => {
        const edits = new Map<string, readonly TextEdit[]>();
        for (const state of this.projects.all())
          if (state.analysis !== undefined)
            edits.set(state.analysis.uriOf('weir.json'), renamedFileEdits(files, state.origin, state.analysis));
        const whole = workspaceEditOf(edits, this.client, openDocument);
        return [...edits.values()].every((ofFile) => ofFile.length === 0) ? null : whole;
      }),
    );
    connection.onExecuteCommand(
      this.answer(({ command, arguments: given }) => {
        const [uri, rule]: readonly unknown[] = given ?? [];
        return this.execute(command, uri, rule);
      }),
    );
  }

  private answerInProtocolOfOurOwn(): void {
    this.connection.onRequest(
      methods.drawing,
      this.answer(async ({ uri, position, theme }: DrawingParams) => {
        await this.projects.settled(uri, 'checked');
        const source = this.projects.sourceOf(uri);
        return source === undefined ? null : drawingAt(source, { theme, ...(position && { position }) });
      }),
    );
    this.connection.onRequest(
      methods.elementSource,
      this.answer(({ uri, id, type }: ElementSourceParams) => {
        const source = this.projects.sourceOf(uri);
        return source === undefined ? null : elementSource(id, type, source.analysis);
      }),
    );
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
        ...capabilities(this.client),
        workspace: {
          fileOperations: {
            willRename: { filters: [{ pattern: { glob: '**/*.weir' } }, { pattern: { glob: '**/*', matches: 'folder' } }] },
          },
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

  /** What is not on this machine's disk is reached through the client, where it offers that. */
  private lentHost(origin: string): Host | undefined {
    return this.client.lendsFiles && origin !== 'untitled:' ? clientHost(this.connection, origin) : undefined;
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

  /** Runs the examples of a rule, and says what came of it. */
  private async execute(command: string, uri: unknown, rule: unknown): Promise<null> {
    const source = command === runExamples && typeof uri === 'string' ? this.projects.sourceOf(uri) : undefined;
    const element = source?.analysis.landscape.byType.get('rule')?.find(({ path }) => path === rule);
    if (source === undefined || element === undefined) return null;
    const results = await testRules(source.analysis.landscape, [element], source.analysis.project.configuration.budget || defaults.budget);
    const failed = results.filter(({ passed }) => !passed);
    const told = failed.map(({ is, title, reason }) => `${is} "${title}": ${reason}`).join(' ');
    if (failed.length > 0) this.connection.window.showWarningMessage(wellFormed(`${element.name}: ${told}`));
    else this.connection.window.showInformationMessage(wellFormed(`${element.name}: all ${results.length} examples hold.`));
    return null;
  }

  private analyses(): readonly Analysis[] {
    return this.projects.all().flatMap(({ analysis }) => analysis ?? []);
  }

  private async withAnalysisFor<Result>(
    { data }: { readonly data?: unknown },
    respond: (analysis: Analysis) => Result,
  ): Promise<Result | null> {
    const uri = (data as { readonly uri?: unknown } | undefined)?.uri;
    const source = typeof uri === 'string' ? this.projects.sourceOf(uri) : undefined;
    return source === undefined ? null : respond(source.analysis);
  }

  /** An item that was given before, to be filled in; one that is not known any more stays as it is. */
  private resolving<Item extends { readonly data?: unknown }>(respond: (item: Item, analysis: Analysis) => Item) {
    return this.answer(async (item: Item) => (await this.withAnalysisFor(item, (analysis) => respond(item, analysis))) ?? item);
  }

  private onAnalysis(state: ProjectState, analysis: Analysis): void {
    if (!analysis.isChecked) return;
    this.publisher?.analysed(state, analysis);
    this.refresh();
    this.connection.sendNotification(methods.analysed, wellFormed(analysedParams(state, analysis))).catch(() => {});
  }

  /** What hangs on the whole project is asked for again. */
  private refresh(): void {
    const { client, connection } = this;
    const ask = (isUnderstood: boolean, again: () => unknown) => {
      if (isUnderstood) Promise.resolve(again()).catch(() => {});
    };
    ask(client.pullsDiagnostics && client.refreshesDiagnostics, () => connection.languages.diagnostics.refresh());
    ask(client.refreshesLenses, () => connection.sendRequest(CodeLensRefreshRequest.type));
    ask(client.refreshesHints, () => connection.languages.inlayHint.refresh());
    ask(client.refreshesTokens, () => connection.languages.semanticTokens.refresh());
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
    return async (params: Params, token: CancellationToken): Promise<Result | ResponseError<never>> => {
      if (this.phase === 'new') return new ResponseError<never>(ErrorCodes.ServerNotInitialized, 'The first request is `initialize`.');
      if (this.phase === 'shut down') return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server was shut down.');
      try {
        const result = await respond(params, token);
        if (token.isCancellationRequested) return cancelled();
        return result instanceof ResponseError ? result : wellFormed(result);
      } catch (error) {
        this.log(error);
        return new ResponseError<never>(
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

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

function dayOf(text: unknown): number | undefined {
  const days = typeof text === 'string' ? daysOf(text) : undefined;
  return days && Math.floor(days.last);
}
