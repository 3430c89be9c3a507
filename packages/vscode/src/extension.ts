import type * as vscode from 'vscode';
import { nodeClient } from './client/node-client.js';
import { start } from './start.js';

/** The entry in Node: on the desktop and on a remote machine. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, nodeClient);
}

export { deactivate } from './start.js';
