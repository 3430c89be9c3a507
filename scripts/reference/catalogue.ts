import { functions } from '@weir/expression';
import { type Element, elementsIn, type Landscape, ownValue, type Value } from '@weir/model';
import { code, codes, generatedPage, sections, table, under } from './markdown.js';

/** What the standard library declares besides rules: tables for the language page, and pages where a table is too narrow. */

export function functionTable(): string {
  return table(
    ['Function', 'Meaning', 'For example'],
    functions.map(({ signature, doc, example }) => [code(signature), doc, code(example)]),
  );
}

export function kindTable(landscape: Landscape): string {
  const traits = landscape.vocabulary.types.get('kind')?.properties['traits']?.type;
  return sections(
    table(
      ['Trait', 'Meaning'],
      (traits?.is === 'word' ? traits.words : []).map(({ word, doc }) => [code(word), doc]),
    ),
    table(
      ['Kind', 'What it is', 'A special case of', 'Traits of its own', 'Other spellings'],
      declared(landscape, 'kind').map((kind) => [
        code(kind.name),
        kind.title ?? '',
        codes(namesIn(ownValue(kind, 'is'))),
        textsIn(ownValue(kind, 'traits')).join(', '),
        kind.aliases.join(', '),
      ]),
    ),
  );
}

export function kindsPage(landscape: Landscape): string {
  return generatedPage(
    'Kinds of systems',
    'Rules go by the traits of a kind. A kind has those of the kind it is a special case of besides its own.',
    table(
      ['Kind', 'What it is', 'A special case of', 'All its traits', 'Usual level', 'ATT&CK asset', 'Other spellings'],
      declared(landscape, 'kind').map((kind) => [
        code(kind.name),
        [kind.title ?? '', kind.description ?? ''].filter((text) => text !== '').join('. '),
        codes(namesIn(ownValue(kind, 'is'))),
        [...new Set(withParents(kind).flatMap((each) => textsIn(ownValue(each, 'traits'))))].join(', '),
        inWords(ownValue(kind, 'level')),
        inWords(ownValue(kind, 'attack-asset')),
        kind.aliases.join(', '),
      ]),
    ),
  );
}

export function protocolTable(landscape: Landscape): string {
  return table(
    ['Protocol', 'What it is', 'Security', 'Other spellings'],
    declared(landscape, 'protocol').map((protocol) => [
      code(protocol.name),
      protocol.title ?? '',
      inWords(ownValue(protocol, 'security')),
      protocol.aliases.join(', '),
    ]),
  );
}

export function protocolsPage(landscape: Landscape): string {
  const keys = [
    'domain',
    'transport',
    'ports',
    'authentication',
    'encryption',
    'integrity',
    'capability',
    'engineering',
    'interactive',
    'cloud-brokered',
    'security',
    'secured-by',
    'secured-with',
    'confidence',
    'evidence',
  ];
  const properties = landscape.vocabulary.types.get('protocol')?.properties ?? {};
  const protocols = declared(landscape, 'protocol');
  const used = keys.filter((key) => protocols.some(({ facts }) => facts.has(key)));
  return generatedPage(
    'Protocols',
    'What is known of each protocol, and how sure that is. What your plant does better can be said where it is used.',
    used.map((key) => `- ${code(key)}: ${properties[key]?.doc ?? ''}`).join('\n'),
    ...protocols.map((protocol) =>
      sections(
        `## ${protocol.name}`,
        [protocol.title, protocol.aliases.length > 0 ? `Also ${codes(protocol.aliases)}` : undefined]
          .flatMap((part) => (part === undefined ? [] : `${part}.`))
          .join(' '),
        protocol.description,
        used.flatMap((key) => (protocol.facts.has(key) ? `- ${key}: ${inWords(ownValue(protocol, key))}` : [])).join('\n'),
      ),
    ),
  );
}

export function activityTable(landscape: Landscape): string {
  return sections(
    table(
      ['Activity', 'What it is', 'Every OT system needs it', 'It approves something'],
      declared(landscape, 'activity').map((activity) => [
        code(activity.name),
        activity.title ?? '',
        inWords(ownValue(activity, 'mandatory')),
        inWords(ownValue(activity, 'approval')),
      ]),
    ),
    ...(['data', 'role', 'measure', 'profile', 'zone', 'skill'] as const).map((type) => {
      const elements = declared(landscape, type);
      if (elements.length === 0) return undefined;
      return table(
        [`\`${type}\``, 'What it is'],
        elements.map((element) => [code(element.name), element.title ?? element.description ?? '']),
      );
    }),
  );
}

export function frameworkTable(landscape: Landscape): string {
  return table(
    ['Framework', 'What it is', 'Clauses'],
    declared(landscape, 'framework').map((framework) => [
      `[${framework.name}](reference/frameworks.md#${framework.name})`,
      framework.title ?? '',
      String(clausesOf(framework).length),
    ]),
  );
}

export function frameworksPage(landscape: Landscape): string {
  const rules = landscape.byType.get('rule') ?? [];
  const askedBy = (clause: Element) =>
    rules.filter((rule) => elementsIn(ownValue(rule, 'maps')).includes(clause)).map(({ name }) => `[${name}](../rules/${name}.md)`);
  return generatedPage(
    'Frameworks',
    'The standards and laws that rules point to: the number of each clause, what it is about in our own words, and the rules that it asks for.',
    ...declared(landscape, 'framework').map((framework) =>
      sections(
        `## ${framework.name}`,
        framework.title,
        framework.description,
        ['publisher', 'edition'].flatMap((key) => (framework.facts.has(key) ? inWords(ownValue(framework, key)) : [])).join(', '),
        under(
          'Clauses:',
          table(
            ['Clause', 'What it is about', 'Rules'],
            clausesOf(framework).map((clause) => [code(clause.name), clause.title ?? '', askedBy(clause).join(', ')]),
          ),
        ),
      ),
    ),
  );
}

function declared(landscape: Landscape, type: string): readonly Element[] {
  return (landscape.byType.get(type) ?? []).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function clausesOf(framework: Element): readonly Element[] {
  return framework.children.filter(({ type }) => type === 'clause');
}

function withParents(kind: Element): readonly Element[] {
  const chain: Element[] = [];
  for (let each: Element | undefined = kind; each !== undefined && !chain.includes(each); each = elementsIn(ownValue(each, 'is'))[0])
    chain.push(each);
  return chain;
}

function namesIn(value: Value): readonly string[] {
  return elementsIn(value).map(({ name }) => name);
}

function textsIn(value: Value): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

function inWords(value: Value): string {
  if (value === undefined) return '';
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value === 'object' && 'facts' in value) return value.name;
  return typeof value === 'object' && 'from' in value ? `${value.from}..${value.to}` : '';
}
