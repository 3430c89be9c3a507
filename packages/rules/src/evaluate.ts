import {
  asSet,
  BudgetExhausted,
  type Environment,
  forgetSince,
  isPath,
  type Loop,
  type MissingFact,
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
import type { Rule } from './rule.js';

/** A finding while others may still lead it, cover it or join it. */
export interface RawFinding extends Finding {
  readonly element: Element;
  readonly ruleElement: Element;
  /** Findings that say it better, by rule and subject. */
  readonly leaders: readonly { readonly rule: Element; readonly subject: Element }[];
  /** Findings with the same are one. */
  readonly group?: string;
}

export interface Outcome {
  readonly findings: readonly RawFinding[];
  /** Facts that would have decided, each with how many verdicts wait for it. */
  readonly missing: readonly MissingFact[];
}

/** Runs one rule over everything it looks at. */
export function evaluateRule(rule: Rule, severity: Severity, environment: Environment): Outcome {
  const findings: RawFinding[] = [];
  const missing: MissingFact[] = [];
  const subjects: Element[] = [];
  const judge = (wheres: boolean | undefined) => {
    const mark = environment.missing.length;
    const required = rule.require.run(environment) as boolean | undefined;
    if (required === true) forgetSince(environment, mark);
    else if (required === false && wheres === true) findings.push(findingOf(rule, severity, subjects, environment));
    else missing.push(...environment.missing);
    forgetSince(environment, mark);
  };
  const descend = (depth: number, wheres: boolean | undefined) => {
    const loop = rule.loops[depth];
    if (loop === undefined) return judge(wheres);
    each(loop, environment, missing, (item, holds) => {
      subjects[depth] = item as Element;
      descend(depth + 1, holds === false || wheres === false ? false : holds === undefined || wheres === undefined ? undefined : true);
    });
  };
  try {
    descend(0, true);
  } catch (error) {
    if (!(error instanceof BudgetExhausted)) throw error;
    return {
      findings: [
        notEvaluated(rule, 'it needs more steps than the budget allows', 'Narrow its selections, or raise `budget` in weir.json.'),
      ],
      missing: [],
    };
  }
  return { findings: joinGroups(findings), missing };
}

function each(
  loop: Loop,
  environment: Environment,
  missing: MissingFact[],
  visit: (item: Single, holds: boolean | undefined) => void,
): void {
  const mark = environment.missing.length;
  const candidates = asSet(loop.candidates(environment));
  if (candidates === undefined) {
    missing.push(...environment.missing.slice(mark));
    forgetSince(environment, mark);
    return;
  }
  forgetSince(environment, mark);
  spend(environment, candidates.items.length);
  for (const item of candidates.items) {
    environment.slots[loop.slot] = item;
    const before = environment.missing.length;
    const holds = loop.where === undefined ? true : (loop.where.run(environment) as boolean | undefined);
    if (holds !== undefined) forgetSince(environment, before);
    if (holds !== false) visit(item, holds);
    forgetSince(environment, before);
  }
}

function findingOf(rule: Rule, severity: Severity, subjects: readonly Element[], environment: Environment): RawFinding {
  const [subject, ...counterparts] = subjects as readonly [Element, ...Element[]];
  const run = (part: { run: (environment: Environment) => Runtime } | undefined) => part?.run(environment);
  const path = run(rule.path);
  const pointed = asSet(run(rule.at))?.items.find(isElement) ?? subject;
  const help = run(rule.help);
  const group = run(rule.oncePer);
  return {
    rule: rule.id,
    severity,
    verdict: 'fail',
    message: sentence(String(run(rule.message))),
    ...(typeof help === 'string' && { help: sentence(help) }),
    at: placeOf(pointed, subject, rule),
    related: counterparts.filter((element) => element.origin !== pointed.origin && element.ring !== 'library').map(related),
    path: isPath(path) ? hopsOf(path) : [],
    notes: [],
    subject: referenceTo(subject),
    counterparts: counterparts.map(referenceTo),
    fingerprint: fingerprintOf(rule.id, subjects),
    element: subject,
    ruleElement: rule.element,
    leaders: rule.leaders.flatMap(({ rule: leader, by }) => {
      const on = by === undefined ? [subject] : (asSet(by.run(environment))?.items ?? []).filter(isElement);
      return on.map((element) => ({ rule: leader, subject: element }));
    }),
    ...(group !== undefined && rule.oncePer && { group: groupKey(group) }),
  };
}

/** A library element has no text a user could mend, so the finding points at the subject instead. */
function placeOf(pointed: Element, subject: Element, rule: Rule): Origin {
  if (pointed.ring !== 'library') return pointed.origin;
  return subject.ring === 'library' ? rule.element.origin : subject.origin;
}

function groupKey(value: Runtime): string {
  const items = asSet(value)?.items ?? [];
  return items.map((item) => (isElement(item) ? `${item.type} ${item.path}` : JSON.stringify(item))).join(' ');
}

/** Subjects that are one finding: the first leads, the others are its counterparts. */
function joinGroups(findings: readonly RawFinding[]): RawFinding[] {
  const joined = new Map<string, RawFinding>();
  for (const [index, finding] of findings.entries()) {
    const key = finding.group ?? `#${index}`;
    const first = joined.get(key);
    joined.set(key, first === undefined ? finding : join(first, finding));
  }
  return [...joined.values()];
}

function join(first: RawFinding, other: RawFinding): RawFinding {
  return {
    ...first,
    related: [...first.related, related(other.element)],
    counterparts: [...first.counterparts, referenceTo(other.element), ...other.counterparts],
    fingerprint: contentHash(`${first.fingerprint} ${other.fingerprint}`),
  };
}

function hopsOf({ edges }: PathValue): Related[] {
  return edges.flatMap(({ by }) => (by === undefined ? [] : [{ message: showElement(by).replaceAll('"', ''), at: by.origin }]));
}

function related(element: Element): Related {
  return { message: `${element.type} ${showElement(element)}`, at: element.origin };
}

export function referenceTo({ type, path }: Element): ElementReference {
  return { type, path };
}

export function fingerprintOf(rule: string, subjects: readonly Element[]): string {
  return contentHash([rule, ...subjects.map(({ type, path }) => `${type} ${path}`)].join('\n'));
}

/** The rule could not be run: never a pass. */
export function notEvaluated(rule: Pick<Rule, 'id' | 'element'>, reason: string, help: string): RawFinding {
  return {
    rule: rule.id,
    severity: 'error',
    verdict: 'not-evaluated',
    message: `The rule "${rule.id}" could not be evaluated: ${reason}.`,
    help,
    at: rule.element.origin,
    related: [],
    path: [],
    notes: [],
    counterparts: [],
    fingerprint: fingerprintOf(`${rule.id} not evaluated`, []),
    element: rule.element,
    ruleElement: rule.element,
    leaders: [],
  };
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
