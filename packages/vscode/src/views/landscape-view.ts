import type { ListedElement } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Projects } from '../projects.js';

/** The tree of places and of the systems that stand there. */
export function showLandscape(client: BaseLanguageClient, projects: Projects): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const tree: vscode.TreeDataProvider<ListedElement> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (place) => {
      if (place !== undefined) return [...place.children];
      const overviews = await Promise.all(projects.all().map(({ project }) => projects.overview(project)));
      return overviews.flatMap((overview) => overview?.places ?? []);
    },
    getTreeItem: (element) => itemOf(element, client),
  };
  const view = vscode.window.createTreeView('weir.landscape', { treeDataProvider: tree, showCollapseAll: true });
  return vscode.Disposable.from(
    view,
    changed,
    projects.onAnalysed(() => changed.fire(undefined)),
  );
}

const icons: Readonly<Record<string, string>> = { site: 'globe', area: 'symbol-namespace', unit: 'symbol-module', system: 'server' };

function itemOf({ type, name, title, path, location, children }: ListedElement, client: BaseLanguageClient): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const state = children.length === 0 ? None : type === 'site' ? Expanded : Collapsed;
  const item = new vscode.TreeItem(title ?? name, state);
  const { uri, range } = client.protocol2CodeConverter.asLocation(location);
  // Under this it is known whether it was folded, whatever is typed meanwhile.
  item.id = `${uri.toString()} ${type} ${path}`;
  item.description = title === undefined ? '' : name;
  item.tooltip = `${type} ${path}`;
  item.iconPath = new vscode.ThemeIcon(icons[type] ?? 'symbol-misc');
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Go to Text'), arguments: [uri, { selection: range }] };
  return item;
}
