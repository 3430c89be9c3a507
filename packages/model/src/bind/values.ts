import { daysOf } from '../calendar.js';
import {
  type Element,
  type Fact,
  foundationalRequirements,
  isBlock,
  isElement,
  mentionsOf,
  type Origin,
  type Scalar,
  type Value,
} from '../landscape.js';
import { levels } from '../level.js';
import { suggest } from '../near-name.js';
import type { Declaration, Expression, Path, Property, SourceFacts, Span, Statement, Word } from '../source-facts.js';
import type { PropertyRow, ValueType } from '../vocabulary/row.js';
import { describeType, orList, withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, type Draft, isProperty, type OpenBlock, originOf, report } from './context.js';
import { type KeyedRow, propertyNamed, ruledBy, statedProperty } from './rows.js';
import { reportUnfound } from './unfound.js';

/** Where a value stands, and whose it is. */
interface Place {
  readonly binding: Binding;
  readonly element: Element;
  readonly file: BoundFile;
  readonly key: string;
  readonly row: PropertyRow;
  /** Names that name nothing. */
  dangling?: string[];
}

/** Gives every mention of a property its value, and makes one fact of those of one key. */
export function bindProperties(binding: Binding, draft: Draft): void {
  const { element } = draft;
  const row = binding.vocabulary.types.get(ruledBy(element));
  if (row === undefined) return;
  let imported: Map<string, Fact> | undefined;
  for (const { file, statements } of blocksOf(draft)) {
    for (const statement of statements) {
      const property = statedProperty(row, statement);
      const fact = property && bindMention(binding, element, file, property, statement);
      if (property === undefined || fact === undefined) continue;
      addTo(file.imported ? (imported ??= new Map()) : element.facts, binding, element, property.row, fact);
    }
  }
  for (const [key, fact] of imported ?? []) {
    const own = element.facts.get(key);
    element.facts.set(key, own === undefined ? fact : preferHandWritten(binding, element, own, fact));
  }
}

/** All blocks in which the facts of an element stand. */
export function blocksOf({ element, file, statement, extensions = none }: Draft): readonly OpenBlock[] {
  if (statement.body === undefined || element.body !== undefined) return extensions;
  const own = { file, statements: statement.body };
  return extensions.length === 0 ? [own] : [own, ...extensions];
}

const none: readonly never[] = [];

function addTo(facts: Map<string, Fact>, binding: Binding, element: Element, row: PropertyRow, fact: Fact): void {
  const known = facts.get(fact.key);
  facts.set(fact.key, known === undefined ? fact : unite(binding, element, row, known, fact));
}

/** Sets and blocks that are stated in several places are united; a value can only be stated once. */
function unite(binding: Binding, element: Element, row: PropertyRow, first: Fact, second: Fact): Fact {
  if (isBlock(first.value) && isBlock(second.value) && row.type.is === 'block') {
    const block = new Map(first.value.block);
    for (const [key, fact] of second.value.block) addTo(block, binding, element, row.type.properties[key] ?? row, fact);
    return { ...plain(first), value: { ...first.value, block } };
  }
  if (first.mistaken || second.mistaken) return first.mistaken ? second : first;
  if (!row.many || !Array.isArray(first.value) || !Array.isArray(second.value)) {
    reportDuplicate(binding, element, row, first, second);
    return first;
  }
  const known = new Set((first.value as readonly Scalar[]).map(identityOf));
  const added = (second.value as readonly Scalar[]).filter((value) => {
    const isNew = !known.has(identityOf(value));
    if (!isNew) reportTwice(binding, element, value, second.origin, first.origin);
    return isNew;
  });
  return {
    ...plain(first),
    value: [...first.value, ...added],
    written: [...first.written, ...second.written],
    mentions: [...mentionsOf(first), second],
  };
}

function reportDuplicate(binding: Binding, element: Element, row: PropertyRow, first: Fact, second: Fact): void {
  const standIn = [second, first].find(({ value }) => value === undefined || value === null);
  const word = standIn?.value === null ? 'none' : 'unknown';
  const isBeside = standIn !== undefined && first.value !== second.value;
  report(binding, {
    check: 'duplicate-property',
    at: second.keyOrigin,
    message: isBeside
      ? `\`${second.key}\` of "${element.path}" is stated as \`${word}\` and as something else.`
      : `\`${second.key}\` of "${element.path}" is already stated${row.many ? '' : ', and it takes one value'}.`,
    help: 'Delete one of the two.',
    related: [{ message: 'It is stated here too.', at: first.keyOrigin }],
    element,
  });
}

function reportTwice(binding: Binding, element: Element, value: Scalar, at: Origin, first?: Origin): void {
  report(binding, {
    check: 'duplicate-property',
    at,
    message: `${shown(value)} is named twice.`,
    help: 'Delete one of the two.',
    related: first === undefined ? [] : [{ message: 'It is named here too.', at: first }],
    element,
  });
}

function shown(value: Scalar): string {
  if (isElement(value)) return `"${value.path}"`;
  if (typeof value === 'string' || typeof value === 'number') return `\`${value}\``;
  if (typeof value === 'object' && 'skill' in value) return `\`${value.skill.name}/${value.ability}\``;
  if (typeof value === 'object' && 'register' in value) return `\`${value.register}/${value.id}\``;
  return 'This';
}

/** Equal for values that say the same, so that they can be told apart in a set. */
function identityOf(value: Scalar): unknown {
  if (typeof value !== 'object' || isElement(value) || 'expression' in value || 'block' in value) return value;
  return comparable(value);
}

/** What people wrote by hand wins over what an importer wrote; in a block, key by key. */
function preferHandWritten(binding: Binding, element: Element, own: Fact, imported: Fact): Fact {
  if (own.mistaken || imported.mistaken) return own.mistaken ? imported : own;
  if (isBlock(own.value) && isBlock(imported.value)) {
    const block = new Map(own.value.block);
    for (const [key, fact] of imported.value.block) {
      const known = block.get(key);
      block.set(key, known === undefined ? fact : preferHandWritten(binding, element, known, fact));
    }
    return { ...plain(own), value: { ...own.value, block } };
  }
  if (comparable(own.value) !== comparable(imported.value))
    report(binding, {
      check: 'drift',
      at: own.keyOrigin,
      message: `\`${own.key}\` of "${element.path}" is not what the import says.`,
      help: 'Correct it here, or in the register that the import comes from.',
      related: [{ message: 'The import says this.', at: imported.origin }],
      element,
    });
  return own;
}

/** Equal for values that say the same; the order of a set says nothing. */
function comparable(value: Value): string {
  if (value === undefined) return 'unknown';
  if (Array.isArray(value)) return `[${value.map(comparable).sort().join(' ')}]`;
  if (isElement(value)) return `${value.type} ${value.path}`;
  return JSON.stringify(value, (key: string, member: unknown) =>
    isElement(member) ? `${member.type} ${member.path}` : key === 'start' || key === 'end' ? undefined : member,
  );
}

function bindMention(binding: Binding, element: Element, file: BoundFile, { key, row }: KeyedRow, statement: Statement): Fact | undefined {
  if (row.derivedFrom !== undefined) {
    report(binding, {
      check: 'wrong-value',
      at: originOf(file, isProperty(statement) ? statement.key : statement.keyword),
      message: `\`${key}\` is computed, so it cannot be stated.`,
      help: 'Delete it.',
      element,
    });
    return undefined;
  }
  const place: Place = { binding, element, file, key, row };
  if (!isProperty(statement)) return bindBlock(place, statement);
  const value = bindValues(place, statement);
  const fact = new StatedFact(key, value === invalid ? undefined : value, file.facts.file, statement);
  if (value === invalid) return { ...plain(fact), mistaken: true };
  if (place.dangling === undefined) return fact;
  const isMistaken = value === undefined && row.danglingIsFoundBy === undefined;
  return { ...plain(fact), dangling: place.dangling, ...(isMistaken && { mistaken: true }) };
}

/** A plant states a hundred thousand facts, of which few are ever shown: where one stands is worked out when it is asked. */
class StatedFact implements Fact {
  readonly key: string;
  readonly value: Value;
  private readonly file: string;
  private readonly statement: Statement;

  constructor(key: string, value: Value, file: string, statement: Statement) {
    this.key = key;
    this.value = value;
    this.file = file;
    this.statement = statement;
  }

  get written(): readonly Expression[] {
    return isProperty(this.statement) ? this.statement.values : none;
  }

  get origin(): Origin {
    const { start, end } = this.statement;
    return { file: this.file, start: this.written[0]?.start ?? start, end };
  }

  get keyOrigin(): Origin {
    const { start, end } = isProperty(this.statement) ? this.statement.key : this.statement.keyword;
    return { file: this.file, start, end };
  }
}

function plain({ key, value, origin, keyOrigin, written }: Fact): Fact {
  return { key, value, origin, keyOrigin, written };
}

function bindBlock(place: Place, statement: Declaration): Fact | undefined {
  const { binding, element, file, row, key } = place;
  const stated = (value: Value) => new StatedFact(key, value, file.facts.file, statement);
  const properties = propertiesIn(place, statement);
  if (row.type.is === 'security-levels') return stated(securityLevelsOf(place, properties));
  if (row.type.is !== 'block') return undefined;
  const block = new Map<string, Fact>();
  for (const property of properties) {
    const word = property.key.text;
    const inner = propertyNamed(row.type.properties, word);
    if (inner === undefined) {
      const known = Object.keys(row.type.properties);
      report(binding, {
        check: 'unknown-word',
        at: originOf(file, property.key),
        message: `A \`${key}\` block has no property \`${word}\`.`,
        help: () => didYouMean(word, known, `It may have ${listed(known)}.`),
        element,
      });
      continue;
    }
    const bound = bindMention(binding, element, file, inner, property);
    if (bound !== undefined) addTo(block, binding, element, inner.row, bound);
  }
  return stated({ block, of: element, key });
}

function propertiesIn({ binding, element, file, key }: Place, { body = [] }: Declaration): readonly Property[] {
  return body.filter((statement): statement is Property => {
    if (isProperty(statement)) return true;
    report(binding, {
      check: 'misplaced-declaration',
      at: originOf(file, statement.keyword),
      message: `A \`${key}\` block holds only properties, such as \`key: value\`.`,
      help: `Move it out of the \`${key}\` block, or write a colon behind \`${statement.keyword.text}\`.`,
      element,
    });
    return false;
  });
}

function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = suggest(word, candidates);
  return near === undefined ? otherwise : `Did you mean \`${near}\`?`;
}

function securityLevelsOf(place: Place, properties: readonly Property[]): Scalar {
  const { binding, element, file, row } = place;
  const words = [...foundationalRequirements, 'all'];
  const stated = new Map<string, Fact>();
  for (const { key, values, end } of properties) {
    const [value] = values;
    if (!words.includes(key.text)) {
      report(binding, {
        check: 'unknown-word',
        at: originOf(file, key),
        message: `\`${key.text}\` is not a foundational requirement.`,
        help: () => didYouMean(key.text, words, `They are ${listed(foundationalRequirements)}, and \`all\` for the rest.`),
        element,
      });
    } else if (value === undefined || values.length > 1 || !isSecurityLevel(value))
      wrong(place, value ?? key, 'a security level from 0 to 4');
    else {
      const fact = {
        key: key.text,
        value: value.value,
        origin: originOf(file, { start: value.start, end }),
        keyOrigin: originOf(file, key),
        written: values,
      };
      addTo(stated, binding, element, { ...row, type: { is: 'number' } }, fact);
    }
  }
  const levelOf = (requirement: string) => stated.get(requirement)?.value as number | undefined;
  return { levels: foundationalRequirements.map((requirement) => levelOf(requirement) ?? levelOf('all')) };
}

function isSecurityLevel(value: Expression): value is Expression & { is: 'number' } {
  return value.is === 'number' && Number.isInteger(value.value) && value.value >= 0 && value.value <= 4;
}

const invalid = Symbol('invalid');

function bindValues(place: Place, { values }: Property): Value | typeof invalid {
  const first = values[0];
  if (first === undefined) return invalid;
  // A set is several values, but an expression that is one stays as written.
  if (values.length > 1 || (first.is === 'set' && place.row.type.is !== 'expression')) return bindSeveral(place, values, first);
  if (first.is === 'constant' && isStandIn(first.value, place.row.type)) return first.value === 'none' ? null : undefined;
  const value = bindOne(place, first, place.row.type);
  return place.row.many && value !== undefined && value !== invalid ? [value] : value;
}

function bindSeveral(place: Place, values: readonly Expression[], first: Expression): Value | typeof invalid {
  const members = values.flatMap((value) => (value.is === 'set' ? value.items : [value]));
  if (!place.row.many && members.length > 1) {
    return wrong(place, { start: first.start, end: values.at(-1)?.end ?? first.end }, `one value: ${describeType(place.row.type)}`);
  }
  const bound: Scalar[] = [];
  const known = new Set<unknown>();
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
      lost = true;
      continue;
    }
    const value = bindOne(place, member, place.row.type);
    if (value === invalid || value === undefined) lost = true;
    else if (known.has(identityOf(value))) reportTwice(place.binding, place.element, value, originOf(place.file, member));
    else {
      bound.push(value);
      known.add(identityOf(value));
    }
  }
  if (lost && bound.length === 0) return place.dangling === undefined ? invalid : undefined;
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
      return written.value < min || written.value > max ? wrong(place, written, describeType(type)) : written.value;
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
      return written.is === 'name' ? written.text : written.is === 'text' ? written.text : wrong(place, written, nameLike(place.row));
    case 'block':
      return wrong(place, written, `a block: \`${place.key} { ... }\``);
  }
}

function nameLike({ type, example }: PropertyRow): string {
  return example === undefined ? describeType(type) : `${describeType(type)}, as in \`${example}\``;
}

function textOf(place: Place, written: Expression): Scalar | typeof invalid {
  if (written.is === 'text') return written.text;
  if (written.is === 'name') return written.text;
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
  const year = Number(text.slice(0, 4));
  if (year >= earliestYear && year <= latestYear) return days[end];
  report(place.binding, {
    check: 'dates-out-of-order',
    at: originOf(place.file, written),
    message: `The year ${text.slice(0, 4)} of \`${place.key}\` cannot be meant.`,
    help: `Write a year from ${earliestYear} to ${latestYear}.`,
    element: place.element,
  });
  return invalid;
}

/** No plant has a date outside of these; a slip of a digit does. */
const earliestYear = 1900;
const latestYear = 2150;

function wordOf(place: Place, written: Expression, type: ValueType & { is: 'word' }): Scalar | typeof invalid {
  const word = written.is === 'name' ? written.text : written.is === 'constant' ? written.value : undefined;
  if (word === undefined) return wrong(place, written, describeType(type));
  const known = type.words.find((candidate) => candidate.word === word);
  if (known !== undefined) return known.word;
  report(place.binding, {
    check: 'unknown-word',
    at: originOf(place.file, written),
    message: `\`${place.key}\` cannot be \`${word}\`.`,
    help: () =>
      didYouMean(
        word,
        type.words.map((candidate) => candidate.word),
        `It is ${describeType(type)}.`,
      ),
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
  if (path === undefined)
    return wrong(place, written, `the name of ${orList(types.map(withArticle))}${written.is === 'text' ? ', without quotes' : ''}`);
  return find(place, path, types);
}

/** `iec-62443-3-3/SR-5.2`: a member of what stands before the slash. */
function compoundElement(
  place: Place,
  { head, tail, ...span }: Expression & { is: 'compound' },
  types: readonly string[],
): Scalar | undefined {
  const { binding, element, file } = place;
  const path = { segments: [head, tail], ...span };
  const found = binding.names.find(path, element, types, file.ring);
  if (found.is === 'one') return found.element;
  addDangling(place, `${head.text}/${tail.text}`);
  if (found.is === 'several') reportUnfound(binding, element, file, path, types, found);
  else reportNoMember(place, head, tail);
  return undefined;
}

function addDangling(place: Place, name: string): void {
  if (place.dangling === undefined) place.dangling = [name];
  else place.dangling.push(name);
}

function reportNoMember({ binding, element, file }: Place, head: Word, tail: Word): void {
  const found = binding.names.find({ segments: [head] }, element, [], file.ring);
  const owner = found.is === 'one' ? found.element : undefined;
  report(binding, {
    check: 'unresolved-name',
    at: originOf(file, owner === undefined ? head : tail),
    message: owner === undefined ? `"${head.text}" is declared nowhere.` : `"${head.text}" has no "${tail.text}".`,
    help: () => {
      const near =
        owner === undefined
          ? binding.names.near(head.text, ['framework'])
          : suggest(
              tail.text,
              owner.children.map(({ name }) => name),
            );
      if (near === undefined) return 'Declare it, or correct the name.';
      return `Did you mean \`${owner === undefined ? `${near}/${tail.text}` : `${head.text}/${near}`}\`?`;
    },
    related: owner === undefined ? [] : [{ message: `"${owner.path}" is declared here.`, at: owner.origin }],
    element,
  });
}

function selectionOf(place: Place, written: Expression): Scalar | undefined | typeof invalid {
  const path = pathOf(written);
  const isCall = path?.type !== undefined && !place.binding.vocabulary.types.has(path.type.text);
  if (path !== undefined && !isCall) return find(place, path, []);
  if (written.is === 'selection' || written.is === 'call') return { expression: written };
  return wrong(place, written, describeType({ is: 'selection' }));
}

/** A name, `a.b.c` or `zone(recovery)` as a path; undefined for any other expression. */
export function pathOf(expression: Expression): Path | undefined {
  const { start, end } = expression;
  if (expression.is === 'name') return { start, end, segments: [expression] };
  if (expression.is === 'member') {
    const owner = pathOf(expression.of);
    return owner && owner.type === undefined ? { start, end, segments: [...owner.segments, expression.member] } : undefined;
  }
  const argument = expression.is === 'call' && expression.args.length === 1 ? expression.args[0] : undefined;
  if (expression.is !== 'call' || argument === undefined || argument.label !== undefined) return undefined;
  const path = pathOf(argument.value);
  return path && path.type === undefined ? { start, end, type: expression.callee, segments: path.segments } : undefined;
}

function find(place: Place, path: Path, types: readonly string[]): Element | undefined {
  const { binding, element, file } = place;
  const found = binding.names.find(path, element, types, file.ring);
  if (found.is === 'one') return found.element;
  const written = path.segments.map(({ text }) => text).join('.');
  const isLeftToRule = found.is === 'nothing' && place.row.danglingIsFoundBy !== undefined;
  const [renamed] = isLeftToRule ? binding.names.formerly(written, types) : [];
  if (renamed !== undefined) return renamed;
  addDangling(place, written);
  if (isLeftToRule) return undefined;
  reportUnfound(binding, element, file, path, types, found);
  return undefined;
}

function wrong(place: Place, span: Span, wanted: string): typeof invalid {
  const { binding, element, file, key } = place;
  if (isMisread(file, span)) return invalid;
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

/** The parser has said what is wrong with it, and how to write it. */
function isMisread({ facts }: BoundFile, { start }: Span): boolean {
  let starts = misreadIn.get(facts);
  if (starts === undefined) misreadIn.set(facts, (starts = new Set(facts.problems.map((problem) => problem.start))));
  return starts.has(start);
}

const misreadIn = new WeakMap<SourceFacts, ReadonlySet<number>>();

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
      return `\`${expression.text}\``;
    case 'constant':
      return `\`${expression.value}\``;
    default:
      return 'This expression';
  }
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
