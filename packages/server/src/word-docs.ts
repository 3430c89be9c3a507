import type { FunctionRow, Member } from '@weir/expression';
import { describe } from '@weir/expression';
import { describeType, type ElementRow, type PropertyRow } from '@weir/model';
import { code, paragraphs, plain, weirBlock } from './markdown.js';

/** What words of the language mean, as Markdown: for hovers and completions. */
export function keywordDoc(row: ElementRow): string {
  const places = row.within.map((place) => (place === 'file' ? 'the top of a file' : code(place)));
  return paragraphs(
    `**${row.keyword}** ${row.doc}`,
    places.length > 12 ? undefined : `Stands in: ${places.join(', ')}.`,
    weirBlock(row.example),
    sourceLine(row.source),
  );
}

export function propertyDoc(key: string, row: PropertyRow): string {
  const notes = [
    row.presence === 'required' ? 'It must be stated.' : undefined,
    row.many ? 'It takes several values, with commas.' : undefined,
    row.inherited ? 'It flows down from the block around.' : undefined,
    row.derivedFrom ? 'It is computed.' : undefined,
  ].filter(Boolean);
  return paragraphs(
    `**${key}** ${row.doc}`,
    `It is ${describeType(row.type)}. ${notes.join(' ')}`.trim(),
    row.example && weirBlock(row.example),
    sourceLine(row.source),
  );
}

export function functionDoc({ signature, doc, example }: FunctionRow): string {
  return paragraphs(code(signature), doc, weirBlock(example));
}

export function memberDoc({ name, type, doc }: Member): string {
  return paragraphs(`**${name}** ${doc}`, `It is ${describe(type)}.`);
}

function sourceLine(source: string | undefined): string | undefined {
  return source === undefined ? undefined : `_${plain(source)}_`;
}

const reserved: Readonly<Record<string, string>> = {
  every: 'Everything of a type that is there on the reference date: `every system s where s.level <= 2`.',
  where: 'Only those for which the condition holds.',
  exists: 'Whether the condition holds for one member at least.',
  all: 'Whether the condition holds for every member.',
  satisfies: 'What must hold for a member.',
  and: 'Both conditions hold.',
  or: 'One of the conditions holds, or both.',
  not: 'The condition does not hold.',
  in: 'Is a member of the set.',
  matches: 'The text matches the pattern, in RE2 syntax.',
  by: 'The element that the other rule finds it on.',
  none: 'There is none, and we know it.',
  unknown: 'Nobody knows; the same as not stating it, but said.',
  yes: 'It is so.',
  no: 'It is not so.',
  true: 'The same as `yes`.',
  false: 'The same as `no`.',
  today: 'The reference date: the day on which the landscape is looked at.',
  self: 'The element whose property is computed.',
  extend: 'Opens the block of an element that is declared elsewhere, so that several files can state its facts.',
  vocabulary: 'Adds properties, element types and kinds of your own.',
};

/** What a word of the language itself means. */
export function reservedDoc(word: string): string | undefined {
  const doc = Object.hasOwn(reserved, word) ? reserved[word] : undefined;
  return doc && `**${word}** ${doc}`;
}
