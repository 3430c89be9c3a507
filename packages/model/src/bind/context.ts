import type { Element, Ends, Fact, Origin, Ring } from '../landscape.js';
import type { Problem, Related } from '../problem.js';
import type { Declaration, Path, Property, SourceFacts, Span, Statement } from '../source-facts.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { Names } from './names.js';

/** One file with what the project says about it. */
export interface BoundFile {
  readonly facts: SourceFacts;
  readonly ring: Ring;
  /** Written by an importer: what people wrote by hand wins. */
  readonly imported: boolean;
}

/** What was found so far, and how much of it in each file. */
export interface Reports {
  readonly problems: Problem[];
  readonly reports: Map<string, FileReports>;
}

/** What the steps of binding share. */
export interface Binding extends Reports {
  readonly vocabulary: Vocabulary;
  readonly names: Names;
  readonly drafts: Draft[];
  readonly draftOf: Map<Element, Draft>;
  readonly extensions: Extension[];
  /** The first of each ring and path among connections without a name. */
  readonly unnamed: Map<string, Map<string, Element>>;
  /** How many other declarations without a name look alike in a block. */
  readonly alike: Map<string, number>;
}

/** An element while it is being bound, with the text it is made of. */
export interface Draft {
  readonly element: ElementInTheMaking;
  readonly file: BoundFile;
  readonly statement: Declaration;
  /** The blocks of the `extend`s that open it, besides its own. */
  extensions?: readonly OpenBlock[];
  /** Part of a change that has not happened. */
  readonly planned: boolean;
  /** Its ends or its name name nothing, so nothing can be said about it. */
  unusable?: true;
}

export interface OpenBlock {
  readonly file: BoundFile;
  readonly statements: readonly Statement[];
}

export interface ElementInTheMaking extends Element {
  aliases: readonly string[];
  readonly parent?: ElementInTheMaking;
  children: readonly Element[];
  readonly facts: Map<string, Fact>;
  title?: string;
  description?: string;
  body?: readonly Statement[];
  names?: Element;
  ends?: Ends;
}

export interface Extension {
  readonly statement: Declaration;
  readonly file: BoundFile;
  /** The change that plans it, if it is not already so. */
  readonly plannedBy?: Draft;
}

export function originOf(file: BoundFile, { start, end }: Span): Origin {
  return { file: file.facts.file, start, end };
}

/** One mistake in an importer or a vocabulary can make a hundred thousand findings; nobody reads more of a file than these. */
const mostInOneFile = 100;

interface FileReports {
  count: number;
  /** The first that is not shown. */
  more?: Problem;
}

export interface Report {
  readonly check: string;
  readonly at: Origin;
  readonly message: string;
  /** A function where finding out what was meant takes time. */
  readonly help?: string | (() => string);
  readonly related?: readonly Related[];
  readonly element?: Element | undefined;
}

export function report({ problems, reports }: Reports, { related = [], element, help, ...problem }: Report): void {
  const { file } = problem.at;
  const inFile = reports.get(file) ?? { count: 0 };
  reports.set(file, inFile);
  inFile.count++;
  if (inFile.count <= mostInOneFile)
    problems.push({
      ...problem,
      related,
      ...(help !== undefined && { help: typeof help === 'string' ? help : help() }),
      ...(element && { element: element.path }),
    });
  else inFile.more ??= { ...problem, related: [] };
}

/** Says of how many mistakes nothing is said. */
export function reportUnshown({ problems, reports }: Reports): void {
  for (const { count, more } of reports.values()) {
    if (more === undefined) continue;
    const unshown = count - mostInOneFile;
    problems.push({
      ...more,
      message: `${unshown} more mistake${unshown === 1 ? '' : 's'} in the names and values of this file ${unshown === 1 ? 'is' : 'are'} not shown.`,
      help: 'Mend those that are shown first; others often have the same cause.',
    });
  }
}

export function isProperty(statement: Statement): statement is Property {
  return statement.is === 'property';
}

export function pathText({ segments, type }: Path): string {
  const name = segments.length === 1 ? (segments[0]?.text ?? '') : segments.map(({ text }) => text).join('.');
  return type === undefined ? name : `${type.text}(${name})`;
}

export function groupByType(elements: readonly Element[]): Map<string, Element[]> {
  const byType = new Map<string, Element[]>();
  for (const element of elements) {
    const known = byType.get(element.type);
    if (known === undefined) byType.set(element.type, [element]);
    else known.push(element);
  }
  return byType;
}
