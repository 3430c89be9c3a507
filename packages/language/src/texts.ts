import type { SourceProblem } from '@weir/model';

export interface ReadText {
  readonly text: string;
  readonly problems: readonly SourceProblem[];
}

/** Nobody reads more of them. */
const mostProblems = 20;

const escapes: Record<string, string> = { '"': '"', '\\': '\\', n: '\n' };

const none: readonly never[] = [];

/** The value of a `"text"` or a `"""Markdown"""` literal. */
export function readText(image: string, start: number): ReadText {
  if (image.startsWith('"""')) return { text: readMarkdown(image.slice(3, image.endsWith('"""') ? -3 : undefined)), problems: [] };
  const inner = image.slice(1, image.endsWith('"') && image.length > 1 ? -1 : undefined);
  if (!inner.includes('\\')) return { text: inner, problems: none };
  const problems: SourceProblem[] = [];
  const text = inner.replace(/\\(u\{[0-9a-fA-F]*\}|u|.)?/gsu, (written, body: string | undefined, at: number) => {
    const plain = body === undefined ? undefined : escapes[body];
    if (plain !== undefined) return plain;
    const code = /^u\{([0-9a-fA-F]{1,6})\}$/.exec(body ?? '')?.[1];
    if (code !== undefined && isCharacter(Number.parseInt(code, 16))) return String.fromCodePoint(Number.parseInt(code, 16));
    if (problems.length < mostProblems)
      problems.push({
        check: 'syntax-error',
        start: start + 1 + at,
        end: start + 1 + at + written.length,
        message: `\`${written}\` is not an escape.`,
        help: 'The escapes are `\\"`, `\\\\`, `\\n` and `\\u{1F3ED}`; a backslash itself is `\\\\`.',
      });
    return written;
  });
  return { text, problems };
}

export type TemplatePiece =
  | { readonly is: 'text'; readonly start: number; readonly text: string }
  | { readonly is: 'expression'; readonly start: number; readonly written: string }
  | { readonly is: 'brace'; readonly start: number; readonly brace: string };

/** What a text literal holds, where `{...}` in it is an expression; each piece with its place in the literal. */
export function templatePieces(image: string): readonly TemplatePiece[] {
  const isMarkdown = image.startsWith('"""');
  const quotes = isMarkdown ? 3 : 1;
  const inner = image.slice(quotes, image.endsWith('"'.repeat(quotes)) && image.length >= 2 * quotes ? -quotes : undefined);
  const margin = isMarkdown ? marginOf(inner) : 0;
  const blankLines = isMarkdown ? (/^(?:[ \t]*(?:\r\n?|\n))*/.exec(inner)?.[0].length ?? 0) : 0;
  const skipped = blankLines === 0 ? 0 : blankLines + margin;
  const shown = isMarkdown ? inner.slice(skipped).trimEnd() : inner;
  const written = isMarkdown ? /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g : /(?:\\(?:u\{[^{}]*\}|.)|[^{}\\])+|\{\{|\}\}|\{([^{}]*)\}|./gs;
  return [...shown.matchAll(written)].map((match): TemplatePiece => {
    const [piece, expression] = match;
    const start = quotes + skipped + match.index;
    if (expression !== undefined) return { is: 'expression', start: start + 1, written: expression };
    if (piece === '{' || piece === '}') return { is: 'brace', start, brace: piece };
    if (piece === '{{' || piece === '}}') return { is: 'text', start, text: piece.charAt(0) };
    const text = isMarkdown ? withoutMargin(piece, margin) : readText(`"${piece}"`, start).text;
    return { is: 'text', start, text };
  });
}

/** Strips the margin that all lines share, and the blank lines around. */
export function readMarkdown(source: string): string {
  const lines = withoutMargin(source, marginOf(source)).split('\n');
  return [(lines[0] ?? '').trimStart(), ...lines.slice(1)]
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

function marginOf(source: string): number {
  const [, ...rest] = source.split(/\r\n?|\n/);
  const indents = rest.filter((line) => /\S/.test(line)).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  return indents.reduce((least, indent) => Math.min(least, indent), indents[0] ?? 0);
}

function withoutMargin(source: string, margin: number): string {
  return source
    .split(/\r\n?|\n/)
    .map((line, index) => (index === 0 ? line : line.slice(margin)))
    .join('\n');
}

function isCharacter(code: number): boolean {
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}
