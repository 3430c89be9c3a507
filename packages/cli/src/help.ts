import { twoColumns, wrap } from '@weir/report';
import { type Command, helpOption, type Listed } from './command.js';

/** Help is read in terminals of any width, in manuals and in issues. */
const columns = 80;

/** The help of one command. */
export function helpOf(command: Command, { summary }: Listed): string {
  const options = [...command.options, helpOption].map(({ name, short, value, choices, doc }) => ({
    left: `${short ? `-${short}, ` : '    '}--${name}${value ? ` <${value}>` : ''}`,
    right: `${doc}${choices ? ` One of ${choices.join(', ')}.` : ''}`,
  }));
  return page([
    wrap(summary, columns),
    [`Usage: weir ${command.name} ${command.usage}`.trimEnd()],
    ...(command.details ?? []).map((paragraph) => wrap(paragraph, columns)),
    ['Options:', ...twoColumns(options, columns)],
    ['Examples:', ...command.examples.flatMap(({ does, line }) => [`  ${does}`, `    $ ${line}`])],
  ]);
}

/** The help of the program. */
export function overviewOf(commands: readonly Listed[]): string {
  return page([
    wrap('Weir: governance-as-code for IT/OT architecture. The landscape of a plant is text in git; Weir checks and draws it.', columns),
    ['Usage: weir <command> [options]'],
    [
      'Commands:',
      ...twoColumns(
        commands.map(({ name, summary }) => ({ left: name, right: summary })),
        columns,
      ),
    ],
    [
      'Options:',
      ...twoColumns(
        [
          { left: '-h, --help', right: 'Show this help; weir <command> --help shows that of a command.' },
          { left: '-V, --version', right: 'Show the version.' },
        ],
        columns,
      ),
    ],
    ['Examples:', '  Start a landscape in a new folder, and check it', '    $ weir init plant', '    $ weir check plant'],
    [
      'Exit codes:',
      ...twoColumns(
        [
          { left: '0', right: 'Nothing that fails.' },
          { left: '1', right: 'Findings, a file that is not laid out, or an example that does not hold.' },
          { left: '2', right: 'Wrong use or configuration.' },
          { left: '3', right: 'Something could not be read, written or evaluated. It outranks the others.' },
        ],
        columns,
      ),
    ],
    wrap('Weir never uses the network, and runs nothing that stands in a landscape. NO_COLOR and FORCE_COLOR are heeded.', columns),
  ]);
}

function page(paragraphs: readonly (readonly string[])[]): string {
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
