import { escapeHostile } from './hostile.js';
import { escapeSequence } from './visible.js';

/** A value as JSON that every reader takes, and that does no harm in a terminal or a log. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? wellFormed(inner) : inner), 2);
  return `${escapeInsideLines(text)}\n`;
}

/** Halves of characters are no Unicode, and strict readers refuse the whole document for one; they are spelt out. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, escapeSequence);
}

/** JSON may hold direction controls and the like as they are, but this text is also read in terminals and logs. Its own line breaks stay. */
function escapeInsideLines(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeHostile(line, jsonEscape))
    .join('\n');
}

function jsonEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
