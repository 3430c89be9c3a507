import type { Finding } from '@weir/model';
import { widthOf } from './cells.js';
import type { Paint } from './paint.js';
import { placeOf } from './place.js';
import type { Report } from './report.js';
import { sentence } from './sentence.js';
import { bySeverity } from './severity-order.js';
import { visible } from './visible.js';
import { wrap } from './wrap.js';

const mostShown = 10;

/** What is not known, in short, the gravest first: a half documented plant has many, and they must not bury what is wrong. */
export function gapLines(
  report: Report,
  gaps: readonly Finding[],
  { measure, paint }: { readonly measure: number; readonly paint: Paint },
): readonly string[] {
  if (gaps.length === 0) return [];
  const rules = new Set(gaps.map(({ rule }) => visible(rule)));
  const rows = [...gaps]
    .sort(bySeverity)
    .slice(0, mostShown)
    .map(({ at, severity, rule, message }) => ({
      severity,
      place: placeOf(report, at),
      words: `${rules.size > 1 ? `${visible(rule)}: ` : ''}${sentence(message)}`,
    }));
  const severities = Math.max(...rows.map(({ severity }) => severity.length));
  const places = Math.max(...rows.map(({ place }) => widthOf(place)));
  const margin = 2 + severities + 2;
  const isBeside = rows.every(({ words }) => margin + places + 2 + widthOf(words) <= measure);
  const lines = rows.flatMap(({ severity, place, words }) => {
    const lead = `  ${paint(severity, severity.padEnd(severities))}  ${place}`;
    if (isBeside) return [`${lead}${' '.repeat(places - widthOf(place) + 2)}${words}`];
    return [lead, ...wrap(words, measure - margin).map((line) => `${' '.repeat(margin)}${line}`)];
  });
  const more = gaps.length - rows.length;
  return [
    `${paint('strong', 'Gaps:')} nobody has stated these facts, so rules could not decide${rules.size > 1 ? '' : ` (${[...rules].join()})`}.`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more; see --format concise`] : []),
  ];
}
