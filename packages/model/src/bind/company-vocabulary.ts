import { suggest } from '../near-name.js';
import type { Problem } from '../problem.js';
import type { Declaration, Expression, Property, Statement } from '../source-facts.js';
import type { ElementRow, PropertyRow, ValueType } from '../vocabulary/row.js';
import { extendVocabulary, orList, propertyRow, type Vocabulary } from '../vocabulary/vocabulary.js';
import { type BoundFile, isProperty, originOf } from './context.js';

/** Properties of a property: what a `property x.y { ... }` block may say. */
const propertyKeys = ['type', 'words', 'pattern', 'many', 'inherited', 'value', 'end', 'min', 'max', 'inverse'];
const typeKeys = ['plural', 'within', 'inherits', 'holds'];
const inheritable = ['owner', 'zone', 'domain', 'criticality'];

const simpleTypes: Readonly<Record<string, ValueType>> = {
  text: { is: 'text' },
  number: { is: 'number' },
  'yes-no': { is: 'yes-no' },
  date: { is: 'date', end: 'first' },
  duration: { is: 'duration' },
  money: { is: 'money' },
  level: { is: 'level' },
};

export interface CollectedVocabulary {
  readonly vocabulary: Vocabulary;
  readonly problems: readonly Problem[];
}

/** Reads the `vocabulary` blocks of all files, before anything is bound. */
export function collectVocabulary(base: Vocabulary, files: readonly BoundFile[]): CollectedVocabulary {
  const problems: Problem[] = [];
  const members = files.flatMap((file) =>
    file.facts.statements.flatMap((statement) =>
      !isProperty(statement) && statement.keyword.text === 'vocabulary' ? (statement.body ?? []).map((member) => ({ file, member })) : [],
    ),
  );
  const report = (file: BoundFile, at: { start: number; end: number }, message: string, help: string) =>
    problems.push({ check: 'unknown-word', at: originOf(file, at), message, help, related: [] });
  const types: ElementRow[] = [];
  for (const { file, member } of members) {
    if (isProperty(member) || !['property', 'type', 'kind'].includes(member.keyword.text)) {
      report(
        file,
        isProperty(member) ? member.key : member.keyword,
        'A `vocabulary` block holds `property`, `type` and `kind` declarations.',
        'Write such as `property system.cost-centre "Cost centre" { type: text }`.',
      );
      continue;
    }
    if (member.keyword.text === 'type') {
      const row = typeOf(base, file, member, report);
      if (row !== undefined) types.push(row);
    }
  }
  let vocabulary = extendVocabulary(base, types, []);
  for (const { file, member } of members) {
    if (isProperty(member) || member.keyword.text !== 'property') continue;
    const property = propertyOf(vocabulary, file, member, report);
    if (property !== undefined) vocabulary = extendVocabulary(vocabulary, [], [property]);
  }
  return { vocabulary, problems };
}

type Report = (file: BoundFile, at: { start: number; end: number }, message: string, help: string) => void;

function typeOf(base: Vocabulary, file: BoundFile, member: Declaration, report: Report): ElementRow | undefined {
  const name = member.name?.segments[0];
  if (name === undefined) {
    report(file, member.keyword, 'This `type` has no name.', 'Write it as `type robot-cell "Robot cell" { within: area }`.');
    return undefined;
  }
  if (base.types.has(name.text)) {
    report(file, name, `The element type \`${name.text}\` is there already.`, 'Choose another word; a built-in type cannot be replaced.');
    return undefined;
  }
  const said = settings(file, member, typeKeys, report);
  const inherits = words(said.get('inherits')).filter((key) => inheritable.includes(key));
  const within = words(said.get('within'));
  const place = base.types.get('area') as ElementRow;
  return {
    keyword: name.text,
    plural: words(said.get('plural'))[0] ?? `${name.text}s`,
    area: 'company',
    doc: member.description ?? member.title?.text ?? `Declared in ${file.facts.file}.`,
    within: within.length > 0 ? within : ['file'],
    name: 'required',
    properties: Object.fromEntries(inherits.map((key) => [key, place.properties[key] as PropertyRow])),
    holdsLikeArea: true,
    example: `${name.text} example`,
  };
}

function propertyOf(
  vocabulary: Vocabulary,
  file: BoundFile,
  member: Declaration,
  report: Report,
): { type: string; key: string; row: PropertyRow } | undefined {
  const [type, key] = member.name?.segments ?? [];
  if (type === undefined || key === undefined) {
    report(
      file,
      member.name ?? member.keyword,
      'A property is named with its element type, such as `system.cost-centre`.',
      'Write it as `property system.cost-centre "Cost centre" { type: text }`.',
    );
    return undefined;
  }
  if (!vocabulary.types.has(type.text)) {
    const near = suggest(type.text, vocabulary.types.keys());
    report(
      file,
      type,
      `There is no element type \`${type.text}\`.`,
      near ? `Did you mean \`${near}\`?` : 'Declare it with `type` in the same block.',
    );
    return undefined;
  }
  if (propertyRow(vocabulary, type.text, key.text) !== undefined) {
    report(
      file,
      key,
      `The property \`${key.text}\` of ${type.text} is there already.`,
      'Choose another word; a property cannot be declared twice.',
    );
    return undefined;
  }
  const said = settings(file, member, propertyKeys, report);
  const expression = said.get('value')?.values[0];
  const valueType = valueTypeOf(vocabulary, file, said, report);
  if (valueType === undefined && expression === undefined) return undefined;
  const row: PropertyRow = {
    type: valueType ?? { is: 'expression' },
    doc: member.description ?? member.title?.text ?? '',
    ...(isYes(said.get('many')) && { many: true as const }),
    ...(isYes(said.get('inherited')) && { inherited: true as const }),
    ...(expression !== undefined && { derivedFrom: { expression, file: file.facts.file, ring: file.ring } }),
  };
  return { type: type.text, key: key.text, row };
}

function valueTypeOf(vocabulary: Vocabulary, file: BoundFile, said: ReadonlyMap<string, Property>, report: Report): ValueType | undefined {
  const property = said.get('type');
  if (property === undefined) return undefined;
  const name = words(property)[0] ?? '';
  if (name === 'text') {
    const pattern = said.get('pattern')?.values[0];
    return pattern?.is === 'text' ? { is: 'text', pattern: pattern.text } : { is: 'text' };
  }
  if (name === 'word') return { is: 'word', ordered: false, words: words(said.get('words')).map((word) => ({ word, doc: '' })) };
  const simple = Object.hasOwn(simpleTypes, name) ? simpleTypes[name] : undefined;
  if (simple !== undefined) return simple;
  const types = words(property);
  const unknown = types.find((type) => !vocabulary.types.has(type));
  if (unknown === undefined && types.length > 0) return { is: 'element', types };
  report(
    file,
    property.values[0] ?? property.key,
    `\`${unknown ?? ''}\` is not a type of value.`,
    `A property is ${orList([...Object.keys(simpleTypes), 'word', 'an element type such as system'].map((word) => `\`${word}\``))}.`,
  );
  return undefined;
}

function settings(file: BoundFile, member: Declaration, keys: readonly string[], report: Report): ReadonlyMap<string, Property> {
  const said = new Map<string, Property>();
  for (const statement of (member.body ?? []) as readonly Statement[]) {
    if (isProperty(statement) && keys.includes(statement.key.text)) {
      said.set(statement.key.text, statement);
      continue;
    }
    const word = isProperty(statement) ? statement.key : statement.keyword;
    const near = suggest(word.text, keys);
    report(
      file,
      word,
      `\`${word.text}\` means nothing in a \`${member.keyword.text}\` of a vocabulary.`,
      near ? `Did you mean \`${near}\`?` : `It may have ${keys.map((key) => `\`${key}\``).join(', ')}.`,
    );
  }
  return said;
}

function words(property: Property | undefined): string[] {
  return (property?.values ?? []).flatMap((value: Expression) =>
    value.is === 'name' ? value.name.text : value.is === 'text' ? value.text : [],
  );
}

function isYes(property: Property | undefined): boolean {
  const value = property?.values[0];
  return value?.is === 'constant' && value.value === 'yes';
}
