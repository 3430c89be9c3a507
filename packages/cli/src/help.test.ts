import { expect, test } from 'vitest';
import { helpOf, overviewOf } from './help.js';
import { allCommands } from './main.js';

const commands = await allCommands();

const pages = [overviewOf(commands), ...commands.map(helpOf)];

test('help fits into 80 columns', () => {
  expect(pages.flatMap((page) => page.split('\n')).filter((line) => line.length > 80)).toEqual([]);
});

test('every example is a command line of that command', () => {
  for (const { name, examples } of commands) {
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) expect(line.split(' ').slice(0, 2)).toEqual(['weir', name]);
  }
});
