import type { Finding } from '@weir/model';

export interface Tally {
  /** What is wrong, or could not be evaluated, and counts. */
  readonly open: readonly Finding[];
  /** What is not known. */
  readonly gaps: readonly Finding[];
  readonly waived: readonly Finding[];
}

export function tally(findings: readonly Finding[]): Tally {
  const counting = findings.filter(({ waiver }) => waiver === undefined);
  return {
    open: counting.filter(({ verdict }) => verdict !== 'not-known'),
    gaps: counting.filter(({ verdict }) => verdict === 'not-known'),
    waived: findings.filter(({ waiver }) => waiver !== undefined),
  };
}
