import type { Finding, Related } from '@weir/model';
import { widthOf } from './cells.js';
import type { Paint } from './paint.js';
import { placeOf } from './place.js';
import type { Report } from './report.js';
import { sentence } from './sentence.js';
import { snippet } from './snippet.js';
import { visible } from './visible.js';
import { wrap } from './wrap.js';

export interface FindingTextOptions {
  /** The columns of the terminal, for source lines. */
  readonly width: number;
  /** The columns that sentences take at most. */
  readonly measure: number;
  readonly digits: number;
  readonly paint: Paint;
}

/**
 * A finding in full: what is wrong, where, the lines themselves, what to do, and what else is to know.
 *
 * The sentence stands before the lines, so that a reader knows what to look for in them.
 */
export function findingText(report: Report, finding: Finding, options: FindingTextOptions): string {
  const { paint, measure, width, digits } = options;
  const source = report.sources.get(finding.at.file);
  return [
    header(report, finding, paint),
    ...wrap(sentence(finding.message), measure - 2).map((line) => `  ${line}`),
    `  ${paint('faint', '-->')} ${placeOf(report, finding.at)}`,
    ...(source === undefined ? [] : snippet(source, finding.at, { width, digits, severity: finding.severity, paint })),
    ...(finding.help === undefined ? [] : labelled('help:', wrap(sentence(finding.help), measure - labelWidth), paint)),
    ...finding.related.flatMap((related) => placed(report, 'note:', [related], options)),
    ...placed(report, 'path:', finding.path, options),
    ...finding.notes.flatMap(({ rule, message }) =>
      labelled('also:', wrap(`${visible(rule)}: ${sentence(message)}`, measure - labelWidth), paint),
    ),
  ].join('\n');
}

/** `  help: `, and as much in front of the lines that follow. */
const labelWidth = 8;

function header({ rules }: Report, { severity, rule, verdict }: Finding, paint: Paint): string {
  const aliases = rules.get(rule)?.aliases ?? [];
  const inBrackets = aliases.length === 0 ? '' : ` (${aliases.map(visible).join(', ')})`;
  const unsure = verdict === 'fail' ? '' : ', not evaluated';
  return `${paint(severity, `${severity}:`)} ${paint('strong', visible(rule))}${inBrackets}${unsure}`;
}

function labelled(label: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.map((line, index) => `${index === 0 ? `  ${paint('help', label)} ` : ' '.repeat(labelWidth)}${line}`.trimEnd());
}

/** Places with their words beside them in a column, or below where the places are long; from the second on with an arrow. */
function placed(report: Report, label: string, hops: readonly Related[], { measure, paint }: FindingTextOptions): readonly string[] {
  const places = hops.map(({ at }) => placeOf(report, at));
  const longest = Math.max(0, ...places.map(widthOf));
  const beside = longest <= (measure - labelWidth) / 2;
  const column = beside ? labelWidth + longest + 2 : labelWidth + 2;
  return hops.flatMap(({ message }, index) => {
    const place = places[index] as string;
    const lead = index === 0 ? `  ${paint('help', label)} ` : `     ${paint('help', '->')} `;
    const words = wrap(sentence(message), measure - column);
    if (!beside) return [`${lead}${place}`, ...words.map((line) => `${' '.repeat(column)}${line}`)];
    const [first = '', ...more] = words;
    return [
      `${lead}${place}${' '.repeat(longest - widthOf(place) + 2)}${first}`.trimEnd(),
      ...more.map((line) => `${' '.repeat(column)}${line}`),
    ];
  });
}
