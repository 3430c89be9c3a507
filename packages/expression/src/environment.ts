import type { Landscape } from '@weir/model';
import type { Environment } from './runtime.js';
import { selected } from './selected.js';

export interface EnvironmentInput {
  readonly landscape: Landscape;
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  /** Evaluation steps that one rule may take. */
  readonly budget: number;
}

/** What expressions run in: one memory for all of them, so that each question about the whole is answered once. */
export function createEnvironment({ landscape, today, budget }: EnvironmentInput): Environment {
  return { landscape, today, missing: [], memory: new Map(), parameters: new Map(), select: selected, budget: { steps: budget } };
}
