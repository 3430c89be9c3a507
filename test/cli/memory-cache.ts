import type { Cache } from '../../packages/cli/src/world.js';

/** A cache in memory, which tells how often something was kept in it: what could be recalled was not found anew. */
export class MemoryCache implements Cache {
  readonly program: string;
  readonly kept = new Map<string, Uint8Array>();
  writes = 0;

  constructor(program = 'a build') {
    this.program = program;
  }

  read = async (project: string): Promise<Uint8Array | undefined> => this.kept.get(project);

  write = async (project: string, content: Uint8Array): Promise<void> => {
    this.writes++;
    this.kept.set(project, content);
  };
}
