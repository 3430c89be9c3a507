import type { Environment } from '@weir/expression';
import { type Element, elementsIn, formatDay } from '@weir/model';
import type { RawFinding } from './evaluate.js';

/** A waiver that holds on the reference date, and what it is for. */
interface Waiver {
  readonly element: Element;
  readonly rules: ReadonlySet<Element>;
  readonly targets: ReadonlySet<Element>;
}

/** Marks the findings that a waiver covers, and counts them by waiver; a waiver past its date covers nothing. */
export function applyWaivers(
  findings: readonly RawFinding[],
  environment: Environment,
): { readonly findings: readonly RawFinding[]; readonly covered: ReadonlyMap<Element, number> } {
  const all = (environment.landscape.byType.get('waiver') ?? []).filter(({ ring }) => ring !== 'library');
  const covered = new Map<Element, number>(all.map((element) => [element, 0]));
  const inForce = all.filter((element) => isInForce(element, environment.today)).map((element) => waiverOf(element, environment));
  const marked = findings.map((finding) => {
    if (finding.verdict !== 'fail') return finding;
    const waiver = inForce.find(({ rules, targets }) => rules.has(finding.ruleElement) && isTarget(targets, finding.element));
    if (waiver === undefined) return finding;
    covered.set(waiver.element, (covered.get(waiver.element) ?? 0) + 1);
    return { ...finding, waiver: described(waiver.element) };
  });
  return { findings: marked, covered };
}

function isInForce(waiver: Element, today: number): boolean {
  const approved = waiver.facts.get('approved')?.value;
  const expires = waiver.facts.get('expires')?.value;
  const hasBegun = typeof approved !== 'number' || approved <= today;
  return hasBegun && (typeof expires !== 'number' || today <= expires);
}

function waiverOf(element: Element, environment: Environment): Waiver {
  return { element, rules: new Set(elementsIn(element.facts.get('rule')?.value)), targets: new Set(targetsOf(element, environment)) };
}

/** What it names or selects; without `for`, the element whose block it stands in. */
function targetsOf(waiver: Element, environment: Environment): readonly Element[] {
  const fact = waiver.facts.get('for');
  if (fact === undefined) return waiver.parent ? [waiver.parent] : [];
  return environment.select(waiver, fact.value, environment);
}

/** A hop of a remote access is waived with it. */
function isTarget(targets: ReadonlySet<Element>, subject: Element): boolean {
  return targets.has(subject) || (subject.parent?.type === 'remote-access' && targets.has(subject.parent));
}

function described(waiver: Element): { name: string; reason?: string; expires?: string } {
  const reason = waiver.facts.get('reason')?.value;
  const expires = waiver.facts.get('expires')?.value;
  return {
    name: waiver.path,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof expires === 'number' && { expires: formatDay(expires) }),
  };
}
