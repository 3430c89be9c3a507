import type { Element, Finding, Landscape } from '@weir/model';
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { libraryScheme } from '../address.js';
import { type Analysis, textOf } from '../analysis.js';
import type { Client } from '../client.js';
import { locationOf } from '../ranges.js';

/** What a quick fix needs to find its finding again. */
export interface DiagnosticData {
  readonly fingerprint: string;
}

/** What was made of the findings of each file, to be used again while nothing about them changes. */
export type MadeDiagnostics = ReadonlyMap<string, { readonly key: string; readonly diagnostics: readonly Diagnostic[] }>;

/** The diagnostics of every file that has any, by the file's name. After most edits those of most files are as they were. */
export function diagnosticsByFile(analysis: Analysis, client: Client, before: MadeDiagnostics): MadeDiagnostics {
  const byFile = new Map<string, Finding[]>();
  for (const finding of analysis.findings) {
    const known = byFile.get(finding.at.file);
    if (known === undefined) byFile.set(finding.at.file, [finding]);
    else known.push(finding);
  }
  const made = new Map<string, { readonly key: string; readonly diagnostics: readonly Diagnostic[] }>();
  for (const [file, findings] of byFile) {
    const key = keyOf(file, findings, analysis);
    const known = before.get(file);
    const diagnostics = known?.key === key ? known.diagnostics : findings.map((finding) => diagnosticOf(finding, analysis, client));
    made.set(file, { key, diagnostics });
  }
  return made;
}

/** Equal only for what is shown in the same words at the same places: of every file that has a place in it, the text counts too. */
function keyOf(file: string, findings: readonly Finding[], { facts, project }: Analysis): string {
  const files = new Set([file]);
  const parts = findings.map((finding) => {
    const { rule, severity, message, help = '', at, related, path, notes, fingerprint, waiver } = finding;
    const places = [...related, ...path];
    for (const place of places) files.add(place.at.file);
    const elsewhere = places.length === 0 ? '' : JSON.stringify(places);
    const accepted = waiver === undefined ? '' : JSON.stringify(waiver);
    return `${rule} ${severity} ${at.start} ${at.end} ${fingerprint} ${message} ${help} ${elsewhere} ${notes.length === 0 ? '' : JSON.stringify(notes)} ${accepted}`;
  });
  return [...[...files].map((name) => facts.get(name)?.hash ?? textOf(project, name) ?? ''), ...parts].join('\n');
}

function diagnosticOf(finding: Finding, analysis: Analysis, client: Client): Diagnostic {
  const { rule, at, fingerprint } = finding;
  const page = client.codeDescription ? pageOf(rule, analysis) : undefined;
  const related = client.relatedInformation ? relatedTo(finding, analysis) : [];
  const tags = client.diagnosticTags ? tagsOf(finding) : [];
  return {
    range: locationOf(analysis, at).range,
    severity: severityOf(finding),
    code: rule,
    source: 'weir',
    message: messageOf(finding),
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(tags.length > 0 && { tags }),
    ...(client.diagnosticData && { data: { fingerprint } satisfies DiagnosticData }),
  };
}

/** What is wrong, what to type, and what else has the same cause. */
function messageOf({ message, help, notes, waiver }: Finding): string {
  const waived = waiver && `Waived by "${waiver.name}"${waiver.expires === undefined ? '' : ` until ${waiver.expires}`}.`;
  return [message, help, ...notes.map((note) => `Also ${note.rule}: ${note.message}`), waived].filter(Boolean).join('\n');
}

/** What is waived or waits for a fact shall be seen by who looks for it, and stand in nobody's way. */
function severityOf({ severity, verdict, waiver }: Finding): DiagnosticSeverity {
  if (waiver !== undefined || (verdict === 'not-known' && severity === 'note')) return DiagnosticSeverity.Hint;
  if (severity === 'error') return DiagnosticSeverity.Error;
  return severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
}

/** Text that does nothing fades; what is out of support is struck through, as editors do with what should no longer be used. */
const tagsByRule: ReadonlyMap<string, DiagnosticTag> = new Map([
  ['duplicate-property', DiagnosticTag.Unnecessary],
  ['drift', DiagnosticTag.Unnecessary],
  ['needless-waiver', DiagnosticTag.Unnecessary],
  ['unsupported-product', DiagnosticTag.Deprecated],
]);

function tagsOf({ rule, waiver }: Finding): DiagnosticTag[] {
  const tag = waiver === undefined ? tagsByRule.get(rule) : undefined;
  return tag === undefined ? [] : [tag];
}

function relatedTo({ related, path }: Finding, analysis: Analysis): DiagnosticRelatedInformation[] {
  const hops = path.map(({ message, at }, index) => ({ message: `${index + 1}. ${message}`, at }));
  return [...related, ...hops].map(({ message, at }) => ({ message, location: locationOf(analysis, at) }));
}

/** Where the rule is explained: its page where it is built in, else the place where the project declares it. */
function pageOf(rule: string, analysis: Analysis): string | undefined {
  const declared = ruleNamed(rule, analysis.landscape);
  if (declared === undefined) return undefined;
  if (declared.ring === 'library') return rulePage(rule);
  const { uri, range } = locationOf(analysis, declared.origin);
  return `${uri}#L${range.start.line + 1}`;
}

function rulePage(rule: string): string {
  return `${libraryScheme}:/pages/${rule}.md`;
}

export function ruleNamed(name: string, { byType }: Landscape): Element | undefined {
  return ['rule', 'check'].flatMap((type) => byType.get(type) ?? []).find((element) => element.name === name);
}

/** In the order of the text, as editors list them; the findings of a project come in that order already. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}
