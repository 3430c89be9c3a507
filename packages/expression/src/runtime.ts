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

/** The members known, those of which it is not known whether they belong, and whether there may be others. */
export interface SetValue {
  readonly items: readonly Single[];
  readonly maybe: readonly Single[];
  /** Others may belong: nobody said that the list is complete, or a member is not known. */
  readonly open?: true;
  /** The facts that would say what belongs. */
  readonly doubts?: readonly Missing[];
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
  readonly element: Element;
  /** The key, `complete: interfaces`, or what is missing in words. */
  readonly fact: string;
  /** What to type, where it is not the key with a value. */
  readonly help?: string;
}

/** A missing fact, or several that are missing together; sets share theirs with whoever asks about them. */
export type Missing = MissingFact | readonly Missing[];

/** What one evaluation runs in. */
export interface Environment {
  readonly landscape: Landscape;
  /** The reference date. */
  readonly today: number;
  /** Facts that were read and are not known. */
  readonly missing: Missing[];
  /** Results that do not depend on the subject, by what computes them. */
  readonly memory: Map<object, unknown>;
  /** Parameters of the rule, by name. */
  readonly parameters: ReadonlyMap<string, Runtime>;
  /** The elements that a `for:` of an element names or selects. */
  readonly select: (owner: Element, value: Value, environment: Environment) => SetValue;
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

const nobody: readonly Single[] = [];

export const emptySet: SetValue = { items: nobody, maybe: nobody };

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
  if (isPath(value)) return withMembers(value.edges.flatMap((edge) => edge.by ?? []));
  return withMembers([value]);
}

/** A set of exactly these. */
export function withMembers(items: readonly Single[]): SetValue {
  return { items, maybe: nobody };
}

/** Whether nothing is uncertain about what belongs. */
export function isCertain({ maybe, open }: SetValue): boolean {
  return maybe.length === 0 && open === undefined;
}

/** Notes what would say which members belong, where that is what the answer hangs on. */
export function noteDoubts({ doubts }: SetValue, { missing }: Environment): void {
  if (doubts !== undefined) missing.push(doubts);
}

/** Notes the fact that is missing when a value is not known. */
export function noted<T>(value: T | undefined, { missing }: Environment, element: Element, fact: string, help?: string): T | undefined {
  if (value === undefined) missing.push(help === undefined ? { element, fact } : { element, fact, help });
  return value;
}

/** Forgets the facts noted since a mark: what was not known there did not matter. */
export function forgetSince({ missing }: Environment, mark: number): void {
  // Setting the length would throw the list's memory away, for the next note to ask for it again.
  while (missing.length > mark) missing.pop();
}

/** Takes the facts noted since a mark out again, for a set to carry. */
export function takeSince({ missing }: Environment, mark: number): readonly Missing[] {
  return missing.splice(mark);
}

interface Remembered<T> {
  readonly value: T;
  readonly missing: readonly Missing[];
}

/** Runs once, since the answer is the same for every subject, and notes the same missing facts each time it is asked. */
export function once<T>(compute: (environment: Environment) => T): (environment: Environment) => T {
  const key = {};
  return (environment) => {
    const known = environment.memory.get(key) as Remembered<T> | undefined;
    if (known !== undefined) {
      if (known.missing.length > 0) environment.missing.push(known.missing);
      return known.value;
    }
    const mark = environment.missing.length;
    const value = compute(environment);
    environment.memory.set(key, { value, missing: environment.missing.slice(mark) } satisfies Remembered<T>);
    return value;
  };
}

/**
 * Gives the last answer again while what it depends on is unchanged, so that what does not depend on the innermost
 * variable is not worked out again for each of its values, nor by the message what the condition has asked.
 */
export function whileUnchanged(run: Run, dependsOn: readonly { readonly value: Runtime }[]): Run {
  let last: (Remembered<Runtime> & { readonly environment: Environment; readonly values: readonly Runtime[] }) | undefined;
  return (environment) => {
    if (last?.environment === environment && dependsOn.every(({ value }, index) => value === last?.values[index])) {
      if (last.missing.length > 0) environment.missing.push(last.missing);
      return last.value;
    }
    const values = dependsOn.map(({ value }) => value);
    const mark = environment.missing.length;
    const value = run(environment);
    last = { environment, values, value, missing: environment.missing.length > mark ? environment.missing.slice(mark) : nothingMissing };
    return value;
  };
}

const nothingMissing: readonly Missing[] = [];

/** How a member is read from what has it. */
export type Read = (receiver: Single, environment: Environment) => Runtime;

/** Answers that facts are missing for, kept with them. */
interface Undecided {
  readonly value: Runtime;
  readonly waitsFor: readonly Missing[];
}

type Answer = Exclude<Runtime, undefined> | Undecided;

/** What was worked out for each receiver, all of it in one place, and whose it was that was asked for last. */
interface Answers {
  readonly of: Map<Single, (Answer | undefined)[]>;
  last: Single | undefined;
  ofLast: (Answer | undefined)[];
}

const answersKey = {};

function answersOf(receiver: Single, environment: Environment): (Answer | undefined)[] {
  const answers = remembered(environment, answersKey, (): Answers => ({ of: new Map(), last: undefined, ofLast: [] }));
  if (answers.last === receiver) return answers.ofLast;
  let known = answers.of.get(receiver);
  if (known === undefined) answers.of.set(receiver, (known = []));
  answers.last = receiver;
  answers.ofLast = known;
  return known;
}

/**
 * Works out once for each receiver what no rule and no parameter changes; `place` tells the answers of one receiver apart.
 * Sets are not kept: many large ones would fill the memory.
 */
export function oncePerReceiver(read: Read, place: number): Read {
  return (receiver, environment) => {
    const answers = answersOf(receiver, environment);
    const known = answers[place];
    if (known !== undefined) {
      if (typeof known !== 'object' || known === null || !('waitsFor' in known)) return known;
      if (known.waitsFor.length > 0) environment.missing.push(known.waitsFor);
      return known.value;
    }
    const mark = environment.missing.length;
    const value = read(receiver, environment);
    if (isSet(value) || isPath(value)) return value;
    const isPlain = value !== undefined && environment.missing.length === mark;
    answers[place] = isPlain ? value : { value, waitsFor: environment.missing.slice(mark) };
    return value;
  };
}

/** Computes once what no rule and no subject changes. */
export function remembered<T>({ memory }: Pick<Environment, 'memory'>, key: object, compute: () => T): T {
  const known = memory.get(key) as T | undefined;
  if (known !== undefined) return known;
  const computed = compute();
  memory.set(key, computed);
  return computed;
}
