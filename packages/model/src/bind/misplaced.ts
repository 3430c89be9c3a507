import type { Element } from '../landscape.js';
import { suggest } from '../near-name.js';
import type { Declaration, Path, Property } from '../source-facts.js';
import type { ElementRow, PropertyRow } from '../vocabulary/row.js';
import { orList, withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, originOf, pathText, report } from './context.js';
import { ruledBy, standsIn } from './rows.js';

/** Whether the declaration has the name and the ends that its type asks for; says so where not. */
export function isWellFormed(binding: Binding, file: BoundFile, statement: Declaration, row: ElementRow): boolean {
  const { keyword } = row;
  const complain = (message: string, help: string) => {
    report(binding, { check: 'incomplete-declaration', at: originOf(file, statement.keyword), message, help });
    return false;
  };
  const asInExample = `Write it as \`${row.example}\`.`;
  if (row.ends === undefined && statement.source !== undefined)
    return complain(`${capitalised(withArticle(keyword))} has no ends.`, asInExample);
  if (statement.name === undefined && (row.name === 'required' || typeof row.name === 'object'))
    return complain(`This ${keyword} has no name.`, asInExample);
  if (statement.name !== undefined && row.name === 'none')
    return complain(`${capitalised(withArticle(keyword))} has a title, not a name.`, asInExample);
  if (typeof row.name !== 'object' && (statement.name?.segments.length ?? 0) > 1)
    return complain(
      `The name "${pathText(statement.name as Path)}" has a dot in it.`,
      'Declare the last part in the block of the first; a name that must have a dot goes between back-ticks.',
    );
  if (row.ends?.required && statement.source === undefined) return complain(`This ${keyword} does not say what it joins.`, asInExample);
  return true;
}

export function reportUnknownKey(binding: Binding, file: BoundFile, { key }: Property, row: ElementRow, element: Element): void {
  report(binding, {
    check: 'unknown-word',
    at: originOf(file, key),
    message: `${capitalised(withArticle(row.keyword))} has no property \`${key.text}\`.`,
    help: () => helpForKey(binding, key.text, row, element),
    element,
  });
}

function helpForKey(binding: Binding, key: string, row: ElementRow, element: Element): string {
  const { types } = binding.vocabulary;
  const asDeclaration = types.get(key);
  if (asDeclaration !== undefined && standsIn(asDeclaration, element, row))
    return `\`${key}\` begins a declaration, without a colon: \`${asDeclaration.example}\`.`;
  const near = suggest(key, Object.keys(row.properties));
  const owners = [...types.values()].filter(({ properties }) => Object.hasOwn(properties, key)).map(({ keyword }) => keyword);
  const elsewhere = owners.length > 0 && owners.length <= 3 ? `It belongs to ${orList(owners.map(withArticle))}.` : undefined;
  if (near !== undefined) return ['Did you mean', `\`${near}\`?`, elsewhere].filter(Boolean).join(' ');
  return `${elsewhere ?? `It may have ${listOf(Object.keys(row.properties))}.`} Your own properties go into a \`vocabulary\` block.`;
}

export function reportUnknownKeyword(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  element: Element | undefined,
  property: PropertyRow | undefined,
): void {
  const keyword = statement.keyword.text;
  const complain = (message: string, help: string | (() => string)) =>
    report(binding, { check: 'unknown-word', at: originOf(file, statement.keyword), message, help, element });
  const { name, title, body } = statement;
  if (property !== undefined) {
    if (property.type.is === 'block' && body !== undefined)
      return complain(`\`${keyword}\` is a property, so it has no name, title or label.`, `Write \`${keyword} { ... }\`.`);
    const value = name === undefined ? title && `"${title.text}"` : pathText(name);
    const example = value === undefined ? (property.example ?? `${keyword}: ...`) : `${keyword}: ${value}`;
    return complain(`\`${keyword}\` is a property, so a colon follows it.`, `Write \`${example}\`.`);
  }
  if (/^(import|include|require|use|using)$/.test(keyword))
    return complain(
      `Nothing is imported with \`${keyword}\`.`,
      'Delete it: all files of a project are read together, and `packs` in weir.json names others.',
    );
  complain(`Nothing is declared with \`${keyword}\`.`, () => {
    const near = suggest(keyword, binding.vocabulary.types.keys());
    return near === undefined
      ? 'The element types are in the language reference; your own go into a `vocabulary` block.'
      : `Did you mean \`${near}\`?`;
  });
}

export function reportMisplaced(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  row: ElementRow,
  element: Element | undefined,
): void {
  const blocks = row.within.filter((place) => place !== 'file');
  const places = [
    ...(row.within.includes('file') ? ['the top of a file'] : []),
    ...(blocks.length > 0 ? [`the block of ${orList(blocks.map(withArticle))}`] : []),
  ];
  const isSystemInZone = element !== undefined && ruledBy(element) === 'zone' && row.keyword === 'system';
  report(binding, {
    check: 'misplaced-declaration',
    at: originOf(file, statement.keyword),
    message: `${capitalised(withArticle(row.keyword))} cannot stand ${element === undefined ? 'at the top of a file' : `in ${withArticle(ruledBy(element))}`}.`,
    help: isSystemInZone
      ? `A zone is not a place: declare the system in its site or area and write \`zone: ${element.name}\` in it.`
      : `Its place is ${orList(places)}.`,
    element,
  });
}

function listOf(words: readonly string[]): string {
  const shown = words.slice(0, 12).map((word) => `\`${word}\``);
  return shown.join(', ') + (words.length > shown.length ? ' and others' : '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
