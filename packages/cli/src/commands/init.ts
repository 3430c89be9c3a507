import { join } from '@weir/workspace';
import type { Command } from '../command.js';
import { starter } from '../starter/starter.js';
import { exit } from '../world.js';

export const init: Command = {
  name: 'init',
  usage: '[folder]',
  summary: 'Write a small, complete plant to start from.',
  details: 'Nothing that is there already is overwritten.',
  options: [],
  examples: [
    { line: 'weir init plant', does: 'Start in a new folder' },
    { line: 'weir init', does: 'Start in the current folder' },
  ],
  run: async ({ paths }, world) => {
    const [folder = '.', ...more] = paths;
    if (more.length > 0) {
      world.error('weir init: one folder at a time.\n');
      return exit.misused;
    }
    const target = join(world.cwd, folder);
    const { is } = await world.host.stat(target);
    if (is !== 'folder' && is !== 'nothing') {
      world.error(`weir init: "${folder}" is there already, and is not a folder.\n`);
      return exit.misused;
    }
    for (const name of starter.keys()) {
      if ((await world.host.stat(join(target, name))).is === 'nothing') continue;
      world.error(`weir init: "${name}" is there already in "${folder}". Nothing was written.\n`);
      return exit.misused;
    }
    for (const [name, text] of starter) {
      try {
        await world.write(join(target, name), text);
      } catch (error) {
        world.error(`weir init: "${name}" cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
        return exit.failed;
      }
    }
    const shown = folder === '.' ? '' : ` ${folder}`;
    world.out(
      [
        `Wrote ${starter.size} files${folder === '.' ? '' : ` into ${folder}`}: ${[...starter.keys()].join(', ')}.`,
        '',
        'Next:',
        `  weir check${shown}    see that it holds`,
        `  weir render${shown}   draw it`,
        '  Then put your own plant in its place, one system at a time.',
        '',
      ].join('\n'),
    );
    return exit.clean;
  },
};
