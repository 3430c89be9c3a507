import type { Finding } from '@weir/model';

/** A finding as one line that a reviewer can read. */
export function asLine({ severity, rule, subject, at, message, waiver }: Finding): string {
  const marks = waiver === undefined ? '' : ` (waived by ${waiver.name} until ${waiver.expires})`;
  return `${severity} ${rule} ${subject?.path ?? at.file}: ${message}${marks}`;
}
