import type { Words } from './messages.js';

const words = JSON.parse(document.body.dataset['words'] ?? '{}') as Words;

/** A sentence in the language of the display. */
export function word(english: string): string {
  return words[english] ?? english;
}
