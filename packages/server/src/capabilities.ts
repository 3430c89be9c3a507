import type { ServerCapabilities } from 'vscode-languageserver';
import type { Client } from './client.js';
import { actionKinds } from './features/code-actions.js';
import { runExamples } from './features/code-lens.js';
import { semanticLegend } from './features/semantic-tokens.js';

/** What the server can do, as far as the client on the other side can take it. */
export function capabilities(client: Client): ServerCapabilities {
  return {
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['.', ':', '/', '>', '{'], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [':'] },
    definitionProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    codeActionProvider: client.codeActionLiterals
      ? { codeActionKinds: [...actionKinds], resolveProvider: client.codeActionResolve.includes('edit') }
      : false,
    codeLensProvider: { resolveProvider: true },
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    callHierarchyProvider: true,
    inlayHintProvider: true,
    semanticTokensProvider: { legend: semanticLegend, full: { delta: true }, range: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    diagnosticProvider: { identifier: 'weir', interFileDependencies: true, workspaceDiagnostics: true },
    executeCommandProvider: { commands: [runExamples] },
  };
}
