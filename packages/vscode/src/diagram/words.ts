import type { Words } from '@weir/webview';
import * as vscode from 'vscode';

/** What the page says, in the language of the display: a page cannot ask VS Code itself. */
export function wordsOfThePage(): Words {
  return {
    'Zoom in': vscode.l10n.t('Zoom in'),
    'Zoom out': vscode.l10n.t('Zoom out'),
    'Show all': vscode.l10n.t('Show all'),
    'Actual size': vscode.l10n.t('Actual size'),
    Search: vscode.l10n.t('Search'),
    'Search in the drawing': vscode.l10n.t('Search in the drawing'),
    'Nothing is called so': vscode.l10n.t('Nothing is called so'),
    Elements: vscode.l10n.t('Elements'),
    'Elements of the drawing': vscode.l10n.t('Elements of the drawing'),
    'Save as SVG': vscode.l10n.t('Save as SVG'),
    'Save as PNG': vscode.l10n.t('Save as PNG'),
    'Drawing ...': vscode.l10n.t('Drawing ...'),
    'Not on the drawing': vscode.l10n.t('Not on the drawing'),
    'Shown as it was before': vscode.l10n.t('Shown as it was before'),
  };
}
