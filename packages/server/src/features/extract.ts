import type { Element } from '@weir/model';
import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { wholeLines } from '../fixes/deletion.js';
import { marginAt, newlineOf } from '../fixes/insertion.js';
import { rangeOf } from '../ranges.js';
import { quotedIfNeeded } from '../short-name.js';

const extractable = new Set(['site', 'area', 'unit', 'zone', 'organisation']);

/** Whether a declaration can move into a file of its own. */
export function canExtract({ type, children, parent, ring, origin }: Element, { landscape }: Analysis): boolean {
  if (!extractable.has(type) || ring !== 'project' || (parent === undefined && children.length === 0)) return false;
  const isAlone = !landscape.elements.some(
    (other) => other.origin.file === origin.file && other.parent === undefined && other.origin !== origin,
  );
  return parent !== undefined || !isAlone;
}

/** Moves a declaration into a new file; what it stands in is opened there with `extend`. */
export function extraction(element: Element, analysis: Analysis, versionOf: (uri: string) => number | null): WorkspaceEdit | undefined {
  const { file } = element.extent;
  const document = analysis.documentOf(file);
  if (document === undefined) return undefined;
  const text = document.getText();
  const span = withDescription(text, element.extent);
  const margin = marginAt(text, element.extent.start);
  const newline = newlineOf(text);
  const lines = text
    .slice(span.start, span.end)
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(margin) ? line.slice(margin.length) : line));
  const { parent } = element;
  const content =
    parent === undefined
      ? [...lines, '']
      : [
          `extend ${parent.path.split('.').map(quotedIfNeeded).join('.')} {`,
          ...lines.map((line) => (line === '' ? '' : `  ${line}`)),
          '}',
          '',
        ];
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const uri = analysis.uriOf(`${folder}${freeName(element, folder, analysis)}.weir`);
  const create: CreateFile = { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } };
  const fill: TextDocumentEdit = {
    textDocument: { uri, version: null },
    edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: content.join(newline) }],
  };
  const source = analysis.uriOf(file);
  const remove: TextDocumentEdit = {
    textDocument: { uri: source, version: versionOf(source) },
    edits: [{ range: rangeOf(document, wholeLines(text, span)), newText: '' }],
  };
  return { documentChanges: [create, fill, remove] };
}

/** The comment in front that describes it goes along. */
function withDescription(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const before = text.slice(0, start);
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(before.slice(Math.max(0, before.length - 5000)));
  return { start: comment === null ? start : start - comment[0].length, end };
}

function freeName({ name }: Element, folder: string, { project }: Analysis): string {
  const taken = new Set(project.files.map((file) => file.name));
  const base = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(`${folder}${candidate}.weir`)) return candidate;
  }
}
