import { assuranceRows, changeRows, governanceRows, portfolioRows, responsibilityRows } from './governance.js';
import { organisationRows } from './organisation.js';
import { placeRows } from './place.js';
import { begins, type ElementRow, type PropertyRow, text, type ValueType } from './row.js';
import { securityRows } from './security.js';
import { technologyRows } from './technology.js';

/** The element types of a project: those built in and those that its `vocabulary` blocks add. */
export interface Vocabulary {
  readonly types: ReadonlyMap<string, ElementRow>;
}

/** Properties that every element may have. */
const everywhere: Readonly<Record<string, PropertyRow>> = {
  source: text('Where the facts of this block come from.', { inherited: true, example: 'source: "Walk-down of 2026-05-04"' }),
  verified: begins('The day the facts of this block were last checked.', { inherited: true, example: 'verified: 2026-05-04' }),
  formerly: text('The qualified name it had before it was renamed or moved.', {
    many: true,
    example: 'formerly: "koskenranta.kiln.plc-1"',
  }),
};

const typesWithoutProvenance = new Set(['bad', 'good', 'fix', 'parameter', 'retire']);

const builtInRows = [
  ...organisationRows,
  ...placeRows,
  ...securityRows,
  ...technologyRows,
  ...responsibilityRows,
  ...assuranceRows,
  ...portfolioRows,
  ...changeRows,
  ...governanceRows,
];

export const builtInVocabulary: Vocabulary = {
  types: new Map(
    builtInRows.map((row) => [
      row.keyword,
      typesWithoutProvenance.has(row.keyword) ? row : { ...row, properties: { ...row.properties, ...everywhere } },
    ]),
  ),
};

/** The row of a property on an element type, or undefined. */
export function propertyRow(vocabulary: Vocabulary, type: string, key: string): PropertyRow | undefined {
  const row = vocabulary.types.get(type);
  return row !== undefined && Object.hasOwn(row.properties, key) ? row.properties[key] : undefined;
}

/** The keys whose texts interpolate `{...}`, whatever element they stand in. */
export const templateKeys: ReadonlySet<string> = new Set(
  builtInRows.flatMap((row) => Object.entries(row.properties).flatMap(([key, property]) => (property.type.is === 'template' ? [key] : []))),
);

/** Adds types or properties without touching the vocabulary given. */
export function extendVocabulary(
  vocabulary: Vocabulary,
  rows: readonly ElementRow[],
  properties: readonly { readonly type: string; readonly key: string; readonly row: PropertyRow }[],
): Vocabulary {
  if (rows.length === 0 && properties.length === 0) return vocabulary;
  const types = new Map(vocabulary.types);
  for (const row of rows) types.set(row.keyword, { ...row, properties: { ...row.properties, ...everywhere } });
  const added = new Map<string, [string, PropertyRow][]>();
  for (const { type, key, row } of properties) {
    const entries = added.get(type) ?? [];
    added.set(type, entries);
    entries.push([key, row]);
  }
  for (const [type, entries] of added) {
    const extended = types.get(type);
    if (extended !== undefined) types.set(type, { ...extended, properties: { ...extended.properties, ...Object.fromEntries(entries) } });
  }
  return { types };
}

/** The type in plain words, for messages and the reference. */
export function describeType(type: ValueType): string {
  switch (type.is) {
    case 'text':
      return 'a text between quotes';
    case 'number':
      return `a number${limits(type)}`;
    case 'yes-no':
      return '`yes` or `no`';
    case 'date':
      return 'a date such as `2027-06` or `2027-06-30`';
    case 'duration':
      return 'a duration such as `8h` or `12mo`';
    case 'money':
      return 'an amount with a currency such as `85kEUR`';
    case 'word':
      return `one of ${type.words.map(({ word }) => `\`${word}\``).join(', ')}`;
    case 'level':
      return 'a Purdue level: 0, 1, 2, 3, 3.5, 4 or 5';
    case 'levels':
      return 'a range of Purdue levels such as `0..2`';
    case 'security-levels':
      return 'a security level from 0 to 4, or a block with one per requirement';
    case 'element':
      return `the name of ${orList(type.types.map(withArticle))}${type.orYes ? ', or `yes`' : ''}`;
    case 'foreign-id':
      return 'an id in another register such as `sap-pm/10020331`';
    case 'skill-level':
      return 'a skill with a level such as `dcs-engineering/expert`';
    case 'block':
      return 'a block';
    case 'selection':
      return 'names, or a selection such as `every system s where s.level <= 2`';
    case 'expression':
      return 'an expression';
    case 'template':
      return 'a text between quotes, where `{...}` shows a value';
    case 'name':
      return 'a name';
  }
}

function limits({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

export function withArticle(noun: string): string {
  return /^(?:[aeio]|u(?!ni))/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

export function orList(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
