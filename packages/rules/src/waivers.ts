import { BudgetExhausted, type Environment } from '@weir/expression';
import { compareByPath, type Element, elementsIn, type Finding, formatDay, isElement } from '@weir/model';
import { notEvaluated, type RawFinding } from './evaluate.js';

export interface Waived {
  /** The findings, those that a waiver covers marked. */
  readonly findings: readonly RawFinding[];
  /** How many each waiver covers. */
  readonly covered: ReadonlyMap<Element, number>;
}

/** A waiver that holds on the reference date, and what it is for. */
export interface Waiver {
  readonly element: Element;
  readonly rules: readonly Element[];
  readonly targets: ReadonlySet<Element>;
}

/** The waivers in force, in the order of their names; one whose selection cannot be worked out is a finding, and covers nothing. */
export function waiversIn(environment: Environment): { readonly waivers: readonly Waiver[]; readonly failures: readonly RawFinding[] } {
  const waivers: Waiver[] = [];
  const failures: RawFinding[] = [];
  for (const element of declaredIn(environment).toSorted(compareByPath)) {
    if (!isInForce(element, environment.today)) continue;
    const rules = elementsIn(element.facts.get('rule')?.value);
    try {
      const budget = { steps: environment.budget.steps };
      waivers.push({ element, rules, targets: new Set(targetsOf(element, { ...environment, budget })) });
    } catch (error) {
      if (!(error instanceof BudgetExhausted)) throw error;
      const help = 'Name what it is for, or narrow the selection in its `for`.';
      failures.push(notEvaluated({ id: element.name, element }, 'what it is for takes more steps than the budget allows', help));
    }
  }
  return { waivers, failures };
}

/** Marks the findings that a waiver covers. No waiver covers what a rule has to say about itself. */
export function applyWaivers(findings: readonly RawFinding[], waivers: readonly Waiver[], environment: Environment): Waived {
  const covered = new Map<Element, number>(declaredIn(environment).map((element) => [element, 0]));
  const byRule = new Map<Element, Waiver[]>();
  for (const waiver of waivers) {
    for (const rule of waiver.rules) {
      const known = byRule.get(rule);
      if (known === undefined) byRule.set(rule, [waiver]);
      else known.push(waiver);
    }
  }
  const marked = findings.map((finding) => {
    if (finding.verdict !== 'fail') return finding;
    const covering = (byRule.get(finding.ruleElement) ?? []).filter((waiver) => covers(waiver, finding.element));
    for (const { element } of covering) covered.set(element, (covered.get(element) ?? 0) + 1);
    const [first] = covering;
    return first === undefined ? finding : { ...finding, waiver: described(first.element) };
  });
  return { findings: marked, covered };
}

function declaredIn({ landscape }: Environment): readonly Element[] {
  return (landscape.byType.get('waiver') ?? []).filter(({ ring }) => ring !== 'library');
}

function isInForce(waiver: Element, today: number): boolean {
  const approved = waiver.facts.get('approved')?.value;
  const expires = waiver.facts.get('expires')?.value;
  const hasBegun = typeof approved !== 'number' || approved <= today;
  return hasBegun && (typeof expires !== 'number' || today <= expires);
}

/** What it names, or surely selects; without `for`, the element whose block it stands in. */
function targetsOf(waiver: Element, environment: Environment): readonly Element[] {
  const fact = waiver.facts.get('for');
  if (fact === undefined) return waiver.parent ? [waiver.parent] : [];
  return environment.select(waiver, fact.value, environment).items.filter(isElement);
}

/** A hop of a remote access is waived with it. */
function covers({ element, targets }: Waiver, subject: Element): boolean {
  if (subject === element) return false;
  return targets.has(subject) || (subject.parent?.type === 'remote-access' && targets.has(subject.parent));
}

function described(waiver: Element): NonNullable<Finding['waiver']> {
  const reason = waiver.facts.get('reason')?.value;
  const expires = waiver.facts.get('expires')?.value;
  return {
    name: waiver.path,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof expires === 'number' && { expires: formatDay(expires) }),
  };
}
