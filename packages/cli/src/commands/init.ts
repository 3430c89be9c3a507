import { isUnreadable } from '@weir/workspace/reading';
import { starterFor } from '@weir/workspace/starter';
import type { Command } from '../command.js';
import { exit, failed, misused } from '../exit-code.js';
import { say } from '../say.js';
import { writeOutput } from '../write-output.js';

export const init: Command = {
  name: 'init',
  usage: '[folder]',
  mostPaths: 1,
  details: ['Nothing that is there already is overwritten.'],
  options: [],
  examples: [
    { does: 'Start in a new folder', line: 'weir init plant' },
    { does: 'Start in the current folder', line: 'weir init' },
  ],
  run: async ({ paths: [folder = '.'] }, world) => {
    const target = await world.host.stat(world.resolve(folder));
    if (isUnreadable(target)) return failed(`"${folder}" cannot be reached: ${target.unreadable}.`);
    if (target.is !== 'folder' && target.is !== 'nothing') return misused(`"${folder}" is there already, and is not a folder.`);
    const starter = starterFor(world.today);
    const inFolder = (name: string) => (folder === '.' ? name : `${folder.replace(/\/+$/, '')}/${name}`);
    for (const name of starter.keys()) {
      const found = await world.host.stat(world.resolve(inFolder(name)));
      if (isUnreadable(found) || found.is !== 'nothing' || found.isLink)
        return misused(`"${inFolder(name)}" is there already. Nothing was written.`);
    }
    for (const [name, text] of starter) {
      const refusal = await writeOutput(world, inFolder(name), text);
      if (refusal !== undefined) return refusal;
    }
    const where = folder === '.' ? '' : ` ${folder}`;
    say(
      world,
      [
        `Wrote ${[...starter.keys()].map(inFolder).join(', ')}.`,
        '',
        'Next:',
        `  weir check${where}    see that it holds`,
        `  weir render${where}   draw it`,
        '  Then put your own plant in its place, one system at a time.',
        '',
      ].join('\n'),
    );
    return exit.clean;
  },
};
