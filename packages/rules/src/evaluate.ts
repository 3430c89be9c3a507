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

export interface Outcome {
  readonly findings: readonly RawFinding[];
  readonly undecided: readonly Undecided[];
}

/** Runs one rule over everything it looks at. */
export function evaluateRule(rule: Rule, severity: Severity, environment: Environment): Outcome {
  const findings: RawFinding[] = [];
  const undecided: Undecided[] = [];
  const subjects: Element[] = [];
  const judge = (wheres: true | undefined) => {
    const mark = environment.missing.length;
    const required = rule.require.run(environment);
    if (required !== undefined) forgetSince(environment, mark);
    if (required === true) return;
    if (required === false && wheres) findings.push(findingOf(rule, severity, subjects, environment));
    else undecided.push({ subject: subjects[0] as Element, missing: [...environment.missing] });
  };
  const descend = (depth: number, wheres: true | undefined) => {
    const loop = rule.loops[depth];
    if (loop === undefined) return judge(wheres);
    const isKnown = each(loop, environment, (item, holds) => {
      subjects[depth] = item as Element;
      descend(depth + 1, holds && wheres);
    });
    if (!isKnown) undecided.push({ subject: subjects[0] ?? rule.element, missing: [...environment.missing] });
  };
  try {
    descend(0, true);
  } catch (error) {
    if (!(error instanceof BudgetExhausted)) throw error;
    const help = 'Narrow its selections, or raise `budget` in weir.json.';
    return { findings: [notEvaluated(rule, 'it needs more steps than the budget allows', help)], undecided: [] };
  }
  return { findings, undecided };
}

/** Visits what may be meant; false when it is not known what to look at. What was noted for one is forgotten before the next. */
function each(loop: Loop, environment: Environment, visit: (item: Single, holds: true | undefined) => void): boolean {
  const { variable, where } = loop;
  const start = environment.missing.length;
  const candidates = asSet((loop.join?.candidates ?? loop.candidates)(environment));
  if (candidates === undefined) return false;
  forgetSince(environment, start);
  spend(environment, candidates.items.length + candidates.maybe.length);
  const consider = (item: Single, doubts: readonly Missing[] | undefined) => {
    variable.value = item;
    if (doubts !== undefined) environment.missing.push(doubts);
    const mark = environment.missing.length;
    const holds = where === undefined ? true : where.run(environment);
    if (holds !== undefined) forgetSince(environment, mark);
    if (holds !== false) visit(item, holds === true && doubts === undefined ? true : undefined);
    forgetSince(environment, start);
  };
  for (const item of candidates.items) consider(item, undefined);
  for (const item of candidates.maybe) consider(item, candidates.doubts ?? []);
  return true;
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

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
