import type { Declaration, Element, Landscape, SourceFacts, Statement } from '@weir/model';
import { compareTexts } from '@weir/model';
import { type DocumentSymbol, type SymbolInformation, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.js';
import type { Client } from '../client.js';
import { locationOf, rangeOf } from '../ranges.js';

/** Nobody scrolls further, and some editors draw every one of them. */
const mostInDocument = 5000;
const mostInWorkspace = 200;

/** The outline of a file. */
export function documentSymbols(facts: SourceFacts, document: TextDocument, client: Client): DocumentSymbol[] | SymbolInformation[] {
  const room = { left: mostInDocument };
  const symbols = symbolsIn(facts.statements, document, room);
  return client.hierarchicalSymbols ? symbols : flat(symbols, document.uri, undefined);
}

function symbolsIn(statements: readonly Statement[], document: TextDocument, room: { left: number }): DocumentSymbol[] {
  return statements.flatMap((statement) => {
    if (statement.is !== 'declaration' || room.left-- <= 0) return [];
    const { keyword, title, body = [] } = statement;
    const inner = symbolsIn(body, document, room);
    if (isProperty(statement) && inner.length === 0) return [];
    const named = statement.name ?? statement.source ?? keyword;
    return [
      {
        name: nameOf(statement),
        detail: [keyword.text, title?.text].filter(Boolean).join(' '),
        kind: symbolKindOf(keyword.text),
        range: rangeOf(document, statement),
        selectionRange: rangeOf(document, within(named, statement)),
        ...(inner.length > 0 && { children: inner }),
      },
    ];
  });
}

/** `lifecycle { ... }` is a fact, and no part of the outline. */
function isProperty({ name, title, source }: Declaration): boolean {
  return name === undefined && title === undefined && source === undefined;
}

/** An editor refuses a name that does not lie in what it names. */
function within({ start, end }: { start: number; end: number }, outer: { start: number; end: number }) {
  return { start: Math.min(Math.max(start, outer.start), outer.end), end: Math.max(outer.start, Math.min(end, outer.end)) };
}

function nameOf({ name, source, target, mutual, title, keyword }: Declaration): string {
  const text = (path: typeof name) => path?.segments.map((segment) => segment.text).join('.') ?? '';
  const ends = source === undefined ? '' : `${text(source)} ${mutual ? '<->' : '->'} ${text(target)}`;
  return [text(name), ends].filter((part) => part.trim() !== '').join(' ') || title?.text.trim() || keyword.text;
}

function flat(symbols: readonly DocumentSymbol[], uri: string, containerName: string | undefined): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flat(children, uri, name),
  ]);
}

/** What bears a name like the one typed, the best first. */
export function workspaceSymbols(query: string, analyses: readonly Analysis[]): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const ranked = analyses.flatMap((analysis) =>
    searchable(analysis).flatMap((candidate) => {
      const rank = rankOf(wanted, candidate);
      return rank === undefined ? [] : [{ rank, element: candidate.element, analysis }];
    }),
  );
  ranked.sort((a, b) => a.rank - b.rank || compareTexts(a.element.path, b.element.path));
  return ranked.slice(0, mostInWorkspace).map(({ element, analysis }) => ({
    name: element.title === undefined ? element.name : `${element.name} ${element.title}`,
    kind: symbolKindOf(element.type),
    containerName: [element.type, element.parent?.path].filter(Boolean).join(' in '),
    location: locationOf(analysis, element.origin),
  }));
}

/** An element with what it is looked for by, in small letters. */
interface Searchable {
  readonly element: Element;
  readonly names: readonly string[];
  readonly title: string;
  readonly path: string;
  readonly depth: number;
}

const searchableIn = new WeakMap<Landscape, readonly Searchable[]>();

function searchable({ landscape }: Analysis): readonly Searchable[] {
  let all = searchableIn.get(landscape);
  if (all === undefined) {
    all = landscape.elements.flatMap((element) => {
      const { name, title = '', path, aliases, parent, ring } = element;
      if (ring === 'library') return [];
      const names = [name, ...aliases].map((text) => text.toLowerCase());
      return [{ element, names, title: title.toLowerCase(), path: path.toLowerCase(), depth: parent === undefined ? 0 : 0.1 }];
    });
    searchableIn.set(landscape, all);
  }
  return all;
}

/** The less the better; undefined where it is not meant. */
function rankOf(wanted: string, { names, title, path, depth }: Searchable): number | undefined {
  if (wanted === '') return 5 + depth;
  if (names.includes(wanted)) return depth;
  if (names.some((text) => text.startsWith(wanted))) return 1 + depth;
  if (title.startsWith(wanted) || names.some((text) => text.includes(`-${wanted}`))) return 2 + depth;
  if (names.some((text) => text.includes(wanted)) || title.includes(wanted)) return 3 + depth;
  if (path.includes(wanted)) return 4 + depth;
  return names.some((text) => isSubsequence(wanted, text)) ? 6 + depth : undefined;
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export function symbolKindOf(type: string): SymbolKind {
  return kinds[type] ?? SymbolKind.Object;
}

const kinds: Readonly<Record<string, SymbolKind>> = {
  site: SymbolKind.Module,
  area: SymbolKind.Namespace,
  unit: SymbolKind.Namespace,
  zone: SymbolKind.Package,
  conduit: SymbolKind.Interface,
  permit: SymbolKind.Method,
  system: SymbolKind.Class,
  endpoint: SymbolKind.Property,
  interface: SymbolKind.Method,
  'remote-access': SymbolKind.Method,
  network: SymbolKind.Struct,
  product: SymbolKind.Constant,
  kind: SymbolKind.Enum,
  protocol: SymbolKind.Enum,
  rule: SymbolKind.Function,
  check: SymbolKind.Function,
  bad: SymbolKind.Event,
  good: SymbolKind.Event,
  profile: SymbolKind.File,
  waiver: SymbolKind.Event,
  role: SymbolKind.TypeParameter,
  organisation: SymbolKind.TypeParameter,
  team: SymbolKind.TypeParameter,
  person: SymbolKind.TypeParameter,
  extend: SymbolKind.Namespace,
};
