/** What a run of the program came to. Of several the highest holds. */
export const exit = {
  /** Nothing found at or above the severity asked for. */
  clean: 0,
  /** Findings, or a test that failed, or a file that is not formatted. */
  found: 1,
  /** Wrong use or wrong configuration. */
  misused: 2,
  /** Something could not be read, written or evaluated, so nothing found is no pass. */
  failed: 3,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** Why a command did not do what it was asked, as a sentence without the command's name. */
export interface Refusal {
  readonly wrong: string;
  readonly code: ExitCode;
}

export function misused(why: string): Refusal {
  return { wrong: why, code: exit.misused };
}

export function failed(why: string): Refusal {
  return { wrong: why, code: exit.failed };
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'wrong' in result;
}

export function worst(codes: readonly ExitCode[]): ExitCode {
  return Math.max(exit.clean, ...codes) as ExitCode;
}
