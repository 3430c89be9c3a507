// Format, lint, types and dead code.
import { run, runTool, setUp } from './set-up.mjs';

setUp();
runTool('@biomejs/biome/bin/biome', ['check', '.']);
runTool('typescript/bin/tsc', ['-b']);
runTool('oxlint/bin/oxlint', ['--type-aware', 'packages', 'test', 'scripts']);
runTool('knip/bin/knip.js', ['--strict']);
run(process.execPath, ['scripts/check-the-checkers.mjs']);
