import type { Host } from '@weir/workspace/reading';
import type { Terminal } from './terminal.js';

/** Everything a command may touch, so that a test can stand in for the process and the disk. */
export interface World {
  /** Absolute, with `/` between its parts. */
  readonly cwd: string;
  readonly host: Host;
  /** The absolute path, with `/` between its parts, of a path as it is typed. */
  readonly resolve: (path: string) => string;
  /** Writes a whole file or nothing, with the folders it needs. Fails with an `Error` that says why in words. */
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Absent where nothing may be kept. */
  readonly cache?: Cache;
  /** Standard input; where it has more bytes than `most`, so many and a few more. */
  readonly input: (most: number) => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly terminal: Terminal;
  /** Says what is being done, to somebody who waits; nothing when nobody looks. */
  readonly progress: (doing: string) => void;
  /** Today, from the clock: only the default of `--as-of`. */
  readonly today: number;
}

/** Keeps one thing for a project between two runs. It may forget, and it never fails. */
export interface Cache {
  /** Tells this build of Weir, and what it runs on, from all others: what they kept may not hold for this one. */
  readonly program: string;
  /** What was kept last for the project in a folder, if it can be trusted. */
  readonly read: (project: string) => Promise<Uint8Array | undefined>;
  readonly write: (project: string, content: Uint8Array) => Promise<void>;
}
