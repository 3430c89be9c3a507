import type { Environment, Runtime } from '@weir/expression';
import { type Element, elementsIn, type Fact, isElement, type Landscape, type Problem, type Severity, suggest } from '@weir/model';
import { compileParameterValue, type Rule, severityOf } from './rule.js';

/** What the profile in force says of a rule. */
export interface Settings {
  readonly severity: Severity;
  readonly parameters: ReadonlyMap<string, Runtime>;
}

export function settingsFor(rule: Rule, profile: Element | undefined, environment: Environment): Settings {
  let severity = rule.severity;
  const parameters = new Map<string, Runtime>(rule.parameters.map((parameter) => [parameter.name, parameter.default.run(environment)]));
  for (const { children } of chainOf(profile)) {
    for (const setting of children.filter(({ type, names }) => type === 'setting' && names === rule.element)) {
      severity = severityOf(setting.facts.get('severity')?.value) ?? severity;
      for (const { name, type } of rule.parameters) {
        const fact = setting.facts.get(name);
        const [written] = fact?.mistaken ? [] : (fact?.written ?? []);
        if (written === undefined) continue;
        parameters.set(name, compileParameterValue(environment.landscape, setting, name, type, written).compiled.run(environment));
      }
    }
  }
  return { severity, parameters };
}

/** Whether the profile in force has the rule run. */
export function isOn(rule: Element, profile: Element | undefined): boolean {
  let runs = true;
  for (const { facts } of chainOf(profile)) {
    const only = elementsIn(facts.get('only')?.value);
    if (only.length > 0) runs = only.includes(rule);
    if (elementsIn(facts.get('off')?.value).includes(rule)) runs = false;
  }
  return runs;
}

/** A profile and those it extends, the outermost first; each later one wins. */
function chainOf(profile: Element | undefined): readonly Element[] {
  const chain: Element[] = [];
  for (let next = profile; next !== undefined && !chain.includes(next); ) {
    chain.unshift(next);
    const base = next.facts.get('extends')?.value;
    next = isElement(base) ? base : undefined;
  }
  return chain;
}

/** Parameters that a profile sets and the rule does not have, or that are of another type. */
export function checkSettings(landscape: Landscape, rules: readonly Rule[]): Problem[] {
  const byElement = new Map(rules.map((rule) => [rule.element, rule]));
  return (landscape.byType.get('setting') ?? []).flatMap((setting) => {
    const rule = setting.names && byElement.get(setting.names);
    return rule === undefined ? [] : checkSetting(landscape, setting, rule);
  });
}

const provenance = new Set(['severity', 'source', 'verified', 'formerly']);

/** Mistakes in the parameters that one setting sets. */
export function checkSetting(landscape: Landscape, setting: Element, rule: Pick<Rule, 'id' | 'element' | 'parameters'>): Problem[] {
  return [...setting.facts.values()].flatMap((fact) => {
    if (provenance.has(fact.key) || fact.mistaken) return [];
    const parameter = rule.parameters.find(({ name }) => name === fact.key);
    if (parameter === undefined) return unknownParameter(setting, rule, fact);
    const [written, second] = fact.written;
    if (written === undefined || second !== undefined)
      return {
        check: 'wrong-value',
        message: `\`${fact.key}\` of the rule "${rule.id}" takes one value.`,
        help: 'Delete the others.',
        at: fact.origin,
        related: [],
        element: setting.path,
      };
    return compileParameterValue(landscape, setting, parameter.name, parameter.type, written).problems.map((problem) => ({
      ...problem,
      check: problem.check === 'ill-typed-rule' ? 'wrong-value' : problem.check,
      at: fact.origin,
    }));
  });
}

function unknownParameter(
  setting: Element,
  { id, element, parameters }: Pick<Rule, 'id' | 'element' | 'parameters'>,
  { key, keyOrigin }: Fact,
): Problem {
  const names = parameters.map(({ name }) => name);
  const near = suggest(key, [...names, 'severity']);
  const known = names.map((name) => `\`${name}\``).join(', ');
  const has = known === '' ? 'It has none; only `severity` can be set.' : `It has ${known}, and \`severity\` can be set.`;
  return {
    check: 'unknown-word',
    message: `The rule "${id}" has no parameter \`${key}\`.`,
    help: near ? `Did you mean \`${near}\`?` : has,
    at: keyOrigin,
    related: [{ message: 'The rule stands here.', at: element.origin }],
    element: setting.path,
  };
}
