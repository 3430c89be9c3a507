import { suggest } from '../near-name.js';
import type { Declaration, Path, Property, Statement } from '../source-facts.js';
import type { ElementRow } from '../vocabulary/row.js';
import { orList, withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, type Draft, isProperty, originOf, report } from './context.js';

/** Makes elements of the declarations of a file, and notes each property for when all names are known. */
export function declareFile(binding: Binding, file: BoundFile): void {
  declareAll(binding, file, file.facts.statements, undefined, false);
}

/** Opens the blocks of `extend` in the scope of what they extend, until nothing more is found. */
export function openExtensions(binding: Binding): void {
  let open = binding.extensions.splice(0);
  for (let progress = true; progress && open.length > 0; ) {
    progress = false;
    const waiting = [];
    for (const extension of open) {
      const target = extensionTarget(binding, extension.statement, extension.file);
      if (target === undefined) {
        waiting.push(extension);
        continue;
      }
      progress = true;
      if (extension.plannedBy) {
        const plan = draft(binding, extension.file, extension.statement, 'extend', target.path, extension.plannedBy, true);
        plan.names = target;
        declareAll(binding, extension.file, extension.statement.body ?? [], plan, true);
      } else declareAll(binding, extension.file, extension.statement.body ?? [], target, false);
    }
    open = [...waiting, ...binding.extensions.splice(0)];
  }
  for (const { statement, file } of open) reportMissingTarget(binding, statement, file);
}

function extensionTarget(binding: Binding, statement: Declaration, file: BoundFile): Draft | undefined {
  if (statement.name === undefined) return undefined;
  const found = binding.names.find(statement.name, undefined, [], file.ring);
  if (found.is === 'one') return found.element as Draft;
  if (found.is === 'nothing') return undefined;
  const places = found.candidates.filter((element) => element.type === statement.name?.type?.text);
  return places.length === 1 ? (places[0] as Draft) : undefined;
}

function reportMissingTarget(binding: Binding, { name, keyword }: Declaration, file: BoundFile): void {
  if (name === undefined) {
    report(binding, {
      check: 'syntax-error',
      at: originOf(file, keyword),
      message: 'This `extend` does not say what it extends.',
      help: 'Write the qualified name behind it, such as `extend koskenranta.lime-kiln { ... }`.',
    });
    return;
  }
  const written = name.segments.map(({ text }) => text).join('.');
  const found = binding.names.find(name, undefined, [], file.ring);
  if (found.is === 'several') {
    report(binding, {
      check: 'ambiguous-name',
      at: originOf(file, name),
      message: `"${written}" can be ${orList(found.candidates.map(({ type, path }) => `${withArticle(type)} ("${path}")`))}.`,
      help: `Say which: \`extend ${found.candidates[0]?.type}(${written})\`.`,
    });
    return;
  }
  const near = binding.names.near(name.segments.at(-1)?.text ?? '', []);
  report(binding, {
    check: 'unresolved-name',
    at: originOf(file, name),
    message: `"${written}" is declared nowhere, so it cannot be extended.`,
    help: near === undefined ? 'Write the qualified name of an element of this project.' : `Did you mean \`${near}\`?`,
  });
}

function declareAll(
  binding: Binding,
  file: BoundFile,
  statements: readonly Statement[],
  parent: Draft | undefined,
  planned: boolean,
): void {
  for (const statement of statements) {
    if (isProperty(statement)) stateProperty(binding, file, statement, parent);
    else declareOne(binding, file, statement, parent, planned);
  }
}

function stateProperty(binding: Binding, file: BoundFile, statement: Property, parent: Draft | undefined): void {
  if (parent === undefined) {
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.key),
      message: `The property \`${statement.key.text}\` stands in no block.`,
      help: 'Put it into the block of what it describes, such as `system historian { ... }`.',
    });
    return;
  }
  const type = ruledBy(parent);
  const row = binding.vocabulary.types.get(type);
  if (row === undefined) return;
  if (!Object.hasOwn(row.properties, statement.key.text) && row.otherProperties === undefined) {
    reportUnknownKey(binding, file, statement, row, parent);
    return;
  }
  note(parent.type === 'extend' ? parent : parent, statement.key.text, statement, file);
}

/** A planned extension has the properties of what it extends. */
function ruledBy(element: Draft): string {
  return element.type === 'extend' ? (element.names?.type ?? 'extend') : element.type;
}

function declareOne(binding: Binding, file: BoundFile, statement: Declaration, parent: Draft | undefined, planned: boolean): void {
  const keyword = statement.keyword.text;
  if (keyword === 'extend') return declareExtension(binding, file, statement, parent);
  if (keyword === 'vocabulary') return declareVocabulary(binding, file, statement, parent);
  const parentRow = parent && binding.vocabulary.types.get(ruledBy(parent));
  const property = parentRow && Object.hasOwn(parentRow.properties, keyword) ? parentRow.properties[keyword] : undefined;
  const isBlock = statement.name === undefined && statement.source === undefined && statement.body !== undefined;
  if (property !== undefined && isBlock && (property.type.is === 'block' || property.type.is === 'security-levels')) {
    note(parent as Draft, keyword, statement, file);
    return;
  }
  const row = binding.vocabulary.types.get(keyword);
  const mayStandHere = row !== undefined && standsIn(row, parent, parentRow);
  if (parentRow?.entries !== undefined && !mayStandHere) {
    const entry = draft(
      binding,
      file,
      { ...statement, name: { segments: [statement.keyword], start: statement.keyword.start, end: statement.keyword.end } },
      parentRow.entries,
      keyword,
      parent,
      planned,
    );
    declareAll(binding, file, statement.body ?? [], entry, planned);
    return;
  }
  if (row === undefined || property !== undefined) return reportUnknownKeyword(binding, file, statement, parent, property !== undefined);
  if (!mayStandHere && !(planned && parent?.type === 'change')) return reportMisplaced(binding, file, statement, row, parent);
  declareElement(binding, file, statement, row, parent, planned);
}

function declareElement(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  row: ElementRow,
  parent: Draft | undefined,
  planned: boolean,
): void {
  if (!checkShape(binding, file, statement, row)) return;
  const element = draft(binding, file, statement, row.keyword, nameFor(statement, row, parent), parent, planned);
  if (row.name === 'required' || (row.name === 'optional' && (statement.name !== undefined || row.keyword === 'interface')))
    reportDuplicate(binding, element, parent);
  if (row.name === 'required' || row.name === 'optional') binding.names.add(element);
  if (row.body === 'as-written') return;
  declareAll(binding, file, statement.body ?? [], element, planned || row.body === 'planned');
}

function declareExtension(binding: Binding, file: BoundFile, statement: Declaration, parent: Draft | undefined): void {
  if (parent === undefined) binding.extensions.push({ statement, file });
  else if (parent.type === 'change') binding.extensions.push({ statement, file, plannedBy: parent });
  else
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.keyword),
      message: 'An `extend` stands at the top of a file, not in a block.',
      help: 'Move it out of the block and write the qualified name behind it.',
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
    });
    return;
  }
  for (const member of statement.body ?? []) {
    if (!isProperty(member) && member.keyword.text === 'kind') declareOne(binding, file, member, undefined, false);
  }
}

function standsIn(row: ElementRow, parent: Draft | undefined, parentRow: ElementRow | undefined): boolean {
  if (parent === undefined) return row.within.includes('file');
  if (parent.type === 'change') return true;
  if (row.within.includes(ruledBy(parent))) return true;
  return parentRow?.holdsLikeArea === true && row.within.includes('area');
}

function checkShape(binding: Binding, file: BoundFile, statement: Declaration, row: ElementRow): boolean {
  const keyword = row.keyword;
  const complain = (message: string, help: string) => {
    report(binding, { check: 'incomplete-declaration', at: originOf(file, statement.keyword), message, help });
    return false;
  };
  if (statement.sameLine && statement.name === undefined && statement.body === undefined && statement.source === undefined)
    return complain(`\`${keyword}\` stands alone behind a value.`, 'Does a comma, a hyphen or a quote miss before it?');
  if (statement.name === undefined && (row.name === 'required' || typeof row.name === 'object'))
    return complain(`This ${keyword} has no name.`, `Write it as \`${firstLine(row.example)}\`.`);
  if (statement.name !== undefined && row.name === 'none')
    return complain(`${capitalised(withArticle(keyword))} has a title, not a name.`, `Write it as \`${firstLine(row.example)}\`.`);
  if (row.name === 'required' && (statement.name?.segments.length ?? 0) > 1)
    return complain(
      `The name "${pathText(statement.name as Path)}" has a dot in it.`,
      'Declare the last part in the block of the first; a name that must have a dot goes between back-ticks.',
    );
  if (row.ends?.required && statement.source === undefined)
    return complain(`This ${keyword} does not say what it joins.`, `Write it as \`${firstLine(row.example)}\`.`);
  if (row.ends === undefined && statement.source !== undefined)
    return complain(`${capitalised(withArticle(keyword))} has no ends.`, `Write it as \`${firstLine(row.example)}\`.`);
  return true;
}

function nameFor(statement: Declaration, row: ElementRow, parent: Draft | undefined): string {
  if (statement.name !== undefined) return pathText(statement.name);
  const ends =
    statement.source && statement.target
      ? `${pathText(statement.source)}${statement.mutual ? '<->' : '->'}${pathText(statement.target)}`
      : undefined;
  if (row.keyword === 'interface' && ends !== undefined) return ends;
  const base = ends ?? row.keyword;
  const alike =
    parent?.children.filter((sibling) => sibling.type === row.keyword && (sibling.name === base || sibling.name.startsWith(`${base}#`)))
      .length ?? 0;
  return alike === 0 ? base : `${base}#${alike + 1}`;
}

function draft(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  type: string,
  name: string,
  parent: Draft | undefined,
  planned: boolean,
): Draft {
  const named = statement.name !== undefined && typeof binding.vocabulary.types.get(type)?.name !== 'object';
  const path = [parent?.path, named ? `.${name}` : `/${name}`].join('').replace(/^\./, '').replace(/^\//, '');
  const element: Draft = {
    type,
    name,
    aliases: aliasesOf(statement),
    path: typeof binding.vocabulary.types.get(type)?.name === 'object' ? `${parent?.path ?? ''}/${type}(${name})` : path,
    ...(statement.title && { title: statement.title.text }),
    ...(statement.description !== undefined && { description: statement.description }),
    labels: statement.labels.map(({ text }) => text),
    ...(parent && { parent }),
    children: [],
    ring: file.ring,
    origin: originOf(file, statement.name ?? statement.source ?? statement.keyword),
    extent: originOf(file, statement),
    facts: new Map(),
    file,
    statement,
    stated: new Map(),
    planned,
    ...(statement.body !== undefined && binding.vocabulary.types.get(type)?.body === 'as-written' && { body: statement.body }),
  };
  parent?.children.push(element);
  binding.elements.push(element);
  return element;
}

/** Aliases are names, so they are read before names are looked up. */
function aliasesOf(statement: Declaration): string[] {
  return (statement.body ?? []).flatMap((member) => {
    if (!isProperty(member) || (member.key.text !== 'aliases' && member.key.text !== 'alias')) return [];
    return member.values.flatMap((value) => (value.is === 'name' ? value.name.text : value.is === 'text' ? value.text : []));
  });
}

function note(element: Draft, key: string, statement: Property | Declaration, file: BoundFile): void {
  const stated = element.stated.get(key);
  if (stated === undefined) element.stated.set(key, [{ statement, file }]);
  else stated.push({ statement, file });
}

function reportDuplicate(binding: Binding, element: Draft, parent: Draft | undefined): void {
  const others = binding.names.membersNamed(parent, element.ring, element.name).filter((other) => other.type === element.type);
  const first = others[0];
  if (first === undefined) return;
  const isUnnamed = element.statement.name === undefined;
  report(binding, {
    check: 'duplicate-name',
    at: element.origin,
    message: isUnnamed
      ? `Two connections without a name join "${element.name.replace(/<?->/, '" and "')}".`
      : `There is already ${withArticle(element.type)} "${element.path}".`,
    help: isUnnamed
      ? 'Give each a name: `interface order-feed a -> b`.'
      : 'Give one of them another name, or use `extend` if both mean the same.',
    related: [{ message: 'The other one is here.', at: first.origin }],
    element,
  });
}

function reportUnknownKey(binding: Binding, file: BoundFile, { key }: Property, row: ElementRow, parent: Draft): void {
  const at = originOf(file, key);
  const message = `${capitalised(withArticle(row.keyword))} has no property \`${key.text}\`.`;
  const asDeclaration = binding.vocabulary.types.get(key.text);
  if (asDeclaration !== undefined && standsIn(asDeclaration, parent, row)) {
    report(binding, {
      check: 'unknown-word',
      at,
      message,
      help: `\`${key.text}\` begins a declaration, without a colon: \`${firstLine(asDeclaration.example)}\`.`,
      element: parent,
    });
    return;
  }
  const near = suggest(key.text, Object.keys(row.properties));
  const owners = [...binding.vocabulary.types.values()]
    .filter((other) => Object.hasOwn(other.properties, key.text))
    .map(({ keyword }) => keyword);
  const elsewhere = owners.length > 0 && owners.length <= 3 ? ` It belongs to ${orList(owners.map(withArticle))}.` : '';
  const help =
    near === undefined
      ? `${elsewhere.trim() || `It may have ${listOf(Object.keys(row.properties))}.`} Your own properties go into a \`vocabulary\` block.`
      : `Did you mean \`${near}\`?${elsewhere}`;
  report(binding, { check: 'unknown-word', at, message, help, element: parent });
}

function reportUnknownKeyword(
  binding: Binding,
  file: BoundFile,
  statement: Declaration,
  parent: Draft | undefined,
  isProperty: boolean,
): void {
  const keyword = statement.keyword.text;
  const at = originOf(file, statement.keyword);
  if (isProperty) {
    const value = statement.name ? pathText(statement.name) : statement.title ? `"${statement.title.text}"` : '...';
    report(binding, {
      check: 'unknown-word',
      at,
      message: `\`${keyword}\` is a property, so a colon follows it.`,
      help: `Write \`${keyword}: ${value}\`.`,
      element: parent,
    });
    return;
  }
  if (statement.sameLine) {
    report(binding, {
      check: 'syntax-error',
      at,
      message: `\`${[keyword, statement.name && pathText(statement.name)].filter(Boolean).join(' ')}\` stands behind a value, where only another \`key:\` can.`,
      help: 'Is a comma or a hyphen missing before it? A text of several words goes between quotes.',
      element: parent,
    });
    return;
  }
  if (statement.name === undefined && statement.title === undefined && statement.source === undefined && statement.body === undefined) {
    report(binding, {
      check: 'syntax-error',
      at,
      message: `The word \`${keyword}\` stands alone.`,
      help: 'A statement is `key: value`, or a declaration such as `system historian "Historian" { ... }`.',
      element: parent,
    });
    return;
  }
  const near = suggest(keyword, binding.vocabulary.types.keys());
  report(binding, {
    check: 'unknown-word',
    at,
    message: `Nothing is declared with \`${keyword}\`.`,
    help:
      near === undefined
        ? 'The element types are in the language reference; your own go into a `vocabulary` block.'
        : `Did you mean \`${near}\`?`,
    element: parent,
  });
}

function reportMisplaced(binding: Binding, file: BoundFile, statement: Declaration, row: ElementRow, parent: Draft | undefined): void {
  const places = row.within.map((place) => (place === 'file' ? 'the top of a file' : `the block of ${withArticle(place)}`));
  const inZone = parent?.type === 'zone' && row.keyword === 'system';
  report(binding, {
    check: 'misplaced-declaration',
    at: originOf(file, statement.keyword),
    message: `${capitalised(withArticle(row.keyword))} cannot stand ${parent === undefined ? 'at the top of a file' : `in ${withArticle(ruledBy(parent))}`}.`,
    help: inZone
      ? `A zone is not a place: declare the system in its site or area and write \`zone: ${parent.name}\` in it.`
      : `Its place is ${orList(places)}.`,
    element: parent,
  });
}

function listOf(words: readonly string[]): string {
  const shown = words.slice(0, 12).map((word) => `\`${word}\``);
  return shown.join(', ') + (words.length > shown.length ? ' and others' : '');
}

function firstLine(example: string): string {
  return example.split('\n')[0] as string;
}

export function pathText(path: Path): string {
  const segments = path.segments.map(({ text }) => text).join('.');
  return path.type === undefined ? segments : `${path.type.text}(${segments})`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
