import type { Element, FindingNote } from '@weir/model';
import type { RawFinding } from './evaluate.js';

/**
 * One cause, one finding: where a stronger finding stands on the same subject, this one becomes its note.
 * A waived leader keeps its notes; what is waived itself is no note.
 */
export function followLeaders(findings: readonly RawFinding[]): RawFinding[] {
  const byRule = new Map<Element, Map<Element, RawFinding>>();
  for (const finding of findings) {
    const bySubject = byRule.get(finding.ruleElement) ?? new Map<Element, RawFinding>();
    byRule.set(finding.ruleElement, bySubject);
    if (!bySubject.has(finding.element)) bySubject.set(finding.element, finding);
  }
  const leaderOf = (finding: RawFinding) => {
    for (const { rule, subject } of finding.leaders) {
      const leader = byRule.get(rule)?.get(subject);
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
    if (finding.waiver !== undefined) continue;
    const known = notes.get(leader);
    const note = { rule: finding.rule, message: finding.message };
    if (known === undefined) notes.set(leader, [note]);
    else known.push(note);
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
