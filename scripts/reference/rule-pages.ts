import { compareTexts, type Element, type Expression, isElement, type Landscape, type Unevaluated } from '@weir/model';
import { describeRule, type RuleDescription } from '@weir/rules';
import { library } from '@weir/rules/library';
import { code, codes, generatedPage, sections, table, textBlock, under, weirBlock } from './markdown.js';

/** A page for each rule and check, and the index of them, by file name. */
export function rulePages(landscape: Landscape): ReadonlyMap<string, string> {
  const all = rulesOf(landscape);
  return new Map([
    ['README.md', indexPage(all.map(({ described }) => described))],
    ...all.map(({ element, described }) => [`${described.name}.md`, rulePage(described, factsRead(landscape, element))] as const),
  ]);
}

/** The rules, or the built-in checks, as a table. `folder`: where their pages are, seen from the table. */
export function ruleTable(landscape: Landscape, is: RuleDescription['is'], folder: string): string {
  const rows = rulesOf(landscape).flatMap(({ described }) => (described.is === is ? described : []));
  return tableOf(rows, folder);
}

function rulesOf(landscape: Landscape): readonly { readonly element: Element; readonly described: RuleDescription }[] {
  return ['rule', 'check']
    .flatMap((type) => landscape.byType.get(type) ?? [])
    .map((element) => ({ element, described: describeRule(element, library) }));
}

function rulePage(rule: RuleDescription, facts: readonly string[]): string {
  const nature = rule.is === 'check' ? 'A check that is built in; it cannot be waived.' : `A rule of the group ${rule.group}.`;
  return generatedPage(
    rule.name,
    `**${rule.title}.**`,
    `${nature} A finding of it is ${rule.severity === 'error' ? 'an error' : `a ${rule.severity}`}.${
      rule.aliases.length > 0 ? ` Also called ${codes(rule.aliases)}.` : ''
    }`,
    under('## Why', sections(rule.because, rule.description)),
    under('## What it asks', asked(rule, facts)),
    under('## How to mend it', mending(rule)),
    under('## When it is not one', rule.falsePositives),
    under('## Parameters', parameters(rule)),
    under('## Who asks for it', clauses(rule)),
    under('## Examples', sections(...rule.examples.map(exampleBlock))),
  );
}

/** Text that cannot be read is shown as such; everything else as it stands in the rule. */
function exampleBlock({ is, title, text, shown }: RuleDescription['examples'][number]): string {
  return shown === undefined ? weirBlock(text) : sections(`${is === 'bad' ? 'Bad' : 'Good'}: ${title}`, textBlock(shown));
}

function asked(rule: RuleDescription, facts: readonly string[]): string | undefined {
  if (rule.looksAt === undefined || rule.requires === undefined) return undefined;
  return sections(
    weirBlock(
      [`for: ${rule.looksAt}`, `require: ${rule.requires}`, ...(rule.unless === undefined ? [] : [`unless: ${rule.unless}`])].join('\n'),
    ),
    facts.length > 0 ? `It reads ${codes(facts)}. Where the verdict depends on one that nobody states, the rule says which.` : undefined,
    rule.message && `It says: “${rule.message}.”`,
  );
}

function mending(rule: RuleDescription): string {
  return sections(
    rule.help,
    rule.fixes.map(({ title, sets }) => `- ${title}: fill in ${codes(sets)}.`).join('\n'),
    rule.is === 'rule'
      ? `Where it cannot be mended now, a [waiver](../language.md#10-profiles-and-waivers) with \`rule: ${rule.name}\` accepts it for a time.`
      : undefined,
  );
}

function parameters(rule: RuleDescription): string | undefined {
  if (rule.parameters.length === 0) return undefined;
  return sections(
    table(
      ['Parameter', 'Type', 'Default', 'Meaning'],
      rule.parameters.map(({ name, type, default: value, doc }) => [code(name), type, code(value), doc ?? '']),
    ),
    `A [profile](../language.md#10-profiles-and-waivers) sets it: \`${rule.name} { ${rule.parameters[0]?.name}: ... }\`.`,
  );
}

function clauses(rule: RuleDescription): string | undefined {
  if (rule.clauses.length === 0) return undefined;
  return sections(
    rule.confidence && `How well it fits these clauses: ${rule.confidence}.`,
    table(
      ['Clause', 'What it is about', 'Of'],
      rule.clauses.map(({ framework, clause }) => [
        `[${framework.name}${clause ? `/${clause.name}` : ''}](../reference/frameworks.md#${framework.name})`,
        clause?.title ?? '',
        framework.title ?? framework.name,
      ]),
    ),
  );
}

function indexPage(rules: readonly RuleDescription[]): string {
  const groups = [...new Set(rules.map(({ group }) => group))];
  const numbered = rules
    .flatMap((rule) => rule.aliases.map((alias) => ({ alias, rule })))
    .toSorted((a, b) => compareTexts(a.alias, b.alias));
  return generatedPage(
    'Rules',
    `${rules.length} rules and built-in checks. \`weir explain <rule>\` shows the same on the command line, \`weir test\` runs the examples.`,
    ...groups.map((group) =>
      under(
        `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
        tableOf(
          rules.filter((rule) => rule.group === group),
          '',
        ),
      ),
    ),
    under(
      '## By number',
      table(
        ['Number', 'Rule'],
        numbered.map(({ alias, rule }) => [alias, linkTo(rule, '')]),
      ),
    ),
    under('## By standard', byStandard(rules)),
  );
}

function byStandard(rules: readonly RuleDescription[]): string {
  const frameworks = new Map<string, Map<string, RuleDescription[]>>();
  for (const rule of rules) {
    for (const { framework, clause } of rule.clauses) {
      const name = framework.title ? `${framework.title} (\`${framework.name}\`)` : framework.name;
      const rulesByClause = frameworks.get(name) ?? new Map<string, RuleDescription[]>();
      frameworks.set(name, rulesByClause);
      const label = clause === undefined ? 'as a whole' : `${clause.name}${clause.title ? ` ${clause.title}` : ''}`;
      rulesByClause.set(label, [...(rulesByClause.get(label) ?? []), rule]);
    }
  }
  return sections(
    ...[...frameworks]
      .toSorted(([a], [b]) => compareTexts(a, b))
      .map(([name, rulesByClause]) =>
        under(
          `### ${name}`,
          table(
            ['Clause', 'Rules'],
            [...rulesByClause]
              .toSorted(([a], [b]) => compareTexts(a, b))
              .map(([clause, those]) => [clause, those.map((rule) => linkTo(rule, '')).join(', ')]),
          ),
        ),
      ),
  );
}

function tableOf(rules: readonly RuleDescription[], folder: string): string {
  return table(
    ['Rule', 'Number', 'Severity', 'What it finds'],
    rules.map((rule) => [linkTo(rule, folder), rule.aliases.join(', '), rule.severity, rule.title]),
  );
}

function linkTo({ name }: RuleDescription, folder: string): string {
  return `[${name}](${folder}${name}.md)`;
}

/**
 * The properties and relations that decide the verdict of a rule, by name. What the library works out from others is followed to them,
 * since only those can be stated.
 */
function factsRead(landscape: Landscape, rule: Element): readonly string[] {
  const workedOut = new Map<string, Expression[]>();
  for (const { properties } of landscape.vocabulary.types.values()) {
    for (const [key, { derivedFrom }] of Object.entries(properties))
      if (derivedFrom !== undefined) workedOut.set(key, [...(workedOut.get(key) ?? []), derivedFrom.expression]);
  }
  const read = new Set<string>();
  const followed = new Set<string>();
  const follow = (expression: Expression) => {
    for (const name of membersIn(expression)) {
      const from = workedOut.get(name);
      if (from === undefined) read.add(name);
      else if (!followed.has(name)) {
        followed.add(name);
        from.forEach(follow);
      }
    }
  };
  ['for', 'require'].flatMap((key) => expressionsOf(rule, key)).forEach(follow);
  return [...read].toSorted(compareTexts);
}

function expressionsOf(rule: Element, key: string): readonly Expression[] {
  const value = rule.facts.get(key)?.value;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (isUnevaluated(item) ? item.expression : []));
}

function isUnevaluated(value: unknown): value is Unevaluated {
  return typeof value === 'object' && value !== null && 'expression' in value && !isElement(value);
}

/** The names behind a dot anywhere in an expression. */
function membersIn(expression: Expression): readonly string[] {
  switch (expression.is) {
    case 'member':
      return [...membersIn(expression.of), expression.member.text];
    case 'binary':
      return [...membersIn(expression.left), ...membersIn(expression.right)];
    case 'not':
      return membersIn(expression.operand);
    case 'call':
      return expression.args.flatMap(({ value }) => membersIn(value));
    case 'quantifier':
      return [...membersIn(expression.in), ...membersIn(expression.satisfies)];
    case 'selection':
      return [expression.in, expression.where].flatMap((part) => (part === undefined ? [] : membersIn(part)));
    case 'set':
    case 'tuple':
      return expression.items.flatMap(membersIn);
    case 'template':
      return expression.parts.flatMap((part) => (typeof part === 'string' ? [] : membersIn(part)));
    default:
      return [];
  }
}
