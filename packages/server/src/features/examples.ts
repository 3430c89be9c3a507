import type { Element } from '@weir/model';
import { testRules } from '@weir/workspace';
import type { Analysis } from '../analysis.js';
import type { ExamplesResult, RuleExample } from '../protocol.js';
import { locationOf } from '../ranges.js';

/** The examples of a project's own rules; those of the rules named are run. */
export async function examplesOf(analysis: Analysis, run: readonly string[] = []): Promise<ExamplesResult> {
  const { landscape, project } = analysis;
  const rules = (landscape.byType.get('rule') ?? []).filter(({ ring }) => ring !== 'library');
  const wanted = rules.filter(({ name }) => run.includes(name));
  const results = await testRules(landscape, wanted, project.configuration.budget);
  const outcomes = new Map(results.map(({ example, passed, reason }) => [example, passed ? '' : (reason ?? '')]));
  return { examples: rules.flatMap((rule) => rule.children.flatMap((example) => listed(rule, example, outcomes.get(example), analysis))) };
}

function listed(rule: Element, example: Element, outcome: string | undefined, analysis: Analysis): readonly RuleExample[] {
  if (example.type !== 'bad' && example.type !== 'good') return [];
  return [
    {
      rule: rule.name,
      is: example.type,
      title: example.title ?? '',
      location: locationOf(analysis, example.origin),
      ruleLocation: locationOf(analysis, rule.origin),
      ...(outcome !== undefined && { outcome }),
    },
  ];
}
