import type { SourceProblem, Span, Statement } from '@weir/model';
import { pairBraces } from './braces.js';
import { parseTokens } from './fast-parser.js';
import { refusal } from './parse-whole.js';
import { byteOrderMark, isSymbol, mostProblems, type Scan, scan, type Token, type TokenKind } from './scanner.js';
import { readable } from './syntax.js';

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
  const refused = refusal(text);
  if (refused !== undefined) return { text, problems: [refused] };
  const scanned = scan(text);
  if (scanned.problems.length > 0) return { text, problems: scanned.problems };
  const unpaired = pairBraces(scanned.tokens, text).problems;
  if (unpaired.length > 0) return { text, problems: unpaired };
  const { tokens, problems } = readable(scanned, text);
  if (problems.length >= mostProblems) return { text, problems };
  const { statements } = parseTokens(tokens, text, scanned.comments);
  const pieces = piecesOf(scanned, text, startsOf(statements), regionsAround(problems, scanned.tokens));
  return { text: (text.startsWith(byteOrderMark) ? byteOrderMark : '') + layOut(pieces, text), problems };
}

/** A token, a comment, or a stretch that stays as it was typed. */
interface Piece extends Span {
  readonly kind: TokenKind | 'comment' | 'verbatim';
  readonly image: string;
  /** A statement begins with it. */
  readonly begins: boolean;
  /** Where it is the first on its line, the statement of the line above goes on. */
  readonly continues: boolean;
}

function piecesOf({ tokens, comments }: Scan, text: string, starts: ReadonlySet<number>, broken: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  const isVerbatim = (offset: number) => broken.some(({ start, end }) => offset >= start && offset < end);
  let before: Token | undefined;
  for (const token of tokens) {
    const { kind, start, end, image } = token;
    if (kind !== 'eos' && !isVerbatim(start)) {
      const begins = starts.has(start);
      const isBrace = isSymbol(token, '{') || isSymbol(token, '}');
      const continues = !begins && !isBrace && before !== undefined && before.kind !== 'eos' && !isSymbol(before, '{');
      pieces.push({ kind, start, end, image, begins, continues });
    }
    before = token;
  }
  for (const { start, end } of comments)
    if (!isVerbatim(start))
      pieces.push({ kind: 'comment', start, end, image: text.slice(start, end).trimEnd(), begins: false, continues: false });
  for (const { start, end } of broken)
    pieces.push({ kind: 'verbatim', start, end, image: text.slice(start, end), begins: starts.has(start), continues: false });
  return withCommentsLikeNext(pieces.toSorted((a, b) => a.start - b.start));
}

/** A comment on a line of its own is indented as what it stands in front of. */
function withCommentsLikeNext(pieces: readonly Piece[]): Piece[] {
  let continues = false;
  return pieces
    .toReversed()
    .map((piece) => {
      if (piece.kind === 'comment') return { ...piece, continues };
      continues = piece.continues;
      return piece;
    })
    .toReversed();
}

function startsOf(statements: readonly Statement[], starts = new Set<number>()): ReadonlySet<number> {
  for (const statement of statements) {
    starts.add(statement.start);
    if (statement.is === 'declaration') startsOf(statement.body ?? [], starts);
  }
  return starts;
}

/** For each mistake the innermost block around it, or at the top of the file the statement. */
function regionsAround(mistakes: readonly Span[], tokens: readonly Token[]): Span[] {
  let offsets = mistakes.map(({ start }) => start);
  let regions: Span[] = [];
  const claim = (from: number, { start, end }: Span) => {
    const isOutside = (offset: number) => offset < from || offset >= end;
    if (offsets.every(isOutside)) return;
    offsets = offsets.filter(isOutside);
    regions = [...regions.filter((region) => isOutside(region.start)), { start, end }];
  };
  const open: Token[] = [];
  let statement: number | undefined;
  for (const token of tokens) {
    if (isSymbol(token, '{')) open.push(token);
    const block = isSymbol(token, '}') ? open.pop() : undefined;
    // What is wrong with its first brace is wrong with the statement around.
    if (block !== undefined) claim(block.end, { start: block.start, end: token.end });
    if (open.length > 0) continue;
    if (token.kind !== 'eos') statement ??= token.start;
    else if (statement !== undefined) {
      claim(statement, { start: statement, end: token.start });
      statement = undefined;
    }
  }
  const last = tokens.at(-1);
  if (statement !== undefined && last !== undefined) claim(statement, { start: statement, end: last.end });
  return regions;
}

function layOut(pieces: readonly Piece[], text: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  let laidOut = '';
  let blocks = 0;
  let groups = 0;
  // Of the line on which the outermost open group begins, or else of this line.
  let continues = false;
  let previous: Piece | undefined;
  for (const piece of pieces) {
    const breaks = previous === undefined ? 0 : lineBreaks(text.slice(previous.end, piece.start));
    if (is(piece, '{', '}') || piece.begins) groups = 0;
    if (breaks > 0 && groups === 0) continues = piece.continues;
    if (is(piece, '}')) blocks = Math.max(0, blocks - 1);
    if (is(piece, ')', ']')) groups = Math.max(0, groups - 1);
    if (breaks > 0) {
      const isApart = breaks > 1 && previous !== undefined && !is(previous, '{') && !is(piece, '}');
      laidOut += (isApart ? newline + newline : newline) + '  '.repeat(blocks + groups + (continues ? 1 : 0));
    } else if (previous !== undefined) laidOut += gap(previous, piece);
    laidOut += piece.image;
    previous = piece;
    if (is(piece, '{')) blocks++;
    if (is(piece, '(', '[')) groups++;
  }
  return laidOut === '' ? '' : laidOut + newline;
}

function lineBreaks(between: string): number {
  return between.match(/\r\n?|\n/g)?.length ?? 0;
}

/** Between statements that share a line, so that they can be told apart. */
const wideGap = '   ';

/** The blanks between two pieces of one line. */
function gap(previous: Piece, piece: Piece): string {
  if (piece.kind === 'comment') return previous.kind === 'comment' ? ' ' : '  ';
  if (previous.kind === 'comment') return ' ';
  if (piece.begins) return is(previous, '{') ? ' ' : wideGap;
  if (is(piece, ',', ':', ')', ']') || is(previous, '(', '[')) return '';
  if (is(piece, '.')) return mayTouchDot(previous) ? '' : ' ';
  if (is(previous, '.')) return piece.kind === 'id' ? '' : ' ';
  return is(piece, '(') && previous.kind === 'id' ? '' : ' ';
}

/** A dot would become part of a number, a date or a compound in front of it. */
function mayTouchDot({ kind }: Piece): boolean {
  return kind === 'id' || kind === 'keyword' || kind === 'string' || kind === 'markdown' || kind === 'symbol';
}

function is(piece: Piece, ...images: readonly string[]): boolean {
  return piece.kind === 'symbol' && images.includes(piece.image);
}
