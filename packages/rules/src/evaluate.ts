import {
  asSet,
  BudgetExhausted,
  type Environment,
  forgetSince,
  isPath,
  type Loop,
  type Missing,
  type PathValue,
  type Runtime,
  type SetValue,
  type Single,
  showElement,
  spend,
} from '@weir/expression';
import {
  contentHash,
  type Element,
  type ElementReference,
  type Finding,
  isElement,
  type Origin,
  type Related,
  type Severity,
} from '@weir/model';
import type { Undecided } from './gaps.js';
import type { Rule } from './rule.js';

/** A finding while others may still lead it, cover it or join it. */
export interface RawFinding extends Finding {
  readonly element: Element;
  readonly ruleElement: Element;
  /** Findings that say it better, by rule and subject. */
  readonly leaders: readonly { readonly rule: Element; readonly subject: Element }[];
  /** Findings of the rule with the same are one. */
  readonly group?: string;
}

/** A rule at work: what it runs in, and what has come of it so far. */
export interface Evaluation {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly environment: Environment;
  /** What it is being asked about: the subject, then its counterparts. */
  readonly subjects: Element[];
  readonly findings: RawFinding[];
  readonly undecided: Undecided[];
  /** Why it could not be asked about everything: then this is all that is said. */
  failure?: RawFinding;
}

export function evaluationOf(rule: Rule, severity: Severity, environment: Environment): Evaluation {
  return { rule, severity, environment, subjects: [], findings: [], undecided: [] };
}

interface Outcome {
  readonly findings: readonly RawFinding[];
  readonly undecided: readonly Undecided[];
}

export function outcomeOf({ findings, undecided, failure }: Evaluation): Outcome {
  return failure === undefined ? { findings, undecided } : { findings: [failure], undecided: [] };
}

/**
 * Asks rules about everything they look at. Those that look at the same are asked about each of it in turn: what one of
 * them has read, the next finds at hand.
 */
export function evaluateRules(evaluations: readonly Evaluation[]): void {
  const together = new Map<SetValue, Evaluation[]>();
  for (const evaluation of evaluations) {
    const subjects = subjectsOf(evaluation);
    const others = subjects && together.get(subjects);
    if (others !== undefined) others.push(evaluation);
    else if (subjects !== undefined) together.set(subjects, [evaluation]);
  }
  for (const [{ items, maybe, doubts = [] }, group] of together) {
    for (const subject of items) for (const evaluation of group) ask(evaluation, subject, undefined);
    for (const subject of maybe) for (const evaluation of group) ask(evaluation, subject, doubts);
  }
}

function subjectsOf(evaluation: Evaluation): SetValue | undefined {
  if (evaluation.failure !== undefined) return undefined;
  try {
    return candidatesOf(evaluation, 0);
  } catch (error) {
    evaluation.failure = failed(evaluation.rule, error);
    return undefined;
  }
}

/** Asks a rule about one subject, of which it may be in doubt whether it is meant. */
function ask(evaluation: Evaluation, subject: Single, doubts: readonly Missing[] | undefined): void {
  if (evaluation.failure !== undefined) return;
  try {
    consider(evaluation, 0, subject, doubts, true);
  } catch (error) {
    evaluation.failure = failed(evaluation.rule, error);
  }
}

/** What a loop of the rule goes through. Where that is not known, so is the verdict. */
function candidatesOf(evaluation: Evaluation, depth: number): SetValue | undefined {
  const { rule, environment, subjects, undecided } = evaluation;
  const loop = rule.loops[depth] as Loop;
  const start = environment.missing.length;
  const candidates = asSet((loop.join?.candidates ?? loop.candidates)(environment));
  if (candidates === undefined) {
    undecided.push({ subject: subjects[0] ?? rule.element, missing: [...environment.missing] });
    return undefined;
  }
  forgetSince(environment, start);
  spend(environment, candidates.items.length + candidates.maybe.length);
  return candidates;
}

/** What was noted for one candidate is forgotten before the next. */
function consider(
  evaluation: Evaluation,
  depth: number,
  item: Single,
  doubts: readonly Missing[] | undefined,
  wheres: true | undefined,
): void {
  const { rule, environment, subjects } = evaluation;
  const { variable, where } = rule.loops[depth] as Loop;
  const start = environment.missing.length;
  variable.value = item;
  if (doubts !== undefined) environment.missing.push(doubts);
  const mark = environment.missing.length;
  const holds = where === undefined ? true : where.run(environment);
  if (holds !== undefined) forgetSince(environment, mark);
  if (holds !== false) {
    subjects[depth] = item as Element;
    const isCertain = holds === true && doubts === undefined;
    descend(evaluation, depth + 1, isCertain ? wheres : undefined);
  }
  forgetSince(environment, start);
}

function descend(evaluation: Evaluation, depth: number, wheres: true | undefined): void {
  if (depth === evaluation.rule.loops.length) return judge(evaluation, wheres);
  const candidates = candidatesOf(evaluation, depth);
  if (candidates === undefined) return;
  const { items, maybe, doubts = [] } = candidates;
  for (const item of items) consider(evaluation, depth, item, undefined, wheres);
  for (const item of maybe) consider(evaluation, depth, item, doubts, wheres);
}

function judge({ rule, severity, environment, subjects, findings, undecided }: Evaluation, wheres: true | undefined): void {
  const mark = environment.missing.length;
  const required = rule.require.run(environment);
  if (required !== undefined) forgetSince(environment, mark);
  if (required === true) return;
  if (required === false && wheres) findings.push(findingOf(rule, severity, subjects, environment));
  else undecided.push({ subject: subjects[0] as Element, missing: [...environment.missing] });
}

function findingOf(rule: Rule, severity: Severity, subjects: readonly Element[], environment: Environment): RawFinding {
  const [subject, ...counterparts] = subjects as readonly [Element, ...Element[]];
  const run = (part: { run: (environment: Environment) => Runtime } | undefined) => part?.run(environment);
  const telling = rule.telling();
  const path = run(telling.path);
  const pointed =
    asSet(run(telling.at))
      ?.items.filter(isElement)
      .find(({ ring }) => ring !== 'library') ?? subject;
  const message = run(telling.message);
  const help = run(telling.help);
  const group = run(telling.oncePer);
  return {
    rule: rule.id,
    severity,
    verdict: 'fail',
    message: sentence(typeof message === 'string' ? message : ''),
    ...(typeof help === 'string' && { help: sentence(help) }),
    at: placeOf(pointed, subject, rule),
    related: counterparts.filter((element) => element.origin !== pointed.origin && element.ring !== 'library').map(relatedTo),
    path: isPath(path) ? hopsOf(path) : [],
    notes: [],
    subject: referenceTo(subject),
    counterparts: counterparts.map(referenceTo),
    fingerprint: fingerprintOf(rule.id, subjects),
    element: subject,
    ruleElement: rule.element,
    leaders: telling.leaders.flatMap(({ rule: leader, by }) => {
      const on = by === undefined ? [subject] : (asSet(by.run(environment))?.items ?? []).filter(isElement);
      return on.map((element) => ({ rule: leader, subject: element }));
    }),
    ...(group !== undefined && telling.oncePer && { group: groupKey(group) }),
  };
}

/** A library element has no text a user could mend, so the finding points at the subject instead. */
function placeOf(pointed: Element, subject: Element, rule: Rule): Origin {
  if (pointed.ring !== 'library') return pointed.origin;
  return subject.ring === 'library' ? rule.element.origin : subject.origin;
}

/** Elements in it are told apart by what they are and their name; their order says nothing. */
function groupKey(value: Runtime): string {
  const nameOf = (_: string, member: unknown) => (isElement(member) ? referenceTo(member) : member);
  const members = (asSet(value)?.items ?? []).map((member) => JSON.stringify(member, nameOf));
  return members.toSorted().join();
}

function hopsOf({ edges }: PathValue): Related[] {
  return edges.flatMap(({ by }) => (by === undefined ? [] : [{ message: showElement(by).replaceAll('"', ''), at: by.origin }]));
}

export function relatedTo(element: Element): Related {
  return { message: `${element.type} ${showElement(element)}`, at: element.origin };
}

export function referenceTo({ type, path }: Element): ElementReference {
  return { type, path };
}

function fingerprintOf(rule: string, subjects: readonly Element[]): string {
  return contentHash([rule, ...subjects.map(({ type, path }) => `${type} ${path}`)].join('\n'));
}

/** The rule could not be run: never a pass. */
export function notEvaluated({ id, element }: Pick<Rule, 'id' | 'element'>, reason: string, help: string): RawFinding {
  return {
    rule: id,
    severity: 'error',
    verdict: 'not-evaluated',
    message: `The ${element.type} "${id}" could not be evaluated: ${reason}.`,
    help,
    at: element.origin,
    related: [],
    path: [],
    notes: [],
    counterparts: [],
    fingerprint: fingerprintOf(`${id} not evaluated`, [element]),
    element,
    ruleElement: element,
    leaders: [],
  };
}

/** What is said of a rule that could not be run. */
export function failed(rule: Pick<Rule, 'id' | 'element'>, error: unknown): RawFinding {
  if (error instanceof BudgetExhausted)
    return notEvaluated(rule, 'it needs more steps than the budget allows', 'Narrow its selections, or raise `budget` in weir.json.');
  if (error instanceof RangeError) return notEvaluated(rule, 'its expressions nest too deep', 'Split it into several.');
  const reason = error instanceof Error ? error.message : String(error);
  return notEvaluated(rule, `Weir itself failed (${reason})`, 'Report this with the rule and the files it ran on.');
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
