import { type Finding, formatDay, lineStartsOf, type Origin } from '@weir/model';
import type { Report, Source, Summary } from '@weir/report';
import { isIncompleteness, isMisconfiguration } from '@weir/workspace/reading';
import { isAskedFor, nameFromHere, type Opened } from './open-project.js';
import type { Outcome } from './outcome.js';
import { version } from './version.js';

export interface Checked {
  readonly opened: Opened;
  readonly outcome: Outcome;
}

/** Findings in the part that was asked for, and what makes the verdict on that part unsure, wherever it is. */
export function shownOf({ opened, outcome }: Checked): readonly Finding[] {
  return outcome.findings.filter((finding) => isShown(opened, finding));
}

/** What every format is made from: the findings of all projects, with files named as they are found from the current folder. */
export async function reportOf(checked: readonly Checked[], today: number): Promise<Report> {
  const findings = distinct(checked.map(located));
  const rules = new Map(checked.flatMap(({ outcome }) => outcome.cards));
  return { findings, sources: await sourcesOf(checked, findings), rules, version, summary: summaryOf(checked, today) };
}

/** Two projects may use the same pack, and have the same to say of it. */
function distinct([first = [], ...others]: readonly (readonly Finding[])[]): readonly Finding[] {
  if (others.length === 0) return first;
  const byPlace = new Map(
    [first, ...others].flat().map((finding) => [JSON.stringify([finding.at, finding.rule, finding.fingerprint]), finding]),
  );
  return [...byPlace.values()];
}

function isShown(opened: Opened, finding: Finding): boolean {
  return isAskedFor(opened, finding.at.file) || isIncompleteness(finding) || isMisconfiguration(finding);
}

/** Only those that findings point into: a landscape has many files, and most of them are in order. */
async function sourcesOf(checked: readonly Checked[], findings: readonly Finding[]): Promise<ReadonlyMap<string, Source>> {
  const files = filesIn(findings);
  const texts = new Map([...files].some(isOfLibrary) ? (await import('@weir/rules/library')).library : []);
  for (const { opened } of checked) {
    for (const [name, text] of opened.project.configurationTexts) texts.set(nameFromHere(opened, name), text);
    for (const { name, text } of opened.project.files) texts.set(nameFromHere(opened, name), text);
  }
  const sources = new Map<string, Source>();
  for (const file of files) {
    const text = texts.get(file);
    if (text !== undefined) sources.set(file, { text, lineStarts: lineStartsOf(text) });
  }
  return sources;
}

/** The library's documents are no files of a project, and are named as they are. */
function isOfLibrary(file: string): boolean {
  return file.startsWith('weir-library:/');
}

function filesIn(findings: readonly Finding[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { at, related, path } of findings) {
    files.add(at.file);
    for (const place of related) files.add(place.at.file);
    for (const place of path) files.add(place.at.file);
  }
  return files;
}

function summaryOf(checked: readonly Checked[], today: number): Summary {
  const sum = (of: (each: Checked) => number) => checked.reduce((total, each) => total + of(each), 0);
  return {
    files: sum(({ opened }) => opened.project.files.length),
    elements: sum(({ outcome }) => outcome.elements),
    rules: Math.max(...checked.map(({ outcome }) => outcome.rules)),
    asOf: formatDay(today),
    planned: sum(({ outcome }) => outcome.planned),
    elsewhere: sum(({ opened, outcome }) => outcome.findings.filter((finding) => counts(finding) && !isShown(opened, finding)).length),
  };
}

/** Whether it makes a verdict: gaps and what is waived do not. */
export function counts({ verdict, waiver }: Finding): boolean {
  return verdict === 'fail' && waiver === undefined;
}

function located(checked: Checked): readonly Finding[] {
  // Thousands of findings may stand in a few files.
  const names = new Map<string, string>();
  const nameOf = (file: string) => {
    const name = names.get(file) ?? (isOfLibrary(file) ? file : nameFromHere(checked.opened, file));
    names.set(file, name);
    return name;
  };
  const at = (origin: Origin) => ({ ...origin, file: nameOf(origin.file) });
  const places = (related: Finding['related']) => related.map((place) => ({ ...place, at: at(place.at) }));
  return shownOf(checked).map((finding) => ({
    ...finding,
    at: at(finding.at),
    related: places(finding.related),
    path: places(finding.path),
  }));
}
