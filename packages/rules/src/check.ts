import { checkDerivations, createEnvironment, type Environment } from '@weir/expression';
import { contentHash, type Element, type Finding, type Landscape, type Problem, type Severity } from '@weir/model';
import { evaluateRule, notEvaluated, type RawFinding } from './evaluate.js';
import { Gaps } from './gaps.js';
import { followLeaders } from './leaders.js';
import { checkSettings, settingsFor } from './profile.js';
import { type CompiledRule, compileRule, type Rule, severityOf } from './rule.js';
import { applyWaivers } from './waivers.js';

export interface CheckInput {
  readonly landscape: Landscape;
  /** What parsing and binding found. */
  readonly problems: readonly Problem[];
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  /** The profile in force; absent, every rule holds as it says itself. */
  readonly profile?: Element;
  /** Runs only these rules. */
  readonly only?: ReadonlySet<Element>;
  /** Evaluation steps that one rule may take. */
  readonly budget: number;
}

export interface Checked {
  /** Sorted by file, position and rule; waived ones are among them, marked. */
  readonly findings: readonly Finding[];
  /** The rules that ran, by id. */
  readonly rules: readonly Element[];
}

/** Runs the rules over a landscape. Never fails: a rule that cannot run is a finding. */
export function check(input: CheckInput): Checked {
  const { landscape, today, profile, only, budget } = input;
  const compiled = compileWanted(landscape, only);
  const rules = compiled.flatMap(({ rule }) => rule ?? []);
  const problems = [
    ...input.problems,
    ...compiled.flatMap((result) => result.problems),
    ...(only === undefined ? [...checkDerivations(landscape), ...checkSettings(landscape, rules)] : []),
  ];
  const base = createEnvironment({ landscape, today, budget });
  const gaps = new Gaps();
  const ran: Element[] = [];
  const isWanted = (rule: Rule) => only === undefined || only.has(rule.element);
  const run = (rule: Rule, covered?: ReadonlyMap<Element, number>): readonly RawFinding[] => {
    const environment: Environment = { ...base, budget: { steps: budget }, ...(covered && { covered }) };
    const settings = settingsFor(rule, profile, environment);
    if (!settings.isOn || !(isWanted(rule) || !rule.late)) return [];
    if (isWanted(rule)) ran.push(rule.element);
    return attempt(rule, settings.severity, { ...environment, parameters: settings.parameters }, isWanted(rule) ? gaps : new Gaps());
  };
  const early = rules.filter(({ late }) => !late).flatMap((rule) => run(rule));
  const { findings: waived, covered } = applyWaivers(followLeaders(early), base);
  const late = rules.filter((rule) => rule.late).flatMap((rule) => run(rule, covered));
  const { findings: lateWaived } = applyWaivers(followLeaders(late), base);
  const findings = [
    ...problems.map((problem) => findingOf(landscape, problem)),
    ...[...waived, ...lateWaived].filter(({ ruleElement }) => only === undefined || only.has(ruleElement)).map(plain),
    ...gaps.findings(landscape),
  ];
  return { findings: inOrder(findings), rules: ran };
}

/** All rules, or the wanted ones; a rule about waivers needs the findings of all others, wanted or not. */
function compileWanted(landscape: Landscape, only: ReadonlySet<Element> | undefined): readonly CompiledRule[] {
  const all = landscape.byType.get('rule') ?? [];
  if (only === undefined) return all.map((element) => compileRule(landscape, element));
  const wanted = all.filter((element) => only.has(element)).map((element) => compileRule(landscape, element));
  if (!wanted.some(({ rule }) => rule?.late)) return wanted;
  return [
    ...wanted,
    ...all.filter((element) => !only.has(element)).map((element) => ({ ...compileRule(landscape, element), problems: [] })),
  ];
}

function attempt(rule: Rule, severity: Severity, environment: Environment, gaps: Gaps): readonly RawFinding[] {
  try {
    const { findings, missing } = evaluateRule(rule, severity, environment);
    gaps.add(rule.id, missing);
    return findings;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [notEvaluated(rule, `Weir itself failed (${reason})`, 'Please report this with the rule and the files it ran on.')];
  }
}

function plain({ element: _, ruleElement: __, leaders: ___, group: ____, ...finding }: RawFinding): Finding {
  return finding;
}

/** A built-in check's severity and words come from its page in the library. */
function findingOf(landscape: Landscape, problem: Problem): Finding {
  const page = landscape.byType.get('check')?.find(({ name }) => name === problem.check);
  return {
    rule: problem.check,
    severity: severityOf(page?.facts.get('severity')?.value) ?? 'error',
    verdict: 'fail',
    message: problem.message,
    ...(problem.help !== undefined && { help: problem.help }),
    at: problem.at,
    related: problem.related,
    path: [],
    notes: [],
    counterparts: [],
    fingerprint: contentHash([problem.check, problem.element ?? problem.at.file, problem.message].join('\n')),
  };
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => compare(a.at.file, b.at.file) || a.at.start - b.at.start || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
