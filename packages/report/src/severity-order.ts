import { type Finding, severities } from '@weir/model';

/** Sorts the gravest first. */
export function bySeverity(a: Pick<Finding, 'severity'>, b: Pick<Finding, 'severity'>): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity);
}
