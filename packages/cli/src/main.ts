import { suggest } from '@weir/model';
import { parseArguments } from './arguments.js';
import { type Command, helpOption } from './command.js';
import { type ExitCode, exit, isRefusal, misused, type Refusal } from './exit-code.js';
import { helpOf, overviewOf } from './help.js';
import { complain } from './say.js';
import { version } from './version.js';
import type { World } from './world.js';

/** In the order in which help lists them; each is loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.js')).check,
  fmt: async () => (await import('./commands/fmt.js')).fmt,
  explain: async () => (await import('./commands/explain.js')).explain,
  rules: async () => (await import('./commands/rules.js')).rules,
  test: async () => (await import('./commands/test.js')).test,
  render: async () => (await import('./commands/render.js')).render,
  init: async () => (await import('./commands/init.js')).init,
  lsp: async () => (await import('./commands/lsp.js')).lsp,
};

/** All of them, for help. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}

export { helpOf, overviewOf };

/** Runs one command line. Never throws for what a user can do wrong. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    world.error(overviewOf(await allCommands()));
    return exit.misused;
  }
  if (name === '--version' || name === '-V') {
    world.out(`weir ${version}\n`);
    return exit.clean;
  }
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  if (isHelp && rest.length === 0) {
    world.out(overviewOf(await allCommands()));
    return exit.clean;
  }
  const [wanted, ...given] = isHelp ? [rest[0] as string, '--help'] : [name, ...rest];
  const command = Object.hasOwn(loaders, wanted) ? await loaders[wanted]?.() : undefined;
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
  const near = suggest(name, Object.keys(loaders));
  return misused(`there is no command "${name}".${near ? ` Did you mean weir ${near}?` : ''}\nSee weir --help.`);
}
