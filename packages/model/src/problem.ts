import type { Origin } from './landscape.js';

/** Something wrong with the text itself, found by a check that is built in. */
export interface Problem {
  /** The id of the check, such as `unresolved-name`. */
  readonly check: string;
  readonly message: string;
  /** What to type. */
  readonly help?: string;
  readonly at: Origin;
  readonly related: readonly Related[];
  /** The qualified name of the element it stands in, where there is one. */
  readonly element?: string;
}

export interface Related {
  readonly message: string;
  readonly at: Origin;
}
