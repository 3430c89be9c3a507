import { type Element, type Finding, type Landscape, namesIn, type Problem } from '@weir/model';
import { check } from '@weir/rules';
import type { BoundProject } from './bind-project.js';
import { isIncompleteness } from './completeness.js';

export interface CheckOptions {
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  /** The profile in force, instead of the one that weir.json names. */
  readonly profile?: Element;
}

export interface CheckedProject extends BoundProject {
  readonly findings: readonly Finding[];
  /** The rules that ran. */
  readonly rules: readonly Element[];
  /** Something could not be read or evaluated, so that nothing found is not a pass. */
  readonly incomplete: boolean;
}

export function checkProject(bound: BoundProject, { today, profile }: CheckOptions): CheckedProject {
  const { landscape, project } = bound;
  const inForce = profile ?? configuredProfile(bound);
  const problems = inForce === undefined || 'facts' in inForce ? bound.problems : [...bound.problems, inForce];
  const { findings, rules } = check({
    landscape,
    problems,
    today,
    budget: project.configuration.budget,
    ...(inForce !== undefined && 'facts' in inForce && { profile: inForce }),
  });
  return {
    ...bound,
    problems,
    findings,
    rules,
    incomplete: findings.some(isIncompleteness),
  };
}

function configuredProfile({ landscape, project }: BoundProject): Element | Problem | undefined {
  const { profile } = project.configuration;
  if (profile === undefined) return undefined;
  const found = profileNamed(landscape, profile);
  if ('facts' in found) return found;
  return { check: 'configuration', ...found, at: { file: 'weir.json', ...project.placeOf('profile') }, related: [] };
}

/** A profile by its name or path, or why there is none to take. */
export function profileNamed(landscape: Landscape, name: string): Element | { readonly message: string; readonly help: string } {
  const names = namesIn(landscape);
  const segments = name.split('.').map((text) => ({ text, start: 0, end: 0 }));
  const found = names.find({ segments }, undefined, ['profile'], 'project');
  if (found.is === 'one') return found.element;
  if (found.is === 'several')
    return {
      message: `Several profiles are called "${name}".`,
      help: `Write ${found.candidates.map(({ path }) => `\`${path}\``).join(' or ')}.`,
    };
  const near = names.near(name, ['profile']);
  return {
    message: `There is no profile "${name}".`,
    help: near === undefined ? 'Declare it, or name `recommended`.' : `Did you mean \`${near}\`?`,
  };
}
