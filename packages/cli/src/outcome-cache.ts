import { createHash } from 'node:crypto';
import type { Project } from '@weir/workspace';
import type { Terms } from './check-afresh.js';
import type { Outcome } from './outcome.js';
import type { Cache } from './world.js';

/** Remembers what checking a project came to, for as long as nothing has changed that it depends on. */
export interface OutcomeCache {
  /** Undefined when it is not known. */
  readonly recall: (project: Project, terms: Terms) => Promise<Outcome | undefined>;
  readonly keep: (project: Project, terms: Terms, outcome: Outcome) => Promise<void>;
}

/*
 * What is kept begins with a line of two digests, and the outcome follows as JSON.
 *
 * The first digest is that of everything that the outcome depends on, the program included, and so stands for the
 * version of the format too. The second is that of the outcome itself: a file that was cut short, or that a disk has
 * damaged, is taken for none.
 */
const digestLength = 64;
const headerLength = 2 * digestLength + 1;

export function outcomeCache(cache: Cache): OutcomeCache {
  return {
    recall: async (project, terms) => {
      const kept = await cache.read(project.folder);
      const header = kept && Buffer.from(kept.subarray(0, headerLength)).toString('latin1');
      // Comparing comes first, since most of what is of no use is merely old.
      if (kept === undefined || header?.slice(0, digestLength) !== (await digestOfAll(cache, project, terms))) return undefined;
      const outcome = kept.subarray(headerLength);
      return header.slice(digestLength) === `${digestOf(outcome)}\n` ? (JSON.parse(Buffer.from(outcome).toString()) as Outcome) : undefined;
    },
    keep: async (project, terms, outcome) => {
      const text = Buffer.from(JSON.stringify(outcome));
      const header = Buffer.from(`${await digestOfAll(cache, project, terms)}${digestOf(text)}\n`);
      await cache.write(project.folder, Buffer.concat([header, text]));
    },
  };
}
