import type { SourceProblem } from '@weir/model';
import { parse } from './parse.js';
import { type Comment, scan, type Token } from './scanner.js';

export interface Formatted {
  readonly text: string;
  /** What kept the file, or a block of it, as it was typed. */
  readonly problems: readonly SourceProblem[];
}

/**
 * Lays a file out. Only white space changes: the tokens and comments that come out are those that went in, and so are
 * the lines, since a line end closes a statement.
 */
export function format(text: string): Formatted {
  const { tokens, comments, problems: lexical } = scan(text);
  if (lexical.length > 0) return { text, problems: lexical };
  const syntax = parse('', text).problems.filter(({ check }) => check === 'syntax-error');
  const pieces = withVerbatim(piecesOf(tokens, comments, text), syntax, text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const body = layOut(pieces, text).replaceAll('\n', newline);
  return { text: (text.startsWith('\ufeff') ? '\ufeff' : '') + body, problems: syntax };
}

type Piece =
  | Token
  | (Comment & { readonly kind: 'comment'; readonly image: string })
  | { readonly kind: 'verbatim'; readonly start: number; readonly end: number; readonly image: string };

function piecesOf(tokens: readonly Token[], comments: readonly Comment[], text: string): Piece[] {
  const written = tokens.filter(({ kind }) => kind !== 'eos');
  const remarks = comments.map((comment) => ({
    ...comment,
    kind: 'comment' as const,
    image: text.slice(comment.start, comment.end).replaceAll('\r\n', '\n').trimEnd(),
  }));
  return [...written, ...remarks].toSorted((a, b) => a.start - b.start);
}

/** The innermost block around each mistake stays as it was typed; at the top of a file, its line. */
function withVerbatim(pieces: readonly Piece[], problems: readonly SourceProblem[], text: string): Piece[] {
  const regions = problems.map(({ start }) => regionAround(pieces, start, text));
  const merged: { start: number; end: number }[] = [];
  for (const region of regions.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && region.start < last.end) last.end = Math.max(last.end, region.end);
    else merged.push({ ...region });
  }
  const kept = pieces.filter(({ start }) => !merged.some((region) => start >= region.start && start < region.end));
  const verbatim = merged.map(({ start, end }) => ({
    kind: 'verbatim' as const,
    start,
    end,
    image: text.slice(start, end).replaceAll('\r\n', '\n').trimEnd(),
  }));
  return [...kept, ...verbatim.filter(({ image }) => image !== '')].toSorted((a, b) => a.start - b.start);
}

function regionAround(pieces: readonly Piece[], offset: number, text: string): { start: number; end: number } {
  const open: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'symbol') continue;
    if (piece.image === '{' && piece.start <= offset) open.push(piece);
    if (piece.image !== '}') continue;
    if (piece.start >= offset && open.length > 0) return { start: (open.at(-1) as Piece).start, end: piece.end };
    if (piece.start < offset) open.pop();
  }
  if (open.length > 0) return { start: (open[0] as Piece).start, end: text.length };
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const inLine = pieces.filter(({ start, end }) => end > lineStart && start < (lineEnd < 0 ? text.length : lineEnd));
  return {
    start: Math.min(lineStart, ...inLine.map(({ start }) => start)),
    end: Math.max(lineEnd < 0 ? text.length : lineEnd, ...inLine.map(({ end }) => end)),
  };
}

function layOut(pieces: readonly Piece[], text: string): string {
  let laidOut = '';
  let blocks = 0;
  let groups = 0;
  let inValue = false;
  for (const [index, piece] of pieces.entries()) {
    const previous = pieces[index - 1];
    const breaks = previous === undefined ? 0 : lineBreaks(text.slice(previous.end, piece.start));
    if (piece.image === '}' && piece.kind === 'symbol') blocks = Math.max(0, blocks - 1);
    if (isGroupEnd(piece)) groups = Math.max(0, groups - 1);
    if (previous !== undefined && breaks > 0) {
      const isFirstOrLast = previous.image === '{' || piece.image === '}';
      const continues = piece.kind !== 'comment' && piece.kind !== 'verbatim' && !endsStatement(pieces, index, text);
      laidOut +=
        (breaks > 1 && !isFirstOrLast ? '\n\n' : '\n') +
        '  '.repeat(blocks + groups + (continues && groups === 0 && piece.image !== '}' && piece.image !== '{' ? 1 : 0));
      if (!continues) inValue = false;
    } else if (previous !== undefined) laidOut += gap(previous, piece, pieces[index - 2], inValue);
    laidOut += piece.image;
    if (piece.kind === 'symbol') {
      if (piece.image === '{') blocks++;
      if (piece.image === '(' || piece.image === '[') groups++;
      if (piece.image === ':') inValue = true;
      if (piece.image === '{' || piece.image === '}') {
        inValue = false;
        groups = 0;
      }
    } else if (beginsDeclaration(previous, piece, pieces[index - 2], inValue)) inValue = false;
  }
  return laidOut === '' ? '' : `${laidOut.trimEnd()}\n`;
}

/** Whether the scanner would end the statement at the line end before this piece. */
function endsStatement(pieces: readonly Piece[], index: number, text: string): boolean {
  const before = pieces.slice(0, index).findLast(({ kind }) => kind !== 'comment');
  const piece = pieces[index] as Piece;
  if (before === undefined || before.kind === 'verbatim' || before.image === '{' || before.image === '}') return true;
  const probe = scan(
    `${text.slice(before.start, before.end)}\n${text.slice(piece.start, piece.end)}${piece.kind === 'key' ? ':' : ''}`,
  ).tokens;
  return probe.some(({ kind }) => kind === 'eos');
}

function lineBreaks(between: string): number {
  return between.split('\n').length - 1;
}

const separated = '   ';

/** The blanks between two pieces of one line. */
function gap(previous: Piece, piece: Piece, before: Piece | undefined, inValue: boolean): string {
  if (piece.kind === 'comment') return previous.kind === 'comment' ? ' ' : '  ';
  if (previous.kind === 'comment') return ' ';
  if (isSymbol(piece, ',', ':', ')', ']', '.') || isSymbol(previous, '(', '[', '.')) return '';
  if (isSymbol(piece, '(') && previous.kind === 'id') return '';
  if (piece.kind === 'key' && !isSymbol(previous, '{', ',', '(')) return separated;
  if (isSymbol(previous, '}') && !isSymbol(piece, '}')) return separated;
  return beginsDeclaration(previous, piece, before, inValue) ? separated : ' ';
}

/** A name right behind a value is the keyword of the next declaration. */
function beginsDeclaration(previous: Piece | undefined, piece: Piece, before: Piece | undefined, inValue: boolean): boolean {
  if (!inValue || piece.kind !== 'id' || previous === undefined) return false;
  const isVariable = before?.kind === 'keyword' && before.image === 'every';
  return !isVariable && endsValue(previous);
}

function endsValue(piece: Piece): boolean {
  if (piece.kind === 'symbol') return isSymbol(piece, ')', ']');
  if (piece.kind === 'keyword') return /^(yes|no|none|unknown|true|false)$/.test(piece.image);
  return piece.kind !== 'key' && piece.kind !== 'comment';
}

function isSymbol(piece: Piece, ...images: readonly string[]): boolean {
  return piece.kind === 'symbol' && images.includes(piece.image);
}

function isGroupEnd(piece: Piece): boolean {
  return isSymbol(piece, ')', ']');
}
