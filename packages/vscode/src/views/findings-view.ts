import type { ListedFinding } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Projects } from '../projects.js';

type Grouping = 'rule' | 'owner' | 'site';

interface Group {
  readonly label: string;
  readonly description: string;
  readonly findings: readonly ListedFinding[];
}

/** The tree of findings, by rule, owner or site. */
export function showFindings(client: BaseLanguageClient, projects: Projects): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let grouping: Grouping = 'rule';
  const tree: vscode.TreeDataProvider<Group | ListedFinding> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (group) => {
      if (group !== undefined) return 'findings' in group ? [...group.findings] : [];
      const overviews = await Promise.all(projects.all().map(({ project }) => projects.overview(project)));
      const findings = overviews.flatMap((overview) => overview?.findings ?? []);
      return grouped(findings, grouping);
    },
    getTreeItem: (shown) => ('findings' in shown ? groupItem(shown) : findingItem(shown, client)),
  };
  const view = vscode.window.createTreeView('weir.findings', { treeDataProvider: tree, showCollapseAll: true });
  const refresh = () => {
    const count = projects.all().reduce((sum, { findings }) => sum + findings.error, 0);
    const tooltip = count === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', count);
    view.badge = count === 0 ? undefined : { value: count, tooltip };
    view.message = projects.all().every(({ findings }) => findings.error + findings.warning + findings.note === 0)
      ? vscode.l10n.t('Nothing to mend.')
      : '';
    changed.fire(undefined);
  };
  const group = (by: Grouping) => () => {
    grouping = by;
    changed.fire(undefined);
  };
  return vscode.Disposable.from(
    view,
    changed,
    projects.onAnalysed(refresh),
    vscode.commands.registerCommand('weir.groupByRule', group('rule')),
    vscode.commands.registerCommand('weir.groupByOwner', group('owner')),
    vscode.commands.registerCommand('weir.groupBySite', group('site')),
  );
}

const weights = { error: 0, warning: 1, note: 2 } as const;

/** The groups with the gravest findings first, of equal ones the largest. */
function grouped(findings: readonly ListedFinding[], grouping: Grouping): Group[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const finding of findings) {
    const label = labelOf(finding, grouping);
    groups.set(label, [...(groups.get(label) ?? []), finding]);
  }
  const sorted = [...groups].map(([label, members]) => ({
    label,
    description: grouping === 'rule' ? `${members.length}  ${members[0]?.title ?? ''}` : String(members.length),
    findings: members.toSorted((a, b) => weights[a.severity] - weights[b.severity]),
  }));
  return sorted.toSorted((a, b) => gravest(a) - gravest(b) || b.findings.length - a.findings.length);
}

function labelOf({ rule, owner, site }: ListedFinding, grouping: Grouping): string {
  if (grouping === 'rule') return rule;
  if (grouping === 'owner') return owner ?? vscode.l10n.t('Nobody, or not known');
  return site ?? vscode.l10n.t('No site');
}

function gravest({ findings }: Group): number {
  return weights[findings[0]?.severity ?? 'note'];
}

function groupItem(group: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(group.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = group.description;
  item.iconPath = iconOf(group.findings[0]?.severity ?? 'note');
  item.tooltip = group.description;
  return item;
}

function findingItem({ message, severity, location, rule }: ListedFinding, client: BaseLanguageClient): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  const { uri, range } = client.protocol2CodeConverter.asLocation(location);
  item.iconPath = iconOf(severity);
  item.tooltip = `${message}\n${rule}`;
  item.description = `${uri.path.split('/').at(-1) ?? ''}:${range.start.line + 1}`;
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Go to Text'), arguments: [uri, { selection: range }] };
  return item;
}

function iconOf(severity: ListedFinding['severity']): vscode.ThemeIcon {
  const [icon, colour] = { error: ['error', 'Error'], warning: ['warning', 'Warning'], note: ['info', 'Info'] }[severity];
  return new vscode.ThemeIcon(icon as string, new vscode.ThemeColor(`list.${(colour as string).toLowerCase()}Foreground`));
}
