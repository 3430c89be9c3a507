import { expect, test } from 'vitest';
import { commands, helpPages } from './main.js';

const { overview, pages } = await helpPages();

test('help fits into 80 columns', () => {
  expect([overview, ...pages.values()].flatMap((page) => page.split('\n')).filter((line) => line.length > 80)).toEqual([]);
});

test.each(commands)('every example of $name is a command line of that command', async ({ name, load }) => {
  const command = await load();
  expect(command.name).toBe(name);
  expect(command.examples.length).toBeGreaterThan(0);
  for (const { line } of command.examples) expect(line.split(' ').slice(0, 2)).toEqual(['weir', name]);
});
