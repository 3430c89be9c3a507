import { type Finding, severities } from '@weir/model';
import { counted } from './counted.js';
import type { Paint } from './paint.js';
import type { Report } from './report.js';
import { bySeverity } from './severity-order.js';
import type { Tally } from './tally.js';
import { visible } from './visible.js';

/** What was found, what was looked at, and what to do next. */
export function summaryLines({ summary }: Report, tally: Tally, paint: Paint): readonly string[] {
  const { files, elements, rules, asOf, planned, elsewhere } = summary;
  const next = ruleToExplain(tally.open.length > 0 ? tally.open : tally.gaps);
  return [
    verdictLine(tally, paint),
    ...(elsewhere > 0 ? [`${counted(elsewhere, 'finding')} elsewhere in the project.`] : []),
    `Checked ${counted(rules, 'rule')} on ${counted(elements, 'element')} in ${counted(files, 'file')} as of ${visible(asOf)}.`,
    ...(planned > 0 ? [`${counted(planned, 'planned change')} ${planned === 1 ? 'takes' : 'take'} no effect yet.`] : []),
    ...(next === undefined ? [] : [`Next: \`weir explain ${next.rule}\` tells why and what to do (${counted(next.count, 'finding')}).`]),
  ];
}

function verdictLine({ open, gaps, waived }: Tally, paint: Paint): string {
  const unsure = open.filter(({ verdict }) => verdict === 'not-evaluated').length;
  const rest = [
    ...(gaps.length > 0 ? [`${counted(gaps.length, 'gap')}${graveOnes(gaps)}`] : []),
    ...(waived.length > 0 ? [`${waived.length} waived`] : []),
  ];
  if (open.length === 0) return `${paint('strong', 'Nothing to mend.')}${rest.length === 0 ? '' : ` ${rest.join('; ')}.`}`;
  const counts = bySeverities(open).map(({ severity, words }) => paint(severity, words));
  return `${[`${counts.join(', ')}${unsure > 0 ? ` (${unsure} not evaluated)` : ''}`, ...rest].join('; ')}.`;
}

/** Gaps are notes, except where somebody said that the documentation is complete: there a missing fact is an oversight. */
function graveOnes(gaps: readonly Finding[]): string {
  const grave = bySeverities(gaps.filter(({ severity }) => severity !== 'note'));
  return grave.length === 0 ? '' : ` (${grave.map(({ words }) => words).join(', ')})`;
}

function bySeverities(findings: readonly Finding[]): { readonly severity: Finding['severity']; readonly words: string }[] {
  return severities.toReversed().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [{ severity, words: counted(count, severity) }];
  });
}

/** The rule with most findings, the graver and then the earlier one first. A name that a shell would read otherwise is not put into a command. */
function ruleToExplain(findings: readonly Finding[]): { readonly rule: string; readonly count: number } | undefined {
  const counts = new Map<string, number>();
  for (const { rule } of [...findings].sort(bySeverity))
    if (/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  for (const [rule, count] of counts) if (count === most) return { rule, count };
  return undefined;
}
