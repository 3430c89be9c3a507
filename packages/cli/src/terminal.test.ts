import { expect, test } from 'vitest';
import { terminalOf } from './terminal.js';

test.each([
  { on: 'a pipe', env: {}, isTTY: false, colour: false },
  { on: 'a terminal', env: {}, isTTY: true, colour: true },
  { on: 'a terminal that can do nothing', env: { TERM: 'dumb' }, isTTY: true, colour: false },
  { on: 'a terminal, refused', env: { NO_COLOR: '1' }, isTTY: true, colour: false },
  { on: 'a terminal, refused by an empty value, which does not count', env: { NO_COLOR: '' }, isTTY: true, colour: true },
  { on: 'a pipe, forced', env: { FORCE_COLOR: '1' }, isTTY: false, colour: true },
  { on: 'a pipe, forced and refused', env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTTY: false, colour: true },
  { on: 'a terminal, forced off', env: { FORCE_COLOR: '0' }, isTTY: true, colour: false },
])('colour on $on: $colour', ({ env, isTTY, colour }) => {
  expect(terminalOf(env, { isTTY }).colour).toBe(colour);
});

test.each([
  { columns: 72, env: { COLUMNS: '50' }, width: 72 },
  { columns: undefined, env: { COLUMNS: '50' }, width: 50 },
  { columns: 0, env: {}, width: 100 },
  { columns: undefined, env: { COLUMNS: 'many' }, width: 100 },
  { columns: undefined, env: { COLUMNS: '-3' }, width: 100 },
])('$columns columns and $env are $width wide', ({ columns, env, width }) => {
  expect(terminalOf(env, columns === undefined ? {} : { columns }).width).toBe(width);
});
