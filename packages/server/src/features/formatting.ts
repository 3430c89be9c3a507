import { format } from '@weir/language';
import { isSymbol, type Scan } from '@weir/language/tokens';
import type { Position, Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from '../ranges.js';

/** The blanks that change when a file is laid out, each by itself, so that cursors and marks stay where they are. */
export function formatEdits(document: TextDocument): TextEdit[] {
  const text = document.getText();
  const { text: laidOut } = format(text);
  return differences(text, laidOut).map(({ start, end, newText }) => ({ range: rangeOf(document, { start, end }), newText }));
}

/** Those in a part of the file. */
export function formatRange(document: TextDocument, { start, end }: Range): TextEdit[] {
  return formatEdits(document).filter(({ range }) => range.start.line >= start.line && range.end.line <= end.line);
}

/** As something is typed: `}` lays out the block that it closes, a new line the one before, and indents itself. */
export function formatOnType(document: TextDocument, scanned: Scan, { line, character }: Position, typed: string): TextEdit[] {
  if (typed === '}') {
    const open = openingOf(document.offsetAt({ line, character }) - 1, scanned);
    const from = open === undefined ? line : document.positionAt(open).line;
    return formatRange(document, { start: { line: from, character: 0 }, end: { line, character } });
  }
  const above =
    line > 0
      ? formatRange(document, { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: Number.MAX_SAFE_INTEGER } })
      : [];
  const lineStart = document.offsetAt({ line, character: 0 });
  const text = document.getText();
  const margin = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const isEmpty = /^[ \t]*(?:\r|\n|$)/.test(text.slice(lineStart));
  const insideText = scanned.tokens.some(({ kind, start, end }) => kind === 'markdown' && start < lineStart && lineStart < end);
  const insideComment = scanned.comments.some(({ start, end }) => start < lineStart && lineStart < end);
  if (!isEmpty || insideText || insideComment) return above;
  const wanted = '  '.repeat(depthAt(lineStart, scanned));
  if (margin === wanted) return above;
  return [...above, { range: rangeOf(document, { start: lineStart, end: lineStart + margin.length }), newText: wanted }];
}

function openingOf(close: number, { tokens }: Scan): number | undefined {
  const open: number[] = [];
  for (const token of tokens) {
    if (isSymbol(token, '{')) open.push(token.start);
    else if (isSymbol(token, '}')) {
      const start = open.pop();
      if (token.start === close) return start;
    }
  }
  return undefined;
}

function depthAt(offset: number, { tokens }: Scan): number {
  let depth = 0;
  for (const token of tokens) {
    if (token.start >= offset) break;
    if (isSymbol(token, '{') || isSymbol(token, '(') || isSymbol(token, '[')) depth++;
    if (isSymbol(token, '}') || isSymbol(token, ')') || isSymbol(token, ']')) depth = Math.max(0, depth - 1);
  }
  return depth;
}

interface Difference {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Both texts are the same but for their blanks. */
function differences(text: string, laidOut: string): Difference[] {
  const found: Difference[] = [];
  const blanks = /\s*/y;
  let [at, to] = [0, 0];
  while (at < text.length || to < laidOut.length) {
    const [old, next] = [blanksAt(text, at, blanks), blanksAt(laidOut, to, blanks)];
    if (old !== next) found.push(narrowed(at, old, next));
    at += old.length;
    to += next.length;
    if (at >= text.length && to >= laidOut.length) break;
    if (text[at] !== laidOut[to]) return [{ start: 0, end: text.length, newText: laidOut }];
    at++;
    to++;
  }
  return found;
}

/** Without what both begin with, so that a change of one line does not touch the line above. */
function narrowed(at: number, old: string, next: string): Difference {
  let same = 0;
  while (same < old.length && same < next.length && old[same] === next[same]) same++;
  return { start: at + same, end: at + old.length, newText: next.slice(same) };
}

function blanksAt(text: string, at: number, blanks: RegExp): string {
  blanks.lastIndex = at;
  return blanks.exec(text)?.[0] ?? '';
}
