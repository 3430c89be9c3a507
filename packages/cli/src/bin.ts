import { exit } from './exit-code.js';
import { main } from './main.js';
import { createWorld } from './process-world.js';
import { reasonOf } from './reason.js';

/** A verdict that nobody can read, or that was not reached, must not look like a clean one or like findings. */
function fail(why: string): void {
  process.exitCode = exit.failed;
  process.once('exit', () => {
    process.exitCode = exit.failed;
  });
  process.stderr.write(`weir: ${why}\n`);
}

function failInside(error: unknown): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  fail(`internal error: ${details}\nPlease report it with the files it happened on.`);
}

// A reader that closes the pipe early, such as `head`, has seen enough; the verdict stands.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(`the output could not be written: ${reasonOf(error)}.`);
});
// Where complaints cannot be written there is nobody to complain to.
process.stderr.on('error', () => {});
process.on('uncaughtException', failInside);

try {
  process.exitCode = await main(process.argv.slice(2), createWorld());
} catch (error) {
  failInside(error);
}
