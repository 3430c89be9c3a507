import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { addressOf } from './address.js';

/** What an editor has open. Its text counts, whatever the disk says. */
export class OpenDocuments {
  /** By address, however a client spells it. */
  private readonly documents = new Map<string, TextDocument>();

  open(uri: string, languageId: string, version: number, text: string): void {
    this.documents.set(keyOf(uri), TextDocument.create(uri, languageId, version, text));
  }

  /** The document after the changes; nothing for one that was never opened. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): TextDocument | undefined {
    const known = this.documents.get(keyOf(uri));
    if (known === undefined) return undefined;
    // Never altered in place: who holds the old one goes on with it, and what was worked out of a document stays true.
    const copy = TextDocument.create(known.uri, known.languageId, known.version, known.getText());
    const next = TextDocument.update(copy, [...changes], version);
    this.documents.set(keyOf(uri), next);
    return next;
  }

  close(uri: string): boolean {
    return this.documents.delete(keyOf(uri));
  }

  get(uri: string): TextDocument | undefined {
    return this.documents.get(keyOf(uri));
  }

  all(): Iterable<TextDocument> {
    return this.documents.values();
  }
}

/** One for all spellings of an address: editors do not agree on which characters are escaped. */
export function keyOf(uri: string): string {
  const { origin, path } = addressOf(uri);
  return `${origin}${path}`;
}
