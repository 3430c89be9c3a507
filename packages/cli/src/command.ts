import type { Option, Parsed } from './arguments.js';
import type { ExitCode, Refusal } from './exit-code.js';
import type { World } from './world.js';

export interface Command {
  readonly name: string;
  /** What follows the name, such as `[path ...]`. */
  readonly usage: string;
  /** How many paths or words it takes at most. */
  readonly mostPaths: number;
  /** Paragraphs. */
  readonly details?: readonly string[];
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly run: (parsed: Parsed, world: World) => Promise<ExitCode | Refusal>;
}

/** A command as the overview lists it; the rest is loaded when it is asked for. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const helpOption: Option = { name: 'help', short: 'h', doc: 'Show this help.' };
