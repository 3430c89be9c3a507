import { createHash } from 'node:crypto';
import type { Project } from '@weir/workspace/reading';
import type { Terms } from './check-afresh.js';
import { isRefusal, type Refusal } from './exit-code.js';
import type { Outcome } from './outcome.js';
import type { Cache } from './world.js';

/** What a project came to when it was last checked, if nothing has changed since that this depends on; else what checking it now comes to. */
export async function recalledOr(
  checkNow: () => Promise<Outcome | Refusal>,
  { cache, project, terms }: { readonly cache: Cache; readonly project: Project; readonly terms: Terms },
): Promise<Outcome | Refusal> {
  const key = digestOfAll(cache.program, project, terms);
  const kept = await cache.read(project.folder);
  const recalled = kept && unsealed(kept, key);
  if (recalled !== undefined) return recalled;
  const outcome = await checkNow();
  const content = isRefusal(outcome) ? undefined : sealed(outcome, key);
  if (content !== undefined) await cache.write(project.folder, content);
  return outcome;
}

/** Of everything that the outcome depends on. It is made from what is checked, not from the disk, which may have changed in between. */
function digestOfAll(program: string, project: Project, terms: Terms): string {
  // The rest of a project is plain data, except for `placeOf`, which follows from the texts of the configuration.
  const { files, configurationTexts, ...rest } = project;
  const described = files.map(({ text, ...file }) => [file, text.length]);
  const hash = createHash('sha256').update(JSON.stringify([program, terms, rest, [...configurationTexts], described]));
  for (const { text } of files) hash.update(text);
  return hash.digest('hex');
}

/*
 * What is kept begins with a line of two digests, and the outcome follows as JSON.
 *
 * The first is that of everything that the outcome depends on; the program is part of it, so it also says in what form
 * the rest is. The second is that of the outcome: what was cut short, or damaged on the disk, is not taken for one.
 */
const digestLength = 64;
const headerLength = 2 * digestLength + 1;

/** Undefined when it is longer than a text can be. */
function sealed(outcome: Outcome, key: string): Uint8Array | undefined {
  try {
    const body = Buffer.from(JSON.stringify(outcome));
    return Buffer.concat([Buffer.from(headerOf(key, body)), body]);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unsealed(kept: Uint8Array, key: string): Outcome | undefined {
  const bytes = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength);
  // The key first: most of what is of no use is merely old.
  if (bytes.toString('latin1', 0, digestLength) !== key) return undefined;
  const body = bytes.subarray(headerLength);
  return bytes.toString('latin1', 0, headerLength) === headerOf(key, body) ? (JSON.parse(body.toString()) as Outcome) : undefined;
}

function headerOf(key: string, body: Uint8Array): string {
  return `${key}${createHash('sha256').update(body).digest('hex')}\n`;
}
