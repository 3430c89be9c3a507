import { daysOf } from '../calendar.js';
import { type Block, type Element, type Fact, foundationalRequirements, isElement, type Scalar, type Value } from '../landscape.js';
import { levels } from '../level.js';
import { suggest } from '../near-name.js';
import type { Expression, Path, Property, Span, Word } from '../source-facts.js';
import type { PropertyRow, ValueType } from '../vocabulary/row.js';
import { describeType, orList, withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, type Draft, isProperty, originOf, report, type Stated } from './context.js';

/** Where a value stands, and whose it is. */
interface Place {
  readonly binding: Binding;
  readonly element: Draft;
  readonly file: BoundFile;
  readonly key: string;
  readonly row: PropertyRow;
  /** Filled with names that name nothing. */
  readonly dangling: string[];
}

/** Gives every mention of a property its value, and makes one fact of them. */
export function bindFact(binding: Binding, element: Draft, key: string, row: PropertyRow, stated: readonly Stated[]): Fact | undefined {
  const facts = stated.flatMap((mention) => bindMention(binding, element, key, row, mention) ?? []);
  const handWritten = facts.filter((_, index) => !stated[index]?.file.imported);
  const imported = facts.filter((_, index) => stated[index]?.file.imported);
  const own = merge(binding, element, row, handWritten);
  const foreign = merge(binding, element, row, imported);
  if (own === undefined || foreign === undefined) return own ?? foreign;
  reportDrift(binding, element, own, foreign);
  return own;
}

function merge(binding: Binding, element: Draft, row: PropertyRow, facts: readonly Fact[]): Fact | undefined {
  const [first, ...others] = facts;
  if (first === undefined) return undefined;
  let merged = first;
  for (const fact of others) {
    if (isBlock(merged.value) && isBlock(fact.value)) merged = mergeBlocks(binding, element, merged, fact);
    else if (row.many && Array.isArray(merged.value) && Array.isArray(fact.value))
      merged = { ...merged, value: [...merged.value, ...fact.value], written: [...merged.written, ...fact.written] };
    else reportDuplicate(binding, element, merged, fact);
  }
  return merged;
}

function isBlock(value: Value): value is Block {
  return typeof value === 'object' && value !== null && 'block' in value;
}

function mergeBlocks(binding: Binding, element: Draft, into: Fact, from: Fact): Fact {
  const block = new Map((into.value as Block).block);
  for (const [key, fact] of (from.value as Block).block) {
    const known = block.get(key);
    if (known === undefined) block.set(key, fact);
    else reportDuplicate(binding, element, known, fact);
  }
  return { ...into, value: { ...(into.value as Block), block } };
}

function reportDuplicate(binding: Binding, element: Draft, first: Fact, second: Fact): void {
  const both = second.value === null || first.value === null ? 'so it cannot also be `none`' : 'and it takes one value';
  report(binding, {
    check: 'duplicate-property',
    at: second.keyOrigin,
    message: `\`${second.key}\` of "${element.path}" is already stated, ${both}.`,
    help: 'Delete one of the two.',
    related: [{ message: 'It is stated here too.', at: first.keyOrigin }],
    element,
  });
}

function reportDrift(binding: Binding, element: Draft, own: Fact, imported: Fact): void {
  if (comparable(own.value) === comparable(imported.value)) return;
  report(binding, {
    check: 'drift',
    at: own.keyOrigin,
    message: `\`${own.key}\` of "${element.path}" is not what the import says.`,
    help: 'Correct it here, or in the register that the import comes from.',
    related: [{ message: 'The import says this.', at: imported.origin }],
    element,
  });
}

function comparable(value: Value): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isElement(member) ? `${member.type} ${member.path}` : member instanceof Map ? [...member] : member,
  );
}

function bindMention(binding: Binding, element: Draft, key: string, row: PropertyRow, { statement, file }: Stated): Fact | undefined {
  const place: Place = { binding, element, file, key, row, dangling: [] };
  if (!isProperty(statement)) return bindBlock(place, statement.keyword, statement.body?.filter(isProperty) ?? [], statement);
  const value = bindValues(place, statement);
  if (value === invalid) return undefined;
  return {
    key,
    value,
    origin: originOf(file, { start: statement.values[0]?.start ?? statement.start, end: statement.end }),
    keyOrigin: originOf(file, statement.key),
    written: statement.values,
    ...(place.dangling.length > 0 && { dangling: place.dangling }),
  };
}

function bindBlock(place: Place, keyword: Word, properties: readonly Property[], span: Span): Fact | undefined {
  const { binding, element, file, row } = place;
  const fact = { key: place.key, origin: originOf(file, span), keyOrigin: originOf(file, keyword), written: [] };
  if (row.type.is === 'security-levels') return { ...fact, value: securityLevelsOf(place, properties) };
  if (row.type.is !== 'block') return undefined;
  const block = new Map<string, Fact>();
  for (const property of properties) {
    const key = property.key.text;
    const inner = Object.hasOwn(row.type.properties, key) ? row.type.properties[key] : undefined;
    if (inner === undefined) {
      const near = suggest(key, Object.keys(row.type.properties));
      report(binding, {
        check: 'unknown-word',
        at: originOf(file, property.key),
        message: `A \`${place.key}\` block has no property \`${key}\`.`,
        help: near ? `Did you mean \`${near}\`?` : `It may have ${listed(Object.keys(row.type.properties))}.`,
        element,
      });
      continue;
    }
    const bound = bindMention(binding, element, key, inner, { statement: property, file });
    const known = block.get(key);
    if (bound !== undefined && known !== undefined) reportDuplicate(binding, element, known, bound);
    else if (bound !== undefined) block.set(key, bound);
  }
  return { ...fact, value: { block, of: element, key: place.key } };
}

function securityLevelsOf(place: Place, properties: readonly Property[]): Scalar {
  const stated = new Map<string, number>();
  for (const { key, values } of properties) {
    const value = values[0] as Expression;
    if (key.text !== 'all' && !(foundationalRequirements as readonly string[]).includes(key.text)) {
      const near = suggest(key.text, [...foundationalRequirements, 'all']);
      report(place.binding, {
        check: 'unknown-word',
        at: originOf(place.file, key),
        message: `\`${key.text}\` is not a foundational requirement.`,
        help: near ? `Did you mean \`${near}\`?` : `They are ${listed(foundationalRequirements)}, and \`all\` for the rest.`,
        element: place.element,
      });
    } else if (isSecurityLevel(value)) stated.set(key.text, value.value);
    else wrong(place, value, 'a security level from 0 to 4');
  }
  return { levels: foundationalRequirements.map((requirement) => stated.get(requirement) ?? stated.get('all')) };
}

function isSecurityLevel(value: Expression): value is Expression & { is: 'number' } {
  return value.is === 'number' && Number.isInteger(value.value) && value.value >= 0 && value.value <= 4;
}

const invalid = Symbol('invalid');

function bindValues(place: Place, { values }: Property): Value | typeof invalid {
  const [first] = values;
  if (first === undefined) return invalid;
  if (values.length === 1 && first.is === 'constant' && isStandIn(first.value, place.row.type))
    return first.value === 'none' ? null : undefined;
  const members = values.flatMap((value) => (value.is === 'set' ? value.items : [value]));
  if (!place.row.many && members.length > 1) {
    return wrong(place, { start: first.start, end: values.at(-1)?.end ?? first.end }, `one value: ${describeType(place.row.type)}`);
  }
  const bound: Scalar[] = [];
  let lost = false;
  for (const member of members) {
    if (member.is === 'constant' && isStandIn(member.value, place.row.type)) {
      report(place.binding, {
        check: 'wrong-value',
        at: originOf(place.file, member),
        message: `\`${member.value}\` stands beside other values.`,
        help: `\`${member.value}\` says it all: delete it or the others.`,
        element: place.element,
      });
      continue;
    }
    const value = bindOne(place, member, place.row.type);
    if (value === invalid || value === undefined || value === null) lost = true;
    else if (isElement(value) && bound.includes(value))
      report(place.binding, {
        check: 'duplicate-property',
        at: originOf(place.file, member),
        message: `"${value.name}" is named twice.`,
        help: 'Delete one of the two.',
        element: place.element,
      });
    else bound.push(value);
  }
  if (lost && bound.length === 0) return place.dangling.length > 0 ? undefined : invalid;
  return place.row.many ? bound : bound[0];
}

/** `none` and `unknown` stand in for a value, unless they are one of the words of an enumeration. */
function isStandIn(constant: string, type: ValueType): boolean {
  if (constant !== 'none' && constant !== 'unknown') return false;
  if (type.is === 'expression' || type.is === 'selection' || type.is === 'name') return false;
  return type.is !== 'word' || !type.words.some(({ word }) => word === constant);
}

function bindOne(place: Place, written: Expression, type: ValueType): Scalar | undefined | typeof invalid {
  switch (type.is) {
    case 'text':
      return textOf(place, written);
    case 'template':
      return written.is === 'text' || written.is === 'template' ? { expression: written } : wrong(place, written, describeType(type));
    case 'number': {
      if (written.is !== 'number') return wrong(place, written, describeType(type));
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = type;
      if (written.value < min || written.value > max)
        return wrong(place, written, max === Number.POSITIVE_INFINITY ? `a number of at least ${min}` : `a number from ${min} to ${max}`);
      return written.value;
    }
    case 'yes-no':
      return written.is === 'constant' && (written.value === 'yes' || written.value === 'no')
        ? written.value === 'yes'
        : wrong(place, written, describeType(type));
    case 'date':
      return dateOf(place, written, type.end);
    case 'duration':
      return written.is === 'duration' ? { amount: written.amount, unit: written.unit } : wrong(place, written, describeType(type));
    case 'money':
      return written.is === 'quantity' && written.unit !== '%'
        ? { amount: written.amount, unit: written.unit }
        : wrong(place, written, describeType(type));
    case 'word':
      return wordOf(place, written, type);
    case 'level':
      return written.is === 'number' && levels.includes(written.value) ? written.value : wrong(place, written, describeType(type));
    case 'levels':
      if (written.is === 'number' && levels.includes(written.value)) return { from: written.value, to: written.value };
      return written.is === 'range' && levels.includes(written.from) && levels.includes(written.to) && written.from <= written.to
        ? { from: written.from, to: written.to }
        : wrong(place, written, describeType(type));
    case 'security-levels':
      return securityLevelsWritten(place, written);
    case 'element':
      if (type.orYes && written.is === 'constant' && (written.value === 'yes' || written.value === 'no')) return written.value === 'yes';
      return elementOf(place, written, type.types);
    case 'foreign-id':
      return written.is === 'compound' ? { register: written.head.text, id: written.tail.text } : wrong(place, written, describeType(type));
    case 'skill-level':
      return skillLevelOf(place, written);
    case 'selection':
      return selectionOf(place, written);
    case 'expression':
      return { expression: written };
    case 'name':
      return written.is === 'name' ? written.name.text : written.is === 'text' ? written.text : wrong(place, written, describeType(type));
    case 'block':
      return wrong(place, written, `a block: \`${place.key} { ... }\``);
  }
}

function textOf(place: Place, written: Expression): Scalar | typeof invalid {
  if (written.is === 'text') return written.text;
  if (written.is === 'name') return written.name.text;
  if (written.is === 'number') return written.text;
  if (written.is === 'compound') return `${written.head.text}/${written.tail.text}`;
  if (written.is === 'date') return written.text;
  return wrong(place, written, 'a text between quotes');
}

function dateOf(place: Place, written: Expression, end: 'first' | 'last'): Scalar | typeof invalid {
  const text = written.is === 'date' ? written.text : written.is === 'number' ? written.text : undefined;
  if (text === undefined || (written.is === 'number' && !/^\d{4}$/.test(text)))
    return wrong(place, written, 'a date such as `2027-06` or `2027-06-30`');
  const days = daysOf(text);
  if (days === undefined) return invalid; // the parser has said so
  return days[end];
}

function wordOf(place: Place, written: Expression, type: ValueType & { is: 'word' }): Scalar | typeof invalid {
  const word = written.is === 'name' ? written.name.text : written.is === 'constant' ? written.value : undefined;
  if (word !== undefined && type.words.some((candidate) => candidate.word === word)) return word;
  if (word === undefined) return wrong(place, written, describeType(type));
  const near = suggest(
    word,
    type.words.map((candidate) => candidate.word),
  );
  report(place.binding, {
    check: 'unknown-word',
    at: originOf(place.file, written),
    message: `\`${place.key}\` cannot be \`${word}\`.`,
    help: near ? `Did you mean \`${near}\`?` : `It is ${describeType(type)}.`,
    element: place.element,
  });
  return invalid;
}

function securityLevelsWritten(place: Place, written: Expression): Scalar | typeof invalid {
  if (isSecurityLevel(written)) return { levels: foundationalRequirements.map(() => written.value) };
  if (written.is === 'tuple' && written.items.length === foundationalRequirements.length && written.items.every(isSecurityLevel)) {
    return { levels: written.items.map((item) => (item as Expression & { is: 'number' }).value) };
  }
  return wrong(
    place,
    written,
    'a security level from 0 to 4, seven of them as `[2, 2, 2, 2, 3, 2, 2]`, or a block with one per requirement',
  );
}

function skillLevelOf(place: Place, written: Expression): Scalar | typeof invalid | undefined {
  if (written.is !== 'compound') return wrong(place, written, 'a skill with a level such as `dcs-engineering/expert`');
  const ability = written.tail.text;
  if (ability !== 'able' && ability !== 'expert') {
    report(place.binding, {
      check: 'unknown-word',
      at: originOf(place.file, written.tail),
      message: `\`${ability}\` is not a level of a skill.`,
      help: 'The levels are `able` and `expert`.',
      element: place.element,
    });
    return invalid;
  }
  const skill = find(place, { segments: [written.head], start: written.head.start, end: written.head.end }, ['skill']);
  return skill === undefined ? undefined : { skill, ability };
}

function elementOf(place: Place, written: Expression, types: readonly string[]): Scalar | undefined | typeof invalid {
  if (written.is === 'compound') return compoundElement(place, written, types);
  const path = pathOf(written);
  if (path === undefined) return wrong(place, written, `the name of ${orList(types.map(withArticle))}`);
  return find(place, path, types);
}

/** `iec-62443-3-3/SR-5.2`: a member of what stands before the slash. */
function compoundElement(
  place: Place,
  { head, tail, ...span }: Expression & { is: 'compound' },
  types: readonly string[],
): Scalar | undefined {
  const { binding, element, file } = place;
  const owner = binding.names.find({ segments: [head] }, element, [], file.ring);
  const path = { segments: [head, tail] };
  const found = binding.names.find(path, element, types, file.ring);
  if (found.is === 'one') return found.element;
  place.dangling.push(`${head.text}/${tail.text}`);
  const inside = owner.is === 'one' ? owner.element.children.map(({ name }) => name) : [];
  const near = owner.is === 'one' ? suggest(tail.text, inside) : binding.names.near(head.text, ['framework']);
  report(binding, {
    check: 'unresolved-name',
    at: originOf(file, owner.is === 'one' ? tail : span),
    message: owner.is === 'one' ? `"${head.text}" has no ${orList(types)} "${tail.text}".` : `"${head.text}" is declared nowhere.`,
    help: near ? `Did you mean \`${owner.is === 'one' ? `${head.text}/${near}` : near}\`?` : 'Declare it, or correct the name.',
    element,
  });
  return undefined;
}

function selectionOf(place: Place, written: Expression): Scalar | undefined | typeof invalid {
  const path = pathOf(written);
  if (path !== undefined) return find(place, path, []);
  if (written.is === 'selection' || written.is === 'call') return { expression: written };
  return wrong(place, written, describeType({ is: 'selection' }));
}

/** A name, `a.b.c` or `zone(recovery)` as a path; undefined for any other expression. */
export function pathOf(expression: Expression): Path | undefined {
  const span = { start: expression.start, end: expression.end };
  if (expression.is === 'name') return { ...span, segments: [expression.name] };
  if (expression.is === 'member') {
    const owner = pathOf(expression.of);
    return owner && { ...owner, ...span, segments: [...owner.segments, expression.member] };
  }
  if (expression.is !== 'call' || expression.args.length !== 1) return undefined;
  const inner = expression.args[0];
  if (inner === undefined || inner.label !== undefined) return undefined;
  const path = pathOf(inner.value);
  return path && path.type === undefined ? { ...span, type: expression.callee, segments: path.segments } : undefined;
}

function find(place: Place, path: Path, types: readonly string[]): Element | undefined {
  const { binding, element, file } = place;
  const found = binding.names.find(path, element, types, file.ring);
  if (found.is === 'one') return found.element;
  const written = path.segments.map(({ text }) => text).join('.');
  place.dangling.push(written);
  if (found.is === 'nothing' && place.row.danglingIsFoundBy !== undefined) return undefined;
  reportUnfound(binding, element, file, path, types, found);
  return undefined;
}

/** Says why a name does not name one element of an accepted type. */
export function reportUnfound(
  binding: Binding,
  element: Draft | undefined,
  file: BoundFile,
  path: Path,
  types: readonly string[],
  found: { readonly is: string; readonly candidates?: readonly Element[] },
): void {
  const written = path.segments.map(({ text }) => text).join('.');
  const at = originOf(file, path);
  const wanted = types.length === 0 || types.length > 4 ? 'element' : orList(types);
  if (found.candidates !== undefined) {
    const sameType = new Set(found.candidates.map(({ type }) => type)).size === 1;
    report(binding, {
      check: 'ambiguous-name',
      at,
      message: `"${written}" can be ${orList(found.candidates.slice(0, 5).map((candidate) => `"${candidate.path}"${sameType ? '' : ` (${candidate.type})`}`))}.`,
      help: sameType
        ? `Write more of its name, such as \`${found.candidates[0]?.path}\`.`
        : `Say which type you mean: \`${found.candidates[0]?.type}(${written})\`.`,
      related: found.candidates
        .slice(0, 5)
        .map((candidate) => ({ message: `"${candidate.path}" is declared here.`, at: candidate.origin })),
      element,
    });
    return;
  }
  const last = path.segments.at(-1)?.text ?? '';
  const otherType = binding.names.ofAnyType(last)[0];
  if (otherType !== undefined && path.segments.length === 1 && types.length > 0) {
    report(binding, {
      check: 'unresolved-name',
      at,
      message: `"${written}" is ${withArticle(otherType.type)}, not ${withArticle(wanted)}.`,
      help: `Name ${withArticle(wanted)} here, or declare one with this name.`,
      related: [{ message: `The ${otherType.type} is declared here.`, at: otherType.origin }],
      element,
    });
    return;
  }
  const near = binding.names.near(last, types);
  const help =
    near === undefined
      ? `Declare it, such as \`${declarationOf(binding, types, written)}\`, or correct the name.`
      : `Did you mean \`${near}\`?`;
  report(binding, { check: 'unresolved-name', at, message: `No ${wanted} is called "${written}".`, help, element });
}

function declarationOf(binding: Binding, types: readonly string[], name: string): string {
  const type = types[0] ?? 'system';
  return binding.vocabulary.types.has(type) ? `${type} ${name.split('.').at(-1)}` : name;
}

function wrong(place: Place, span: Span, wanted: string): typeof invalid {
  const { binding, element, file, key } = place;
  const written = 'is' in span ? describeWritten(span as Expression) : 'This';
  report(binding, {
    check: 'wrong-value',
    at: originOf(file, span),
    message: `${written} does not fit \`${key}\`.`,
    help: `Write ${wanted}.`,
    element,
  });
  return invalid;
}

function describeWritten(expression: Expression): string {
  switch (expression.is) {
    case 'text':
      return 'A text';
    case 'number':
      return `The number ${expression.text}`;
    case 'date':
      return `The date ${expression.text}`;
    case 'duration':
      return `The duration ${expression.amount}${expression.unit}`;
    case 'quantity':
      return `The quantity ${expression.amount}${expression.unit}`;
    case 'range':
      return `The range ${expression.from}..${expression.to}`;
    case 'compound':
      return `\`${expression.head.text}/${expression.tail.text}\``;
    case 'name':
      return `\`${expression.name.text}\``;
    case 'constant':
      return `\`${expression.value}\``;
    default:
      return 'This expression';
  }
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
