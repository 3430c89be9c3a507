import type { Element, FindingNote } from '@weir/model';
import type { RawFinding } from './evaluate.js';

/** One cause, one finding: where a stronger finding stands on the same subject, this one becomes its note. */
export function followLeaders(findings: readonly RawFinding[]): RawFinding[] {
  const bySubject = new Map<string, RawFinding>();
  const numbers = new Map<Element, number>();
  const key = (rule: Element, subject: Element) => `${numberOf(rule, numbers)} ${numberOf(subject, numbers)}`;
  for (const finding of findings) bySubject.set(key(finding.ruleElement, finding.element), finding);
  const leaderOf = (finding: RawFinding) => {
    for (const { rule, subject } of finding.leaders) {
      const leader = bySubject.get(key(rule, subject));
      if (leader !== undefined && leader !== finding) return leader;
    }
    return undefined;
  };
  const notes = new Map<RawFinding, FindingNote[]>();
  const led = new Set<RawFinding>();
  for (const finding of findings) {
    const leader = outermost(finding, leaderOf);
    if (leader === finding) continue;
    led.add(finding);
    notes.set(leader, [...(notes.get(leader) ?? []), { rule: finding.rule, message: finding.message }]);
  }
  return findings.filter((finding) => !led.has(finding)).map((finding) => ({ ...finding, notes: notes.get(finding) ?? [] }));
}

/** Leaders can have leaders; rules that lead each other in a circle both stay. */
function outermost(finding: RawFinding, leaderOf: (finding: RawFinding) => RawFinding | undefined): RawFinding {
  const seen = new Set([finding]);
  let last = finding;
  for (let next = leaderOf(finding); next !== undefined; next = leaderOf(next)) {
    if (seen.has(next)) return finding;
    seen.add(next);
    last = next;
  }
  return last;
}

/** Elements told apart by identity: a hop of a remote access is not in any index. */
function numberOf(element: Element, numbers: Map<Element, number>): number {
  let known = numbers.get(element);
  if (known === undefined) numbers.set(element, (known = numbers.size));
  return known;
}
