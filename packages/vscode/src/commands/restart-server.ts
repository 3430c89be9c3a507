import type { Workbench } from './commands.js';

/** Starts the server anew, whatever state it is in. */
export async function restartServer({ client }: Workbench): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
