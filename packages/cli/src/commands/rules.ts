import type { Element } from '@weir/model';
import { bindProject, standardLibrary } from '@weir/workspace';
import type { Command } from '../command.js';
import { openProjects } from '../open-project.js';
import { exit } from '../world.js';

export const rules: Command = {
  name: 'rules',
  usage: '[path]',
  summary: 'List the rules and checks: those built in, and with a path those of that project too.',
  options: [
    { name: 'group', value: 'name', doc: 'Only the rules of this group.' },
    { name: 'format', short: 'f', value: 'format', choices: ['pretty', 'json'], doc: 'How to say it.' },
  ],
  examples: [
    { line: 'weir rules', does: 'List what is built in' },
    { line: 'weir rules . --group segmentation', does: 'List the rules about zones, your own included' },
  ],
  run: async ({ paths, options }, world) => {
    const opened = paths.length === 0 ? [] : await openProjects(paths.slice(0, 1), world);
    if ('wrong' in opened) {
      world.error(`weir rules: ${opened.wrong}\n`);
      return exit.misused;
    }
    const landscape = opened[0] === undefined ? standardLibrary() : bindProject(opened[0].project).landscape;
    const group = options.get('group')?.at(-1);
    const all = [...(landscape.byType.get('rule') ?? []), ...(landscape.byType.get('check') ?? [])]
      .map(rowOf)
      .filter((row) => group === undefined || row.group === group);
    if (all.length === 0 && group !== undefined) {
      world.error(`weir rules: there is no group "${group}".\n`);
      return exit.misused;
    }
    if (options.get('format')?.at(-1) === 'json') world.out(`${JSON.stringify(all, null, 2)}\n`);
    else world.out(table(all));
    return exit.clean;
  },
};

interface Row {
  readonly id: string;
  readonly alias: string;
  readonly severity: string;
  readonly group: string;
  readonly title: string;
}

function rowOf(rule: Element): Row {
  return {
    id: rule.name,
    alias: rule.aliases.join(', '),
    severity: String(rule.facts.get('severity')?.value ?? ''),
    group: String(rule.facts.get('group')?.value ?? ''),
    title: rule.title ?? '',
  };
}

function table(rows: readonly Row[]): string {
  const widths = (['id', 'alias', 'severity'] as const).map((key) => Math.max(...rows.map((row) => row[key].length)));
  const groups = [...new Set(rows.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const lines = rows
      .filter((row) => row.group === group)
      .map(({ id, alias, severity, title }) =>
        `  ${id.padEnd(widths[0] ?? 0)}  ${alias.padEnd(widths[1] ?? 0)}  ${severity.padEnd(widths[2] ?? 0)}  ${title}`.trimEnd(),
      );
    return `${group}\n${lines.join('\n')}\n`;
  });
  return `${sections.join('\n')}\n${rows.length} rules and checks. weir explain <rule> shows one whole.\n`;
}
