import type { Landscape } from '@weir/model';
import { leanLibrary } from './lean-library.js';

let cached: Landscape | undefined;

/** The standard library as checking needs it: in a build without descriptions, examples and where a fact stands. */
export function standardLibrary(): Landscape {
  cached ??= leanLibrary();
  return cached;
}
