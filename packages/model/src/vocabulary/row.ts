import type { Origin, Ring } from '../landscape.js';
import type { Expression } from '../source-facts.js';

/**
 * The vocabulary: which element types and properties exist, as data.
 *
 * Validation, the types of the rule language, completion, hover and the reference page are derived from these rows.
 */

/** What a property's value can be. */
export type ValueType =
  | { readonly is: 'text'; readonly pattern?: TextPattern }
  | { readonly is: 'number'; readonly min?: number; readonly max?: number }
  | { readonly is: 'yes-no' }
  /** `end`: which day a coarse date such as `2027-Q2` stands for. */
  | { readonly is: 'date'; readonly end: 'first' | 'last' }
  | { readonly is: 'duration' }
  | { readonly is: 'money' }
  | { readonly is: 'word'; readonly words: readonly EnumerationWord[]; readonly ordered: boolean }
  /** A Purdue level; an interval of levels is `levels`. */
  | { readonly is: 'level' }
  | { readonly is: 'levels' }
  /** IEC 62443 security levels, one number or one per foundational requirement. */
  | { readonly is: 'security-levels' }
  | { readonly is: 'element'; readonly types: readonly string[]; readonly orYes?: true }
  /** An id in another register: `sap-pm/10020331`. */
  | { readonly is: 'foreign-id' }
  /** `dcs-engineering/expert`: a skill at a level. */
  | { readonly is: 'skill-level' }
  | { readonly is: 'block'; readonly properties: Readonly<Record<string, PropertyRow>> }
  /** Kept as written; the rule engine gives these meaning. */
  | { readonly is: 'selection' }
  | { readonly is: 'expression' }
  | { readonly is: 'template' }
  /** Names for the thing itself, so they are not looked up: aliases. */
  | { readonly is: 'name' };

/** What a company's texts must match as a whole, in RE2 syntax, and where it says so. */
export interface TextPattern {
  readonly text: string;
  readonly at: Origin;
}

export interface EnumerationWord {
  readonly word: string;
  readonly doc: string;
}

export interface PropertyRow {
  readonly type: ValueType;
  readonly doc: string;
  /** Takes `a, b, c`. */
  readonly many?: true;
  /** Comes from the nearest enclosing block that states it. */
  readonly inherited?: true;
  /** `required`: an element without it is an error. `recommended`: offered first. */
  readonly presence?: 'required' | 'recommended';
  /** The standard or vendor page that the word comes from. */
  readonly source?: string;
  readonly example?: string;
  /** The name under which the elements named here see the one that names them. */
  readonly inverse?: string;
  /** A name that no longer resolves is left to the rule of this id instead of being an unresolved name. */
  readonly danglingIsFoundBy?: string;
  /** A property of a `vocabulary` block: `value: <expression>` computes it. */
  readonly derivedFrom?: Derivation;
}

export interface Derivation {
  readonly expression: Expression;
  /** Where it is written, and so whose names it sees. */
  readonly file: string;
  readonly ring: Ring;
}

export interface ElementRow {
  readonly keyword: string;
  readonly plural: string;
  readonly area: string;
  readonly doc: string;
  /** Element types whose block it may stand in; `file` is the top of a file. */
  readonly within: readonly string[];
  /** `reference`: the name names an element of these types, as in `assignment ot-security { ... }`. */
  readonly name: 'required' | 'optional' | 'none' | { readonly reference: readonly string[] };
  readonly ends?: EndsRow;
  readonly properties: Readonly<Record<string, PropertyRow>>;
  /** How its block is read: as declarations, or kept as written for whoever runs it. */
  readonly body?: 'as-written' | 'planned';
  /** A declaration in its block whose keyword is no element type is one of this type, and its keyword a reference. */
  readonly entries?: string;
  /** Keys that no row names are taken as this, for whoever knows more. */
  readonly otherProperties?: PropertyRow;
  /** Its block holds what an area's does: a company's own kind of place. */
  readonly holdsLikeArea?: true;
  readonly source?: string;
  readonly example: string;
}

export interface EndsRow {
  readonly types: readonly string[];
  readonly required: boolean;
}

type Options = Omit<PropertyRow, 'type' | 'doc'>;

export const text = (doc: string, options: Options = {}): PropertyRow => ({ type: { is: 'text' }, doc, ...options });
export const yesNo = (doc: string, options: Options = {}): PropertyRow => ({ type: { is: 'yes-no' }, doc, ...options });
export const duration = (doc: string, options: Options = {}): PropertyRow => ({ type: { is: 'duration' }, doc, ...options });
export const number = (doc: string, range: { min?: number; max?: number } = {}, options: Options = {}): PropertyRow => ({
  type: { is: 'number', ...range },
  doc,
  ...options,
});
/** A moment that something begins at: a coarse date is its first day. */
export const begins = (doc: string, options: Options = {}): PropertyRow => ({ type: { is: 'date', end: 'first' }, doc, ...options });
/** A moment that something lasts until: a coarse date is its last day. */
export const ends = (doc: string, options: Options = {}): PropertyRow => ({ type: { is: 'date', end: 'last' }, doc, ...options });
export const element = (types: string | readonly string[], doc: string, options: Options = {}): PropertyRow => ({
  type: { is: 'element', types: typeof types === 'string' ? [types] : types },
  doc,
  ...options,
});
export const elements = (types: string | readonly string[], doc: string, options: Options = {}): PropertyRow =>
  element(types, doc, { many: true, ...options });
export const block = (doc: string, properties: Readonly<Record<string, PropertyRow>>, options: Options = {}): PropertyRow => ({
  type: { is: 'block', properties },
  doc,
  ...options,
});
export const word = (doc: string, words: Readonly<Record<string, string>>, options: Options = {}): PropertyRow => ({
  type: { is: 'word', words: Object.entries(words).map(([name, meaning]) => ({ word: name, doc: meaning })), ordered: false },
  doc,
  ...options,
});
/** Words that compare with `<` in the order given, the least first. */
export const ranked = (doc: string, words: Readonly<Record<string, string>>, options: Options = {}): PropertyRow => {
  const row = word(doc, words, options);
  return { ...row, type: { ...(row.type as ValueType & { is: 'word' }), ordered: true } };
};
