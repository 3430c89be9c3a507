import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { MakeClient } from './client.js';

/** The command line ships with the extension, and `weir lsp` is the server: what every editor talks to. */
export function commandLine(context: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(context.extensionUri, 'weir', 'weir.js').fsPath;
}

export const nodeClient: MakeClient = (context, options) =>
  new LanguageClient('weir', 'Weir', { module: commandLine(context), args: ['lsp'], transport: TransportKind.stdio }, options);
