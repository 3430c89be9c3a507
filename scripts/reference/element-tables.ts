import { describe, type Member, membersOf } from '@weir/expression';
import { compareTexts, type ElementRow, orList, type PropertyRow, type Vocabulary, withArticle } from '@weir/model';
import { code, codes, generatedPage, sections, table, under, weirBlock } from './markdown.js';
import { valueInWords } from './value-in-words.js';

/** Every element type with its keys, as short as can be: what somebody needs who writes a plant. */
export function elementTables(vocabulary: Vocabulary): string {
  const everywhere = keysOfAll(vocabulary);
  return sections(
    'Every element can state these:',
    propertyTable(statedIn(rowOf(vocabulary, 'system')).filter(([key]) => everywhere.has(key))),
    ...areasOf(vocabulary).map(([area, rows]) =>
      sections(
        `#### ${capital(area)}`,
        ...rows.map((row) => {
          const own = statedIn(row).filter(([key]) => !everywhere.has(key));
          return sections(
            `##### ${row.keyword}`,
            `${row.doc} ${standing(row)}`,
            own.length === 0 ? undefined : propertyTable(own),
            `For example: ${code(row.example)}`,
          );
        }),
      ),
    ),
  );
}

/** The same at length: each word, what it means, where it comes from, and what stands behind the dot. */
export function elementsPage(vocabulary: Vocabulary): string {
  return generatedPage(
    'Elements',
    'What can be declared, what each can state, and what stands behind the dot in an expression. [The language](../language.md) tells how.',
    areasOf(vocabulary)
      .map(([area, rows]) => `- ${capital(area)}: ${rows.map(({ keyword }) => `[${keyword}](#${keyword})`).join(', ')}`)
      .join('\n'),
    sections(
      '## Behind every dot',
      'Besides what an element states, every element has:',
      membersTable([...membersOf(vocabulary, { is: 'element', types: [] }).values()]),
    ),
    ...areasOf(vocabulary).flatMap(([, rows]) => rows.map((row) => elementSection(vocabulary, row))),
  );
}

/** What stands behind the dot besides what is stated. Rows that several element types share stand once. */
export function relationTable(vocabulary: Vocabulary): string {
  const grouped = new Map<string, { member: Member; types: string[] }>();
  for (const row of vocabulary.types.values()) {
    for (const member of followingMembers(vocabulary, row)) {
      const id = `${member.name} ${givenBy(member)} ${member.doc}`;
      const group = grouped.get(id) ?? { member, types: [] };
      grouped.set(id, group);
      group.types.push(row.keyword);
    }
  }
  return table(
    ['Behind the dot', 'Of', 'Gives', 'Meaning'],
    [...grouped.values()]
      .toSorted((a, b) => compareTexts(a.member.name, b.member.name))
      .map(({ member, types }) => [
        code(member.name),
        types.length === vocabulary.types.size ? 'every element' : types.join(', '),
        givenBy(member),
        member.doc,
      ]),
  );
}

function elementSection(vocabulary: Vocabulary, row: ElementRow): string {
  const properties = statedIn(row);
  return sections(
    `## ${row.keyword}`,
    `${row.doc} ${standing(row)}`,
    weirBlock(row.example),
    row.source && `Source: ${row.source}`,
    under('It can state:', properties.flatMap(([key, property]) => propertyItem(key, property)).join('\n')),
    under(
      'In an expression it has besides:',
      membersTable(followingMembers(vocabulary, row).filter(({ name }) => !commonNames(vocabulary).has(name))),
    ),
  );
}

function membersTable(members: readonly Member[]): string {
  if (members.length === 0) return '';
  return table(
    ['Behind the dot', 'Gives', 'Meaning'],
    members.map((member) => [code(member.name), givenBy(member), member.doc]),
  );
}

function propertyItem(key: string, property: PropertyRow, margin = ''): string[] {
  const { type, example, source } = property;
  const words = type.is === 'word' ? type.words.map(({ word, doc }) => `${margin}  - ${code(word)}: ${doc}`) : [];
  const inner = type.is === 'block' ? Object.entries(type.properties).flatMap(([name, row]) => propertyItem(name, row, `${margin}  `)) : [];
  const about = [
    property.doc,
    ...remarks(property),
    ...(example ? [`For example ${code(example)}.`] : []),
    ...(source ? [`Source: ${source}.`] : []),
  ];
  return [`${margin}- ${code(key)} (${type.is === 'word' ? 'a word' : valueInWords(property)}): ${about.join(' ')}`, ...words, ...inner];
}

function propertyTable(properties: readonly (readonly [string, PropertyRow])[]): string {
  return table(
    ['Key', 'Value', 'Meaning'],
    properties.flatMap(([key, property]) => [propertyRow(key, property), ...innerRows(key, property)]),
  );
}

function innerRows(key: string, { type }: PropertyRow): string[][] {
  if (type.is !== 'block') return [];
  return Object.entries(type.properties).map(([inner, property]) => propertyRow(`${key} { ${inner} }`, property));
}

function propertyRow(key: string, property: PropertyRow): string[] {
  return [code(key), valueInWords(property), [property.doc, ...remarks(property)].join(' ')];
}

function remarks({ presence, inherited, inverse }: PropertyRow): string[] {
  return [
    ...(presence ? [`*${capital(presence)}.*`] : []),
    ...(inherited ? ['*Inherited.*'] : []),
    ...(inverse ? [`*Seen from there as* ${code(inverse)}.`] : []),
  ];
}

/** Where a declaration may stand, how it is named, what it joins. */
function standing({ within, name, ends, entries, plural }: ElementRow): string {
  const blocks = within.filter((place) => place !== 'file');
  const places = [
    ...(within.includes('file') ? ['at the top of a file'] : []),
    ...(blocks.length > 0 ? [`in ${orList(blocks.map(code))}`] : []),
  ];
  return [
    `Stands ${places.join(' or ')}; \`complete:\` calls them ${code(plural)}.`,
    ...(name === 'optional' ? ['Its name may be left out.'] : []),
    ...(name === 'none' ? ['It has no name.'] : []),
    ...(typeof name === 'object' ? [`Its name is that of ${orList(name.reference.map(withArticle))}.`] : []),
    ...(ends ? [`Joins ${codes(ends.types)} with \`->\` or \`<->\`.`] : []),
    ...(entries ? [`A declaration in it begins with the name of what it is for (see [${entries}](#${entries})).`] : []),
  ].join(' ');
}

/** The keys that can be written; what is worked out stands behind the dot only. */
function statedIn(row: ElementRow): readonly (readonly [string, PropertyRow])[] {
  return Object.entries(row.properties).filter(([, { derivedFrom }]) => derivedFrom === undefined);
}

/** Members that are not simply what is stated: what follows, inverse relations, what the library works out. */
function followingMembers(vocabulary: Vocabulary, row: ElementRow): readonly Member[] {
  const members = membersOf(vocabulary, { is: 'element', types: [row.keyword] });
  return [...members.values()].filter((member) => {
    const property = row.properties[member.name];
    return property === undefined || property.derivedFrom !== undefined || property.doc !== member.doc;
  });
}

function givenBy(member: Member): string {
  if (member.derivedFrom !== undefined) return 'worked out';
  const { type } = member;
  if (type.is === 'set' && type.of.is === 'word') return 'a set of words';
  return type.is === 'word' ? type.words.map(({ word }) => code(word)).join(type.ordered ? ' < ' : ', ') : describe(type);
}

/** The members of an element of which nothing is known but that it is one. */
function commonNames(vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set(membersOf(vocabulary, { is: 'element', types: [] }).keys());
}

/** Keys that elements of every kind of thing have; examples and fixes are no things. */
function keysOfAll(vocabulary: Vocabulary): ReadonlySet<string> {
  const [first, ...others] = ['system', 'role', 'waiver', 'data'].map((type) => Object.keys(rowOf(vocabulary, type).properties));
  return new Set(first?.filter((key) => others.every((keys) => keys.includes(key))));
}

function rowOf(vocabulary: Vocabulary, type: string): ElementRow {
  const row = vocabulary.types.get(type);
  if (row === undefined) throw new Error(`The vocabulary has no ${type}.`);
  return row;
}

function areasOf({ types }: Vocabulary): [string, ElementRow[]][] {
  const rows = [...types.values()];
  return [...new Set(rows.map(({ area }) => area))].map((area) => [area, rows.filter((row) => row.area === area)]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
