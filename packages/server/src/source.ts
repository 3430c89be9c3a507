import { type Scan, scan } from '@weir/language/tokens';
import type { Ring, SourceFacts } from '@weir/model';
import { factsOf } from '@weir/workspace';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from './analysis.js';

/** A file as a request sees it: the newest text, and what was last known of the project around it. */
export interface Source {
  /** How the project calls it. */
  readonly file: string;
  readonly ring: Ring;
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

const scans = new WeakMap<TextDocument, Scan>();

export function scanOf({ document }: Pick<Source, 'document'>): Scan {
  let scanned = scans.get(document);
  if (scanned === undefined) scans.set(document, (scanned = scan(document.getText())));
  return scanned;
}

const factsIn = new WeakMap<TextDocument, Promise<SourceFacts>>();

/** What the newest text says. */
export function newestFacts({ file, document, analysis }: Source): Promise<SourceFacts> {
  const known = analysis.facts.get(file);
  const text = document.getText();
  if (known !== undefined && analysis.documentOf(file)?.getText() === text) return Promise.resolve(known);
  let facts = factsIn.get(document);
  if (facts === undefined) factsIn.set(document, (facts = factsOf({ name: file, text, imported: false })));
  return facts;
}
