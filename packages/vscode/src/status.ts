import type { AnalysedParams } from '@weir/server/protocol';
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Projects } from './projects.js';

/** In the status bar, beside the language: how the project of the open file stands. */
export function showStatus(client: BaseLanguageClient, projects: Projects): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('weir.project', { language: 'weir' });
  item.name = 'Weir';
  item.command = { command: 'weir.showOutput', title: vscode.l10n.t('Show Output') };
  const show = () => {
    const { text, detail, severity, busy } = stateOf(client, projects);
    Object.assign(item, { text, detail, severity, busy });
  };
  show();
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(show),
    projects.onAnalysed(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
}

interface Shown {
  readonly text: string;
  readonly detail?: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy: boolean;
}

function stateOf(client: BaseLanguageClient, projects: Projects): Shown {
  const { Error: error, Warning: warning, Information: calm } = vscode.LanguageStatusSeverity;
  if (client.state === State.Stopped) return { text: vscode.l10n.t('The language server is not running'), severity: error, busy: false };
  const uri = vscode.window.activeTextEditor?.document.uri;
  const project = uri && projects.around(uri);
  if (project === undefined) return { text: vscode.l10n.t('Reading the landscape'), severity: calm, busy: true };
  const { findings, name } = project;
  return {
    text: findings.error > 0 ? errorsIn(findings.error) : vscode.l10n.t('No errors'),
    detail: [name, warningsIn(findings.warning), filesIn(project)].filter(Boolean).join(', '),
    severity: findings.error > 0 ? error : findings.warning > 0 ? warning : calm,
    busy: false,
  };
}

function errorsIn(count: number): string {
  return count === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', count);
}

function warningsIn(count: number): string {
  return count === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', count);
}

function filesIn({ files }: AnalysedParams): string {
  return files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files);
}
