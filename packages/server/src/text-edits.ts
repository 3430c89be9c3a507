import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Client } from './client.js';

/** Edits of several files, as the editor understands them: with the version that each open document must have. */
export function workspaceEditOf(
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  client: Client,
  openDocument: (uri: string) => TextDocument | undefined,
): WorkspaceEdit {
  const inFiles = [...edits].filter(([, ofFile]) => ofFile.length > 0);
  if (!client.documentChanges) return { changes: Object.fromEntries(inFiles.map(([uri, ofFile]) => [uri, [...ofFile]])) };
  return {
    documentChanges: inFiles.map(
      ([uri, ofFile]): TextDocumentEdit => ({ textDocument: { uri, version: openDocument(uri)?.version ?? null }, edits: [...ofFile] }),
    ),
  };
}
