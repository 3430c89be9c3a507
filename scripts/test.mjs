// Sets up what is missing, builds, and runs every test. Arguments go to vitest.
import { run, runTool, setUp } from './set-up.mjs';

setUp();
run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['scripts/build-extension.mjs']);
runTool('vitest/vitest.mjs', ['run', ...process.argv.slice(2)]);
