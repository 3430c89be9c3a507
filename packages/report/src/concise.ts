import { positionAt } from './position.js';
import type { Report } from './report.js';
import { visible } from './visible.js';

/** `file:line:column: severity rule: message`, one line each, for problem matchers and grep. Waived findings are left out. */
export function concise(report: Report): string {
  const lines = report.findings.flatMap(({ at, severity, rule, message, waiver }) => {
    if (waiver !== undefined) return [];
    const source = report.sources.get(at.file);
    const { line, column } = source === undefined ? { line: 1, column: 1 } : positionAt(source, at.start);
    return [`${visible(at.file)}:${line}:${column}: ${severity} ${visible(rule)}: ${visible(message).trim()}\n`];
  });
  return lines.join('');
}
