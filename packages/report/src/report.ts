import type { Finding } from '@weir/model';

/** What every format is made from. */
export interface Report {
  /** In the order in which they are to be read. Waived ones are here too, marked by `waiver`. */
  readonly findings: readonly Finding[];
  /** The texts that findings point into, by `Origin.file`; a file that is missing is named without its lines. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What is known of a rule, by id. */
  readonly rules: ReadonlyMap<string, RuleCard>;
  readonly summary: Summary;
  /** The version of Weir. */
  readonly version: string;
}

export interface Source {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

export interface RuleCard {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly because: string;
  readonly group?: string;
}

export interface Summary {
  readonly files: number;
  readonly elements: number;
  readonly rules: number;
  /** The reference date, such as `2026-11-24`. */
  readonly asOf: string;
  /** Changes whose plans take no effect yet. */
  readonly planned: number;
  /** Findings that are not in the report, because only a part of the project was asked for. */
  readonly elsewhere: number;
}
