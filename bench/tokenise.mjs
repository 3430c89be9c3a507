// node bench/tokenise.mjs <folder>: tokenises every .weir file below it with the reference lexer, and prints what that alone cost.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from './reference-lexer.mjs';

const folder = process.argv[2];
const texts = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.weir'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const before = process.cpuUsage();
const tokens = countTokens(texts);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({ tokens, cpuMs: (user + system) / 1000, characters: texts.reduce((sum, { length }) => sum + length, 0) }),
);
