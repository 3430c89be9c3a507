import {
  daysOf,
  type Element,
  effectiveFact,
  type Fact,
  type Finding,
  formatDay,
  isBlock,
  isElement,
  type PropertyRow,
  type Scalar,
} from '@weir/model';
import { describeRule } from '@weir/rules';
import { library } from '@weir/rules/library';
import type { Analysis } from './analysis.js';
import { code, description, message, paragraphs, plain } from './markdown.js';
import { locationOf } from './ranges.js';

const mostFindings = 5;
const mostFacts = 24;

/** What is to know of an element, as Markdown. */
export function elementCard(element: Element, analysis: Analysis): string {
  const { type, path, title, labels } = element;
  const head = `**${type}** ${code(path)}${title === undefined ? '' : ` ${plain(title)}`}${labels.length > 0 ? ` ${labels.map((label) => code(`#${label}`)).join(' ')}` : ''}`;
  const parts =
    type === 'rule' || type === 'check'
      ? ruleParts(element, analysis)
      : [element.description && description(element.description), factsOf(element, analysis)];
  return paragraphs(head, endsOf(element), ...parts, findingsOf(element, analysis), ringOf(element));
}

function endsOf({ ends }: Element): string | undefined {
  return ends && `${code(ends.source.path)} ${ends.mutual ? '↔' : '→'} ${code(ends.target.path)}`;
}

function ringOf({ ring }: Element): string | undefined {
  if (ring === 'project') return undefined;
  return ring === 'library' ? '_From the standard library._' : `_From the pack ${plain(ring.pack)}._`;
}

/** Its own facts, then those that it has from the blocks around, with where from. */
function factsOf(element: Element, analysis: Analysis): string | undefined {
  const { landscape, today } = analysis;
  const rows = landscape.vocabulary.types.get(element.type)?.properties ?? {};
  const lines: string[] = [];
  for (const [key, row] of Object.entries(rows)) {
    const fact = row.derivedFrom === undefined ? effectiveFact(landscape, element, key) : undefined;
    if (fact === undefined) continue;
    const isOwn = element.facts.has(key);
    lines.push(`- ${code(key)}: ${valueText(fact, row, today)}${isOwn ? '' : `, ${inheritedFrom(element, key, analysis)}`}`);
  }
  const shown = lines.slice(0, mostFacts);
  if (lines.length > shown.length) shown.push(`- and ${lines.length - shown.length} more`);
  return shown.length === 0 ? undefined : shown.join('\n');
}

function inheritedFrom(element: Element, key: string, analysis: Analysis): string {
  for (let block = element.parent; block !== undefined; block = block.parent) {
    const fact = block.facts.get(key);
    if (fact === undefined) continue;
    const { uri, range } = locationOf(analysis, fact.keyOrigin);
    return `from the ${block.type} [${plain(block.name)}](${uri}#L${range.start.line + 1})`;
  }
  return 'from around';
}

function valueText({ value, written }: Fact, row: PropertyRow, today: number): string {
  if (value === undefined) return written.length > 0 ? 'unknown' : 'not known';
  if (value === null) return 'none';
  if (Array.isArray(value)) return (value as readonly Scalar[]).map((item) => scalarText(item, row, today)).join(', ') || 'none';
  return scalarText(value as Scalar, row, today);
}

function scalarText(value: Scalar, row: PropertyRow, today: number): string {
  if (typeof value === 'string')
    return row.type.is === 'word' ? code(value) : plain(value.length > 200 ? `${value.slice(0, 199)}…` : value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return row.type.is === 'date' ? dayText(value, today) : String(value);
  if (isElement(value)) return `${code(value.path)}${value.title === undefined ? '' : ` ${plain(value.title)}`}`;
  if (isBlock(value)) {
    const properties = row.type.is === 'block' ? row.type.properties : {};
    const inner = [...value.block.values()].map((fact) => `${fact.key} ${valueText(fact, properties[fact.key] ?? row, today)}`);
    return inner.join(', ') || 'nothing yet';
  }
  if ('amount' in value) return `${value.amount}${value.unit}`;
  if ('from' in value) return value.from === value.to ? String(value.from) : `${value.from}..${value.to}`;
  if ('levels' in value) return value.levels.map((level) => level ?? '?').join(' ');
  if ('skill' in value) return code(`${value.skill.name}/${value.ability}`);
  if ('register' in value) return code(`${value.register}/${value.id}`);
  return '_a selection_';
}

function dayText(day: number, today: number): string {
  const days = Math.floor(day) - today;
  return `${formatDay(day)}${days >= 0 && days <= 366 ? ` (in ${days} ${days === 1 ? 'day' : 'days'})` : ''}`;
}

/** Findings on the element, and what was accepted, with the days that are left. */
function findingsOf(element: Element, analysis: Analysis): string | undefined {
  const found = findingsOn(element, analysis);
  const open = found.filter(({ waiver }) => waiver === undefined);
  const lines = open.slice(0, mostFindings).map(({ severity, message: said, rule }) => `- ${severity}: ${message(said)} ${code(rule)}`);
  if (open.length > mostFindings) lines.push(`- and ${open.length - mostFindings} more`);
  for (const { waiver, rule } of found)
    if (waiver !== undefined) lines.push(`- waived: ${code(rule)} by ${code(waiver.name)}${expiry(waiver.expires, analysis.today)}`);
  return lines.length === 0 ? undefined : `**Findings**\n\n${lines.join('\n')}`;
}

function expiry(expires: string | undefined, today: number): string {
  const day = expires === undefined ? undefined : daysOf(expires)?.last;
  if (day === undefined) return '';
  const days = Math.floor(day) - today;
  return days < 0 ? `, expired on ${expires}` : `, expires in ${days} ${days === 1 ? 'day' : 'days'}`;
}

const byElement = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>();

/** What is found about an element. */
export function findingsOn({ type, path }: Element, { findings }: Analysis): readonly Finding[] {
  let grouped = byElement.get(findings);
  if (grouped === undefined) {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings) {
      if (finding.subject === undefined) continue;
      const key = `${finding.subject.type} ${finding.subject.path}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [finding]);
      else known.push(finding);
    }
    byElement.set(findings, (grouped = groups));
  }
  return grouped.get(`${type} ${path}`) ?? [];
}

function ruleParts(rule: Element, { project }: Analysis): readonly (string | undefined)[] {
  const texts = rule.ring === 'library' ? library : new Map(project.files.map(({ name, text }) => [name, text] as const));
  const about = describeRule(rule, texts);
  const clauses = about.clauses.map(
    ({ framework, clause }) => `${framework.title ?? framework.name}${clause === undefined ? '' : ` ${clause.name}`}`,
  );
  return [
    `${about.severity}${about.group === '' ? '' : `, ${plain(about.group)}`}${about.aliases.length > 0 ? `, ${about.aliases.map(code).join(', ')}` : ''}`,
    about.because === '' ? undefined : `Why: ${plain(about.because)}`,
    about.help === undefined ? undefined : `What to do: ${about.help}`,
    about.description && description(about.description),
    about.parameters.length === 0
      ? undefined
      : about.parameters
          .map(
            ({ name, type, default: value, doc }) =>
              `- ${code(name)}: ${type}, ${code(value)} by default${doc === undefined ? '' : `. ${plain(doc)}`}`,
          )
          .join('\n'),
    clauses.length === 0
      ? undefined
      : `Asked for by ${clauses.map(plain).join(', ')}${about.confidence === undefined ? '' : ` (confidence ${about.confidence})`}`,
  ];
}
