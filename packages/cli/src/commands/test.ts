import { type Element, suggest } from '@weir/model';
import { counted } from '@weir/report';
import { bindProject, defaults, isUnread, testRules, wholeLibrary } from '@weir/workspace';
import type { Command } from '../command.js';
import { exit, isRefusal, misused } from '../exit-code.js';
import { openProject } from '../open-project.js';
import { isCalled, rulesAndChecks } from '../rules-and-checks.js';
import { complain, say } from '../say.js';

export const test: Command = {
  name: 'test',
  usage: '[options] [path]',
  mostPaths: 1,
  details: [
    'A `bad` example must yield exactly one finding of its rule, or as many as its `expects:` says; a `good` one none. With a path the rules of that project are tested, without one those built in.',
  ],
  options: [
    { name: 'rule', value: 'name', doc: 'Only the examples of this rule; may be repeated.' },
    { name: 'verbose', short: 'v', doc: 'Name every example, not just those that fail.' },
  ],
  examples: [
    { does: 'Run the examples of the built-in rules', line: 'weir test' },
    { does: 'Run those of one of your own', line: 'weir test . --rule our-own-rule' },
  ],
  run: async ({ paths: [path], options }, world) => {
    const opened = await openProject(path, world);
    if (isRefusal(opened)) return opened;
    const bound = opened && (await bindProject(opened.project, { library: wholeLibrary() }));
    const landscape = bound?.landscape ?? wholeLibrary();
    const all = rulesAndChecks(landscape);
    const wanted = options.get('rule');
    const missing = wanted?.find((name) => !all.some((rule) => isCalled(rule, name)));
    if (missing !== undefined) {
      const near = suggest(
        missing,
        all.map(({ name }) => name),
      );
      return misused(`there is no rule "${missing}".${near ? ` Did you mean ${near}?` : ' weir rules lists them.'}`);
    }
    const own = (rule: Element) => bound === undefined || rule.ring !== 'library';
    const tested = all.filter((rule) => (wanted === undefined ? own(rule) : wanted.some((name) => isCalled(rule, name))));
    const results = await testRules(landscape, tested, bound?.project.configuration.budget ?? defaults.budget);
    const without = tested.filter((rule) => rule.type === 'rule' && !(hasExample(rule, 'bad') && hasExample(rule, 'good')));
    const lines = [
      ...results.flatMap(({ rule, is, title, passed, reason }) => {
        if (!passed) return [`FAIL  ${rule.name}: ${is} "${title}"`, `      ${reason}`];
        return options.has('verbose') ? [`ok    ${rule.name}: ${is} "${title}"`] : [];
      }),
      ...without.map((rule) => `FAIL  ${rule.name}: it needs a \`bad\` and a \`good\` example.`),
    ];
    const failures = results.filter(({ passed }) => !passed).length + without.length;
    const verdict = failures === 0 ? 'all hold' : `${failures} ${failures === 1 ? 'does' : 'do'} not hold`;
    const summary = `${counted(results.length, 'example')} of ${counted(tested.length, 'rule')}: ${verdict}.`;
    say(world, `${[...lines, tested.length === 0 ? 'There are no rules to test.' : summary].join('\n')}\n`);
    const mistakes = bound?.problems ?? [];
    if (mistakes.length === 0) return failures === 0 ? exit.clean : exit.found;
    // A rule that is lost in a mistake has no examples to fail.
    complain(
      world,
      'weir test',
      `the text has ${counted(mistakes.length, 'mistake')}, so there may be more rules than these; see weir check.`,
    );
    return mistakes.some(isUnread) ? exit.failed : exit.found;
  },
};

function hasExample(rule: Element, type: string): boolean {
  return rule.children.some((child) => child.type === type);
}
