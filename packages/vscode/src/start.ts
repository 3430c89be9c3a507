import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MakeClient } from './client/client.js';
import { clientOptions } from './client/client-options.js';
import { serveFiles } from './client/serve-files.js';
import { registerCommands } from './commands/commands.js';
import { Diagram } from './diagram/diagram.js';
import { showExamples } from './examples.js';
import { Projects } from './projects.js';
import { showStatus } from './status.js';
import { showFindings } from './views/findings-view.js';
import { showLandscape } from './views/landscape-view.js';

let client: BaseLanguageClient | undefined;

/** Starts the server, and all that stands on what it says. */
export async function start(context: vscode.ExtensionContext, makeClient: MakeClient): Promise<void> {
  const output = vscode.window.createOutputChannel('Weir', { log: true });
  client = makeClient(context, clientOptions(output));
  const projects = new Projects(client);
  const diagram = new Diagram(context, client, projects);
  context.subscriptions.push(
    output,
    serveFiles(client),
    projects,
    diagram,
    registerCommands({ client, output, diagram, projects }),
    showFindings(client, projects),
    showLandscape(client, projects),
    showExamples(client, projects),
    showStatus(client, projects),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
