import { addDuration, type Element, effectiveFact, elementsIn, formatDay } from '@weir/model';
import type { Analysis } from '../analysis.js';
import { ruleNamed } from '../features/diagnostics.js';
import { quotedIfNeeded, shortName } from '../short-name.js';
import type { Fix, FixContext } from './fix.js';
import { atEndOfBlock, atEndOfFile } from './insertion.js';
import { subjectOf } from './statement.js';

/** Accepts a finding, for a reason and a time: a waiver with all that it must say, where the others stand, and one in the element itself. */
export function waivers(context: FixContext): readonly Fix[] {
  const { finding, analysis, document } = context;
  const rule = ruleNamed(finding.rule, analysis.landscape);
  const subject = subjectOf(finding, analysis);
  if (rule?.type !== 'rule' || subject === undefined || finding.verdict !== 'fail' || finding.waiver !== undefined) return [];
  const target = targetOf(subject, analysis);
  const register = registerOf(analysis) ?? finding.at.file;
  const inRegister = analysis.documentOf(register) ?? document;
  const fixes: Fix[] = [];
  if (target !== undefined)
    fixes.push({
      title: `Accept "${rule.name}" for a time: write a waiver`,
      file: register,
      edits: [atEndOfFile(inRegister.getText(), waiverLines(rule, subject, target, analysis))],
    });
  const place = analysis.documentOf(subject.extent.file);
  const mayStandInside = analysis.landscape.vocabulary.types.get('waiver')?.within.includes(subject.type) === true;
  if (mayStandInside && subject.ring === 'project' && place !== undefined)
    fixes.push({
      title: `Accept "${rule.name}" for a time: write a waiver into "${subject.name}"`,
      file: subject.extent.file,
      edits: [atEndOfBlock(place.getText(), subject.extent, waiverLines(rule, subject, undefined, analysis))],
    });
  return fixes;
}

/** The file in which most waivers stand. */
function registerOf({ landscape }: Analysis): string | undefined {
  const counts = new Map<string, number>();
  for (const { origin, ring } of landscape.byType.get('waiver') ?? [])
    if (ring === 'project') counts.set(origin.file, (counts.get(origin.file) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** How the subject is named in `for`; a connection without a name is what joins its ends. */
function targetOf(subject: Element, { landscape }: Analysis): string | undefined {
  const view = { landscape, element: undefined, ring: 'project' } as const;
  if (/[/>]/.test(subject.path)) {
    const { ends } = subject;
    return ends && subject.type === 'interface'
      ? `interfaces(${shortName(ends.source, [], view)}, ${shortName(ends.target, [], view)})`
      : undefined;
  }
  return shortName(subject, [], view);
}

function waiverLines(rule: Element, subject: Element, target: string | undefined, analysis: Analysis): readonly string[] {
  const { landscape, today } = analysis;
  const view = { landscape, element: target === undefined ? subject : undefined, ring: 'project' } as const;
  const [owner] = elementsIn(effectiveFact(landscape, subject, 'owner')?.value);
  const approver = usualApprover(analysis);
  const named = (key: string, element: Element | undefined) => (element === undefined ? [] : [`${key}: ${shortName(element, [], view)}`]);
  const title = `${rule.title ?? rule.name}`.replaceAll('"', "'");
  return [
    `waiver ${quotedIfNeeded(freeName(analysis))} "${title}" {`,
    `  rule: ${shortName(rule, ['rule'], view)}${target === undefined ? '' : `   for: ${target}`}`,
    '  category: time-boxed',
    '  reason: "Say here why this may be, and what lowers the risk meanwhile."',
    `  ${[...named('owner', owner), ...named('approver', approver), `approved: ${formatDay(today)}`, `expires: ${formatDay(addDuration(today, { amount: 6, unit: 'mo' }))}`].join('   ')}`,
    '}',
  ];
}

function usualApprover({ landscape }: Analysis): Element | undefined {
  const counts = new Map<Element, number>();
  for (const { facts, ring } of landscape.byType.get('waiver') ?? [])
    for (const approver of ring === 'project' ? elementsIn(facts.get('approver')?.value) : [])
      counts.set(approver, (counts.get(approver) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** The next number in the register: `w-2026-032`. */
function freeName({ landscape, today }: Analysis): string {
  const year = formatDay(today).slice(0, 4);
  const numbers = (landscape.byType.get('waiver') ?? []).flatMap(({ name }) => {
    const number = new RegExp(`^w-${year}-(\\d+)$`).exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return `w-${year}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}
