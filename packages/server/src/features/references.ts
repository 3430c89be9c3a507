import type { Element, NameUse } from '@weir/model';
import { type DocumentHighlight, DocumentHighlightKind, type Location, type Position } from 'vscode-languageserver';
import { meaningInFile } from '../meaning.js';
import { usesIn, usesOf } from '../name-uses.js';
import { locationOf, rangeOf } from '../ranges.js';
import { newestFacts, type Source } from '../source.js';

/** Every place that names the element under the cursor. */
export async function referencesAt(source: Source, position: Position, includeDeclaration: boolean): Promise<Location[] | null> {
  const element = await elementAt(source, position);
  if (element === undefined) return null;
  const uses = usesOf(element, source.analysis).filter(({ is }) => includeDeclaration || is !== 'declaration');
  const places = uses.map((use) => locationOf(source.analysis, use));
  // What the library declares is no part of the project's own uses.
  const isOutside = includeDeclaration && element.ring === 'library';
  return isOutside ? [locationOf(source.analysis, element.origin), ...places] : places;
}

/** The other places in the file that name it, written where it is declared or extended. */
export async function highlightsAt(source: Source, position: Position): Promise<DocumentHighlight[] | null> {
  const facts = await newestFacts(source);
  const uses = usesIn(facts, source.ring, source.analysis.landscape);
  const element = await elementAt(source, position);
  if (element === undefined) return null;
  return uses.filter((use) => use.element === element).map((use) => ({ range: rangeOf(source.document, use), kind: kindOf(use) }));
}

function kindOf({ is }: NameUse): DocumentHighlightKind {
  return is === 'reference' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write;
}

/** The element that the word under the cursor names. */
export async function elementAt(source: Source, position: Position): Promise<Element | undefined> {
  const meaning = await meaningInFile(source, source.document.offsetAt(position));
  return meaning?.is === 'element' ? meaning.element : undefined;
}
