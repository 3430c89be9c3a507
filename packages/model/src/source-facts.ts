/**
 * What one file says, as written: plain data without meaning.
 *
 * A parser makes it, `bind` gives it meaning. Offsets are UTF-16 code units from the start of the file.
 */

export interface Span {
  readonly start: number;
  /** The first offset after the text. */
  readonly end: number;
}

export interface Word extends Span {
  /** The word in NFC, without the back-ticks of a quoted name. */
  readonly text: string;
}

/** `kotka.recovery.dcs`, or with its type stated `zone(recovery)`. */
export interface Path extends Span {
  readonly type?: Word;
  readonly segments: readonly Word[];
}

export interface SourceFacts {
  readonly file: string;
  /** Changes exactly when the text does. */
  readonly hash: string;
  /** The offset of every line's first character. */
  readonly lineStarts: readonly number[];
  readonly statements: readonly Statement[];
  readonly problems: readonly SourceProblem[];
}

export interface SourceProblem extends Span {
  /** The id of the check that found it. */
  readonly check: string;
  readonly message: string;
  /** What to type. */
  readonly help?: string;
}

export type Statement = Declaration | Property;

export interface Declaration extends Span {
  readonly is: 'declaration';
  readonly keyword: Word;
  readonly name?: Path;
  readonly title?: TextLiteral;
  readonly source?: Path;
  readonly target?: Path;
  /** `<->`: both ends are peers. */
  readonly mutual?: true;
  readonly labels: readonly Word[];
  /** Absent where the declaration has no block at all. */
  readonly body?: readonly Statement[];
  /** The Markdown of the `/** ... *\/` comment in front. */
  readonly description?: string;
  /** It follows another statement on its line, so it may be the rest of a value that lacks a comma. */
  readonly sameLine?: true;
}

export interface Property extends Span {
  readonly is: 'property';
  readonly key: Word;
  /** The members of `a, b`; never empty. */
  readonly values: readonly Expression[];
}

export type Expression =
  | TextLiteral
  | Template
  | NumberLiteral
  | DateLiteral
  | DurationLiteral
  | QuantityLiteral
  | RangeLiteral
  | CompoundLiteral
  | ConstantLiteral
  | Name
  | Member
  | Call
  | Not
  | Binary
  | Quantifier
  | Selection
  | SetExpression
  | Tuple;

export interface TextLiteral extends Span {
  readonly is: 'text';
  readonly text: string;
}

/** A text with `{...}` in it, where the property interpolates. */
export interface Template extends Span {
  readonly is: 'template';
  readonly parts: readonly (string | Expression)[];
}

export interface NumberLiteral extends Span {
  readonly is: 'number';
  readonly value: number;
  /** As typed: a version `2.10` is not `2.1`. */
  readonly text: string;
}

/** `2027`, `2027-Q2`, `2027-W21`, `2027-06`, `2027-06-30`, `2027-05-24T06:00`; a bare year is a number. */
export interface DateLiteral extends Span {
  readonly is: 'date';
  readonly text: string;
}

export interface DurationLiteral extends Span {
  readonly is: 'duration';
  readonly amount: number;
  readonly unit: DurationUnit;
}

export type DurationUnit = 'ms' | 's' | 'min' | 'h' | 'd' | 'w' | 'mo' | 'y';

/** `85kEUR`, `95%`. */
export interface QuantityLiteral extends Span {
  readonly is: 'quantity';
  readonly amount: number;
  readonly unit: string;
}

/** `0..2`, both ends included. */
export interface RangeLiteral extends Span {
  readonly is: 'range';
  readonly from: number;
  readonly to: number;
}

/** `iec-62443-3-3/SR-5.2`, `dcs-engineering/expert`, `sap-pm/10020331`. */
export interface CompoundLiteral extends Span {
  readonly is: 'compound';
  readonly head: Word;
  readonly tail: Word;
}

export interface ConstantLiteral extends Span {
  readonly is: 'constant';
  readonly value: 'yes' | 'no' | 'none' | 'unknown';
}

export interface Name extends Word {
  readonly is: 'name';
}

export interface Member extends Span {
  readonly is: 'member';
  readonly of: Expression;
  readonly member: Word;
}

export interface Call extends Span {
  readonly is: 'call';
  readonly callee: Word;
  readonly args: readonly Argument[];
}

export interface Argument {
  readonly label?: Word;
  readonly value: Expression;
}

export interface Not extends Span {
  readonly is: 'not';
  readonly operand: Expression;
}

export type BinaryOperator =
  | 'and'
  | 'or'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | 'matches'
  /** `other-rule by f.source`: a rule and the element its finding is on. */
  | 'by'
  | '+'
  | '-'
  | '*'
  | '/';

export interface Binary extends Span {
  readonly is: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Quantifier extends Span {
  readonly is: 'quantifier';
  readonly quantifier: 'exists' | 'all';
  readonly variable: Word;
  readonly in: Expression;
  readonly satisfies: Expression;
}

/** `every system s [at any date] [in e] [where p]`. */
export interface Selection extends Span {
  readonly is: 'selection';
  readonly type: Word;
  readonly variable: Word;
  readonly atAnyDate: boolean;
  readonly in?: Expression;
  readonly where?: Expression;
}

export interface SetExpression extends Span {
  readonly is: 'set';
  readonly items: readonly Expression[];
}

export interface Tuple extends Span {
  readonly is: 'tuple';
  readonly items: readonly Expression[];
}
