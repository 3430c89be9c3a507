import { suggest } from '@weir/model';
import { library } from '@weir/rules/library';
import { bindProject, wholeLibrary } from '@weir/workspace';
import type { Command } from '../command.js';
import { exit, isRefusal, misused } from '../exit-code.js';
import { explanationOf, wordsOf } from '../explanation.js';
import { openProject } from '../open-project.js';
import { say } from '../say.js';

export const explain: Command = {
  name: 'explain',
  usage: '<rule or word> [path]',
  mostPaths: 2,
  details: ['With a path, the rules and words of that project are known too.'],
  options: [],
  examples: [
    { does: 'Why a finding matters, and what to do', line: 'weir explain flow-around-dmz' },
    { does: 'The same, by its catalogue number', line: 'weir explain ZON-003' },
    { does: 'What a conduit is, and what it can state', line: 'weir explain conduit' },
    { does: 'What one property means', line: 'weir explain system.level' },
    { does: 'What is known of a protocol', line: 'weir explain opc-ua' },
    { does: 'A rule of your own', line: 'weir explain our-own-rule plant' },
  ],
  run: async ({ paths: [word, path] }, world) => {
    if (word === undefined) return misused('say what to explain, such as weir explain flow-around-dmz. weir rules lists the rules.');
    const opened = await openProject(path, world);
    if (isRefusal(opened)) return opened;
    const landscape = opened === undefined ? wholeLibrary() : (await bindProject(opened.project, { library: wholeLibrary() })).landscape;
    const texts = new Map([...library, ...(opened?.project.files.map(({ name, text }) => [name, text] as const) ?? [])]);
    const explanation = explanationOf(word, { landscape, texts, columns: Math.min(Math.max(world.terminal.width, 40), 100) });
    if (explanation === undefined) {
      const near = suggest(word, wordsOf(landscape));
      return misused(`nothing is called "${word}".${near ? ` Did you mean ${near}?` : ' weir rules lists the rules.'}`);
    }
    say(world, explanation);
    return exit.clean;
  },
};
