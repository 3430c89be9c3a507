import type { Host } from '@weir/workspace';

/** Everything a command may touch, so that a test can stand in for the process and the disk. */
export interface World {
  /** Absolute, with `/` between its parts. */
  readonly cwd: string;
  readonly host: Host;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly colour: boolean;
  /** Columns of the terminal, or 100 in a pipe. */
  readonly width: number;
  /** Today, from the clock: only the default of `--as-of`. */
  readonly today: number;
}

/** What a run of the program came to. */
export const exit = {
  /** Nothing found at or above the severity asked for. */
  clean: 0,
  /** Findings, or a test that failed, or a file that is not formatted. */
  found: 1,
  /** Wrong use or wrong configuration. */
  misused: 2,
  /** Something could not be read or evaluated, so nothing found is no pass. */
  failed: 3,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
