import { isSymbol, scan } from '@weir/language/tokens';
import type { Origin } from '@weir/model';
import type { Edit } from './fix.js';

/** Puts a statement at the beginning of a declaration's block; a declaration without a block gets one. */
export function intoBlock(text: string, { start, end }: Origin, statement: string): Edit {
  const tokens = scan(text.slice(start, end)).tokens;
  const open = tokens.find((token) => isSymbol(token, '{'));
  if (open === undefined) return { start: end, end, newText: ` { ${statement} }` };
  const behind = start + open.end;
  const restOfLine = /^[^\r\n]*/.exec(text.slice(behind))?.[0] ?? '';
  const isAloneOnLine = /^\s*(?:\/\/.*)?$/.test(restOfLine);
  if (!isAloneOnLine) return { start: behind, end: behind, newText: /^\s*\}/.test(restOfLine) ? ` ${statement}` : ` ${statement}  ` };
  const at = behind + restOfLine.length;
  return { start: at, end: at, newText: `${newlineOf(text)}${marginAt(text, start)}  ${statement}` };
}

/** Puts a declaration at the end of a block. */
export function atEndOfBlock(text: string, { start, end }: Origin, lines: readonly string[]): Edit {
  const tokens = scan(text.slice(start, end)).tokens;
  const margin = marginAt(text, start);
  const newline = newlineOf(text);
  const written = lines.map((line) => (line === '' ? '' : `${margin}  ${line}`)).join(newline);
  if (!tokens.some((token) => isSymbol(token, '{'))) return { start: end, end, newText: ` {${newline}${written}${newline}${margin}}` };
  const close = end - 1;
  const lineStart = text.lastIndexOf('\n', close) + 1;
  const isAloneOnLine = text.slice(lineStart, close).trim() === '';
  if (isAloneOnLine) return { start: lineStart, end: lineStart, newText: `${written}${newline}` };
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, close))?.[0].length ?? 0;
  return { start: close - blanks, end: close, newText: `${newline}${written}${newline}${margin}` };
}

/** Puts declarations at the end of a file. */
export function atEndOfFile(text: string, lines: readonly string[]): Edit {
  const newline = newlineOf(text);
  const gap = text === '' || /\n\s*\n$/.test(text) ? '' : text.endsWith('\n') ? newline : newline + newline;
  return { start: text.length, end: text.length, newText: `${gap}${lines.join(newline)}${newline}` };
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The blanks that the line of an offset begins with. */
export function marginAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}
