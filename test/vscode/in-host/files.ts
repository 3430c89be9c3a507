import * as vscode from 'vscode';
import { isTrue } from './claims.js';

/** A document of the folder that is open. */
export function documentCalled(name: string): Thenable<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('No folder is open.');
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

/** The place of a text in a document, right inside its beginning. */
export function inside(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  isTrue(at >= 0, `"${text}" stands in ${document.uri.path}`);
  return document.positionAt(at + 1);
}
