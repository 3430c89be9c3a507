import type * as vscode from 'vscode';
import { browserClient } from './client/browser-client.js';
import { start } from './start.js';

/** The entry in a browser: there is no Node, and files are reached through VS Code alone. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  return start(context, browserClient);
}

export { deactivate } from './start.js';
