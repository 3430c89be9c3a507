import type { Host } from '@weir/workspace/reading';

/** What the program that the server runs in lends it. */
export interface Surroundings {
  /** How to reach the files behind addresses that begin so, such as `file://`; nothing where they cannot be reached. */
  readonly hostOf: (origin: string) => Host | undefined;
  /** Today, in days since 1970-01-01: the reference date where no setting names one. */
  readonly today: () => number;
  /** Runs something later, unless it is called off. */
  readonly later: (milliseconds: number, run: () => void) => CallOff;
}

export type CallOff = () => void;

/** Lets everything else that waits have its turn. */
export function takeTurns({ later }: Surroundings): Promise<void> {
  return new Promise((resolve) => {
    later(0, resolve);
  });
}
