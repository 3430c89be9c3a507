import type { Workbench } from './commands.js';

export async function newLandscape(_: Workbench): Promise<void> {}
