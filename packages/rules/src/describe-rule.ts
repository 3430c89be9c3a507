import { type Element, elementsIn, type Fact, type Origin, ownValue, type Severity } from '@weir/model';
import { severityOf } from './rule.js';

/** A rule or built-in check as people read it: on its page, in `weir explain`, beside its findings. */
export interface RuleDescription {
  readonly is: 'rule' | 'check';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly severity: Severity;
  readonly group: string;
  readonly because: string;
  /** The comment in front of it. */
  readonly description: string | undefined;
  readonly falsePositives: string | undefined;
  /** As written: `{...}` stands for what differs from finding to finding. */
  readonly message: string | undefined;
  readonly help: string | undefined;
  readonly fixes: readonly Fix[];
  /** `for` and `require` as written. */
  readonly looksAt: string | undefined;
  readonly requires: string | undefined;
  /** The rules whose finding says it better, as written. */
  readonly unless: string | undefined;
  readonly parameters: readonly ParameterDescription[];
  readonly clauses: readonly ClauseReference[];
  readonly confidence: string | undefined;
  readonly examples: readonly ExampleDescription[];
}

export interface Fix {
  readonly title: string;
  /** The properties that it fills in. */
  readonly sets: readonly string[];
}

export interface ParameterDescription {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly doc: string | undefined;
}

export interface ClauseReference {
  /** Absent, the rule points to the framework as a whole. */
  readonly clause: Element | undefined;
  readonly framework: Element;
}

export interface ExampleDescription {
  readonly is: 'bad' | 'good';
  readonly title: string;
  /** The whole example as it stands in the rule, without its margin. */
  readonly text: string;
  /** What it shows, where that stands in a text because it may not even be readable. */
  readonly shown: string | undefined;
}

/** `texts`: the text of each file that the rule may stand in. */
export function describeRule(rule: Element, texts: ReadonlyMap<string, string>): RuleDescription {
  const written = (element: Element, key: string) => asWritten(element.facts.get(key), texts);
  const said = (key: string) => textOf(ownValue(rule, key));
  return {
    is: rule.type === 'check' ? 'check' : 'rule',
    name: rule.name,
    aliases: rule.aliases,
    title: rule.title ?? rule.name,
    severity: severityOf(ownValue(rule, 'severity')) ?? 'warning',
    group: said('group') ?? '',
    because: said('because') ?? '',
    description: rule.description,
    falsePositives: said('false-positives'),
    message: unquoted(written(rule, 'message')),
    help: unquoted(written(rule, 'help')),
    fixes: childrenOf(rule, 'fix').map((fix) => ({ title: fix.title ?? '', sets: textsOf(ownValue(fix, 'set')) })),
    looksAt: written(rule, 'for'),
    requires: written(rule, 'require'),
    unless: written(rule, 'unless'),
    parameters: childrenOf(rule, 'parameter').map((parameter) => ({
      name: parameter.name,
      type: textOf(ownValue(parameter, 'type')) ?? '',
      default: written(parameter, 'default') ?? '',
      doc: parameter.description ?? parameter.title,
    })),
    clauses: elementsIn(ownValue(rule, 'maps')).map((named) =>
      named.parent === undefined ? { framework: named, clause: undefined } : { framework: named.parent, clause: named },
    ),
    confidence: said('mapping-confidence'),
    examples: rule.children.flatMap((child) =>
      child.type === 'bad' || child.type === 'good'
        ? { is: child.type, title: child.title ?? '', text: withoutMargin(child.extent, texts), shown: shownText(child) }
        : [],
    ),
  };
}

function shownText(example: Element): string | undefined {
  const [value] =
    example.body?.flatMap((statement) => (statement.is === 'property' && statement.key.text === 'text' ? statement.values : [])) ?? [];
  return value?.is === 'text' ? value.text : undefined;
}

function asWritten(fact: Fact | undefined, texts: ReadonlyMap<string, string>): string | undefined {
  return fact && withoutMargin(fact.origin, texts);
}

/** The text at a place, moved to the left by as much as its first line is indented. */
function withoutMargin({ file, start, end }: Origin, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(file) ?? '';
  const margin = /^ */.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))?.[0].length ?? 0;
  const [first = '', ...others] = text.slice(start, end).split('\n');
  return [first, ...others.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length)).trimEnd())].join('\n');
}

/** A text as people read it: without the quotes around it and the escapes in it. */
function unquoted(written: string | undefined): string | undefined {
  return written
    ?.replace(/^"""|"""$|^"|"$/g, '')
    .replaceAll(/\\(["\\])/g, '$1')
    .trim();
}

function childrenOf(rule: Element, type: string): readonly Element[] {
  return rule.children.filter((child) => child.type === type);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
