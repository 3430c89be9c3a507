import type { Severity } from '@weir/model';

/** What `weir.json` says, with its defaults. */
export interface Configuration {
  readonly name?: string;
  readonly profile?: string;
  readonly packs: readonly string[];
  readonly imports: readonly string[];
  readonly exclude: readonly string[];
  readonly complete: readonly string[];
  readonly failOn: Severity | 'never';
  /** Evaluation steps that one rule may take. */
  readonly budget: number;
}

export const defaults: Configuration = { packs: [], imports: [], exclude: [], complete: [], failOn: 'error', budget: 50_000_000 };
