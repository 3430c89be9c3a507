import type {
  Amount,
  Block,
  Days,
  Duration,
  Edge,
  Element,
  ForeignId,
  Landscape,
  LevelRange,
  SecurityLevels,
  SkillLevel,
  Value,
} from '@weir/model';

/**
 * Values while an expression runs.
 *
 * `undefined` is unknown and `null` is none, so three-valued logic is plain JavaScript: `true`, `false`, `undefined`.
 */
export type Runtime = undefined | null | Single | SetValue | PathValue;

export type Single =
  | boolean
  | number
  | string
  | Duration
  | Days
  | Amount
  | LevelRange
  | SecurityLevels
  | SkillLevel
  | ForeignId
  | Block
  | Element
  | CountRange;

/** The members known, those of which it is not known whether they belong, and what else may belong because nobody said the list is complete. */
export interface SetValue {
  readonly items: readonly Single[];
  readonly maybe: readonly Single[];
  readonly open?: MissingFact;
}

/** A count of which only the bounds are known. */
export interface CountRange {
  readonly atLeast: number;
  readonly atMost: number;
}

export interface PathValue {
  readonly edges: readonly Edge[];
}

/** A fact that would have decided: a property of an element, or whether a kind of declaration is complete around it. */
export interface MissingFact {
  readonly element: Element | undefined;
  /** The key, or `complete: interfaces`. */
  readonly fact: string;
}

/** What one evaluation runs in. */
export interface Environment {
  readonly landscape: Landscape;
  /** The reference date. */
  readonly today: number;
  /** Bound variables, by slot. */
  readonly slots: Runtime[];
  /** Facts that were read and are not known. */
  readonly missing: MissingFact[];
  /** Results that do not depend on the subject, by node. */
  readonly memory: Map<object, unknown>;
  /** Parameters of the rule, by name. */
  readonly parameters: ReadonlyMap<string, Runtime>;
  /** The elements that a `for:` of an element names or selects. */
  readonly select: (owner: Element, value: Value, environment: Environment) => readonly Element[];
  /** How many findings each waiver covers, once that is known. */
  readonly covered?: ReadonlyMap<Element, number>;
  /** Evaluation steps left. */
  readonly budget: { steps: number };
}

export type Run = (environment: Environment) => Runtime;

/** Thrown when a rule asks for more steps than the budget has; the engine turns it into a verdict. */
export class BudgetExhausted extends Error {}

export function spend(environment: Environment, steps: number): void {
  environment.budget.steps -= steps;
  if (environment.budget.steps < 0) throw new BudgetExhausted('The evaluation budget is exhausted.');
}

export const emptySet: SetValue = { items: [], maybe: [] };

export function isSet(value: Runtime): value is SetValue {
  return typeof value === 'object' && value !== null && 'items' in value;
}

export function isPath(value: Runtime): value is PathValue {
  return typeof value === 'object' && value !== null && 'edges' in value;
}

/** Any value as a set: none is the empty one. */
export function asSet(value: Runtime): SetValue | undefined {
  if (value === undefined) return undefined;
  if (value === null) return emptySet;
  if (isSet(value)) return value;
  if (isPath(value)) return { items: value.edges.flatMap((edge) => edge.by ?? []), maybe: [] };
  return { items: [value], maybe: [] };
}

/** Forgets the facts noted since a mark: what was not known there did not matter. */
export function forgetSince(environment: Environment, mark: number): void {
  environment.missing.length = mark;
}
