import type { ElementReference } from './finding.js';

/** The order of texts by their code units, which is the same on every machine, whatever its language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareByPath(a: Pick<ElementReference, 'path'>, b: Pick<ElementReference, 'path'>): number {
  return compareTexts(a.path, b.path);
}
