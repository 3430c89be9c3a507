import type { ElementReference, Finding, Origin, Related, Severity } from '@weir/model';
import { jsonText } from './json-text.js';
import { positionAt } from './position.js';
import type { Report, Source } from './report.js';
import { tally } from './tally.js';

/** Raised with every change to the format, which `schema/report.schema.json` describes. */
const formatVersion = 1;

/** For programs. The same findings give the same bytes. */
export function json(report: Report): string {
  return jsonText(wireReport(report));
}

interface WireReport {
  readonly version: typeof formatVersion;
  readonly tool: { readonly name: 'weir'; readonly version: string };
  readonly asOf: string;
  readonly summary: WireSummary;
  readonly rules: readonly WireRule[];
  readonly findings: readonly WireFinding[];
}

interface WireSummary {
  readonly files: number;
  readonly elements: number;
  readonly rules: number;
  readonly planned: number;
  readonly elsewhere: number;
  readonly waived: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byVerdict: Readonly<Record<Finding['verdict'], number>>;
}

interface WireRule {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly because: string;
  readonly group?: string;
}

interface WireFinding {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly verdict: Finding['verdict'];
  readonly message: string;
  readonly help?: string;
  readonly at: WirePlace;
  readonly related: readonly WireRelated[];
  readonly path: readonly WireRelated[];
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
  readonly subject?: ElementReference;
  readonly counterparts: readonly ElementReference[];
  readonly fingerprint: string;
  readonly waiver?: { readonly name: string; readonly reason?: string; readonly expires?: string };
}

interface WirePlace {
  readonly file: string;
  readonly start: WirePosition;
  readonly end: WirePosition;
}

/** Line and column are left out when the text of the file is not at hand. */
interface WirePosition {
  readonly offset: number;
  readonly line?: number;
  readonly column?: number;
}

interface WireRelated {
  readonly message: string;
  readonly at: WirePlace;
}

function wireReport(report: Report): WireReport {
  const { files, elements, rules, asOf, planned, elsewhere } = report.summary;
  const { open, gaps, waived } = tally(report.findings);
  const counting = [...open, ...gaps];
  const count = <Key extends 'severity' | 'verdict'>(key: Key, value: Finding[Key]) =>
    counting.filter((finding) => finding[key] === value).length;
  return {
    version: formatVersion,
    tool: { name: 'weir', version: report.version },
    asOf,
    summary: {
      files,
      elements,
      rules,
      planned,
      elsewhere,
      waived: waived.length,
      bySeverity: { error: count('severity', 'error'), warning: count('severity', 'warning'), note: count('severity', 'note') },
      byVerdict: {
        fail: count('verdict', 'fail'),
        'not-known': count('verdict', 'not-known'),
        'not-evaluated': count('verdict', 'not-evaluated'),
      },
    },
    rules: wireRules(report),
    findings: report.findings.map((finding) => wireFinding(report, finding)),
  };
}

/** Those that the findings and their notes name, by id. */
function wireRules({ findings, rules }: Report): readonly WireRule[] {
  const named = new Set(findings.flatMap(({ rule, notes }) => [rule, ...notes.map((note) => note.rule)]));
  return [...named].sort().flatMap((id) => {
    const card = rules.get(id);
    if (card === undefined) return [];
    const { title, aliases, because, group } = card;
    return [{ id, title, aliases: [...aliases], because, ...(group !== undefined && { group }) }];
  });
}

function wireFinding(report: Report, finding: Finding): WireFinding {
  const { rule, severity, verdict, message, help, at, related, path, notes, subject, counterparts, fingerprint, waiver } = finding;
  return {
    rule,
    aliases: [...(report.rules.get(rule)?.aliases ?? [])],
    severity,
    verdict,
    message,
    ...(help !== undefined && { help }),
    at: wirePlace(report, at),
    related: related.map((each) => wireRelated(report, each)),
    path: path.map((each) => wireRelated(report, each)),
    notes: notes.map((note) => ({ rule: note.rule, message: note.message })),
    ...(subject !== undefined && { subject: wireReference(subject) }),
    counterparts: counterparts.map(wireReference),
    fingerprint,
    ...(waiver !== undefined && {
      waiver: {
        name: waiver.name,
        ...(waiver.reason !== undefined && { reason: waiver.reason }),
        ...(waiver.expires !== undefined && { expires: waiver.expires }),
      },
    }),
  };
}

function wireRelated(report: Report, { message, at }: Related): WireRelated {
  return { message, at: wirePlace(report, at) };
}

function wirePlace({ sources }: Report, { file, start, end }: Origin): WirePlace {
  const source = sources.get(file);
  return { file, start: wirePosition(source, start), end: wirePosition(source, end) };
}

function wirePosition(source: Source | undefined, offset: number): WirePosition {
  return source === undefined ? { offset } : { ...positionAt(source, offset), offset };
}

function wireReference({ type, path }: ElementReference): ElementReference {
  return { type, path };
}
