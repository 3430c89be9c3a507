import { main } from './main.js';
import { createWorld } from './process-world.js';
import { exit } from './world.js';

// A reader that closes the pipe early, such as `head`, has seen enough; the verdict stands.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2), createWorld());
} catch (error) {
  process.stderr.write(
    `weir: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nPlease report it with the files it happened on.\n`,
  );
  process.exitCode = exit.failed;
}
