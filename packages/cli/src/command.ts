import type { Option, Parsed } from './arguments.js';
import type { ExitCode, World } from './world.js';

export interface Command {
  readonly name: string;
  /** What follows the name, such as `[path ...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly options: readonly Option[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly run: (parsed: Parsed, world: World) => Promise<ExitCode>;
}

export const helpOption: Option = { name: 'help', short: 'h', doc: 'Show this help.' };

export function helpOf(command: Command): string {
  const options = [...command.options, helpOption];
  const left = options.map(({ name, short, value }) => `${short ? `-${short}, ` : '    '}--${name}${value ? ` <${value}>` : ''}`);
  const width = Math.max(...left.map((text) => text.length));
  const lines = options.map(
    ({ doc, choices }, index) => `  ${(left[index] as string).padEnd(width)}  ${doc}${choices ? ` One of ${choices.join(', ')}.` : ''}`,
  );
  const examples = command.examples.map(({ line, does }) => `  ${does}\n    $ ${line}`);
  return [
    `${command.summary}\n`,
    `Usage: weir ${command.name} ${command.usage}`.trimEnd(),
    ...(command.details ? ['', command.details] : []),
    '',
    'Options:',
    ...lines,
    '',
    'Examples:',
    ...examples,
    '',
  ].join('\n');
}
