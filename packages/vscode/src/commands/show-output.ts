import type { Workbench } from './commands.js';

/** What the server and VS Code say to each other, and what went wrong. */
export function showOutput({ output }: Workbench): void {
  output.show();
}
