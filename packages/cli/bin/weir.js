#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/weir.js', import.meta.url);
if (existsSync(fileURLToPath(program))) await import(program.href);
else {
  process.stderr.write('weir is not built yet. Run `npm start` in the root of the repository first.\n');
  process.exitCode = 3;
}
