import { type Element, effectiveFact, elementsIn, type Finding, type Landscape, type PropertyRow } from '@weir/model';
import type { Analysis } from '../analysis.js';
import { ruleNamed } from '../features/diagnostics.js';
import { shortName } from '../short-name.js';
import type { Fix, FixContext } from './fix.js';
import { intoBlock } from './insertion.js';

/** So many values are offered for a fact that is missing. */
const mostValues = 3;

/** States what is missing: the properties that a rule's own `fix` names, the fact that a gap waits for, what a declaration cannot do without. */
export function missingStatements(context: FixContext): readonly Fix[] {
  const { finding, analysis } = context;
  const subject = subjectOf(finding, analysis);
  if (subject === undefined || subject.ring === 'library') return [];
  return wantedKeys(finding, analysis).flatMap(({ key, inner, isNonePossible }) => fixesFor(subject, key, inner, isNonePossible, analysis));
}

export function subjectOf({ subject, at, rule }: Finding, { landscape }: Analysis): Element | undefined {
  if (subject !== undefined) return landscape.byType.get(subject.type)?.find(({ path }) => path === subject.path);
  if (rule !== 'incomplete-declaration') return undefined;
  return landscape.elements.find(({ origin }) => origin.file === at.file && origin.start === at.start);
}

interface Wanted {
  readonly key: string;
  readonly inner?: string;
  readonly isNonePossible: boolean;
}

function wantedKeys({ rule, help = '' }: Finding, { landscape }: Analysis): readonly Wanted[] {
  if (rule === 'incomplete-declaration') {
    const key = /^Add `([\p{L}\p{N}_-]+):/u.exec(help)?.[1];
    return key === undefined ? [] : [{ key, isNonePossible: false }];
  }
  if (rule === 'fact-not-known') {
    const [, key, inner] = /^Write `([\p{L}\p{N}_-]+)(?:: \.\.\.| \{ (?:([\p{L}\p{N}_-]+): )?\.\.\. \})`, or `none`/u.exec(help) ?? [];
    return key === undefined ? [] : [{ key, isNonePossible: true, ...(inner !== undefined && { inner }) }];
  }
  const fixes = ruleNamed(rule, landscape)?.children.filter(({ type }) => type === 'fix') ?? [];
  return fixes.flatMap(({ facts }) => {
    const set = facts.get('set')?.value;
    const keys: readonly unknown[] = Array.isArray(set) ? set : [];
    return keys.filter((key) => typeof key === 'string').map((key) => ({ key, isNonePossible: false }));
  });
}

function fixesFor(subject: Element, key: string, inner: string | undefined, isNonePossible: boolean, analysis: Analysis): readonly Fix[] {
  const { landscape } = analysis;
  const row = landscape.vocabulary.types.get(subject.type)?.properties[key];
  const document = analysis.documentOf(subject.extent.file);
  if (row === undefined || row.derivedFrom !== undefined || document === undefined || subject.facts.has(key)) return [];
  const innerRow = inner !== undefined && row.type.is === 'block' ? row.type.properties[inner] : undefined;
  const values = innerRow === undefined ? valuesFor(subject, key, row, landscape) : wordsOf(innerRow);
  const written = (value: string) => (innerRow === undefined ? `${key}: ${value}` : `${key} { ${inner}: ${value} }`);
  const statements = [...values.slice(0, mostValues).map(written), ...(isNonePossible ? [`${key}: none`] : [])];
  return statements.map((statement, index) => ({
    title: `State \`${statement}\` in "${subject.name}"`,
    file: subject.extent.file,
    edits: [intoBlock(document.getText(), subject.extent, statement)],
    ...(index === 0 && values.length === 1 && { isPreferred: true as const }),
  }));
}

/** The values that others like it have, the most frequent near ones first. */
function valuesFor(subject: Element, key: string, row: PropertyRow, landscape: Landscape): readonly string[] {
  if (row.type.is !== 'element') return wordsOf(row);
  const counts = new Map<Element, number>();
  for (const other of landscape.byType.get(subject.type) ?? []) {
    if (other === subject || other.ring === 'library') continue;
    const near = other.parent === subject.parent ? 3 : siteOf(other) === siteOf(subject) ? 2 : 1;
    for (const value of elementsIn(effectiveFact(landscape, other, key)?.value)) counts.set(value, (counts.get(value) ?? 0) + near);
  }
  const { types } = row.type;
  const usual = [...counts].toSorted(([, a], [, b]) => b - a).map(([element]) => element);
  const any =
    usual.length > 0 ? usual : types.flatMap((type) => (landscape.byType.get(type) ?? []).filter(({ ring }) => ring !== 'library'));
  return any.slice(0, mostValues).map((element) => shortName(element, types, { landscape, element: subject, ring: subject.ring }));
}

function siteOf(element: Element): Element {
  return element.parent === undefined ? element : siteOf(element.parent);
}

function wordsOf({ type }: PropertyRow): readonly string[] {
  if (type.is === 'word') return type.words.map(({ word }) => word);
  return type.is === 'yes-no' ? ['yes', 'no'] : [];
}
