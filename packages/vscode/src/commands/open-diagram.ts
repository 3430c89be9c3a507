import * as vscode from 'vscode';
import type { Workbench } from './commands.js';

/** Opens the drawing of what stands at the cursor, or at the place that a lens names, beside the text. */
export async function openDiagram({ diagram }: Workbench, uri?: string, position?: vscode.Position): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'weir');
  const document = uri === undefined ? editor?.document.uri : vscode.Uri.parse(uri, true);
  if (document === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file of a landscape first; its drawing is shown beside it.'));
    return;
  }
  const at = position === undefined ? editor?.selection.active : new vscode.Position(position.line, position.character);
  await diagram.open(document, at ?? new vscode.Position(0, 0));
}
