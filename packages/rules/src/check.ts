import { checkExpressions, createEnvironment, type Environment } from '@weir/expression';
import { compareTexts, contentHash, type Element, type Finding, type Landscape, type Problem } from '@weir/model';
import { type Evaluation, evaluateRules, evaluationOf, failed, outcomeOf, type RawFinding } from './evaluate.js';
import { Gaps } from './gaps.js';
import { joinGroups } from './groups.js';
import { followLeaders } from './leaders.js';
import { checkSettings, isOn, settingsFor } from './profile.js';
import { compileRule, isIdle, type Rule, severityOf } from './rule.js';
import { applyWaivers, waiversIn } from './waivers.js';

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
  const { rules, idle, problems: ruleProblems, failures } = compileRules(landscape, only);
  const environment = createEnvironment({ landscape, today, budget });
  const everywhere = only === undefined ? [...checkExpressions(landscape), ...checkSettings(landscape, rules)] : [];
  const gaps = new Gaps(landscape);
  const ran: Element[] = idle.filter((rule) => isOn(rule, profile));
  const isWanted = (rule: Element) => only === undefined || only.has(rule);
  const run = (some: readonly Rule[], covered?: ReadonlyMap<Element, number>): readonly RawFinding[] => {
    const evaluations = some.flatMap((rule) => {
      const own = { ...environment, missing: [], budget: { steps: budget }, ...(covered && { covered }) };
      return begin(rule, profile, own) ?? [];
    });
    evaluateRules(evaluations);
    return evaluations.flatMap((evaluation) => {
      const { rule } = evaluation;
      const { findings, undecided } = outcomeOf(evaluation);
      if (isWanted(rule.element)) {
        ran.push(rule.element);
        gaps.add(rule.id, undecided);
      }
      return findings;
    });
  };
  const { waivers, failures: waiverFailures } = waiversIn(environment);
  const early = run(rules.filter(({ late }) => !late));
  const { covered } = applyWaivers(early, waivers, environment);
  const late = run(
    rules.filter((rule) => rule.late && isWanted(rule.element)),
    covered,
  );
  const { findings: waived } = applyWaivers([...early, ...late], waivers, environment);
  const raw = joinGroups(followLeaders([...failures, ...waiverFailures, ...waived]));
  const findings = [
    ...withPages(landscape, [...input.problems, ...ruleProblems, ...everywhere]),
    ...raw.filter(({ ruleElement }) => isWanted(ruleElement)).map(plain),
    ...gaps.findings(),
  ];
  return { findings: toldApart(inOrder(findings)), rules: ran };
}

interface CompiledRules {
  readonly rules: readonly Rule[];
  /** Rules that have nothing to look at. */
  readonly idle: readonly Element[];
  readonly problems: readonly Problem[];
  /** Rules that not even their mistakes can be told of. */
  readonly failures: readonly RawFinding[];
}

/** All rules, or the wanted ones; a rule about waivers needs the findings of all others, wanted or not. */
function compileRules(landscape: Landscape, only: ReadonlySet<Element> | undefined): CompiledRules {
  const all = landscape.byType.get('rule') ?? [];
  const wanted = compileAll(
    landscape,
    all.filter((element) => only === undefined || only.has(element)),
  );
  if (only === undefined || !wanted.rules.some(({ late }) => late)) return wanted;
  const others = compileAll(
    landscape,
    all.filter((element) => !only.has(element)),
  );
  return { ...wanted, rules: [...wanted.rules, ...others.rules] };
}

function compileAll(landscape: Landscape, elements: readonly Element[]): CompiledRules {
  const rules: Rule[] = [];
  const idle: Element[] = [];
  const problems: Problem[] = [];
  const failures: RawFinding[] = [];
  const set = new Set((landscape.byType.get('setting') ?? []).map(({ names }) => names));
  for (const element of elements) {
    // What a profile sets of a rule is compared with what the rule has to be set.
    if (!set.has(element) && isIdle(landscape, element)) {
      idle.push(element);
      continue;
    }
    try {
      const compiled = compileRule(landscape, element);
      problems.push(...compiled.problems);
      if (compiled.rule !== undefined) rules.push(compiled.rule);
    } catch (error) {
      failures.push(failed({ id: element.name, element }, error));
    }
  }
  return { rules, idle, problems, failures };
}

/** A rule with what the profile says of it, or nothing when that switches it off. */
function begin(rule: Rule, profile: Element | undefined, environment: Environment): Evaluation | undefined {
  try {
    if (!isOn(rule.element, profile)) return undefined;
    const { severity, parameters } = settingsFor(rule, profile, environment);
    return evaluationOf(rule, severity, { ...environment, parameters });
  } catch (error) {
    return { ...evaluationOf(rule, rule.severity, environment), failure: failed(rule, error) };
  }
}

function plain({ element: _, ruleElement: __, leaders: ___, group: ____, ...finding }: RawFinding): Finding {
  return finding;
}

/** A built-in check's severity comes from its page in the library. */
function withPages(landscape: Landscape, problems: readonly Problem[]): Finding[] {
  const pages = new Map((landscape.byType.get('check') ?? []).map((page) => [page.name, page]));
  return problems.map(({ check: rule, message, help, at, related, element }) => ({
    rule,
    severity: severityOf(pages.get(rule)?.facts.get('severity')?.value) ?? 'error',
    verdict: 'fail',
    message,
    ...(help !== undefined && { help }),
    at,
    related,
    path: [],
    notes: [],
    counterparts: [],
    fingerprint: contentHash([rule, element ?? at.file, message].join('\n')),
  }));
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareTexts(a.at.file, b.at.file) ||
      a.at.start - b.at.start ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.message, b.message) ||
      compareTexts(a.fingerprint, b.fingerprint),
  );
}

/** Of findings that say the same of the same thing, each has a fingerprint of its own, by its place among them. */
function toldApart(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { fingerprint } = finding;
    const before = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, before + 1);
    return before === 0 ? finding : { ...finding, fingerprint: contentHash(`${fingerprint} ${before + 1}`) };
  });
}
