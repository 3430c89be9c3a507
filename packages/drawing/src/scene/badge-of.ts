import type { Element, Finding } from '@weir/model';
import type { Badge } from './scene.js';
import { keyed } from './words.js';

/** What the findings come to on each element, by type and qualified name. */
export type Badges = (element: Element) => Badge | undefined;

/** Findings that failed; what is merely not known marks nothing, or every half-documented plant would be all marks. */
export function badgesOf(findings: readonly Finding[]): Badges {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.subject === undefined || finding.verdict !== 'fail' || finding.severity === 'note') continue;
    const key = keyed(finding.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), finding]);
  }
  const badges = new Map([...bySubject].map(([key, on]) => [key, badgeOf(on)]));
  return (element) => badges.get(keyed(element));
}

function badgeOf(findings: readonly Finding[]): Badge {
  const counted = findings.filter(({ waiver }) => waiver === undefined);
  const errors = counted.filter(({ severity }) => severity === 'error');
  const warnings = counted.filter(({ severity }) => severity === 'warning');
  const waived = findings.filter(({ waiver }) => waiver !== undefined);
  return {
    errors: errors.length,
    warnings: warnings.length,
    waived: waived.length,
    messages: [
      ...errors.map(({ message }) => `error: ${message}`).toSorted(),
      ...warnings.map(({ message }) => `warning: ${message}`).toSorted(),
      ...waived.map(({ message, waiver }) => `waived by ${waiver?.name}: ${message}`).toSorted(),
    ],
  };
}
