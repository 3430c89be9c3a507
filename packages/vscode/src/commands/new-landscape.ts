import { methods, type StarterResult } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { Workbench } from './commands.js';

/** The file that one begins to read in, and the declaration that is drawn. */
const first = { file: 'site.weir', declaration: 'site ' };

/** Writes a small, complete plant into the folder that is open, or into one that is asked for, and shows it with its drawing. */
export async function newLandscape({ client, diagram }: Workbench, given?: vscode.Uri): Promise<void> {
  const folder = given ?? (await folderForIt());
  if (folder === undefined) return;
  const { files } = await client.sendRequest<StarterResult>(methods.starter, {});
  const present = await namesIn(folder);
  const taken = Object.keys(files).filter((name) => present.has(name));
  if (taken.length > 0) {
    const message = vscode.l10n.t('"{0}" is there already, so nothing was written. Choose an empty folder.', taken[0] ?? '');
    void vscode.window.showWarningMessage(message);
    return;
  }
  for (const [name, text] of Object.entries(files))
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  if (vscode.workspace.getWorkspaceFolder(folder) === undefined) {
    await vscode.commands.executeCommand('vscode.openFolder', folder);
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, first.file));
  const at = document.positionAt(
    Math.max(0, document.getText().search(new RegExp(`^${first.declaration}`, 'm')) + first.declaration.length),
  );
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
    selection: new vscode.Range(at, at),
  });
  await diagram.open(document.uri, at);
}

async function folderForIt(): Promise<vscode.Uri | undefined> {
  const { workspaceFolders = [] } = vscode.workspace;
  if (workspaceFolders.length === 1) return workspaceFolders[0]?.uri;
  if (workspaceFolders.length > 1)
    return (await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Into which folder?') }))?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Begin Here'),
    title: vscode.l10n.t('A folder for the landscape'),
  });
  return chosen?.[0];
}

async function namesIn(folder: vscode.Uri): Promise<ReadonlySet<string>> {
  try {
    return new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  } catch {
    // It is not there yet; writing makes it.
    return new Set();
  }
}
