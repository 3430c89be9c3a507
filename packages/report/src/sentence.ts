import { visible } from './visible.js';

/** The text on one line, closed with a full stop: rules are written with and without. */
export function sentence(text: string): string {
  const line = visible(text).trim();
  return line === '' || /[.!?…:][)"'”’»`]*$/u.test(line) ? line : `${line}.`;
}
