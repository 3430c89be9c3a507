import * as vscode from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

/** A server that falls again and again would only heat the machine. */
const mostRestarts = 4;
const within = 3 * 60_000;

/** Starts a server that ended unexpectedly again, and says so; gives up when it keeps ending. */
export function restarting(): ErrorHandler {
  const ends: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      const now = Date.now();
      ends.push(now);
      return ends.filter((end) => now - end < within).length <= mostRestarts ? restart() : giveUp();
    },
  };
}

function restart(): CloseHandlerResult {
  const message = vscode.l10n.t('The language server of Weir ended unexpectedly and was started again.');
  void offer(vscode.window.showWarningMessage(message, showOutput()), 'weir.showOutput');
  return { action: CloseAction.Restart, handled: true };
}

function giveUp(): CloseHandlerResult {
  const message = vscode.l10n.t('The language server of Weir keeps ending, so it was not started again.');
  void offer(vscode.window.showErrorMessage(message, vscode.l10n.t('Start Again')), 'weir.restartServer');
  return { action: CloseAction.DoNotRestart, handled: true };
}

function showOutput(): string {
  return vscode.l10n.t('Show Output');
}

async function offer(asked: Thenable<string | undefined>, command: string): Promise<void> {
  if ((await asked) !== undefined) await vscode.commands.executeCommand(command);
}
