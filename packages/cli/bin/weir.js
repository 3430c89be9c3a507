#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/weir.js', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
const isOld = major < 20 || (major === 20 && minor < 20);

if (!isOld && existsSync(fileURLToPath(program))) await import(program.href);
else {
  const why = isOld
    ? `weir needs Node 20.20 or newer; this is ${process.versions.node}.`
    : 'weir is not built yet. Run `npm start` in the root of the repository first.';
  process.stderr.write(`${why}\n`);
  process.exitCode = 3;
}
