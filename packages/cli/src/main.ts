import { helpOption, type Listed } from './command.js';
import { type ExitCode, exit, isRefusal, misused, type Refusal } from './exit-code.js';
import { version } from './version.js';
import type { World } from './world.js';

/** In the order in which help lists them. */
export const commands: readonly Listed[] = [
  {
    name: 'check',
    summary: 'Check a landscape: its text, its facts and its rules.',
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'fmt',
    summary: 'Lay out the text of a landscape. Only white space changes.',
    load: async () => (await import('./commands/fmt.js')).fmt,
  },
  {
    name: 'explain',
    summary: 'Explain a rule or check, an element type, a property, a function, or anything in the library.',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'rules',
    summary: 'List the rules and checks: those built in, and with a path those of that project too.',
    load: async () => (await import('./commands/rules.js')).rules,
  },
  {
    name: 'test',
    summary: 'Run the examples of the rules: those of a project, or those built in.',
    load: async () => (await import('./commands/test.js')).test,
  },
  {
    name: 'render',
    summary: 'Draw the zones and conduits of a landscape, with its findings in it.',
    load: async () => (await import('./commands/render.js')).render,
  },
  { name: 'init', summary: 'Write a small, complete plant to start from.', load: async () => (await import('./commands/init.js')).init },
  {
    name: 'lsp',
    summary: 'Serve an editor: the language server, over standard input and output.',
    load: async () => (await import('./commands/lsp.js')).lsp,
  },
];

/** All of help: the overview, and the page of each command by its name. */
export async function helpPages(): Promise<{ readonly overview: string; readonly pages: ReadonlyMap<string, string> }> {
  const { helpOf } = await import('./help.js');
  const pages = await Promise.all(commands.map(async (listed) => [listed.name, helpOf(await listed.load(), listed)] as const));
  return { overview: await overview(), pages: new Map(pages) };
}

/** Runs one command line. Never throws for what a user can do wrong. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    world.error(await overview());
    return exit.misused;
  }
  if (name === '--version' || name === '-V') {
    world.out(`weir ${version}\n`);
    return exit.clean;
  }
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  if (isHelp && rest.length === 0) {
    world.out(await overview());
    return exit.clean;
  }
  const [wanted, ...given] = isHelp ? [rest[0] as string, '--help'] : [name, ...rest];
  const listed = commands.find((command) => command.name === wanted);
  const outcome = listed === undefined ? await unknown(wanted) : await run(listed, given, world);
  if (!isRefusal(outcome)) return outcome;
  const { complain } = await import('./say.js');
  complain(world, listed === undefined ? 'weir' : `weir ${listed.name}`, outcome.wrong);
  return outcome.code;
}

async function overview(): Promise<string> {
  return (await import('./help.js')).overviewOf(commands);
}

async function run(listed: Listed, args: readonly string[], world: World): Promise<ExitCode | Refusal> {
  const command = await listed.load();
  const { parseArguments } = await import('./arguments.js');
  const parsed = parseArguments(args, [...command.options, helpOption]);
  if (isRefusal(parsed)) return { ...parsed, wrong: `${parsed.wrong}\nSee weir ${command.name} --help.` };
  if (parsed.options.has('help')) {
    world.out((await import('./help.js')).helpOf(command, listed));
    return exit.clean;
  }
  if (parsed.paths.includes('')) return misused('an argument is empty.');
  const extra = parsed.paths[command.mostPaths];
  if (extra !== undefined) return misused(`"${extra}" is one too many. Usage: weir ${command.name} ${command.usage}`);
  return command.run(parsed, world);
}

async function unknown(name: string): Promise<Refusal> {
  if (name.startsWith('-')) return misused(`there is no option ${name}.\nSee weir --help.`);
  const { suggest } = await import('@weir/model');
  const near = suggest(
    name,
    commands.map((command) => command.name),
  );
  return misused(`there is no command "${name}".${near ? ` Did you mean weir ${near}?` : ''}\nSee weir --help.`);
}
