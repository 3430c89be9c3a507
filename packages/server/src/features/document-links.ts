import type { Scan } from '@weir/language/tokens';
import type { DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from '../ranges.js';

const addresses = /https?:\/\/[^\s"'<>`{}|\\^[\]]+/g;

/** Addresses in comments and texts. */
export function documentLinks({ tokens, comments }: Scan, document: TextDocument): DocumentLink[] {
  const text = document.getText();
  const places = [...comments, ...tokens.filter(({ kind }) => kind === 'string' || kind === 'markdown')];
  return places
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(addresses)].map(({ 0: found, index }) => {
        // What ends a sentence does not end an address.
        const target = found.replace(/[).,;:!?*]+$/, '');
        return { start: start + index, end: start + index + target.length, target };
      }),
    )
    .toSorted((a, b) => a.start - b.start)
    .map(({ target, ...span }) => ({ range: rangeOf(document, span), target }));
}
