import { type Element, suggest } from '@weir/model';
import { bindProject, standardLibrary, testRules } from '@weir/workspace';
import type { Command } from '../command.js';
import { openProjects } from '../open-project.js';
import { exit } from '../world.js';

export const test: Command = {
  name: 'test',
  usage: '[path]',
  summary: 'Run the examples of the rules: those of a project, or those built in.',
  details:
    'A `bad` example must yield exactly one finding of its rule (or as many as its `expects:` says), a `good` one none.\nWith a path the rules of that project are tested, without one those built in.',
  options: [
    { name: 'rule', value: 'name', doc: 'Only the examples of this rule; may be repeated.' },
    { name: 'verbose', short: 'v', doc: 'Name every example, not just those that fail.' },
  ],
  examples: [
    { line: 'weir test', does: 'Run the examples of the built-in rules' },
    { line: 'weir test . --rule our-own-rule', does: 'Run those of one of your own' },
  ],
  run: async ({ paths, options }, world) => {
    const opened = paths.length === 0 ? [] : await openProjects(paths.slice(0, 1), world);
    if ('wrong' in opened) {
      world.error(`weir test: ${opened.wrong}\n`);
      return exit.misused;
    }
    const bound = opened[0] && bindProject(opened[0].project);
    const landscape = bound?.landscape ?? standardLibrary();
    const own = (element: Element) => bound === undefined || element.ring !== 'library';
    const all = ['rule', 'check'].flatMap((type) => landscape.byType.get(type) ?? []);
    const wanted = options.get('rule');
    const missing = wanted?.find((name) => !all.some((rule) => isCalled(rule, name)));
    if (missing !== undefined) {
      const near = suggest(
        missing,
        all.map(({ name }) => name),
      );
      world.error(`weir test: there is no rule "${missing}".${near ? ` Did you mean ${near}?` : ''}\n`);
      return exit.misused;
    }
    const tested = all.filter((rule) => (wanted === undefined ? own(rule) : wanted.some((name) => isCalled(rule, name))));
    const results = testRules(landscape, tested, opened[0]?.project.configuration.budget ?? 50_000_000);
    const without = tested.filter((rule) => rule.type === 'rule' && !(hasExample(rule, 'bad') && hasExample(rule, 'good')));
    for (const { rule, is, title, passed, reason } of results) {
      if (!passed) world.out(`FAIL  ${rule.name}: ${is} "${title}"\n      ${reason}\n`);
      else if (options.has('verbose')) world.out(`ok    ${rule.name}: ${is} "${title}"\n`);
    }
    for (const rule of without) world.out(`FAIL  ${rule.name}: it needs a \`bad\` and a \`good\` example.\n`);
    const failed = results.filter(({ passed }) => !passed).length + without.length;
    world.out(`${results.length} examples of ${tested.length} rules: ${failed === 0 ? 'all hold' : `${failed} do not hold`}.\n`);
    return failed === 0 ? exit.clean : exit.found;
  },
};

function isCalled(rule: Element, name: string): boolean {
  return rule.name === name || rule.aliases.includes(name);
}

function hasExample(rule: Element, type: string): boolean {
  return rule.children.some((child) => child.type === type);
}
