import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MakeClient } from './client.js';

/** A browser's own; the extension is compiled without the types of the DOM. */
declare class Worker {
  constructor(address: string);
}

/** The same server in a web worker. */
export const browserClient: MakeClient = (context, options) => {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server-in-worker.js').toString(true);
  // VS Code's workers are no instances of `Worker`, by which the client would know one; and a server that is started again needs another.
  const connect = async () => {
    const worker = new Worker(script) as never;
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient('weir', 'Weir', connect, options);
};
