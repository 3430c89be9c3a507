import { functions } from '@weir/expression';
import { describeType, type Element, type ElementRow, elementsIn, type Landscape, suggest } from '@weir/model';
import { library } from '@weir/rules';
import { bindProject, standardLibrary } from '@weir/workspace';
import type { Command } from '../command.js';
import { openProjects } from '../open-project.js';
import { exit } from '../world.js';

export const explain: Command = {
  name: 'explain',
  usage: '<rule or word> [path]',
  summary: 'Explain a rule or check, an element type, a property, a function, or anything in the library.',
  details: 'With a path, the rules and words of that project are known too.',
  options: [],
  examples: [
    { line: 'weir explain flow-around-dmz', does: 'Why a finding matters, and what to do' },
    { line: 'weir explain ZON-003', does: 'The same, by its catalogue number' },
    { line: 'weir explain conduit', does: 'What a conduit is, and what it can state' },
    { line: 'weir explain system.level', does: 'What one property means' },
    { line: 'weir explain opc-ua', does: 'What is known of a protocol' },
  ],
  run: async ({ paths: [word, ...paths] }, world) => {
    if (word === undefined) {
      world.error('weir explain: say what to explain, such as weir explain flow-around-dmz.\n');
      return exit.misused;
    }
    const opened = paths.length === 0 ? [] : await openProjects(paths.slice(0, 1), world);
    if ('wrong' in opened) {
      world.error(`weir explain: ${opened.wrong}\n`);
      return exit.misused;
    }
    const project = opened[0];
    const landscape = project === undefined ? standardLibrary() : bindProject(project.project).landscape;
    const texts = new Map([...library, ...(project?.project.files.map(({ name, text }) => [name, text] as const) ?? [])]);
    const explanation = explained(landscape, word, texts);
    if (explanation === undefined) {
      const near = suggest(word, wordsOf(landscape));
      world.error(`weir explain: nothing is called "${word}".${near ? ` Did you mean ${near}?` : ' weir rules lists the rules.'}\n`);
      return exit.misused;
    }
    world.out(explanation);
    return exit.clean;
  },
};

function explained(landscape: Landscape, word: string, texts: ReadonlyMap<string, string>): string | undefined {
  const rule = ['rule', 'check']
    .flatMap((type) => landscape.byType.get(type) ?? [])
    .find(({ name, aliases }) => name === word || aliases.includes(word));
  if (rule !== undefined) return rulePage(rule, texts);
  const row = landscape.vocabulary.types.get(word);
  if (row !== undefined) return typePage(row);
  const [type = '', key = ''] = word.split('.');
  const property = landscape.vocabulary.types.get(type)?.properties[key];
  if (property !== undefined)
    return [
      `${word}: ${property.doc}`,
      '',
      `It is ${describeType(property.type)}${property.many ? '; several with commas' : ''}.`,
      ...(property.inherited ? ['It flows down from the block around.'] : []),
      ...(property.example ? ['', `  ${property.example}`] : []),
      ...(property.source ? ['', `Source: ${property.source}`] : []),
      '',
    ].join('\n');
  const known = functions.find(({ name }) => name === word);
  if (known !== undefined) return [known.signature, '', known.doc, '', `  ${known.example}`, ''].join('\n');
  const element = landscape.elements.find(({ name, aliases, path }) => path === word || name === word || aliases.includes(word));
  return element && elementPage(element, texts);
}

function rulePage(rule: Element, texts: ReadonlyMap<string, string>): string {
  const said = (key: string) => rule.facts.get(key)?.value;
  const clauses = elementsIn(said('maps')).map(
    (clause) =>
      `  ${clause.parent?.type === 'framework' ? `${clause.parent.name}/` : ''}${clause.name}${clause.title ? `  ${clause.title}` : ''}`,
  );
  const parameters = rule.children
    .filter(({ type }) => type === 'parameter')
    .map(
      (parameter) =>
        `  ${parameter.name} (${String(parameter.facts.get('type')?.value)})${parameter.description ? `  ${parameter.description}` : ''}`,
    );
  const examples = rule.children
    .filter(({ type }) => type === 'bad' || type === 'good')
    .flatMap((example) => ['', dedent(source(example, texts))]);
  const falsePositives = said('false-positives');
  return [
    `${rule.name}${rule.aliases.length > 0 ? ` (${rule.aliases.join(', ')})` : ''}: ${rule.title ?? ''}`,
    `${String(said('severity'))}${said('group') ? `, ${String(said('group'))}` : ''}${rule.type === 'check' ? ', built in and not to be waived' : ''}`,
    '',
    `Why: ${String(said('because') ?? '')}`,
    ...(rule.description ? ['', rule.description] : []),
    ...(typeof falsePositives === 'string' ? ['', `When it is not one: ${falsePositives}`] : []),
    ...(parameters.length > 0 ? ['', 'Parameters, which a profile sets:', ...parameters] : []),
    ...(clauses.length > 0
      ? ['', `Asked for by${said('mapping-confidence') ? ` (confidence ${String(said('mapping-confidence'))})` : ''}:`, ...clauses]
      : []),
    ...(examples.length > 0 ? ['', 'Examples:', ...examples] : []),
    '',
  ].join('\n');
}

function typePage(row: ElementRow): string {
  const keys = Object.entries(row.properties);
  const width = Math.max(0, ...keys.map(([key]) => key.length));
  return [
    `${row.keyword}: ${row.doc}`,
    '',
    `Stands in: ${row.within.map((place) => (place === 'file' ? 'the top of a file' : place)).join(', ')}`,
    ...(row.source ? [`Source: ${row.source}`] : []),
    '',
    'Properties:',
    ...keys.map(([key, property]) => `  ${key.padEnd(width)}  ${property.presence ? `(${property.presence}) ` : ''}${property.doc}`),
    '',
    'Example:',
    `  ${row.example}`,
    '',
  ].join('\n');
}

function elementPage(element: Element, texts: ReadonlyMap<string, string>): string {
  return [
    `${element.type} ${element.path}${element.title ? `: ${element.title}` : ''}`,
    ...(element.description ? ['', element.description] : []),
    '',
    dedent(source(element, texts)),
    '',
  ].join('\n');
}

function source(element: Element, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(element.extent.file) ?? '';
  const lineStart = text.lastIndexOf('\n', element.extent.start - 1) + 1;
  return text.slice(lineStart, element.extent.end);
}

function dedent(text: string): string {
  const margin = /^ */.exec(text)?.[0].length ?? 0;
  return text
    .split('\n')
    .map((line) => `  ${line.slice(Math.min(margin, line.length - line.trimStart().length))}`.trimEnd())
    .join('\n');
}

function wordsOf(landscape: Landscape): string[] {
  return [
    ...landscape.vocabulary.types.keys(),
    ...functions.map(({ name }) => name),
    ...landscape.elements.flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
}
