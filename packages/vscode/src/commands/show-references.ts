import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import type { Workbench } from './commands.js';

/** A lens of the server says which places; VS Code's own command wants them as its own objects. */
export async function showReferences(
  { client }: Workbench,
  uri: string,
  position: Position,
  locations: readonly Location[],
): Promise<void> {
  const convert = client.protocol2CodeConverter;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    convert.asUri(uri),
    convert.asPosition(position),
    locations.map((location) => convert.asLocation(location)),
  );
}
