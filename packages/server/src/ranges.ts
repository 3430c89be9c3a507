import type { Origin, Span } from '@weir/model';
import type { Location, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from './analysis.js';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Where something stands in a file of the project or of the library. */
export function locationOf(analysis: Analysis, origin: Origin): Location {
  const document = analysis.documentOf(origin.file);
  return { uri: analysis.uriOf(origin.file), range: document === undefined ? nowhere : rangeOf(document, origin) };
}
