import { functions } from '@weir/expression';
import { describeType, type Element, type ElementRow, type Landscape, type PropertyRow } from '@weir/model';
import { twoColumns, wrap } from '@weir/report';
import { describeRule, type RuleDescription } from '@weir/rules';
import { isCalled, rulesAndChecks } from './rules-and-checks.js';

export interface Explaining {
  readonly landscape: Landscape;
  /** The texts that elements stand in, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly columns: number;
}

/** What is to know of a rule, an element type, a property, a function or an element, in this order; undefined when nothing bears the name. */
export function explanationOf(word: string, about: Explaining): string | undefined {
  const sections = sectionsOn(word, about);
  return sections && `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Everything that can be explained, for suggestions. */
export function wordsOf({ vocabulary, elements }: Landscape): readonly string[] {
  return [...vocabulary.types.keys(), ...functions.map(({ name }) => name), ...elements.flatMap(({ name, aliases }) => [name, ...aliases])];
}

/** Lines that stand together. */
type Section = readonly string[];

function sectionsOn(word: string, about: Explaining): readonly Section[] | undefined {
  const { landscape, texts, columns } = about;
  const rule = rulesAndChecks(landscape).find((candidate) => isCalled(candidate, word));
  if (rule !== undefined) return onRule(describeRule(rule, texts), columns);
  const row = landscape.vocabulary.types.get(word);
  if (row !== undefined) return onType(row, columns);
  const [type = '', key = ''] = word.split('.');
  const properties = landscape.vocabulary.types.get(type)?.properties ?? {};
  if (Object.hasOwn(properties, key)) return onProperty(word, properties[key] as PropertyRow, columns);
  const known = functions.find(({ name }) => name === word);
  if (known !== undefined) return [[known.signature], wrap(known.doc, columns), indented(known.example)];
  const element = landscape.elements.find(({ name, aliases, path }) => path === word || name === word || aliases.includes(word));
  return element && onElement(element, about);
}

function onRule(rule: RuleDescription, columns: number): readonly Section[] {
  const numbers = rule.aliases.length > 0 ? ` (${rule.aliases.join(', ')})` : '';
  const clauses = rule.clauses.map(({ framework, clause }) => ({
    left: clause === undefined ? framework.name : `${framework.name}/${clause.name}`,
    right: (clause ?? framework).title ?? '',
  }));
  const parameters = rule.parameters.map(({ name, type, default: value, doc }) => ({
    left: name,
    right: `${type}${value ? `, ${value} by default` : ''}${doc ? `. ${doc}` : ''}`,
  }));
  return [
    [
      ...wrap(`${rule.name}${numbers}: ${rule.title}`, columns),
      `${rule.severity}, ${rule.group}${rule.is === 'check' ? ', built in and not to be waived' : ''}`,
    ],
    wrap(`Why: ${rule.because}`, columns),
    ...(rule.help ? [wrap(`What to do: ${rule.help}`, columns)] : []),
    ...(rule.description ? [wrap(rule.description, columns)] : []),
    ...(rule.falsePositives ? [wrap(`When it is not one: ${rule.falsePositives}`, columns)] : []),
    ...(rule.looksAt && rule.requires
      ? [
          [
            'What it asks:',
            ...indented(`for: ${rule.looksAt}`),
            ...indented(`require: ${rule.requires}`),
            ...indentedIf('unless', rule.unless),
          ],
        ]
      : []),
    ...(parameters.length > 0 ? [['Parameters, which a profile sets:', ...twoColumns(parameters, columns)]] : []),
    ...(clauses.length > 0
      ? [[`Asked for by${rule.confidence ? ` (confidence ${rule.confidence})` : ''}:`, ...twoColumns(clauses, columns)]]
      : []),
    ...(rule.examples.length > 0 ? [['Examples:'], ...rule.examples.map(exampleLines)] : []),
  ];
}

/** What cannot be read stands in an example as a text; it is shown as it would stand in a file. */
function exampleLines({ is, title, text, shown }: RuleDescription['examples'][number]): Section {
  return shown === undefined ? indented(text) : indented([`${is} "${title}"`, ...indented(shown)].join('\n'));
}

function onType(row: ElementRow, columns: number): readonly Section[] {
  const places = row.within.map((place) => (place === 'file' ? 'the top of a file' : place));
  const properties = Object.entries(row.properties).map(([key, { presence, doc }]) => ({
    left: key,
    right: presence ? `(${presence}) ${doc}` : doc,
  }));
  return [
    wrap(`${row.keyword}: ${row.doc}`, columns),
    [...wrap(`Stands in: ${places.join(', ')}.`, columns), ...(row.source ? wrap(`Source: ${row.source}`, columns) : [])],
    ...(properties.length > 0 ? [['Properties:', ...twoColumns(properties, columns)]] : []),
    ['Example:', ...indented(row.example)],
  ];
}

function onProperty(word: string, property: PropertyRow, columns: number): readonly Section[] {
  return [
    wrap(`${word}: ${property.doc}`, columns),
    [
      ...wrap(`It is ${describeType(property.type)}${property.many ? '; several with commas' : ''}.`, columns),
      ...(property.inherited ? ['It flows down from the block around.'] : []),
    ],
    ...(property.example ? [['Example:', ...indented(property.example)]] : []),
    ...(property.source ? [wrap(`Source: ${property.source}`, columns)] : []),
  ];
}

function onElement(element: Element, { texts, columns }: Explaining): readonly Section[] {
  const { file, start, end } = element.extent;
  const text = texts.get(file) ?? '';
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const margin = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  const lines = text.slice(lineStart, end).split('\n');
  return [
    wrap(`${element.type} ${element.path}${element.title ? `: ${element.title}` : ''}`, columns),
    ...(element.description ? [wrap(element.description, columns)] : []),
    indented(lines.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length))).join('\n')),
  ];
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `  ${line}`.trimEnd());
}

function indentedIf(key: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : indented(`${key}: ${text}`);
}
