import type { Element } from '../landscape.js';
import type { Declaration, Property, Statement } from '../source-facts.js';
import type { ElementRow } from '../vocabulary/row.js';
import { withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, type Draft, type Extension, isProperty, originOf, pathText, report } from './context.js';
import { isWellFormed, reportMisplaced, reportUnknownKey, reportUnknownKeyword } from './misplaced.js';
import { type Found, ringName } from './names.js';
import { propertyNamed, ruledBy, standsIn, statedProperty } from './rows.js';
import { reportNoTarget } from './unfound.js';

/** Makes elements of the declarations of a file, and notes each property for when all names are known. */
export function declareFile(binding: Binding, file: BoundFile): void {
  declareAll(binding, file, file.facts.statements, undefined);
}

/**
 * Opens the blocks of `extend` in the scope of what they extend. What one extends can be declared in another, but then
 * has the longer name; so the short ones come first, wherever they stand.
 */
export function openExtensions(binding: Binding): void {
  const open = (extensions: readonly Extension[]) => {
    for (const extension of extensions.toSorted((a, b) => depthOf(a) - depthOf(b))) openExtension(binding, extension);
  };
  open(binding.extensions.splice(0));
  // What is left is planned by changes that an extension holds.
  open(binding.extensions.splice(0));
}

function depthOf({ statement }: Extension): number {
  return statement.name?.segments.length ?? 0;
}

function openExtension(binding: Binding, { statement, file, plannedBy }: Extension): void {
  const found: Found = statement.name === undefined ? { is: 'nothing' } : binding.names.at(statement.name, file.ring);
  const draft = found.is === 'one' ? binding.draftOf.get(found.element) : undefined;
  if (draft === undefined) return reportNoTarget(binding, statement, file, found);
  if (plannedBy === undefined) {
    draft.extensions = [...(draft.extensions ?? []), { file, statements: statement.body ?? [] }];
    return declareAll(binding, file, statement.body ?? [], draft);
  }
  const plan = makeDraft(binding, file, statement, 'extend', draft.element.path, plannedBy);
  plan.element.names = draft.element;
  declareAll(binding, file, statement.body ?? [], plan);
}

function declareAll(binding: Binding, file: BoundFile, statements: readonly Statement[], parent: Draft | undefined): void {
  for (const statement of statements) {
    if (isProperty(statement)) stateProperty(binding, file, statement, parent);
    else declareOne(binding, file, statement, parent);
  }
}

function stateProperty(binding: Binding, file: BoundFile, statement: Property, parent: Draft | undefined): void {
  const { text } = statement.key;
  if (parent === undefined) {
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.key),
      message: `The property \`${text}\` stands in no block.`,
      help: 'Put it into the block of what it describes, such as `system historian { ... }`.',
    });
    return;
  }
  const row = binding.vocabulary.types.get(ruledBy(parent.element));
  if (row !== undefined && statedProperty(row, statement) === undefined)
    return reportUnknownKey(binding, file, statement, row, parent.element);
  if (text === 'alias' || text === 'aliases') addAliases(binding, parent, statement);
  else if (text === 'formerly') addFormerPaths(binding, parent, statement);
}

/** Aliases are names, so they are read before names are looked up. */
function addAliases(binding: Binding, { element }: Draft, { values }: Property): void {
  for (const alias of wordsIn(values)) {
    if (element.aliases.includes(alias)) continue;
    element.aliases = [...element.aliases, alias];
    binding.names.addName(alias, element);
  }
}

function addFormerPaths(binding: Binding, { element, planned }: Draft, { values }: Property): void {
  if (!planned) for (const path of wordsIn(values)) binding.names.addFormerPath(path, element);
}

function wordsIn(values: Property['values']): string[] {
  return values.flatMap((value) => (value.is === 'name' || value.is === 'text' ? value.text : []));
}

function declareOne(binding: Binding, file: BoundFile, statement: Declaration, parent: Draft | undefined): void {
  const keyword = statement.keyword.text;
  if (keyword === 'extend') return declareExtension(binding, file, statement, parent);
  if (keyword === 'vocabulary') return declareVocabulary(binding, file, statement, parent);
  const row = binding.vocabulary.types.get(keyword);
  const parentRow = parent && binding.vocabulary.types.get(ruledBy(parent.element));
  const property = parentRow && propertyNamed(parentRow.properties, keyword);
  if (parentRow !== undefined && property !== undefined) {
    if (statedProperty(parentRow, statement) === undefined) reportUnknownKeyword(binding, file, statement, parent?.element, property.row);
    return;
  }
  const mayStandHere = row !== undefined && standsIn(row, parent?.element, parentRow);
  if (parent !== undefined && parentRow?.entries !== undefined && !mayStandHere) {
    const { start, end } = statement.keyword;
    const entry = { ...statement, name: { segments: [statement.keyword], start, end } };
    declareAll(binding, file, statement.body ?? [], makeDraft(binding, file, entry, parentRow.entries, keyword, parent));
    return;
  }
  if (row === undefined) return reportUnknownKeyword(binding, file, statement, parent?.element, undefined);
  if (!mayStandHere) return reportMisplaced(binding, file, statement, row, parent?.element);
  declareElement(binding, file, statement, row, parent);
}

function declareElement(binding: Binding, file: BoundFile, statement: Declaration, row: ElementRow, parent: Draft | undefined): void {
  if (!isWellFormed(binding, file, statement, row)) return;
  const draft = makeDraft(binding, file, statement, row.keyword, nameFor(binding, statement, row, parent), parent);
  if (typeof row.name !== 'object') reportDuplicate(binding, draft);
  const isNamed = statement.name !== undefined && typeof row.name !== 'object';
  if (isNamed && draft.planned) binding.names.addPlanned(draft.element);
  else if (isNamed) binding.names.add(draft.element);
  if (row.body !== 'as-written') declareAll(binding, file, statement.body ?? [], draft);
}

function declareExtension(binding: Binding, file: BoundFile, statement: Declaration, parent: Draft | undefined): void {
  if (parent === undefined) binding.extensions.push({ statement, file });
  else if (parent.element.type === 'change') binding.extensions.push({ statement, file, plannedBy: parent });
  else
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.keyword),
      message: 'An `extend` stands at the top of a file, not in a block.',
      help: 'Move it out of the block and write the qualified name behind it.',
      element: parent.element,
    });
}

/** Properties and types of a `vocabulary` block were taken up before; what is left are kinds. */
function declareVocabulary(binding: Binding, file: BoundFile, statement: Declaration, parent: Draft | undefined): void {
  if (parent !== undefined) {
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.keyword),
      message: 'A `vocabulary` block stands at the top of a file.',
      help: 'Move it out of the block.',
      element: parent.element,
    });
    return;
  }
  for (const member of statement.body ?? []) {
    if (!isProperty(member) && member.keyword.text === 'kind') declareOne(binding, file, member, undefined);
  }
}

function nameFor(binding: Binding, statement: Declaration, row: ElementRow, parent: Draft | undefined): string {
  const { name, source, target, mutual } = statement;
  if (name !== undefined) return pathText(name);
  const ends = source && target && `${pathText(source)}${mutual ? '<->' : '->'}${pathText(target)}`;
  if (row.keyword === 'interface' && ends !== undefined) return ends;
  const base = ends ?? row.keyword;
  const alike = `${parent?.element.path ?? ''}/${row.keyword} ${base}`;
  const count = (binding.alike.get(alike) ?? 0) + 1;
  binding.alike.set(alike, count);
  return count === 1 ? base : `${base}#${count}`;
}

function makeDraft(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  type: string,
  name: string,
  parent: Draft | undefined,
): Draft {
  const row = binding.vocabulary.types.get(type);
  const around = parent?.element;
  const element: Draft['element'] = {
    type,
    name,
    aliases: none,
    path: pathFor(row, statement, name, around?.path),
    labels: statement.labels.length === 0 ? none : statement.labels.map(({ text }) => text),
    children: none,
    ring: file.ring,
    origin: originOf(file, statement.name ?? statement.source ?? statement.keyword),
    extent: originOf(file, statement),
    facts: new Map(),
    ...(around && { parent: around }),
  };
  if (statement.title !== undefined) element.title = statement.title.text;
  if (statement.description !== undefined) element.description = statement.description;
  if (statement.body !== undefined && row?.body === 'as-written') element.body = statement.body;
  const planned = parent !== undefined && (parent.planned || parent.element.type === 'change');
  const draft: Draft = { element, file, statement, planned };
  if (around !== undefined) addChild(around, element);
  binding.drafts.push(draft);
  binding.draftOf.set(element, draft);
  return draft;
}

/** One for all elements that have none: most have no children, labels or aliases. */
const none: readonly never[] = [];

function addChild(parent: Draft['element'], child: Element): void {
  if (parent.children === none) parent.children = [child];
  else (parent.children as Element[]).push(child);
}

function twinWithoutName({ unnamed }: Binding, { element }: Draft): Element | undefined {
  const ring = ringName(element.ring);
  const known = unnamed.get(ring) ?? new Map<string, Element>();
  unnamed.set(ring, known);
  const first = known.get(element.path);
  if (first === undefined) known.set(element.path, element);
  return first;
}

function pathFor(row: ElementRow | undefined, statement: Declaration, name: string, around: string | undefined): string {
  if (typeof row?.name === 'object') return `${around ?? ''}/${row.keyword}(${name})`;
  if (around === undefined) return name;
  return statement.name === undefined ? `${around}/${name}` : `${around}.${name}`;
}

/** Type and qualified name are the identity of an element, so no two share them. */
function reportDuplicate(binding: Binding, draft: Draft): void {
  const { element, statement } = draft;
  const first = statement.name === undefined ? twinWithoutName(binding, draft) : binding.names.twinOf(element);
  if (first === undefined) return;
  const isConnection = statement.name === undefined;
  report(binding, {
    check: 'duplicate-name',
    at: element.origin,
    message: isConnection
      ? `Two connections without a name join "${element.name.replace(/<?->/, '" and "')}".`
      : `There is already ${withArticle(element.type)} "${element.path}".`,
    help: isConnection
      ? 'Give each a name: `interface order-feed a -> b`.'
      : 'Give one of them another name, or use `extend` if both mean the same.',
    related: [{ message: 'The other one is here.', at: first.origin }],
    element,
  });
}
