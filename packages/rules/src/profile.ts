import { compile, type Environment, type Runtime, scopeFor } from '@weir/expression';
import { type Element, elementsIn, isElement, type Landscape, type Problem, type Severity } from '@weir/model';
import type { Rule } from './rule.js';
import { severityOf } from './rule.js';

/** What the profile in force says of a rule. */
export interface Settings {
  readonly isOn: boolean;
  readonly severity: Severity;
  readonly parameters: ReadonlyMap<string, Runtime>;
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

export function settingsFor(rule: Rule, profile: Element | undefined, environment: Environment): Settings {
  let isOn = true;
  let severity = rule.severity;
  const parameters = new Map<string, Runtime>(rule.parameters.map((parameter) => [parameter.name, parameter.default.run(environment)]));
  for (const { facts, children } of chainOf(profile)) {
    const only = elementsIn(facts.get('only')?.value);
    if (only.length > 0) isOn = only.includes(rule.element);
    if (elementsIn(facts.get('off')?.value).includes(rule.element)) isOn = false;
    for (const setting of children.filter(({ type, names }) => type === 'setting' && names === rule.element)) {
      severity = severityOf(setting.facts.get('severity')?.value) ?? severity;
      for (const { name, type } of rule.parameters) {
        const written = setting.facts.get(name)?.written[0];
        if (written !== undefined) parameters.set(name, compile(written, scopeFor(environment.landscape, setting), type).run(environment));
      }
    }
  }
  return { isOn, severity, parameters };
}

const provenance = new Set(['severity', 'source', 'verified', 'formerly']);

/** Parameters that a profile sets and the rule does not have, or that are of another type. */
export function checkSettings(landscape: Landscape, rules: readonly Rule[]): Problem[] {
  const problems: Problem[] = [];
  const byElement = new Map(rules.map((rule) => [rule.element, rule]));
  for (const setting of landscape.byType.get('setting') ?? []) {
    const rule = setting.names && byElement.get(setting.names);
    if (rule === undefined) continue;
    for (const fact of setting.facts.values()) {
      if (provenance.has(fact.key)) continue;
      const parameter = rule.parameters.find(({ name }) => name === fact.key);
      if (parameter === undefined) {
        const known = rule.parameters.map(({ name }) => `\`${name}\``).join(', ');
        problems.push({
          check: 'unknown-word',
          message: `The rule "${rule.id}" has no parameter \`${fact.key}\`.`,
          help: known === '' ? 'It has none; only `severity` can be set.' : `It has ${known}, and \`severity\` can be set.`,
          at: fact.keyOrigin,
          related: [{ message: 'The rule stands here.', at: rule.element.origin }],
          element: setting.path,
        });
        continue;
      }
      const written = fact.written[0];
      const scope = scopeFor(landscape, setting);
      const compiled = written && compile(written, scope, parameter.type);
      if (compiled !== undefined && compiled.type.is !== parameter.type.is && compiled.type.is !== 'anything')
        problems.push({
          check: 'wrong-value',
          message: `\`${fact.key}\` of the rule "${rule.id}" is a ${parameter.type.is}.`,
          help: 'Write a value of that type.',
          at: fact.origin,
          related: [],
          element: setting.path,
        });
    }
  }
  return problems;
}
