import { suggest } from '@weir/model';
import { type ListedRule, rulesJson } from '@weir/report';
import { bindProject, standardLibrary } from '@weir/workspace';
import type { Command } from '../command.js';
import { exit, isRefusal, misused } from '../exit-code.js';
import { openProject } from '../open-project.js';
import { cardOf, rulesAndChecks } from '../rules-and-checks.js';
import { say } from '../say.js';
import { version } from '../version.js';

export const rules: Command = {
  name: 'rules',
  usage: '[options] [path]',
  mostPaths: 1,
  options: [
    { name: 'group', value: 'name', doc: 'Only the rules of this group.' },
    { name: 'format', short: 'f', value: 'format', choices: ['pretty', 'json'], doc: 'How to say it. Default: pretty.' },
  ],
  examples: [
    { does: 'List what is built in', line: 'weir rules' },
    { does: 'List the rules about zones, your own included', line: 'weir rules . --group segmentation' },
  ],
  run: async ({ paths: [path], options }, world) => {
    const opened = await openProject(path, world);
    if (isRefusal(opened)) return opened;
    const landscape = opened === undefined ? standardLibrary() : (await bindProject(opened.project)).landscape;
    const all = rulesAndChecks(landscape).map(cardOf);
    const wanted = options.get('group')?.at(-1);
    const groups = new Set(all.map(groupOf));
    if (wanted !== undefined && !groups.has(wanted)) {
      const near = suggest(wanted, groups);
      return misused(`there is no group "${wanted}".${near ? ` Did you mean ${near}?` : ''} The groups are ${[...groups].join(', ')}.`);
    }
    const shown = all.filter((rule) => wanted === undefined || groupOf(rule) === wanted);
    if (options.get('format')?.at(-1) === 'json') world.out(rulesJson(shown, version));
    else say(world, table(shown));
    return exit.clean;
  },
};

function groupOf({ group = 'other' }: ListedRule): string {
  return group;
}

function table(rules: readonly ListedRule[]): string {
  const rows = rules.map((rule) => ({ group: groupOf(rule), cells: [rule.id, rule.aliases.join(', '), rule.severity, rule.title] }));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const sections = [...new Set(rows.map(({ group }) => group))].map((group) => [
    group,
    ...rows
      .filter((row) => row.group === group)
      .map(({ cells }) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`),
    '',
  ]);
  return `${sections.flat().join('\n')}\n${rules.length} in all. weir explain <rule> shows one whole.\n`;
}
