import {
  bind,
  daysOf,
  type Element,
  type Expression,
  type Fact,
  type Finding,
  type Landscape,
  type Origin,
  type Problem,
  type Property,
  type SourceFacts,
  type Span,
  type Statement,
} from '@weir/model';
import { check } from './check.js';
import { gapRule } from './gaps.js';
import { checkSetting } from './profile.js';
import { compileRule } from './rule.js';

/** An example of a rule or check, and what came of it. */
export interface ExampleResult {
  readonly rule: Element;
  readonly example: Element;
  readonly is: 'bad' | 'good';
  readonly title: string;
  readonly passed: boolean;
  /** What was expected and what was found, when they differ. */
  readonly reason?: string;
  readonly findings: readonly Finding[];
}

export interface ExampleInput {
  readonly rule: Element;
  readonly example: Element;
  /** What the example may use besides its own content. */
  readonly around: Landscape;
  /** Reads the text of an example that shows broken text. */
  readonly parse: (file: string, text: string) => SourceFacts;
  readonly budget: number;
}

/** Examples run on this day unless they say `at-date`, so that they stay as they are. */
const exampleDay = daysOf('2026-01-01')?.first as number;

/** Keys of an example that are about it, not part of its landscape. */
const ownKeys = new Set(['at-date', 'expects', 'text']);

/** Runs one example: the rule alone, on the example's landscape, in which everything is complete. */
export function runExample({ rule, example, around, parse, budget }: ExampleInput): ExampleResult {
  const body = example.body ?? [];
  const said = new Map(body.flatMap((statement) => (statement.is === 'property' ? [[statement.key.text, statement] as const] : [])));
  const today = dayOf(said.get('at-date')) ?? exampleDay;
  const facts = factsOf(example, body, said.get('text'), parse);
  const { landscape, problems } = bind({ files: [{ facts, ring: 'project', imported: false }], around, complete: ['everything'] });
  const profile = profileFor(rule, example, said);
  const found = check({
    landscape,
    problems: [...syntaxProblems(facts), ...problems, ...wrongParameters(landscape, rule, profile)],
    today,
    only: rulesToRun(rule, landscape),
    budget,
    ...(profile && { profile }),
  }).findings;
  const ofRule = found.filter((finding) => finding.rule === rule.name && finding.verdict === 'fail' && finding.waiver === undefined);
  const strangers = found.filter(
    (finding) =>
      finding.verdict === 'not-evaluated' || (finding.severity !== 'note' && finding.rule !== rule.name && finding.rule !== gapRule),
  );
  const gaps = found.filter(({ rule: id }) => id === gapRule);
  const is = example.type === 'bad' ? 'bad' : 'good';
  const reason = unexpected(is, said.get('expects'), ofRule, strangers, gaps);
  return {
    rule,
    example,
    is,
    title: example.title ?? '',
    passed: reason === undefined,
    findings: found,
    ...(reason !== undefined && { reason }),
  };
}

function unexpected(
  is: 'bad' | 'good',
  expects: Property | undefined,
  found: readonly Finding[],
  strangers: readonly Finding[],
  gaps: readonly Finding[],
): string | undefined {
  const [stranger] = strangers;
  if (stranger?.verdict === 'not-evaluated') return stranger.message;
  if (stranger !== undefined) return `The example itself is not right: ${stranger.message}`;
  if (is === 'good') {
    if (found[0] !== undefined) return `Nothing should be found, but: ${found[0].message}`;
    return gaps[0] && `The rule should pass, but cannot be decided: ${gaps[0].message}`;
  }
  const wanted = expectedCount(expects);
  if (Number.isNaN(wanted)) return '`expects` is how many findings there must be, a number.';
  if (found.length === wanted) return undefined;
  const known = gaps[0] ? ` Not known: ${gaps[0].message}` : '';
  return `${wanted} finding${wanted === 1 ? '' : 's'} expected, ${found.length} found.${known}`;
}

/** `expects: 2`; anything else is no number that could be found. */
function expectedCount(expects: Property | undefined): number {
  if (expects === undefined) return 1;
  const [first, ...others] = expects.values;
  return first?.is === 'number' && others.length === 0 ? first.value : Number.NaN;
}

function dayOf(property: Property | undefined): number | undefined {
  const [value] = property?.values ?? [];
  const text = value?.is === 'date' || value?.is === 'number' ? value.text : undefined;
  return text === undefined ? undefined : daysOf(text)?.first;
}

function factsOf(example: Element, body: readonly Statement[], text: Property | undefined, parse: ExampleInput['parse']): SourceFacts {
  const [written] = text?.values ?? [];
  if (written?.is === 'text') return parse(example.origin.file, written.text);
  return {
    file: example.origin.file,
    hash: '',
    lineStarts: [0],
    problems: [],
    statements: body.filter((statement) => statement.is === 'declaration'),
  };
}

function syntaxProblems({ file, problems }: SourceFacts): Problem[] {
  return problems.map(({ check: id, start, end, message, help }) => ({
    check: id,
    message,
    ...(help !== undefined && { help }),
    at: { file, start, end },
    related: [],
  }));
}

/** A check finds mistakes in rules too, so its examples run those they declare. */
function rulesToRun(rule: Element, landscape: Landscape): ReadonlySet<Element> {
  const declared = rule.type === 'check' ? (landscape.byType.get('rule') ?? []).filter(({ ring }) => ring === 'project') : [];
  return new Set([rule, ...declared]);
}

/** Other keys of an example set parameters of its rule, as a profile would. */
function profileFor(rule: Element, example: Element, said: ReadonlyMap<string, Property>): Element | undefined {
  const parameters = [...said.values()].filter(({ key }) => !ownKeys.has(key.text));
  if (parameters.length === 0) return undefined;
  const base = { aliases: [], labels: [], ring: rule.ring, origin: example.origin, extent: example.extent };
  const at = ({ start, end }: Span) => ({ file: example.origin.file, start, end });
  const facts = new Map(parameters.map((property) => [property.key.text, factIn(property, at)]));
  const setting: Element = { ...base, type: 'setting', name: rule.name, path: `example/${rule.name}`, children: [], names: rule, facts };
  return { ...base, type: 'profile', name: 'example', path: 'example', children: [setting], facts: new Map() };
}

function factIn({ key, values, ...span }: Property, at: (span: Span) => Origin): Fact {
  return { key: key.text, value: { expression: values[0] as Expression }, origin: at(span), keyOrigin: at(key), written: values };
}

/** A misspelt key of an example would otherwise prove nothing. */
function wrongParameters(landscape: Landscape, element: Element, profile: Element | undefined): readonly Problem[] {
  const [setting] = profile?.children ?? [];
  if (setting === undefined) return [];
  const { rule } = element.type === 'rule' ? compileRule(landscape, element) : {};
  return checkSetting(landscape, setting, rule ?? { id: element.name, element, parameters: [] });
}
