import { allCommands, helpOf, overviewOf } from '@weir/cli';

const commands = await allCommands();

import { generatedPage, sections, textBlock } from './markdown.js';

/** The command line: the help as it is shown there. */
export function commandPage(): string {
  return generatedPage(
    'The command line',
    textBlock(overviewOf(commands)),
    ...commands.map((command) => sections(`## weir ${command.name}`, textBlock(helpOf(command)))),
  );
}
