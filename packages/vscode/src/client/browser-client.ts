import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { MakeClient } from './client.js';

/** A browser's own; the extension is compiled without the types of the DOM. */
declare class Worker {
  constructor(address: string);
}

/** The same server in a web worker. */
export const browserClient: MakeClient = (context, options) => {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server-in-worker.js');
  return new LanguageClient('weir', 'Weir', async () => new Worker(script.toString(true)), options);
};
