import type { Finding } from '@weir/model';
import { findingText } from './finding-text.js';
import { gapLines } from './gap-lines.js';
import { moreLines } from './more-lines.js';
import { painter } from './paint.js';
import { positionAt } from './position.js';
import type { Report } from './report.js';
import { bySeverity } from './severity-order.js';
import { summaryLines } from './summary-lines.js';
import { tally } from './tally.js';

export interface PrettyOptions {
  readonly colour: boolean;
  /** The columns of the terminal. */
  readonly width: number;
}

/** Nobody reads more than these in a terminal; the other formats have them all. */
const mostShown = 50;
const narrowest = 40;
/** Sentences in longer lines are hard to read, however wide the terminal is. */
const longestSentenceLine = 100;

/** For a reader at a terminal. With colour or without, the words are the same. */
export function pretty(report: Report, { colour, width }: PrettyOptions): string {
  const paint = painter({ colour });
  const columns = Math.max(width, narrowest);
  const counts = tally(report.findings);
  const shown = gravest(counts.open, mostShown);
  const options = { width: columns, measure: Math.min(columns, longestSentenceLine), digits: digitsOf(report, shown), paint };
  const more = moreLines(counts.open, shown, options);
  const gaps = gapLines(report, counts.gaps, options);
  return `${[
    ...shown.map((finding) => findingText(report, finding, options)),
    ...(more.length === 0 ? [] : [more.join('\n')]),
    ...(gaps.length === 0 ? [] : [gaps.join('\n')]),
    summaryLines(report, counts, paint).join('\n'),
  ].join('\n\n')}\n`;
}

/** Of the longest line number in any snippet, so that all of them stand in line. */
function digitsOf({ sources }: Report, findings: readonly Finding[]): number {
  return findings.reduce((most, { at }) => {
    const source = sources.get(at.file);
    return source === undefined ? most : Math.max(most, String(positionAt(source, Math.max(at.start, at.end)).line).length);
  }, 2);
}

/** The gravest so many, in the order in which they stand. */
function gravest(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return findings;
  const kept = new Set([...findings].sort(bySeverity).slice(0, most));
  return findings.filter((finding) => kept.has(finding));
}
