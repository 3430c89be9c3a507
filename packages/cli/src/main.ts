import { suggest } from '@weir/model';
import { parseArguments } from './arguments.js';
import { type Command, helpOf, helpOption } from './command.js';
import { check } from './commands/check.js';
import { explain } from './commands/explain.js';
import { fmt } from './commands/fmt.js';
import { init } from './commands/init.js';
import { render } from './commands/render.js';
import { rules } from './commands/rules.js';
import { test } from './commands/test.js';
import { version } from './version.js';
import { type ExitCode, exit, type World } from './world.js';

export const commands: readonly Command[] = [check, fmt, explain, rules, test, render, init];

/** Runs one command line. Never throws for what a user can do wrong. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    world.error(overview());
    return exit.misused;
  }
  if (name === '--help' || name === '-h' || name === 'help') return help(rest[0], world);
  if (name === '--version' || name === '-V') {
    world.out(`weir ${version}\n`);
    return exit.clean;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return unknown(name, world);
  const parsed = parseArguments(rest, [...command.options, helpOption]);
  if ('wrong' in parsed) {
    world.error(`weir ${command.name}: ${parsed.wrong}\nSee weir ${command.name} --help.\n`);
    return exit.misused;
  }
  if (parsed.options.has('help')) {
    world.out(helpOf(command));
    return exit.clean;
  }
  return command.run(parsed, world);
}

function help(name: string | undefined, world: World): ExitCode {
  const command = commands.find((candidate) => candidate.name === name);
  if (name !== undefined && command === undefined) return unknown(name, world);
  world.out(command === undefined ? overview() : helpOf(command));
  return exit.clean;
}

function unknown(name: string, world: World): ExitCode {
  const near = suggest(
    name,
    commands.map((command) => command.name),
  );
  world.error(`weir: there is no command "${name}".${near ? ` Did you mean weir ${near}?` : ''}\nSee weir --help.\n`);
  return exit.misused;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Weir: governance-as-code for IT/OT architecture. The landscape is text in git; Weir checks and draws it.',
    '',
    'Usage: weir <command> [options]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Options:',
    '  -h, --help     Show this help; weir <command> --help shows that of a command.',
    '  -V, --version  Show the version.',
    '',
    'Examples:',
    '  Start a landscape in a new folder, and check it',
    '    $ weir init plant',
    '    $ weir check plant',
    '',
    'Exit codes: 0 clean, 1 findings, 2 wrong use or configuration, 3 something could not be read or evaluated.',
    'Weir never uses the network and runs nothing that stands in a landscape.',
    '',
  ].join('\n');
}
