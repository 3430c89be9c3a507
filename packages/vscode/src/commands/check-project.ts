import * as vscode from 'vscode';
import type { Workbench } from './commands.js';

/** The server has checked already: this shows what it found. */
export async function checkProject({ projects }: Workbench): Promise<void> {
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  const [errors, warnings] = (['error', 'warning'] as const).map((severity) =>
    projects.all().reduce((sum, { findings }) => sum + findings[severity], 0),
  );
  vscode.window.setStatusBarMessage(vscode.l10n.t('Weir: {0} errors, {1} warnings', errors ?? 0, warnings ?? 0), 5000);
}
