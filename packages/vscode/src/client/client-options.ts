import type * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { restarting } from './restarting.js';

/** The documents of the standard library, which the server serves; they are read-only. */
const libraryScheme = 'weir-library';

/** The commands of ours that a lens or an action of the server may ask for. */
const commands = ['weir.openDiagram', 'weir.showReferences', 'weir.showFindings'];

export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    // Of any scheme: on disk, in a repository that is only looked at, not saved yet.
    documentSelector: [{ language: 'weir' }, { pattern: '**/weir.json' }, { scheme: libraryScheme }],
    initializationOptions: { commands, lendsFiles: true },
    outputChannel: output,
    errorHandler: restarting(),
    markdown: { isTrusted: false, supportHtml: false },
  };
}
