import type { Element, Landscape, Ring } from '../landscape.js';
import type { Problem } from '../problem.js';
import type { Path, Statement } from '../source-facts.js';
import { compareTexts } from '../text-order.js';
import type { ElementRow } from '../vocabulary/row.js';
import { builtInVocabulary, withArticle } from '../vocabulary/vocabulary.js';
import { checkElement, checkTogether } from './checks.js';
import { collectVocabulary } from './company-vocabulary.js';
import {
  type Binding,
  type BoundFile,
  type Draft,
  groupByType,
  isProperty,
  originOf,
  pathText,
  type Reports,
  report,
  reportUnshown,
} from './context.js';
import { declareFile, openExtensions } from './declare.js';
import { Names, ringName } from './names.js';
import { reportUnfound } from './unfound.js';
import { bindProperties, blocksOf } from './values.js';

export interface BindInput {
  /** The project's files first, then each pack's. */
  readonly files: readonly BoundFile[];
  /** What is already bound around them: the standard library. */
  readonly around?: Landscape;
  /** Kinds of declaration that are complete in the whole project, by plural, or `everything`. */
  readonly complete?: Iterable<string>;
}

export interface Bound {
  readonly landscape: Landscape;
  readonly problems: readonly Problem[];
}

const namesOf = new WeakMap<Landscape, Names>();

/**
 * Gives facts their meaning: names, inheritance, types. Never fails; what means nothing becomes a problem.
 *
 * The order in which files are given does not matter, but for that of packs: they are rings in the order they come.
 */
export function bind({ files: given, around, complete = [] }: BindInput): Bound {
  const rings: readonly Ring[] = ['project', ...given.map(({ ring }) => ring), ...(around?.elements ?? []).map(({ ring }) => ring)];
  const files = inOrder(given, rings);
  const reports: Reports = { problems: [], reports: new Map() };
  const binding: Binding = {
    ...reports,
    vocabulary: collectVocabulary(around?.vocabulary ?? builtInVocabulary, files, reports),
    names: new Names(rings),
    drafts: [],
    draftOf: new Map(),
    extensions: [],
    unnamed: new Map(),
    alike: new Map(),
  };
  for (const file of files) declareFile(binding, file);
  addNames(binding.names, around);
  openExtensions(binding);
  resolveNames(binding);
  for (const draft of binding.drafts) resolveEnds(binding, draft);
  leaveOutUnusable(binding);
  for (const draft of binding.drafts) {
    bindFacts(binding, draft);
    checkElement(binding, draft);
  }
  checkTogether(binding);
  reportUnshown(binding);
  const own = binding.drafts.flatMap(({ element, planned, unusable }) => (planned || unusable ? [] : element));
  const elements: readonly Element[] = around === undefined ? own : [...own, ...around.elements];
  const landscape: Landscape = { vocabulary: binding.vocabulary, elements, byType: groupByType(elements), complete: new Set(complete) };
  namesOf.set(landscape, binding.names);
  return { landscape, problems: binding.problems };
}

/** The names of a bound landscape, for looking up what is written in expressions. */
export function namesIn(landscape: Landscape): Names {
  let names = namesOf.get(landscape);
  if (names === undefined) {
    namesOf.set(landscape, (names = new Names(['project', ...landscape.elements.map(({ ring }) => ring)])));
    addNames(names, landscape);
  }
  return names;
}

function addNames(names: Names, landscape: Landscape | undefined): void {
  for (const element of landscape?.elements ?? []) {
    const row = landscape?.vocabulary.types.get(element.type);
    if (row?.name === 'required' || row?.name === 'optional') names.add(element);
  }
}

function inOrder(files: readonly BoundFile[], rings: readonly Ring[]): readonly BoundFile[] {
  const order = [...new Set(rings.map(ringName))];
  const rank = ({ ring }: BoundFile) => order.indexOf(ringName(ring));
  return files.toSorted((a, b) => rank(a) - rank(b) || compareTexts(a.facts.file, b.facts.file));
}

/** What the name of an `assignment` or a `depends-on` names; each can be said once in a block. */
function resolveNames(binding: Binding): void {
  const known = new Map<string, Element>();
  for (const draft of binding.drafts) {
    const { element, file, statement } = draft;
    const row = binding.vocabulary.types.get(element.type);
    if (typeof row?.name !== 'object' || statement.name === undefined) continue;
    const found = binding.names.find(statement.name, element.parent, row.name.reference, element.ring);
    if (found.is !== 'one') {
      draft.unusable = true;
      reportUnfound(binding, element.parent, file, statement.name, row.name.reference, found);
      continue;
    }
    element.names = found.element;
    const identity = `${element.parent?.path} ${element.type} ${found.element.type} ${found.element.path}`;
    const first = known.get(identity);
    if (first === undefined) known.set(identity, element);
    else reportRepeated(binding, element, found.element, first);
  }
}

function reportRepeated(binding: Binding, element: Element, named: Element, first: Element): void {
  const block = element.parent === undefined ? 'this project' : `"${element.parent.path}"`;
  report(binding, {
    check: 'duplicate-name',
    at: element.origin,
    message: `There is already ${withArticle(element.type)} for "${named.path}" in ${block}.`,
    help: 'Put the facts of both into one of them.',
    related: [{ message: 'The other one is here.', at: first.origin }],
    element,
  });
}

function resolveEnds(binding: Binding, draft: Draft): void {
  const { element, file, statement } = draft;
  const ends = binding.vocabulary.types.get(element.type)?.ends;
  if (ends === undefined) return;
  const { source, target, mutual = false } = statement;
  const [from, to] = [source, target].map((path) => resolveEnd(binding, draft, path, ends.types));
  if (source === undefined || target === undefined || from === undefined || to === undefined) {
    draft.unusable = true;
    return;
  }
  element.ends = { source: from, target: to, mutual };
  const at = originOf(file, { start: source.start, end: target.end });
  if (withoutEndpoint(from) === withoutEndpoint(to))
    report(binding, {
      check: 'self-interface',
      at,
      message: `This ${element.type} joins "${pathText(source)}" with itself.`,
      help: 'Correct one of its ends, or delete it.',
      element,
    });
}

function resolveEnd(binding: Binding, { element, file }: Draft, path: Path | undefined, types: readonly string[]): Element | undefined {
  if (path === undefined) return undefined;
  const found = binding.names.find(path, element.parent, types, element.ring);
  if (found.is === 'one') return found.element;
  reportUnfound(binding, element.parent, file, path, types, found);
  return undefined;
}

function withoutEndpoint(end: Element): Element {
  return end.type === 'endpoint' && end.parent ? end.parent : end;
}

/** What cannot be said anything about is no part of the landscape, and neither is what stands in it. */
function leaveOutUnusable({ drafts, draftOf }: Binding): void {
  if (!drafts.some(({ unusable }) => unusable)) return;
  const crowded = new Set<Draft>();
  for (const draft of drafts) {
    const parent = draft.element.parent && draftOf.get(draft.element.parent);
    if (parent?.unusable) draft.unusable = true;
    else if (draft.unusable && parent !== undefined) crowded.add(parent);
  }
  for (const { element } of crowded) element.children = element.children.filter((child) => !draftOf.get(child)?.unusable);
}

function bindFacts(binding: Binding, draft: Draft): void {
  bindProperties(binding, draft);
  const { element } = draft;
  const row = binding.vocabulary.types.get(element.type);
  if (row === undefined) return;
  for (const key of requiredBy(row)) {
    if (element.facts.has(key) || blocksOf(draft).some(({ statements }) => statements.some((statement) => states(statement, key))))
      continue;
    const property = row.properties[key];
    report(binding, {
      check: 'incomplete-declaration',
      at: element.origin,
      message: `${nounFor(element)} "${element.path}" does not state \`${key}\`.`,
      help: `Add \`${property?.example ?? `${key}: ...`}\` to its block. ${property?.doc ?? ''}`.trim(),
      element,
    });
  }
}

/** A value that means nothing was reported; that it misses too would be the same mistake again. */
function states(statement: Statement, key: string): boolean {
  return isProperty(statement) ? statement.key.text === key : statement.keyword.text === key;
}

function nounFor({ type }: Element): string {
  return type === 'parameter' ? 'Parameter' : `The ${type}`;
}

const required = new WeakMap<ElementRow, readonly string[]>();

function requiredBy(row: ElementRow): readonly string[] {
  let keys = required.get(row);
  if (keys === undefined)
    required.set(row, (keys = Object.entries(row.properties).flatMap(([key, { presence }]) => (presence === 'required' ? key : []))));
  return keys;
}
