// Writes the generated files: the parser's tables, the validator of weir.json, the reference pages.
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
run(process.execPath, ['scripts/generate-validator.mjs']);
runTool('vitest/vitest.mjs', ['run', 'test/reference.test.ts', '-u']);
