import type { Element, Ends, Fact, Origin, Ring } from '../landscape.js';
import type { Problem, Related } from '../problem.js';
import type { Declaration, Property, SourceFacts, Span, Statement } from '../source-facts.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { Names } from './names.js';

/** One file with what the project says about it. */
export interface BoundFile {
  readonly facts: SourceFacts;
  readonly ring: Ring;
  /** Written by an importer: what people wrote by hand wins. */
  readonly imported: boolean;
}

/** What the steps of binding share. */
export interface Binding {
  readonly vocabulary: Vocabulary;
  readonly names: Names;
  readonly problems: Problem[];
  readonly elements: Draft[];
  readonly extensions: Extension[];
}

/** An element while it is being bound. */
export interface Draft extends Element {
  readonly children: Draft[];
  readonly facts: Map<string, Fact>;
  readonly file: BoundFile;
  readonly statement: Declaration;
  readonly stated: Map<string, Stated[]>;
  /** Part of a change that has not happened. */
  readonly planned: boolean;
  names?: Element;
  ends?: Ends;
  /** Its ends or its name name nothing, so nothing can be said about it. */
  unusable?: true;
}

/** One mention of a property: `key: values`, or `key { ... }`. */
export interface Stated {
  readonly statement: Property | Declaration;
  readonly file: BoundFile;
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

export interface Report {
  readonly check: string;
  readonly at: Origin;
  readonly message: string;
  readonly help?: string;
  readonly related?: readonly Related[];
  readonly element?: Element | undefined;
}

export function report(binding: Binding, { related = [], element, ...problem }: Report): void {
  binding.problems.push({ ...problem, related, ...(element && { element: element.path }) });
}

export function isProperty(statement: Statement): statement is Property {
  return statement.is === 'property';
}
