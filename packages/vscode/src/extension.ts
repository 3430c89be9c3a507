import type * as vscode from 'vscode';
import { commandLine, nodeClient } from './client/node-client.js';
import { start } from './start.js';
import { provideTasks } from './tasks.js';

/** The entry in Node: on the desktop and on a remote machine. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(provideTasks(commandLine(context)));
  await start(context, nodeClient);
}

export { deactivate } from './start.js';
