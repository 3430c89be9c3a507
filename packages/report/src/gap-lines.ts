import type { Finding } from '@weir/model';
import { widthOf } from './cells.js';
import { crop } from './crop.js';
import type { Paint } from './paint.js';
import { placeOf } from './place.js';
import type { Report } from './report.js';
import { sentence } from './sentence.js';
import { bySeverity } from './severity-order.js';
import { visible } from './visible.js';

const mostShown = 10;
/** What a sentence gets of the line at least, however long the places are. */
const leastRoom = 30;

/** What is not known, one line each, the gravest first: a half documented plant has many, and they must not bury what is wrong. */
export function gapLines(
  report: Report,
  gaps: readonly Finding[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): readonly string[] {
  if (gaps.length === 0) return [];
  const shown = [...gaps].sort(bySeverity).slice(0, mostShown);
  const severities = Math.max(...shown.map(({ severity }) => severity.length));
  const places = shown.map(({ at }) => placeOf(report, at));
  const longest = Math.max(...places.map(widthOf));
  const room = Math.max(width - (2 + severities + 2 + longest + 2), leastRoom);
  const rules = new Set(gaps.map(({ rule }) => visible(rule)));
  const lines = shown.map(({ severity, rule, message }, index) => {
    const place = places[index] as string;
    const words = crop(`${rules.size > 1 ? `${visible(rule)}: ` : ''}${sentence(message)}`, room);
    return `  ${paint(severity, severity.padEnd(severities))}  ${place}${' '.repeat(longest - widthOf(place))}  ${words}`;
  });
  const more = gaps.length - shown.length;
  return [
    `${paint('strong', 'Gaps:')} nobody has stated these facts, so rules could not decide${rules.size > 1 ? '' : ` (${[...rules].join()})`}.`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more; see --format json`] : []),
  ];
}
