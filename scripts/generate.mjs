// Writes the generated files: the parser's tables, the validator of weir.json, icons and text widths, the reference pages, NOTICE.
import { mkdirSync, rmSync } from 'node:fs';
import { run, runTool, setUp } from './set-up.mjs';

setUp();
run(process.execPath, [
  '--import',
  './scripts/object-group-by.mjs',
  'node_modules/langium-cli/bin/langium.js',
  'generate',
  '--file',
  'langium-config.json',
]);
for (const name of ['validator', 'icons', 'text-widths']) run(process.execPath, [`scripts/generate-${name}.mjs`]);
run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['scripts/build-extension.mjs']);
// Wholly generated: a page whose rule is gone goes too.
for (const folder of ['docs/rules', 'docs/reference']) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}
runTool('vitest/vitest.mjs', ['run', 'test/reference.test.ts', 'test/notice.test.ts', '-u']);
