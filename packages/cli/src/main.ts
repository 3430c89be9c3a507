import { suggest } from '@weir/model';
import { parseArguments } from './arguments.js';
import { type Command, helpOption } from './command.js';
import { check } from './commands/check.js';
import { explain } from './commands/explain.js';
import { fmt } from './commands/fmt.js';
import { init } from './commands/init.js';
import { render } from './commands/render.js';
import { rules } from './commands/rules.js';
import { test } from './commands/test.js';
import { type ExitCode, exit, isRefusal, misused, type Refusal } from './exit-code.js';
import { helpOf, overviewOf } from './help.js';
import { complain } from './say.js';
import { version } from './version.js';
import type { World } from './world.js';

/** In the order in which help lists them. */
export const commands: readonly Command[] = [check, fmt, explain, rules, test, render, init];

export { helpOf, overviewOf };

/** Runs one command line. Never throws for what a user can do wrong. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    world.error(overviewOf(commands));
    return exit.misused;
  }
  if (name === '--version' || name === '-V') {
    world.out(`weir ${version}\n`);
    return exit.clean;
  }
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  if (isHelp && rest.length === 0) {
    world.out(overviewOf(commands));
    return exit.clean;
  }
  const [wanted, ...given] = isHelp ? [rest[0] as string, '--help'] : [name, ...rest];
  const command = commands.find((candidate) => candidate.name === wanted);
  const outcome = command === undefined ? unknown(wanted) : await run(command, given, world);
  if (!isRefusal(outcome)) return outcome;
  complain(world, command === undefined ? 'weir' : `weir ${command.name}`, outcome.wrong);
  return outcome.code;
}

async function run(command: Command, args: readonly string[], world: World): Promise<ExitCode | Refusal> {
  const parsed = parseArguments(args, [...command.options, helpOption]);
  if (isRefusal(parsed)) return { ...parsed, wrong: `${parsed.wrong}\nSee weir ${command.name} --help.` };
  if (parsed.options.has('help')) {
    world.out(helpOf(command));
    return exit.clean;
  }
  if (parsed.paths.includes('')) return misused('an argument is empty.');
  const extra = parsed.paths[command.mostPaths];
  if (extra !== undefined) return misused(`"${extra}" is one too many. Usage: weir ${command.name} ${command.usage}`);
  return command.run(parsed, world);
}

function unknown(name: string): Refusal {
  if (name.startsWith('-')) return misused(`there is no option ${name}.\nSee weir --help.`);
  const near = suggest(
    name,
    commands.map((command) => command.name),
  );
  return misused(`there is no command "${name}".${near ? ` Did you mean weir ${near}?` : ''}\nSee weir --help.`);
}
