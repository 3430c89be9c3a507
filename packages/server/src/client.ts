import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';

/** What the editor on the other side understands. What it does not announce it is not sent. */
export interface Client {
  readonly snippets: boolean;
  readonly markdown: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticTags: boolean;
  readonly versionedDiagnostics: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly definitionLinks: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly codeActionLiterals: boolean;
  readonly codeActionResolve: readonly string[];
  readonly documentChanges: boolean;
  readonly renameOperations: boolean;
  readonly createOperations: boolean;
  readonly prepareRename: boolean;
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  readonly registersConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesTokens: boolean;
  readonly labelDetails: boolean;
  /** Parts of a hint that lead somewhere. */
  readonly hintParts: boolean;
  readonly lineFoldingOnly: boolean;
  /** It reads files for the server that only it can reach: in a virtual workspace, in a browser. */
  readonly lendsFiles: boolean;
  /** The commands it runs when a lens or an action asks for them. */
  readonly commands: ReadonlySet<string>;
}

export function clientOf({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): Client {
  const { textDocument, workspace, window }: ClientCapabilities = capabilities ?? {};
  const diagnostics = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const both = <Key extends 'relatedInformation' | 'codeDescriptionSupport' | 'dataSupport'>(key: Key) =>
    diagnostics?.[key] === true || (pulled as Record<string, unknown> | undefined)?.[key] === true;
  const operations: readonly string[] = workspace?.workspaceEdit?.resourceOperations ?? [];
  const documentation: readonly string[] = textDocument?.hover?.contentFormat ?? [];
  const { commands, lendsFiles }: Options = initializationOptions ?? {};
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    markdown: documentation.includes('markdown'),
    relatedInformation: both('relatedInformation'),
    codeDescription: both('codeDescriptionSupport'),
    diagnosticData: both('dataSupport'),
    diagnosticTags: diagnostics?.tagSupport !== undefined || pulled?.tagSupport !== undefined,
    versionedDiagnostics: diagnostics?.versionSupport === true,
    pullsDiagnostics: pulled !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolve: textDocument?.codeAction?.resolveSupport?.properties ?? [],
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    renameOperations: operations.includes('rename'),
    createOperations: operations.includes('create'),
    prepareRename: textDocument?.rename?.prepareSupport === true,
    configuration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    hintParts: (textDocument?.inlayHint?.resolveSupport?.properties ?? []).some((property) => property.startsWith('label')),
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    lineFoldingOnly: textDocument?.foldingRange?.lineFoldingOnly === true,
    lendsFiles: lendsFiles === true,
    commands: new Set(Array.isArray(commands) ? commands.filter((command) => typeof command === 'string') : []),
  };
}

/** What a client of ours says of itself beyond the protocol; what others say is not to be relied on. */
interface Options {
  readonly commands?: unknown;
  readonly lendsFiles?: unknown;
}
