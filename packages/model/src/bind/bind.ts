import type { Element, Landscape } from '../landscape.js';
import type { Problem } from '../problem.js';
import type { ElementRow } from '../vocabulary/row.js';
import { builtInVocabulary } from '../vocabulary/vocabulary.js';
import { checkCycles, checkDates, checkNames } from './checks.js';
import { collectVocabulary } from './company-vocabulary.js';
import { type Binding, type BoundFile, type Draft, originOf, report } from './context.js';
import { declareFile, openExtensions, pathText } from './declare.js';
import { Names } from './names.js';
import { bindFact, reportUnfound } from './values.js';

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

/** Gives facts their meaning: names, inheritance, types. Never fails; what means nothing becomes a problem. */
export function bind({ files, around, complete = [] }: BindInput): Bound {
  const { vocabulary, problems: vocabularyProblems } = collectVocabulary(around?.vocabulary ?? builtInVocabulary, files);
  const binding: Binding = { vocabulary, names: new Names(), problems: [...vocabularyProblems], elements: [], extensions: [] };
  for (const file of files) declareFile(binding, file);
  openExtensions(binding);
  for (const element of around?.elements ?? []) {
    if (isNamed(vocabulary.types.get(element.type))) binding.names.add(element);
  }
  for (const element of binding.elements) resolveName(binding, element);
  for (const element of binding.elements) resolveEnds(binding, element);
  for (const element of binding.elements) bindFacts(binding, element);
  checkNames(binding);
  checkDates(binding);
  checkCycles(binding);
  const usable = binding.elements.filter((element) => !element.planned && !element.unusable);
  const elements: Element[] = [...usable, ...(around?.elements ?? [])];
  const landscape: Landscape = { vocabulary, elements, byType: groupByType(elements), complete: new Set(complete) };
  namesOf.set(landscape, binding.names);
  return { landscape, problems: binding.problems };
}

/** The names of a bound landscape, for looking up what is written in expressions. */
export function namesIn(landscape: Landscape): Names {
  const names = namesOf.get(landscape);
  if (names !== undefined) return names;
  const collected = new Names();
  for (const element of landscape.elements) collected.add(element);
  namesOf.set(landscape, collected);
  return collected;
}

function isNamed(row: ElementRow | undefined): boolean {
  return row?.name === 'required' || row?.name === 'optional';
}

function resolveName(binding: Binding, element: Draft): void {
  const row = binding.vocabulary.types.get(element.type);
  const path = element.statement.name;
  if (typeof row?.name !== 'object' || path === undefined) return;
  const found = binding.names.find(path, element.parent, row.name.reference, element.ring);
  if (found.is === 'one') {
    element.names = found.element;
    return;
  }
  element.unusable = true;
  reportUnfound(binding, element.parent as Draft | undefined, element.file, path, row.name.reference, found);
}

function resolveEnds(binding: Binding, element: Draft): void {
  const row = binding.vocabulary.types.get(element.type);
  const { source, target, mutual = false } = element.statement;
  if (row?.ends === undefined || element.type === 'extend') return;
  if (source === undefined || target === undefined) {
    element.unusable = true;
    return;
  }
  const ends = [source, target].map((path) => {
    const found = binding.names.find(path, element.parent, row.ends?.types ?? [], element.ring);
    if (found.is === 'one') return found.element;
    reportUnfound(binding, element.parent as Draft | undefined, element.file, path, row.ends?.types ?? [], found);
    return undefined;
  });
  const [from, to] = ends;
  if (from === undefined || to === undefined) {
    element.unusable = true;
    return;
  }
  element.ends = { source: from, target: to, mutual };
  if (mutual && !row.ends.mutual)
    report(binding, {
      check: 'wrong-value',
      at: originOf(element.file, element.statement),
      message: `The ends of ${element.type} "${element.path}" are not peers.`,
      help: 'Write `->`, from who opens the session to who answers.',
      element,
    });
  if (from === to)
    report(binding, {
      check: 'self-interface',
      at: originOf(element.file, { start: source.start, end: target.end }),
      message: `This ${element.type} joins "${pathText(source)}" with itself.`,
      help: 'Correct one of its ends, or delete it.',
      element,
    });
}

function bindFacts(binding: Binding, element: Draft): void {
  const type = element.type === 'extend' ? element.names?.type : element.type;
  const row = type === undefined ? undefined : binding.vocabulary.types.get(type);
  if (row === undefined) return;
  for (const [key, stated] of element.stated) {
    const property = Object.hasOwn(row.properties, key) ? row.properties[key] : row.otherProperties;
    if (property === undefined) continue;
    if (property.derivedFrom !== undefined) {
      report(binding, {
        check: 'wrong-value',
        at: originOf(stated[0]?.file ?? element.file, stated[0]?.statement ?? element.statement),
        message: `\`${key}\` is computed, so it cannot be stated.`,
        help: 'Delete it.',
        element,
      });
      continue;
    }
    const fact = bindFact(binding, element, key, property, stated);
    if (fact !== undefined) element.facts.set(key, fact);
  }
  if (element.type === 'extend') return;
  for (const [key, property] of Object.entries(row.properties)) {
    if (property.presence !== 'required' || element.stated.has(key)) continue;
    report(binding, {
      check: 'incomplete-declaration',
      at: element.origin,
      message: `${element.type === 'parameter' ? 'Parameter' : `The ${element.type}`} "${element.path}" does not state \`${key}\`.`,
      help: `Add \`${property.example ?? `${key}: ...`}\` to its block. ${property.doc}`,
      element,
    });
  }
}

function groupByType(elements: readonly Element[]): Map<string, Element[]> {
  const byType = new Map<string, Element[]>();
  for (const element of elements) {
    const known = byType.get(element.type);
    if (known === undefined) byType.set(element.type, [element]);
    else known.push(element);
  }
  return byType;
}
