import type { Duration } from './calendar.js';
import type { Expression, Span, Statement } from './source-facts.js';
import type { Vocabulary } from './vocabulary/vocabulary.js';

/**
 * The landscape: every element with its facts, bound by name, as plain immutable data.
 *
 * It knows no date. Whether a system is in use on a day, or a product supported, is a function of element and day.
 */
export interface Landscape {
  readonly vocabulary: Vocabulary;
  /** Every element, in the order of files and text. */
  readonly elements: readonly Element[];
  readonly byType: ReadonlyMap<string, readonly Element[]>;
  /** Kinds of declaration that are complete in the whole project, by plural, or `everything`. */
  readonly complete: ReadonlySet<string>;
}

/** Where a piece of text stands. */
export interface Origin extends Span {
  readonly file: string;
}

/** Whose text it is: the project's own, a pack's, or the standard library's. Inner rings shadow outer ones. */
export type Ring = 'project' | 'library' | { readonly pack: string };

export interface Element {
  readonly type: string;
  /** The last segment of `path`; for an unnamed element, what its path shows instead. */
  readonly name: string;
  /** Other names for it: the aliases of a protocol, the catalogue number of a rule. */
  readonly aliases: readonly string[];
  /** The qualified name: `kotka.recovery.dcs`. With `type`, it is the identity of the element. */
  readonly path: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels: readonly string[];
  readonly parent?: Element;
  readonly children: readonly Element[];
  readonly ring: Ring;
  /** The name, or the keyword of what has none. */
  readonly origin: Origin;
  /** The whole declaration. */
  readonly extent: Origin;
  /** What the name names, for types such as `assignment` whose name is a reference. */
  readonly names?: Element;
  readonly ends?: Ends;
  /** Own facts only: the declaration's and those of every `extend`. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** The block of an element that is kept as written: an example, a change's plan. */
  readonly body?: readonly Statement[];
}

export interface Ends {
  readonly source: Element;
  readonly target: Element;
  readonly mutual: boolean;
}

/** One property as stated. */
export interface Fact {
  readonly key: string;
  readonly value: Value;
  /** The values, without the key. */
  readonly origin: Origin;
  readonly keyOrigin: Origin;
  /** As written, for what is evaluated later and for messages. */
  readonly written: readonly Expression[];
  /** Names in it that name nothing. */
  readonly dangling?: readonly string[];
  /** What is written cannot be understood, which is said where it stands: nothing is known from it, and nobody has to state it. */
  readonly mistaken?: true;
  /** A set that is stated in several places: each of them, in order. */
  readonly mentions?: readonly Fact[];
}

/**
 * A value at rest.
 *
 * `undefined` is unknown, `null` is none, dates are days since 1970-01-01, Purdue levels are numbers, words of an
 * enumeration are strings. A property that takes several values holds an array.
 */
export type Value = undefined | null | Scalar | readonly Scalar[];

export type Scalar =
  | string
  | number
  | boolean
  | Duration
  | Amount
  | LevelRange
  | SecurityLevels
  | SkillLevel
  | ForeignId
  | Block
  | Element
  | Unevaluated;

export interface Amount {
  readonly amount: number;
  readonly unit: string;
}

export interface LevelRange {
  readonly from: number;
  readonly to: number;
}

/** In the order of IEC 62443: IAC, UC, SI, DC, RDF, TRE, RA; undefined where not stated. */
export interface SecurityLevels {
  readonly levels: readonly (number | undefined)[];
}

export interface SkillLevel {
  readonly skill: Element;
  readonly ability: 'able' | 'expert';
}

export interface ForeignId {
  readonly register: string;
  readonly id: string;
}

/** The value of `lifecycle { ... }` and the like. */
export interface Block {
  /** Whose block it is, and the key it stands under. */
  readonly of: Element;
  readonly key: string;
  readonly block: ReadonlyMap<string, Fact>;
}

/** A selection, expression or template, kept as written for whoever evaluates it. */
export interface Unevaluated {
  readonly expression: Expression;
}

export const foundationalRequirements = ['iac', 'uc', 'si', 'dc', 'rdf', 'tre', 'ra'] as const;

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'facts' in value;
}

export function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && 'block' in value;
}

/** What the element itself says; undefined when it says nothing or that nobody knows. */
export function ownValue(element: Element, key: string): Value {
  return element.facts.get(key)?.value;
}

/**
 * The fact that holds for the element: its own, else the nearest enclosing block's where the property is inherited there
 * too. A site's owner answers for the site and a zone's domain is the zone's own, so neither flows down.
 * `none` and `unknown` are facts, so they stop the search.
 */
export function effectiveFact({ vocabulary }: Landscape, element: Element, key: string): Fact | undefined {
  const own = element.facts.get(key);
  if (own !== undefined || !isInherited(vocabulary, element, key)) return own;
  for (let block = element.parent; block !== undefined; block = block.parent) {
    const fact = block.facts.get(key);
    if (fact !== undefined && isInherited(vocabulary, block, key)) return fact;
  }
  return undefined;
}

function isInherited(vocabulary: Vocabulary, { type }: Element, key: string): boolean {
  return vocabulary.types.get(type)?.properties[key]?.inherited === true;
}

export function effectiveValue(landscape: Landscape, element: Element, key: string): Value {
  return effectiveFact(landscape, element, key)?.value;
}

/** Whether the fact that holds for the element, a key or `block.key`, is one that cannot be understood. */
export function isMistaken(landscape: Landscape, element: Element, stated: string): boolean {
  const [key = stated, inner] = stated.split('.');
  const fact = effectiveFact(landscape, element, key);
  if (fact === undefined || fact.mistaken === true) return fact !== undefined;
  if (!isBlock(fact.value)) return false;
  const { block } = fact.value;
  return inner === undefined ? [...block.values()].some(({ mistaken }) => mistaken === true) : block.get(inner)?.mistaken === true;
}

/** Everything that stands in the block of an element, at any depth. What a change in it plans does not stand there yet. */
export function descendantsOf(element: Element): readonly Element[] {
  const found = [...element.children];
  for (const inner of found) if (inner.type !== 'change') found.push(...inner.children);
  return found;
}

/** The fact in a block property, such as `backup` / `every`. */
export function factInBlock(value: Value, key: string): Fact | undefined {
  return isBlock(value) ? value.block.get(key) : undefined;
}

/** Every place where a fact is stated. */
export function mentionsOf(fact: Fact): readonly Fact[] {
  return fact.mentions ?? [fact];
}

const none: readonly Element[] = [];

/** The elements among a value's members, whatever its cardinality. */
export function elementsIn(value: Value): readonly Element[] {
  if (Array.isArray(value)) return value.every(isElement) ? value : value.filter(isElement);
  return isElement(value) ? [value] : none;
}
