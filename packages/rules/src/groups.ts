import { compareTexts, contentHash } from '@weir/model';
import { type RawFinding, referenceTo, relatedTo } from './evaluate.js';

/**
 * `once-per`: findings of a rule that share it are one. The first in the text leads, the others are its counterparts.
 * What a waiver covers stays apart from what it does not.
 */
export function joinGroups(findings: readonly RawFinding[]): RawFinding[] {
  const groups = new Map<string, RawFinding[]>();
  for (const [index, finding] of findings.entries()) {
    const { rule, group, waiver } = finding;
    const key = group === undefined ? String(index) : JSON.stringify([rule, group, waiver?.name]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].map((members) => members.toSorted(byPlace).reduce(join));
}

function join(first: RawFinding, other: RawFinding): RawFinding {
  return {
    ...first,
    notes: [...first.notes, ...other.notes],
    related: [...first.related, relatedTo(other.element)],
    counterparts: [...first.counterparts, referenceTo(other.element), ...other.counterparts],
    fingerprint: contentHash(`${first.fingerprint} ${other.fingerprint}`),
  };
}

function byPlace({ at: a, element: x }: RawFinding, { at: b, element: y }: RawFinding): number {
  return compareTexts(a.file, b.file) || a.start - b.start || compareTexts(x.path, y.path);
}
