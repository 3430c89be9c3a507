import { escapeHostile } from './hostile.js';

/** The text on one line: line breaks and tabs become blanks, and what a reader could not see is shown as `\u{...}`. */
export function visible(text: string): string {
  return escapeHostile(text.replace(/[\t\r\n]+/g, ' '), escapeSequence);
}

export function escapeSequence(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** The same for a text whose line breaks are to stay. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => escapeHostile(line.replaceAll('\t', '  '), escapeSequence))
    .join('\n');
}
