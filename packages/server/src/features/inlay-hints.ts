import {
  daysOf,
  type Element,
  effectiveFact,
  elementsIn,
  formatDay,
  type SourceFacts,
  type Span,
  type Statement,
  systemSupportEnd,
} from '@weir/model';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import type { Client } from '../client.js';
import { usesIn } from '../name-uses.js';
import { locationOf } from '../ranges.js';
import type { Source } from '../source.js';

/** What holds for a system without standing in its block: owner and zone from around, the end of support; and how long dates are away. */
export function inlayHints(source: Source, facts: SourceFacts, range: Range, client: Client): InlayHint[] {
  const { document } = source;
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const declared = new Map(
    usesIn(facts, source.ring, source.analysis.landscape).flatMap(({ is, element, path }) =>
      is === 'declaration' ? [[path.start, element] as const] : [],
    ),
  );
  const hints: InlayHint[] = [];
  visit(facts.statements, span, (statement) => {
    if (statement.is === 'property') {
      const hint = dateHint(statement, source);
      if (hint !== undefined) hints.push(hint);
      return;
    }
    const element = statement.name && declared.get(statement.name.start);
    if (element?.type !== 'system') return;
    const at = document.positionAt(statement.labels.at(-1)?.end ?? statement.title?.end ?? statement.name?.end ?? statement.start);
    for (const { label, key, from } of inherited(element, source))
      hints.push(hintOf(at, `${key}: ${label}`, `From the ${from.type} "${from.path}".`, client, source, from));
    const support = supportOf(element, source);
    if (support !== undefined) hints.push(hintOf(at, support.label, support.tooltip, client, source, undefined));
  });
  return hints;
}

function visit(statements: readonly Statement[], span: Span, see: (statement: Statement) => void): void {
  for (const statement of statements) {
    if (statement.end < span.start || statement.start > span.end) continue;
    see(statement);
    if (statement.is === 'declaration') visit(statement.body ?? [], span, see);
  }
}

function inherited(
  element: Element,
  { analysis }: Source,
): readonly { readonly key: string; readonly label: string; readonly from: Element }[] {
  return ['owner', 'zone'].flatMap((key) => {
    if (element.facts.has(key)) return [];
    const fact = effectiveFact(analysis.landscape, element, key);
    const [value] = elementsIn(fact?.value);
    let from = element.parent;
    while (from !== undefined && from.facts.get(key) !== fact) from = from.parent;
    return value === undefined || from === undefined ? [] : [{ key, label: value.name, from }];
  });
}

function supportOf(element: Element, { analysis }: Source): { readonly label: string; readonly tooltip: string } | undefined {
  const end = systemSupportEnd(analysis.landscape, element);
  if (typeof end !== 'number') return undefined;
  const days = Math.floor(end) - analysis.today;
  if (days > 730) return undefined;
  return {
    label: days < 0 ? `unsupported for ${spanText(-days)}` : `support ends in ${spanText(days)}`,
    tooltip: `Support ends on ${formatDay(end)}.`,
  };
}

function spanText(days: number): string {
  if (days < 90) return `${days} ${days === 1 ? 'day' : 'days'}`;
  return days < 730 ? `${Math.round(days / 30.44)} months` : `${Math.round(days / 365.25)} years`;
}

/** Dates that something ends on. */
const endings = new Set([
  'expires',
  'until',
  'end-of-support',
  'end-of-extended-support',
  'end-of-sale',
  'phase-out',
  'retired',
  'leaves',
  'review',
]);

function dateHint(statement: Statement & { is: 'property' }, { analysis, document }: Source): InlayHint | undefined {
  const [value] = statement.values;
  const text = value?.is === 'date' || value?.is === 'number' ? value.text : undefined;
  const days = endings.has(statement.key.text) && text !== undefined ? daysOf(text) : undefined;
  if (days === undefined || value === undefined) return undefined;
  const left = Math.floor(days.last) - analysis.today;
  if (left < 0 || left > 730) return undefined;
  return { position: document.positionAt(value.end), label: `in ${spanText(left)}`, kind: InlayHintKind.Parameter, paddingLeft: true };
}

function hintOf(
  position: InlayHint['position'],
  label: string,
  tooltip: string,
  client: Client,
  { analysis }: Source,
  from: Element | undefined,
): InlayHint {
  const part = { value: label, tooltip, ...(from && { location: locationOf(analysis, from.origin) }) };
  return {
    position,
    label: client.hintParts ? [part] : label,
    kind: InlayHintKind.Type,
    paddingLeft: true,
    ...(!client.hintParts && { tooltip }),
  };
}
