import { suggest } from '../near-name.js';
import type { Declaration, Expression, Property, Span } from '../source-facts.js';
import type { ElementRow, PropertyRow, ValueType } from '../vocabulary/row.js';
import { extendVocabulary, orList, propertyRow, type Vocabulary } from '../vocabulary/vocabulary.js';
import { type BoundFile, isProperty, originOf, type Reports, report } from './context.js';

/** Reads the `vocabulary` blocks of all files, before anything is bound: types first, since properties speak of them. */
export function collectVocabulary(base: Vocabulary, files: readonly BoundFile[], reports: Reports): Vocabulary {
  const reader = (file: BoundFile): Reader => ({
    file,
    report: (at, message, help) => report(reports, { check: 'unknown-word', at: originOf(file, at), message, help }),
  });
  const members = files.flatMap((file) => membersOf(file, reader(file)));
  const declared = (keyword: string) => members.filter(({ member }) => member.keyword.text === keyword);
  const types = new Map<string, ElementRow>();
  const names = new Set(declared('type').flatMap(({ member }) => member.name?.segments[0]?.text ?? []));
  for (const { member, read } of declared('type')) {
    const row = typeOf(base, types, names, member, read);
    if (row !== undefined) types.set(row.keyword, row);
  }
  const withTypes = extendVocabulary(base, [...types.values()], []);
  const properties = new Map<string, NewProperty>();
  for (const { member, read } of declared('property')) {
    const property = propertyOf(withTypes, properties, member, read);
    if (property !== undefined) properties.set(`${property.type}.${property.key}`, property);
  }
  return extendVocabulary(withTypes, [], [...properties.values()]);
}

interface Member {
  readonly member: Declaration;
  readonly read: Reader;
}

interface Reader {
  readonly file: BoundFile;
  readonly report: (at: Span, message: string, help: string) => void;
}

interface NewProperty {
  readonly type: string;
  readonly key: string;
  readonly row: PropertyRow;
}

function membersOf({ facts }: BoundFile, read: Reader): Member[] {
  const blocks = facts.statements.filter(
    (statement): statement is Declaration => !isProperty(statement) && statement.keyword.text === 'vocabulary',
  );
  return blocks
    .flatMap(({ body = [] }) => body)
    .flatMap((member) => {
      if (!isProperty(member) && ['property', 'type', 'kind'].includes(member.keyword.text)) return { member, read };
      read.report(
        isProperty(member) ? member.key : member.keyword,
        'A `vocabulary` block holds `property`, `type` and `kind` declarations.',
        'Write such as `property system.cost-centre "Cost centre" { type: text }`.',
      );
      return [];
    });
}

/** What a `type x { ... }` block may say. */
const typeKeys = ['plural', 'within', 'inherits'];
const inheritable = ['owner', 'zone', 'domain', 'criticality'];

function typeOf(
  base: Vocabulary,
  types: ReadonlyMap<string, ElementRow>,
  names: ReadonlySet<string>,
  member: Declaration,
  read: Reader,
): ElementRow | undefined {
  const [name, ...more] = member.name?.segments ?? [];
  if (name === undefined || more.length > 0) {
    read.report(
      member.name ?? member.keyword,
      'A `type` has a name of one word.',
      'Write `type robot-cell "Robot cell" { within: area }`.',
    );
    return undefined;
  }
  if (base.types.has(name.text) || types.has(name.text)) {
    read.report(name, `The element type \`${name.text}\` is there already.`, 'Choose another word; a type cannot be declared twice.');
    return undefined;
  }
  const said = settings(member, typeKeys, read);
  const within = words(said.get('within'), read).filter(({ text, ...span }) => {
    const known = text === 'file' || base.types.has(text) || names.has(text);
    if (!known) reportNoType(read, span, text, [...base.types.keys(), ...names]);
    const clash = propertyRow(base, text, name.text) !== undefined;
    if (clash) read.report(name, `\`${name.text}\` is a property of ${text} already.`, 'Choose another word for the type.');
    return known && !clash;
  });
  const inherits = words(said.get('inherits'), read).filter(({ text, ...span }) => {
    if (!inheritable.includes(text))
      read.report(span, `\`${text}\` cannot be inherited through a place.`, `Those that can are ${listed(inheritable)}.`);
    return inheritable.includes(text);
  });
  const place = base.types.get('area');
  return {
    keyword: name.text,
    plural: words(said.get('plural'), read)[0]?.text ?? `${name.text}s`,
    area: 'company',
    doc: documentation(member, read),
    within: within.length > 0 ? within.map(({ text }) => text) : ['file'],
    name: 'required',
    properties: Object.fromEntries(inherits.flatMap(({ text }) => (place?.properties[text] ? [[text, place.properties[text]]] : []))),
    holdsLikeArea: true,
    example: `${name.text} example`,
  };
}

/** What a `property x.y { ... }` block may say. */
const propertyKeys = ['type', 'words', 'pattern', 'min', 'max', 'end', 'many', 'inherited', 'inverse', 'value'];

const simpleTypes: Readonly<Record<string, ValueType>> = {
  text: { is: 'text' },
  number: { is: 'number' },
  'yes-no': { is: 'yes-no' },
  date: { is: 'date', end: 'first' },
  duration: { is: 'duration' },
  money: { is: 'money' },
  level: { is: 'level' },
  word: { is: 'word', words: [], ordered: false },
};

/** Keys that say more about a value of one type. */
const detailsOf: Readonly<Record<string, readonly string[]>> = {
  text: ['pattern'],
  number: ['min', 'max'],
  date: ['end'],
  word: ['words'],
};

function propertyOf(
  vocabulary: Vocabulary,
  known: ReadonlyMap<string, NewProperty>,
  member: Declaration,
  read: Reader,
): NewProperty | undefined {
  const [type, key, ...more] = member.name?.segments ?? [];
  if (type === undefined || key === undefined || more.length > 0) {
    read.report(
      member.name ?? member.keyword,
      'A property is named with its element type, such as `system.cost-centre`.',
      'Write it as `property system.cost-centre "Cost centre" { type: text }`.',
    );
    return undefined;
  }
  if (!vocabulary.types.has(type.text)) {
    reportNoType(read, type, type.text, vocabulary.types.keys());
    return undefined;
  }
  if (propertyRow(vocabulary, type.text, key.text) !== undefined || known.has(`${type.text}.${key.text}`)) {
    read.report(
      key,
      `The property \`${key.text}\` of ${type.text} is there already.`,
      'Choose another word; a property cannot be declared twice.',
    );
    return undefined;
  }
  const said = settings(member, propertyKeys, read);
  const expression = said.get('value')?.values[0];
  const valueType = valueTypeOf(vocabulary, said, read);
  if (valueType === undefined && expression === undefined) {
    if (!said.has('type'))
      read.report(
        member.name ?? key,
        `The property \`${type.text}.${key.text}\` does not say what its values are.`,
        `Add \`type: text\`, or another of ${listed(Object.keys(simpleTypes))}.`,
      );
    return undefined;
  }
  const inverse = inverseOf(vocabulary, valueType, said.get('inverse'), read);
  const row: PropertyRow = {
    type: valueType ?? { is: 'expression' },
    doc: documentation(member, read),
    ...(isYes(said.get('many'), read) && { many: true as const }),
    ...(isYes(said.get('inherited'), read) && { inherited: true as const }),
    ...(inverse !== undefined && { inverse }),
    ...(expression !== undefined && { derivedFrom: { expression, file: read.file.facts.file, ring: read.file.ring } }),
  };
  return { type: type.text, key: key.text, row };
}

function valueTypeOf(vocabulary: Vocabulary, said: ReadonlyMap<string, Property>, read: Reader): ValueType | undefined {
  const property = said.get('type');
  const types = words(property, read);
  const [first] = types;
  const simple = first && Object.hasOwn(simpleTypes, first.text) ? simpleTypes[first.text] : undefined;
  reportStrayDetails(simple === undefined ? undefined : first?.text, said, read);
  if (property === undefined || first === undefined) return undefined;
  if (simple !== undefined) return withDetails(simple, said, read);
  const stranger = types.find(({ text }) => !vocabulary.types.has(text));
  if (stranger === undefined) return { is: 'element', types: types.map(({ text }) => text) };
  read.report(
    stranger,
    `\`${stranger.text}\` is not a type of value.`,
    `A property is ${orList([...Object.keys(simpleTypes).map(quoted), 'an element type such as `system`'])}.`,
  );
  return undefined;
}

function withDetails(type: ValueType, said: ReadonlyMap<string, Property>, read: Reader): ValueType {
  switch (type.is) {
    case 'text': {
      const pattern = said.get('pattern')?.values[0];
      if (pattern === undefined) return type;
      if (pattern.is === 'text') return { is: 'text', pattern: { text: pattern.text, at: originOf(read.file, pattern) } };
      read.report(pattern, 'A pattern is a text between quotes.', 'Write such as `pattern: "[0-9]{4}"`.');
      return type;
    }
    case 'number': {
      const [min, max] = [limit(said.get('min'), read), limit(said.get('max'), read)];
      return { is: 'number', ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    }
    case 'date': {
      const [end] = words(said.get('end'), read);
      if (end === undefined) return type;
      if (end.text === 'first' || end.text === 'last') return { is: 'date', end: end.text };
      read.report(
        end,
        `\`${end.text}\` is not an end of a coarse date.`,
        'Write `end: first` for what begins on it, `end: last` for what lasts until it.',
      );
      return type;
    }
    case 'word': {
      const choices = words(said.get('words'), read);
      const at = said.get('words')?.key ?? said.get('type')?.key;
      if (choices.length === 0 && at !== undefined)
        read.report(at, 'A property of type `word` lists its words.', 'Add them: `words: low, high`.');
      return { is: 'word', ordered: false, words: choices.map(({ text }) => ({ word: text, doc: '' })) };
    }
    default:
      return type;
  }
}

function reportStrayDetails(type: string | undefined, said: ReadonlyMap<string, Property>, read: Reader): void {
  for (const [owner, details] of Object.entries(detailsOf)) {
    for (const detail of details) {
      const stray = owner === type ? undefined : said.get(detail);
      if (stray !== undefined)
        read.report(
          stray.key,
          `\`${detail}\` says something about a ${owner}, and this is none.`,
          `Delete it, or write \`type: ${owner}\`.`,
        );
    }
  }
}

function inverseOf(vocabulary: Vocabulary, type: ValueType | undefined, property: Property | undefined, read: Reader): string | undefined {
  const [inverse] = words(property, read);
  if (inverse === undefined) return undefined;
  if (type?.is !== 'element') {
    read.report(inverse, 'Only a property that names elements has an inverse.', 'Delete it, or write an element type behind `type:`.');
    return undefined;
  }
  const owner = type.types.find((named) => propertyRow(vocabulary, named, inverse.text) !== undefined);
  if (owner === undefined) return inverse.text;
  read.report(inverse, `\`${inverse.text}\` is a property of ${owner} already.`, 'Choose another word for the inverse.');
  return undefined;
}

function limit(property: Property | undefined, read: Reader): number | undefined {
  const [value] = property?.values ?? [];
  if (value === undefined || value.is === 'number') return value?.value;
  read.report(value, 'A limit is a number.', 'Write such as `min: 0   max: 100`.');
  return undefined;
}

function documentation({ description, title }: Declaration, { file }: Reader): string {
  return description ?? title?.text ?? `Declared in ${file.facts.file}.`;
}

function reportNoType(read: Reader, at: Span, word: string, types: Iterable<string>): void {
  const near = suggest(word, types);
  read.report(
    at,
    `There is no element type \`${word}\`.`,
    near === undefined ? 'Declare it with `type` in a `vocabulary` block.' : `Did you mean \`${near}\`?`,
  );
}

function settings({ body = [], keyword }: Declaration, keys: readonly string[], read: Reader): ReadonlyMap<string, Property> {
  const said = new Map<string, Property>();
  for (const statement of body) {
    const word = isProperty(statement) ? statement.key : statement.keyword;
    if (!isProperty(statement) || !keys.includes(word.text)) {
      const near = suggest(word.text, keys);
      read.report(
        word,
        `\`${word.text}\` means nothing in a \`${keyword.text}\` of a vocabulary.`,
        near === undefined ? `It may have ${listed(keys)}.` : `Did you mean \`${near}\`?`,
      );
    } else if (said.has(word.text)) read.report(word, `\`${word.text}\` is already stated.`, 'Delete one of the two.');
    else said.set(word.text, statement);
  }
  return said;
}

interface Said extends Span {
  readonly text: string;
}

function words(property: Property | undefined, read: Reader): Said[] {
  return (property?.values ?? []).flatMap((value: Expression) => {
    const { start, end } = value;
    if (value.is === 'name') return { text: value.text, start, end };
    if (value.is === 'text' || value.is === 'constant') return { text: value.is === 'text' ? value.text : value.value, start, end };
    read.report(value, `\`${property?.key.text}\` takes words.`, 'Write words, separated by commas.');
    return [];
  });
}

function isYes(property: Property | undefined, read: Reader): boolean {
  const [value] = property?.values ?? [];
  if (value !== undefined && (value.is !== 'constant' || (value.value !== 'yes' && value.value !== 'no')))
    read.report(value, `\`${property?.key.text}\` is \`yes\` or \`no\`.`, `Write \`${property?.key.text}: yes\`.`);
  return value?.is === 'constant' && value.value === 'yes';
}

function listed(items: readonly string[]): string {
  return items.map(quoted).join(', ');
}

function quoted(word: string): string {
  return `\`${word}\``;
}
