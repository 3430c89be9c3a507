// Format, lint, types and dead code; that `npm test` is green says the rest.
import { run, runTool, setUp } from './set-up.mjs';

setUp();
runTool('@biomejs/biome/bin/biome', ['check', '.']);
runTool('typescript/bin/tsc', ['-b']);
runTool('oxlint/bin/oxlint', ['--type-aware', 'packages', 'test', 'scripts', 'bench']);
// Once with the tests, for helpers that no test needs; once without, for code that only tests need.
runTool('knip/bin/knip.js', []);
runTool('knip/bin/knip.js', ['--strict']);
run(process.execPath, ['scripts/check-the-checkers.mjs']);
