import type { Block, Element, Fact, Landscape, Origin, Scalar, Value } from './landscape.js';
import { isBlock, isElement } from './landscape.js';
import type { Expression } from './source-facts.js';
import type { ElementRow, PropertyRow } from './vocabulary/row.js';
import { builtInVocabulary, extendVocabulary, type Vocabulary } from './vocabulary/vocabulary.js';

/**
 * A bound landscape as JSON holds it, for a library that is bound once, when Weir is built.
 *
 * It is lean: descriptions, examples and where a fact stands are left out, since only people ask for them. Elements name
 * one another by their number.
 */
export interface Snapshot {
  readonly types: readonly ElementRow[];
  readonly properties: readonly { readonly type: string; readonly key: string; readonly row: PropertyRow }[];
  readonly files: readonly string[];
  readonly elements: readonly StoredElement[];
  /** What the elements state, a line of JSON for each: most of it is never asked for, and so never read. */
  readonly facts: string;
}

interface StoredElement {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  /** The file by its number, and the offsets of the name in it. */
  readonly at: readonly [file: number, start: number, end: number];
  readonly title?: string;
  readonly aliases?: readonly string[];
  readonly labels?: readonly string[];
  readonly parent?: number;
  readonly names?: number;
  readonly ends?: readonly [source: number, target: number, mutual: boolean];
}

type StoredFact = readonly [key: string, value: StoredValue];

type StoredValue =
  | string
  | number
  | boolean
  | null
  | readonly StoredValue[]
  | { readonly unknown: true }
  | { readonly element: number }
  | { readonly block: readonly StoredFact[] }
  | { readonly skill: number; readonly ability: 'able' | 'expert' }
  /** What JSON holds as it is: durations, amounts, ranges, expressions. */
  | { readonly plain: unknown };

/** Takes the snapshot of a landscape with nothing around it. */
export function snapshotOf({ vocabulary, elements: all }: Landscape): Snapshot {
  const elements = all.filter(({ type }) => vocabulary.types.get(type)?.body !== 'as-written');
  const numbers = new Map(elements.map((element, index) => [element, index]));
  const files = [...new Set(elements.map(({ origin }) => origin.file))];
  const numberOf = (element: Element): number => {
    const number = numbers.get(element);
    if (number === undefined) throw new Error(`"${element.path}" is named in the snapshot and is not part of it.`);
    return number;
  };
  return {
    ...additionsTo(builtInVocabulary, vocabulary),
    files,
    elements: elements.map((element) => ({
      type: element.type,
      name: element.name,
      path: element.path,
      at: [files.indexOf(element.origin.file), element.origin.start, element.origin.end],
      ...(element.title !== undefined && { title: element.title }),
      ...(element.aliases.length > 0 && { aliases: element.aliases }),
      ...(element.labels.length > 0 && { labels: element.labels }),
      ...(element.parent && { parent: numberOf(element.parent) }),
      ...(element.names && { names: numberOf(element.names) }),
      ...(element.ends && { ends: [numberOf(element.ends.source), numberOf(element.ends.target), element.ends.mutual] as const }),
    })),
    facts: elements.map(({ facts }) => JSON.stringify(storedFacts(facts, numberOf))).join('\n'),
  };
}

function additionsTo(base: Vocabulary, { types }: Vocabulary): Pick<Snapshot, 'types' | 'properties'> {
  const added = [...types.values()].filter(({ keyword }) => !base.types.has(keyword));
  const properties = [...types.values()].flatMap(({ keyword, properties: rows }) =>
    Object.entries(rows).flatMap(([key, row]) =>
      base.types.has(keyword) && !Object.hasOwn(base.types.get(keyword)?.properties ?? {}, key)
        ? [{ type: keyword, key, row: withoutSpans(row) }]
        : [],
    ),
  );
  return { types: added.map(withoutSpans), properties };
}

function storedFacts(facts: ReadonlyMap<string, Fact>, numberOf: (element: Element) => number): readonly StoredFact[] {
  return [...facts.values()].map(({ key, value }) => [key, stored(value, numberOf)]);
}

function stored(value: Value, numberOf: (element: Element) => number): StoredValue {
  if (value === undefined) return { unknown: true };
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: Scalar) => stored(member, numberOf));
  if (isElement(value)) return { element: numberOf(value) };
  if (isBlock(value)) return { block: storedFacts(value.block, numberOf) };
  if ('skill' in value) return { skill: numberOf(value.skill), ability: value.ability };
  return { plain: withoutSpans(value) };
}

/** The text of a library is without mistakes, so nobody asks where in it an expression stands. */
function withoutSpans<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'start' || key === 'end' ? undefined : part))) as T;
}

/** The landscape of a snapshot. */
export function restored({ types, properties, files, elements: stored, facts }: Snapshot): Landscape {
  const vocabulary = extendVocabulary(builtInVocabulary, types, properties);
  const lines = facts.split('\n');
  const elements: Restored[] = [];
  const byType = new Map<string, Element[]>();
  const element = (number: number) => elements[number] as Restored;
  const factsOf = (index: number) => {
    const restoring = new Map<string, Fact>();
    restoreFacts(restoring, JSON.parse(lines[index] as string) as readonly StoredFact[], element(index), element);
    return restoring;
  };
  for (const [index, { at, ...one }] of stored.entries()) {
    const origin: Origin = { file: files[at[0]] as string, start: at[1], end: at[2] };
    const made = new Restored(one, origin, () => factsOf(index));
    elements.push(made);
    const alike = byType.get(made.type);
    if (alike === undefined) byType.set(made.type, [made]);
    else alike.push(made);
  }
  for (const [index, { parent, names, ends }] of stored.entries()) {
    const made = element(index);
    if (parent !== undefined) {
      made.parent = element(parent);
      made.parent.children.push(made);
    }
    if (names !== undefined) made.names = element(names);
    if (ends !== undefined) made.ends = { source: element(ends[0]), target: element(ends[1]), mutual: ends[2] };
  }
  return { vocabulary, elements, byType, complete: new Set() };
}

/** An element that reads what it states when it is first asked. */
class Restored implements Element {
  readonly ring = 'library';
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly aliases: readonly string[];
  readonly labels: readonly string[];
  readonly origin: Origin;
  readonly extent: Origin;
  readonly children: Element[] = [];
  declare readonly title?: string;
  declare parent?: Restored;
  declare names?: Element;
  declare ends?: NonNullable<Element['ends']>;
  private readonly read: () => ReadonlyMap<string, Fact>;
  private known: ReadonlyMap<string, Fact> | undefined;

  constructor(
    { type, name, path, title, aliases = none, labels = none }: Omit<StoredElement, 'at'>,
    origin: Origin,
    read: () => ReadonlyMap<string, Fact>,
  ) {
    this.type = type;
    this.name = name;
    this.path = path;
    this.aliases = aliases;
    this.labels = labels;
    this.origin = origin;
    this.extent = origin;
    this.read = read;
    this.known = undefined;
    if (title !== undefined) this.title = title;
  }

  get facts(): ReadonlyMap<string, Fact> {
    this.known ??= this.read();
    return this.known;
  }
}

const none: readonly string[] = [];

function restoreFacts(into: Map<string, Fact>, facts: readonly StoredFact[], of: Element, element: (number: number) => Element): void {
  for (const [key, storedValue] of facts) {
    const value = restoredValue(storedValue, key, of, element);
    into.set(key, { key, value, origin: of.origin, keyOrigin: of.origin, written: writtenAs(value) });
  }
}

function restoredValue(value: StoredValue, key: string, of: Element, element: (number: number) => Element): Value {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: StoredValue) => restoredValue(member, key, of, element) as Scalar);
  if ('unknown' in value) return undefined;
  if ('element' in value) return element(value.element);
  if ('skill' in value) return { skill: element(value.skill), ability: value.ability };
  if ('plain' in value) return value.plain as Scalar;
  const block = new Map<string, Fact>();
  restoreFacts(block, (value as { block: readonly StoredFact[] }).block, of, element);
  return { block, key, of } satisfies Block;
}

function writtenAs(value: Value): readonly Expression[] {
  return typeof value === 'object' && value !== null && 'expression' in value ? [value.expression] : [];
}
