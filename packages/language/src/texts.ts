import type { SourceProblem } from '@weir/model';

export interface ReadText {
  readonly text: string;
  readonly problems: readonly SourceProblem[];
}

const escapes: Record<string, string> = { '"': '"', '\\': '\\', n: '\n' };

/** The value of a `"text"` or a `"""Markdown"""` literal. */
export function readText(image: string, start: number): ReadText {
  if (image.startsWith('"""')) return { text: readMarkdown(image.slice(3, image.endsWith('"""') ? -3 : undefined)), problems: [] };
  const problems: SourceProblem[] = [];
  const inner = image.slice(1, image.endsWith('"') && image.length > 1 ? -1 : undefined);
  const text = inner.replace(/\\(u\{[0-9a-fA-F]*\}|u|.)?/gsu, (escape, body: string | undefined, at: number) => {
    const plain = body === undefined ? undefined : escapes[body];
    if (plain !== undefined) return plain;
    const code = /^u\{([0-9a-fA-F]{1,6})\}$/.exec(body ?? '')?.[1];
    if (code !== undefined && isCharacter(Number.parseInt(code, 16))) return String.fromCodePoint(Number.parseInt(code, 16));
    problems.push({
      check: 'syntax-error',
      start: start + 1 + at,
      end: start + 1 + at + escape.length,
      message: `\`${escape}\` is not an escape.`,
      help: 'The escapes are `\\"`, `\\\\`, `\\n` and `\\u{1F3ED}`; a backslash itself is `\\\\`.',
    });
    return escape;
  });
  return { text, problems };
}

/** Strips the margin that all lines share, and the blank lines around. */
export function readMarkdown(source: string): string {
  const [first = '', ...rest] = source.replace(/\r\n?/g, '\n').split('\n');
  const indents = rest.filter((line) => /\S/.test(line)).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const margin = indents.length === 0 ? 0 : Math.min(...indents);
  const lines = [first.trimStart(), ...rest.map((line) => line.slice(margin))].map((line) => line.trimEnd());
  return lines.join('\n').replace(/^\n+|\n+$/g, '');
}

function isCharacter(code: number): boolean {
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}
