import type { Option, Parsed } from './arguments.js';
import type { ExitCode, Refusal } from './exit-code.js';
import type { World } from './world.js';

export interface Command {
  readonly name: string;
  /** What follows the name, such as `[path ...]`. */
  readonly usage: string;
  /** How many paths or words it takes at most. */
  readonly mostPaths: number;
  readonly summary: string;
  /** Paragraphs. */
  readonly details?: readonly string[];
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly run: (parsed: Parsed, world: World) => Promise<ExitCode | Refusal>;
}

export const helpOption: Option = { name: 'help', short: 'h', doc: 'Show this help.' };
