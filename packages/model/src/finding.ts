import type { Origin } from './landscape.js';
import type { Related } from './problem.js';

export const severities = ['note', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** What a rule or a built-in check has to say about one place. Plain data: every output is made from it. */
export interface Finding {
  /** The id of the rule or check. */
  readonly rule: string;
  readonly severity: Severity;
  /** `not-known`: a fact is missing. `not-evaluated`: the rule itself could not be run; never a pass. */
  readonly verdict: 'fail' | 'not-known' | 'not-evaluated';
  readonly message: string;
  /** What to type. */
  readonly help?: string;
  readonly at: Origin;
  readonly related: readonly Related[];
  /** A chain of connections, in order, where the finding is about one. */
  readonly path: readonly Related[];
  /** What other rules say about the same cause. */
  readonly notes: readonly FindingNote[];
  readonly subject?: ElementReference;
  readonly counterparts: readonly ElementReference[];
  /** Rule, subject and counterparts, never text or line: the same finding keeps it when lines move. */
  readonly fingerprint: string;
  /** The waiver that covers it; it no longer counts. */
  readonly waiver?: { readonly name: string; readonly reason?: string; readonly expires?: string };
}

export interface FindingNote {
  readonly rule: string;
  readonly message: string;
}

export interface ElementReference {
  readonly type: string;
  readonly path: string;
}
