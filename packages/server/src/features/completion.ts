import { functions, itemOf, membersOf, type Type } from '@weir/expression';
import { isSymbol, type Token } from '@weir/language/tokens';
import {
  compareTexts,
  type Element,
  type ElementRow,
  type EnumerationWord,
  type Landscape,
  levels,
  namesIn,
  type PropertyRow,
} from '@weir/model';
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { pathIn, typesIn } from '../block.js';
import type { Client } from '../client.js';
import { elementCard } from '../element-card.js';
import { type ExpressionPlace, pathBefore, reachedFrom } from '../expression-types.js';
import { withoutMarkup } from '../markdown.js';
import { expressionPlaceAt, isExpression, placeAt, propertiesOf, type TextPlace, type ValuePlace } from '../place.js';
import { rangeOf } from '../ranges.js';
import { quotedIfNeeded, shortName } from '../short-name.js';
import type { Source } from '../source.js';
import { functionDoc, keywordDoc, memberDoc, propertyDoc } from '../word-docs.js';

/** What a completion needs to be explained when somebody looks at it. */
export interface CompletionData {
  readonly uri: string;
  readonly type: string;
  readonly path: string;
}

interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is typed, where that is not the label. */
  readonly insert?: string;
  readonly snippet?: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** Offers are listed by this, then by name. */
  readonly rank: number;
  readonly element?: Element;
  /** What is compared with what was typed, where that is not the label. */
  readonly filter?: string;
  /** A list of what can follow is opened once it is typed. */
  readonly goesOn?: true;
}

/** Nobody reads more; what is typed next narrows them. */
const mostOffers = 200;

export function completionAt(source: Source, position: Position, client: Client): CompletionList {
  const offset = source.document.offsetAt(position);
  const place = placeAt(source, offset);
  const { cursor } = place;
  if (cursor.isInComment) return { isIncomplete: false, items: [] };
  const { offers, replaces } = offersAt(place, source, offset);
  const typed = source.document.getText().slice(replaces.start, offset).toLowerCase();
  const fitting = offers.filter(({ label, filter }) => isLike(typed, filter ?? label));
  const ordered = fitting.toSorted((a, b) => a.rank - b.rank || compareTexts(a.label, b.label)).slice(0, mostOffers);
  const range = rangeOf(source.document, replaces);
  const context = { source, client, range, needsBlank: needsBlank(source, replaces.start) };
  return { isIncomplete: fitting.length > ordered.length, items: ordered.map((offer, index) => itemFor(offer, index, context)) };
}

/** Adds what is only read when somebody looks at the item. */
export function resolveCompletion(item: CompletionItem, analysis: Analysis, client: Client): CompletionItem {
  const data = item.data as CompletionData | undefined;
  const element = data && analysis.landscape.byType.get(data.type)?.find(({ path }) => path === data.path);
  if (element === undefined) return item;
  return { ...item, documentation: documentationOf(elementCard(element, analysis), client) };
}

/** `key:` with the cursor right behind it: a blank belongs in between. */
function needsBlank({ document }: Source, at: number): boolean {
  return document.getText().charAt(at - 1) === ':';
}

/** The letters typed come in this order, as editors match them. */
function isLike(typed: string, label: string): boolean {
  if (typed === '') return true;
  const text = label.toLowerCase();
  let at = 0;
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

interface Offers {
  readonly offers: readonly Offer[];
  /** What is typed of it already. */
  readonly replaces: { readonly start: number; readonly end: number };
}

function offersAt(place: TextPlace, source: Source, offset: number): Offers {
  const { cursor, value } = place;
  const { word, before } = cursor;
  const typedWord = word !== undefined && word.start < offset ? word : undefined;
  const replaces = { start: typedWord?.start ?? offset, end: typedWord?.end ?? offset };
  if (typedWord?.kind === 'string' || typedWord?.kind === 'markdown') return inText(place, typedWord, offset, source);
  if (value !== undefined) {
    const isWhole = !touches(value.tokens.at(-1), replaces.start, source) && isOperandComplete(value.tokens.at(-1));
    if (isWhole && !isExpression(value.row)) return { replaces, offers: statementOffers(place, typedWord, source) };
    if (typedWord?.kind === 'compound') {
      const slash = typedWord.image.indexOf('/');
      if (offset > typedWord.start + slash) return behindSlash(place, value, typedWord, slash);
    }
    if (isExpression(value.row) || (value.row.type.is === 'name' && value.key === 'value'))
      return {
        replaces,
        offers: [
          ...(value.row.type.is === 'template' ? [] : expressionOffers(place, value.tokens, source, value.row)),
          ...(isWhole ? statementOffers(place, typedWord, source).map((offer) => ({ ...offer, rank: offer.rank + 20 })) : []),
        ],
      };
    return { replaces, offers: valueOffers(place, value, source) };
  }
  if (before.length === 0) return { replaces, offers: statementOffers(place, typedWord, source) };
  return { replaces, offers: declarationOffers(place, source) };
}

function touches(token: Token | undefined, offset: number, { document }: Source): boolean {
  return token !== undefined && !/\s/.test(document.getText().slice(token.end, offset));
}

/** In a text only `{...}` of a template is more than words. */
function inText(place: TextPlace, word: Token, offset: number, source: Source): Offers {
  const nothing = { offers: [], replaces: { start: offset, end: offset } };
  if (place.value?.row.type.is !== 'template') return nothing;
  const written = word.image.slice(0, offset - word.start);
  const open = written.lastIndexOf('{');
  if (open < 0 || written.indexOf('}', open) >= 0) return nothing;
  const inner = written.slice(open + 1);
  const [typed = ''] = /[\p{L}\p{N}_-]*$/u.exec(inner) ?? [];
  const path = /((?:[\p{L}\p{N}_-]+\.)+)$/u.exec(inner.slice(0, inner.length - typed.length))?.[1];
  const replaces = { start: offset - typed.length, end: offset };
  const expression = expressionPlaceAt(place);
  if (path === undefined) return { replaces, offers: variableOffers(expression) };
  const tokens = path
    .split('.')
    .filter((part) => part !== '')
    .map((image): Token => ({ kind: 'id', start: 0, end: 0, image }));
  const reached = reachedFrom(tokens, expression);
  return { replaces, offers: reached === undefined ? [] : memberOffers(reached.type, source) };
}

/** The beginning of a statement: keys and declarations that may stand in the block, what is needed first. */
function statementOffers(place: TextPlace, word: Token | undefined, source: Source): readonly Offer[] {
  const { block, cursor } = place;
  const given = new Set([...cursor.siblings, ...cursor.before.slice(0, 1)].map(({ image }) => image));
  const hasColon = word?.kind === 'key' || (cursor.next !== undefined && isSymbol(cursor.next, ':'));
  const keys = Object.entries(propertiesOf(block) ?? {}).flatMap(([key, row]) =>
    row.derivedFrom !== undefined || (given.has(key) && row.many !== true) ? [] : keyOffer(key, row, hasColon),
  );
  if (hasColon) return keys;
  const rows = typesIn(block, source.analysis.landscape.vocabulary);
  const declarations = rows.map((row) => declarationOffer(row));
  return [...keys, ...declarations, ...otherStatements(place, source)];
}

function keyOffer(key: string, row: PropertyRow, hasColon: boolean): Offer {
  const isBlock = row.type.is === 'block';
  const rank = row.presence === 'required' ? 0 : row.presence === 'recommended' ? 1 : row.inherited ? 3 : 2;
  const typed = hasColon ? key : isBlock ? `${key} {` : `${key}: `;
  return {
    label: key,
    kind: CompletionItemKind.Property,
    insert: typed,
    ...(!hasColon && { snippet: isBlock ? `${key} { $0 }` : `${key}: $0` }),
    ...(row.presence !== undefined && { detail: row.presence }),
    documentation: propertyDoc(key, row),
    rank,
    ...(!hasColon && !isBlock && { goesOn: true as const }),
  };
}

function declarationOffer(row: ElementRow): Offer {
  return {
    label: row.keyword,
    kind: CompletionItemKind.Class,
    insert: `${row.keyword} `,
    snippet: wholeElement(row),
    detail: row.area,
    documentation: keywordDoc(row),
    rank: 5,
  };
}

/** A declaration to be filled in: its name or ends, a title, and what it cannot do without. */
function wholeElement(row: ElementRow): string {
  let next = 0;
  const stop = (text: string) => {
    next++;
    return `\${${next}:${escaped(text)}}`;
  };
  const head: string[] = [row.keyword];
  if (row.name === 'required') head.push(stop('name'));
  else if (typeof row.name === 'object') head.push(stop(row.name.reference[0] ?? 'name'));
  if (row.ends?.required === true) head.push(`${stop('from')} -> ${stop('to')}`);
  if (row.name === 'required' || row.name === 'none') head.push(`"${stop('Title')}"`);
  const needed = Object.entries(row.properties).filter(([, { presence }]) => presence === 'required');
  const lines = needed.map(([key, property]) => `\t${key}: ${stop(exampleValue(key, property))}`);
  return `${head.join(' ')} {\n${lines.length > 0 ? `${lines.join('\n')}\n` : ''}\t$0\n}`;
}

function exampleValue(key: string, { example, type }: PropertyRow): string {
  const written = example?.startsWith(`${key}: `) ? example.slice(key.length + 2) : undefined;
  return written ?? (type.is === 'word' ? (type.words[0]?.word ?? '') : type.is === 'text' || type.is === 'template' ? '"..."' : '...');
}

/** In a snippet these would mean something. */
function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

function otherStatements({ block, element }: TextPlace, source: Source): readonly Offer[] {
  if (block.is === 'file')
    return [
      {
        label: 'extend',
        kind: CompletionItemKind.Keyword,
        insert: 'extend ',
        snippet: `extend \${1:path} {\n\t$0\n}`,
        documentation: 'Opens the block of an element that is declared elsewhere, so that several files can state its facts.',
        rank: 4,
      },
      {
        label: 'vocabulary',
        kind: CompletionItemKind.Keyword,
        insert: 'vocabulary {',
        snippet: 'vocabulary {\n\t$0\n}',
        documentation: 'Adds properties, element types and kinds of your own.',
        rank: 6,
      },
    ];
  if (block.is === 'vocabulary')
    return [
      { label: 'property', snippet: `property \${1:system.cost-centre} "\${2:Cost centre}" { type: \${3:text} }` },
      { label: 'type', snippet: `type \${1:robot-cell} "\${2:Robot cell}" { within: \${3:area} }` },
      { label: 'kind', snippet: `kind \${1:name} "\${2:Title}" { is: \${3:plc} }` },
    ].map((entry, rank) => ({ ...entry, kind: CompletionItemKind.Keyword, insert: `${entry.label} `, rank }));
  if (block.is === 'element' && block.row.entries !== undefined) {
    const view = { landscape: source.analysis.landscape, element, ring: source.ring };
    return elementOffers(['rule'], view, 2, (name) => `${name} { $0 }`);
  }
  return [];
}

/** Behind a keyword: what the declaration names or joins. */
function declarationOffers({ cursor, element, block }: TextPlace, source: Source): readonly Offer[] {
  const { landscape } = source.analysis;
  const { before } = cursor;
  const keyword = before[0]?.image ?? '';
  const last = before.at(-1);
  const view = { landscape, element, ring: source.ring };
  if (last === undefined) return [];
  const row = landscape.vocabulary.types.get(keyword);
  if (isSymbol(last, '.')) return pathOffers(pathBefore(before), row === undefined ? [] : endOrNameTypes(row), source, element);
  if (before.length === 1) {
    if (keyword === 'extend') return extensible(source);
    if (row === undefined) return block.is === 'vocabulary' && keyword === 'property' ? ownerTypes(landscape) : [];
    if (typeof row.name === 'object') return elementOffers(row.name.reference, view, 0);
    return row.ends === undefined ? [] : elementOffers(row.ends.types, view, 1);
  }
  const isBehindArrow = isSymbol(last, '->') || isSymbol(last, '<->');
  if (row?.ends === undefined) return [];
  if (isBehindArrow) return elementOffers(row.ends.types, view, 0);
  const hasArrow = before.some((token) => isSymbol(token, '->') || isSymbol(token, '<->'));
  return hasArrow ? [] : [arrow('->', 'From who opens the session to who answers.', 0), arrow('<->', 'Between peers.', 1)];
}

function arrow(label: string, documentation: string, rank: number): Offer {
  return { label, kind: CompletionItemKind.Operator, insert: `${label} `, documentation, rank, goesOn: true };
}

function endOrNameTypes({ ends, name }: ElementRow): readonly string[] {
  return ends?.types ?? (typeof name === 'object' ? name.reference : []);
}

function extensible({ analysis }: Source): readonly Offer[] {
  const found = analysis.landscape.elements.filter(
    ({ ring, type, children, parent }) =>
      ring !== 'library' && (children.length > 0 || parent === undefined) && type !== 'rule' && type !== 'profile',
  );
  return found.slice(0, mostOffers * 5).map((element) => ({
    ...offerFor(element, element.path.split('.').map(quotedIfNeeded).join('.')),
    rank: element.parent === undefined ? 0 : 1,
  }));
}

function ownerTypes({ vocabulary }: Landscape): readonly Offer[] {
  return [...vocabulary.types.values()].map(({ keyword, doc }) => ({
    label: keyword,
    insert: `${keyword}.`,
    kind: CompletionItemKind.Class,
    documentation: doc,
    rank: 0,
  }));
}

/** Behind a key. */
function valueOffers(place: TextPlace, { key, row, tokens }: ValuePlace, source: Source): readonly Offer[] {
  const { type } = row;
  const view = { landscape: source.analysis.landscape, element: place.element, ring: source.ring };
  const last = tokens.at(-1);
  if (last !== undefined && isSymbol(last, '.'))
    return pathOffers(pathBefore(tokens), type.is === 'element' ? type.types : [], source, place.element);
  const startsValue = last === undefined || isSymbol(last, ',');
  if (!startsValue) return [];
  const said = new Set(tokens.filter(({ kind }) => kind === 'id' || kind === 'keyword').map(({ image }) => image));
  const standIns =
    tokens.length === 0 ? [constant('none', 'There is none, and we know it.', 8), constant('unknown', 'Nobody knows.', 9)] : [];
  const offers = (): readonly Offer[] => {
    switch (type.is) {
      case 'word':
        return wordOffers(type.words);
      case 'yes-no':
        return yesNo;
      case 'level':
      case 'levels':
        return levels.map((level, rank) => ({
          label: String(level),
          kind: CompletionItemKind.Value,
          rank,
          documentation: levelDocs[String(level)] ?? '',
        }));
      case 'security-levels':
        return [0, 1, 2, 3, 4].map((level) => ({ label: String(level), kind: CompletionItemKind.Value, rank: level }));
      case 'element':
        return [...elementOffers(type.types, view, 0), ...(type.orYes ? yesNo : [])];
      case 'skill-level':
        return elementOffers(['skill'], view, 0, (name) => `${name}/`);
      case 'date':
        return dateOffers(source.analysis.today);
      case 'duration':
        return ['8h', '24h', '7d', '1mo', '6mo', '1y'].map((label, rank) => ({ label, kind: CompletionItemKind.Value, rank }));
      case 'name':
        return nameOffers(key, place, source);
      default:
        return [];
    }
  };
  const isWordless = type.is === 'text' || type.is === 'name' || type.is === 'template';
  return [
    ...offers().filter(({ label }) => !said.has(label)),
    ...(isWordless ? [] : standIns.filter(({ label }) => type.is !== 'word' || !type.words.some(({ word }) => word === label))),
  ];
}

const levelDocs: Readonly<Record<string, string>> = {
  '0': 'The process itself: sensors and drives.',
  '1': 'Basic control: controllers.',
  '2': 'Supervision of an area: operator stations.',
  '3': 'Operation of a site: historian, MES.',
  '3.5': 'The industrial DMZ.',
  '4': 'Business systems of a site.',
  '5': 'The enterprise and the outside.',
};

const yesNo: readonly Offer[] = [constant('yes', '', 0), constant('no', '', 1)];

function constant(label: string, documentation: string, rank: number): Offer {
  return { label, kind: CompletionItemKind.Constant, rank, ...(documentation !== '' && { documentation }) };
}

function wordOffers(words: readonly EnumerationWord[]): readonly Offer[] {
  return words.map(({ word, doc }, rank) => ({ label: word, kind: CompletionItemKind.EnumMember, documentation: doc, rank: rank / 100 }));
}

function dateOffers(today: number): readonly Offer[] {
  const day = new Date(today * 86_400_000).toISOString().slice(0, 10);
  const [year = '', month = ''] = day.split('-');
  const quarter = Math.floor((Number(month) - 1) / 3) + 1;
  const values: readonly (readonly [string, string])[] = [
    [day, 'Today.'],
    [`${year}-${month}`, 'This month.'],
    [`${year}-Q${quarter}`, 'This quarter.'],
    [year, 'This year.'],
    [String(Number(year) + 1), 'Next year.'],
  ];
  return values.map(([label, documentation], rank) => ({ label, documentation, kind: CompletionItemKind.Value, rank }));
}

/** Words that are names of kinds of things. */
function nameOffers(key: string, { block, element }: TextPlace, { analysis }: Source): readonly Offer[] {
  const types = [...analysis.landscape.vocabulary.types.values()];
  if (key === 'complete')
    return [
      { label: 'everything', kind: CompletionItemKind.Keyword, documentation: 'All kinds of declaration are complete here.', rank: 0 },
      ...types.map(({ plural, doc }) => ({ label: plural, kind: CompletionItemKind.Class, documentation: doc, rank: 1 })),
    ];
  if (key === 'within')
    return types.map(({ keyword, doc }) => ({ label: keyword, kind: CompletionItemKind.Class, documentation: doc, rank: 0 }));
  if (key === 'inherits')
    return ['owner', 'zone', 'domain', 'criticality'].map((label, rank) => ({ label, kind: CompletionItemKind.Property, rank }));
  const isFix = key === 'set' && block.is === 'element' && block.row.keyword === 'fix';
  if (!isFix) return [];
  const [first] = element?.type === 'rule' ? [element] : element?.parent ? [element.parent] : [];
  const selection = first?.facts.get('for')?.written[0];
  const row = selection?.is === 'selection' ? analysis.landscape.vocabulary.types.get(selection.type.text) : undefined;
  return Object.entries(row?.properties ?? {}).map(([label, property]) => ({
    label,
    kind: CompletionItemKind.Property,
    documentation: propertyDoc(label, property),
    rank: 0,
  }));
}

interface View {
  readonly landscape: Landscape;
  readonly element: Element | undefined;
  readonly ring: Source['ring'];
}

/** Elements of these types, the near ones first, each by the shortest path that means it. */
function elementOffers(types: readonly string[], view: View, rank: number, behind?: (name: string) => string): readonly Offer[] {
  const { landscape, element } = view;
  const found = (types.length === 0 ? landscape.elements : types.flatMap((type) => landscape.byType.get(type) ?? [])).filter(
    (candidate) => isNameable(candidate, landscape) && candidate !== element,
  );
  return found.map((candidate): Offer => {
    const offer: Offer = {
      ...offerFor(candidate, candidate.name),
      rank: rank + distance(candidate, element),
      filter: [candidate.name, ...candidate.aliases, candidate.title ?? ''].join(' '),
    };
    // The path is worked out for what is shown, since there can be ten thousand.
    return withLazyName(offer, () => {
      const name = shortName(candidate, types, view);
      return behind === undefined ? { label: name } : { label: name, insert: name, snippet: behind(escaped(name)) };
    });
  });
}

function withLazyName(offer: Offer, name: () => Pick<Offer, 'label' | 'insert' | 'snippet'>): Offer {
  lazyNames.set(offer, name);
  return offer;
}

const lazyNames = new WeakMap<Offer, () => Pick<Offer, 'label' | 'insert' | 'snippet'>>();

/** A connection without a name of its own cannot be named. */
function isNameable(element: Element, landscape: Landscape): boolean {
  return namesIn(landscape).ofAnyType(element.name).includes(element);
}

function offerFor(element: Element, label: string): Offer {
  const { type, title, ring } = element;
  const from = ring === 'project' ? '' : ring === 'library' ? ' (library)' : ` (${ring.pack})`;
  return { label, kind: kindOf(type), detail: `${type}${from}${title === undefined ? '' : `: ${title}`}`, rank: 0, element };
}

/** What stands near comes first, the library last. */
function distance(candidate: Element, from: Element | undefined): number {
  if (candidate.ring === 'library') return 0.9;
  let steps = 0;
  for (let block = from; block !== undefined; block = block.parent, steps++) if (candidate.parent === block) return Math.min(steps, 8) / 20;
  return candidate.parent === undefined ? 0.5 : 0.6;
}

function kindOf(type: string): CompletionItemKind {
  return kinds[type] ?? CompletionItemKind.Struct;
}

const kinds: Readonly<Record<string, CompletionItemKind>> = {
  site: CompletionItemKind.Module,
  area: CompletionItemKind.Module,
  unit: CompletionItemKind.Module,
  zone: CompletionItemKind.Folder,
  system: CompletionItemKind.Struct,
  endpoint: CompletionItemKind.Interface,
  interface: CompletionItemKind.Interface,
  role: CompletionItemKind.Value,
  kind: CompletionItemKind.TypeParameter,
  protocol: CompletionItemKind.TypeParameter,
  rule: CompletionItemKind.Event,
  check: CompletionItemKind.Event,
};

/** Behind a dot: what stands in the block of the element in front. */
function pathOffers(path: readonly Token[], types: readonly string[], source: Source, from: Element | undefined): readonly Offer[] {
  const { landscape } = source.analysis;
  const written = pathIn(path);
  const reached = written && reachedFrom(path, { landscape, element: from, ring: source.ring, variables: new Map() });
  const members = reached?.element?.children ?? ringMembers(path, source);
  return members
    .filter(
      (child) =>
        isNameable(child, landscape) &&
        (types.length === 0 || types.includes(child.type) || child.children.some(({ type }) => types.includes(type))),
    )
    .map((child) => ({ ...offerFor(child, quotedIfNeeded(child.name)), rank: types.includes(child.type) ? 0 : 1 }));
}

/** `weir.` and `pack.` stand for what is at the top of that ring. */
function ringMembers(path: readonly Token[], { analysis }: Source): readonly Element[] {
  const [only, second] = path;
  if (only === undefined || second !== undefined) return [];
  return analysis.landscape.elements.filter(
    ({ parent, ring }) =>
      parent === undefined && (ring === 'library' ? only.image === 'weir' : typeof ring === 'object' && ring.pack === only.image),
  );
}

/** `iec-62443-3-3/`: the clauses of the framework, the levels of a skill. */
function behindSlash({ element }: TextPlace, { row }: ValuePlace, word: Token, slash: number): Offers {
  const replaces = { start: word.start + slash + 1, end: word.end };
  if (row.type.is === 'skill-level')
    return { replaces, offers: [constant('able', 'Does it alone.', 0), constant('expert', 'Can teach it.', 1)] };
  return { replaces, offers: [], ...(element && {}) };
}

/** In an expression. */
function expressionOffers(place: TextPlace, tokens: readonly Token[], source: Source, row: PropertyRow): readonly Offer[] {
  const expression = expressionPlaceAt(place);
  const last = tokens.at(-1);
  if (last !== undefined && isSymbol(last, '.')) {
    const reached = reachedFrom(pathBefore(tokens), expression);
    if (reached === undefined) return pathOffers(pathBefore(tokens), [], source, place.element);
    return [
      ...memberOffers(reached.type, source),
      ...(reached.element === undefined ? [] : pathOffers(pathBefore(tokens), [], source, place.element)),
    ];
  }
  if (last?.kind === 'keyword' && last.image === 'every') return typeOffers(source.analysis.landscape);
  if (tokens.at(-2)?.image === 'every') return [{ label: (last?.image ?? 'x').charAt(0), kind: CompletionItemKind.Variable, rank: 0 }];
  if (isOperandComplete(last)) return operatorOffers(tokens);
  const compared = comparedType(tokens, expression);
  if (compared !== undefined) {
    const fitting = fittingOffers(compared, source, place);
    if (fitting.length > 0) return [...fitting, ...variableOffers(expression, 3)];
  }
  const names = elementOffers(
    row.type.is === 'expression' && place.value?.key === 'unless' ? ['rule'] : [],
    { landscape: source.analysis.landscape, element: place.element, ring: source.ring },
    6,
  );
  return [...variableOffers(expression), ...functionOffers(), ...operandWords, ...names];
}

function isOperandComplete(last: Token | undefined): boolean {
  if (last === undefined) return false;
  if (last.kind === 'symbol') return last.image === ')' || last.image === ']';
  if (last.kind === 'keyword') return ['yes', 'no', 'none', 'unknown', 'true', 'false', 'date'].includes(last.image);
  return last.kind !== 'key';
}

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>=', 'in']);

/** `s.kind =`: what stands on the other side. */
function comparedType(tokens: readonly Token[], place: ExpressionPlace): Type | undefined {
  const last = tokens.at(-1);
  if (last === undefined || !comparisons.has(last.image)) return undefined;
  const reached = reachedFrom(pathBefore(tokens.slice(0, -1)), place);
  return reached && itemOf(reached.type);
}

function fittingOffers(type: Type, source: Source, { element }: TextPlace): readonly Offer[] {
  if (type.is === 'word') return wordOffers(type.words);
  if (type.is === 'boolean') return yesNo;
  if (type.is === 'level')
    return levels.map((level, rank) => ({
      label: String(level),
      kind: CompletionItemKind.Value,
      rank,
      documentation: levelDocs[String(level)] ?? '',
    }));
  if (type.is === 'element') return elementOffers(type.types, { landscape: source.analysis.landscape, element, ring: source.ring }, 0);
  return [];
}

function variableOffers({ variables }: ExpressionPlace, rank = 0): readonly Offer[] {
  return [...variables].map(([label, type]) => ({
    label,
    kind: CompletionItemKind.Variable,
    detail: type.is === 'element' ? type.types.join(', ') || 'element' : type.is,
    rank,
  }));
}

function functionOffers(): readonly Offer[] {
  return functions.map((row) => ({
    label: row.name,
    kind: CompletionItemKind.Function,
    insert: `${row.name}(`,
    snippet: `${row.name}($0)`,
    detail: row.signature,
    documentation: functionDoc(row),
    rank: 2,
  }));
}

const operandWords: readonly Offer[] = [
  {
    label: 'every',
    kind: CompletionItemKind.Keyword,
    insert: 'every ',
    snippet: `every \${1:system} \${2:s}`,
    documentation: 'Everything of a type: `every system s where s.level <= 2`.',
    rank: 1,
  },
  {
    label: 'exists',
    kind: CompletionItemKind.Keyword,
    insert: 'exists ',
    snippet: `exists \${1:x} in \${2:set} satisfies \${0:condition}`,
    documentation: 'Whether the condition holds for one member at least.',
    rank: 3,
  },
  {
    label: 'all',
    kind: CompletionItemKind.Keyword,
    insert: 'all ',
    snippet: `all \${1:x} in \${2:set} satisfies \${0:condition}`,
    documentation: 'Whether the condition holds for every member.',
    rank: 3,
  },
  { label: 'not', kind: CompletionItemKind.Keyword, insert: 'not ', documentation: 'Yes where the condition does not hold.', rank: 3 },
  ...['yes', 'no', 'none', 'unknown'].map((label) => ({ label, kind: CompletionItemKind.Constant, rank: 4 })),
];

const operators: readonly (readonly [string, string])[] = [
  ['and', 'Both conditions hold.'],
  ['or', 'One of the conditions holds.'],
  ['=', 'Both are the same.'],
  ['!=', 'They differ.'],
  ['<', 'Less than.'],
  ['<=', 'At most.'],
  ['>', 'More than.'],
  ['>=', 'At least.'],
  ['in', 'Is a member of a set.'],
  ['matches', 'The text matches a pattern.'],
];

function operatorOffers(tokens: readonly Token[]): readonly Offer[] {
  const lastEvery = tokens.findLastIndex(({ image, kind }) => kind === 'keyword' && image === 'every');
  const wantsWhere = lastEvery >= 0 && !tokens.slice(lastEvery).some(({ image }) => image === 'where');
  const lastQuantifier = tokens.findLastIndex(({ image, kind }) => kind === 'keyword' && (image === 'exists' || image === 'all'));
  const wantsSatisfies = lastQuantifier >= 0 && !tokens.slice(lastQuantifier).some(({ image }) => image === 'satisfies');
  const words: [string, string][] = [];
  if (wantsWhere)
    words.push(['where', 'Only those for which the condition holds.'], ['at any date', 'Those of the past and the future too.']);
  if (wantsSatisfies) words.push(['satisfies', 'What must hold for a member.']);
  return [...words, ...operators].map(([label, documentation], rank) => ({
    label,
    kind: CompletionItemKind.Operator,
    insert: `${label} `,
    documentation,
    rank,
  }));
}

function typeOffers({ vocabulary }: Landscape): readonly Offer[] {
  const rows = [...vocabulary.types.values()].map(({ keyword, doc }) => ({
    label: keyword,
    kind: CompletionItemKind.Class,
    documentation: doc,
    rank: 1,
  }));
  return [...rows, { label: 'element', kind: CompletionItemKind.Class, documentation: 'Elements of every type.', rank: 2 }];
}

function memberOffers(type: Type, { analysis }: Source): readonly Offer[] {
  const members = membersOf(analysis.landscape.vocabulary, itemOf(type));
  return [...members.values()].map((member) => ({
    label: member.name,
    kind: CompletionItemKind.Field,
    documentation: memberDoc(member),
    rank: 0,
  }));
}

interface ItemContext {
  readonly source: Source;
  readonly client: Client;
  readonly range: Range;
  readonly needsBlank: boolean;
}

function itemFor(lazy: Offer, index: number, { source, client, range, needsBlank }: ItemContext): CompletionItem {
  const offer = { ...lazy, ...lazyNames.get(lazy)?.() };
  const isSnippet = client.snippets && offer.snippet !== undefined;
  const text = isSnippet ? (offer.snippet as string) : (offer.insert ?? offer.label);
  const { element } = offer;
  return {
    label: offer.label,
    kind: offer.kind,
    sortText: String(index).padStart(4, '0'),
    ...(offer.filter !== undefined && { filterText: `${offer.label} ${offer.filter}` }),
    ...(offer.detail !== undefined && { detail: offer.detail }),
    ...(offer.documentation !== undefined && { documentation: documentationOf(offer.documentation, client) }),
    textEdit: { range, newText: needsBlank ? ` ${text}` : text },
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(offer.goesOn && client.commands.has(openList) && { command: { title: 'Suggest', command: openList } }),
    ...(element && { data: { uri: source.document.uri, type: element.type, path: element.path } satisfies CompletionData }),
  };
}

/** VS Code's; a client that has it says so. */
const openList = 'editor.action.triggerSuggest';

function documentationOf(markdown: string, { markdown: understood }: Client): { kind: MarkupKind; value: string } {
  return understood ? { kind: MarkupKind.Markdown, value: markdown } : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
}
