import type { Finding } from '@weir/model';
import { counted } from './counted.js';
import type { Paint } from './paint.js';
import { twoColumns } from './two-columns.js';
import { visible } from './visible.js';

const mostRules = 10;

/** What was left out of a long list, by rule: with thousands of findings a reader mends causes, not findings. */
export function moreLines(
  findings: readonly Finding[],
  shown: readonly Finding[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): readonly string[] {
  const hidden = findings.length - shown.length;
  if (hidden === 0) return [];
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([rule, count]) => ({ left: String(count), right: visible(rule) }));
  const rest = rows.length - mostRules;
  return [
    `${paint('strong', `And ${hidden} more`)}, less grave or like these; --format concise lists every one. All of them by rule:`,
    ...twoColumns(rows.slice(0, mostRules), width),
    ...(rest > 0 ? [`  and ${counted(rest, 'other rule')}`] : []),
  ];
}
