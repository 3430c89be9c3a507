import { parse } from '@weir/language/parse';
import { type BoundFile, bind, daysOf, type Finding, namesIn, type Problem } from '@weir/model';
import { type Checked, check } from '@weir/rules';

export interface Options {
  readonly today?: string;
  /** The profile in force. */
  readonly profile?: string;
  /** Kinds of declaration that are complete. */
  readonly complete?: readonly string[];
  readonly budget?: number;
  /** Runs only these rules. */
  readonly only?: readonly string[];
}

/** Checks files, each under its name, with the rules that they declare and no others. */
export function checkFiles(files: Readonly<Record<string, string>>, options: Options = {}): Checked {
  const { today = '2026-11-24', profile, complete = ['everything'], budget = 1_000_000, only } = options;
  const read = Object.entries(files).map(([name, text]): BoundFile => ({ facts: parse(name, text), ring: 'project', imported: false }));
  const { landscape, problems } = bind({ files: read, complete });
  const syntax = read.flatMap(({ facts }) =>
    facts.problems.map((problem): Problem => ({ ...problem, at: { file: facts.file, ...problem }, related: [] })),
  );
  const named = (name: string, type: string) => {
    const found = namesIn(landscape).find({ segments: [{ text: name, start: 0, end: 0 }] }, undefined, [type], 'project');
    if (found.is !== 'one') throw new Error(`The fixture declares no ${type} ${name}.`);
    return found.element;
  };
  return check({
    landscape,
    problems: [...syntax, ...problems],
    today: daysOf(today)?.first ?? 0,
    budget,
    ...(profile !== undefined && { profile: named(profile, 'profile') }),
    ...(only !== undefined && { only: new Set(only.map((name) => named(name, 'rule'))) }),
  });
}

/** The text with each finding marked under what it points at. */
export function marked(text: string, options?: Options): string {
  return withMarks(text, checkFiles({ 'plant.weir': text }, options).findings);
}

/** Each finding on a line: its severity, rule and message, and what became of it. */
export function found(text: string, options?: Options): string {
  return checkFiles({ 'plant.weir': text }, options).findings.map(asLine).join('\n');
}

export function asLine(finding: Finding): string {
  const { severity, verdict, rule, message, help, notes, waiver, related } = finding;
  const kind = verdict === 'fail' ? severity : `${severity} (${verdict})`;
  return [
    `${kind} ${rule}: ${message}${help === undefined ? '' : ` ${help}`}${waiver ? ` [waived by ${waiver.name}]` : ''}`,
    ...related.map(({ message: other }) => `  with ${other}`),
    ...notes.map((note) => `  note ${note.rule}: ${note.message}`),
  ].join('\n');
}

function withMarks(text: string, findings: readonly Finding[]): string {
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push(line);
    const end = start + line.length;
    for (const finding of findings) {
      const { at } = finding;
      if (at.start < start || at.start > end) continue;
      lines.push(`${' '.repeat(at.start - start)}${'^'.repeat(Math.max(1, Math.min(at.end, end) - at.start))} ${asLine(finding)}`);
    }
    start = end + 1;
  }
  return lines.join('\n');
}
