// Sets up what is missing, builds, and measures. Arguments go to bench/run.mjs: --quick, --keep.
import { run, setUp } from './set-up.mjs';

setUp();
run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['bench/run.mjs', ...process.argv.slice(2)]);
