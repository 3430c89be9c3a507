import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { MakeClient } from './client.js';

/** The server that ships with the extension, as a process of its own. */
export const nodeClient: MakeClient = (context, options) => {
  const module = vscode.Uri.joinPath(context.extensionUri, 'server', 'server.js').fsPath;
  return new LanguageClient('weir', 'Weir', { module, transport: TransportKind.ipc }, options);
};
