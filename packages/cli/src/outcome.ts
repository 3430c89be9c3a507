import type { Element, Finding } from '@weir/model';
import type { RuleCard } from '@weir/report';
import type { CheckedProject } from '@weir/workspace';
import { cardOf, rulesAndChecks } from './rules-and-checks.js';

/**
 * What checking a project came to: with the project's texts, all that reports and exit codes are made from.
 *
 * It is what JSON can hold, so that one that was kept tells the same as one that was just made.
 */
export interface Outcome {
  /** Of the whole project, with files named from its folder. */
  readonly findings: readonly Finding[];
  /** Of the rules and checks that the findings name, by id. */
  readonly cards: readonly (readonly [id: string, card: RuleCard])[];
  /** How many the project and its packs have. */
  readonly elements: number;
  /** How many rules ran. */
  readonly rules: number;
  /** How many changes have plans, which take no effect yet. */
  readonly planned: number;
}

export function outcomeOf({ landscape, findings, rules }: CheckedProject): Outcome {
  const named = new Set(findings.flatMap(({ rule, notes }) => [rule, ...notes.map((note) => note.rule)]));
  return {
    findings,
    cards: rulesAndChecks(landscape).flatMap((rule) => (named.has(rule.name) ? [[rule.name, cardOf(rule)] as const] : [])),
    elements: landscape.elements.filter(({ ring }) => ring !== 'library').length,
    rules: rules.length,
    planned: (landscape.byType.get('change') ?? []).filter(hasPlan).length,
  };
}

function hasPlan({ children }: Element): boolean {
  return children.length > 0;
}
