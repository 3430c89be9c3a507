import { resolve, sep } from 'node:path';
import { buildId } from './build-id.js';
import { cacheFolder, diskCache } from './disk-cache.js';
import { diskHost } from './disk-host.js';
import { progressOn } from './progress.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeWholeFile } from './write-file.js';

/** The process, the terminal and the disk. */
export function createWorld(): World {
  const { env, stdin, stdout, stderr } = process;
  const progress = progressOn(stderr);
  const cached = cacheFolder(env, process.platform);
  const withSlashes = (path: string) => path.replaceAll(sep, '/');
  return {
    cwd: withSlashes(process.cwd()),
    host: diskHost,
    resolve: (path) => withSlashes(resolve(path)),
    write: writeWholeFile,
    // Node decides too: how deep a rule can nest, and what is a letter.
    ...(cached && buildId && { cache: diskCache(resolve(cached), `${buildId} ${process.version}`) }),
    input: (most) => readUpTo(most, stdin),
    out: (text) => {
      progress.clear();
      stdout.write(text);
    },
    error: (text) => {
      progress.clear();
      stderr.write(text);
    },
    terminal: terminalOf(env, stdout),
    progress: progress.show,
    today: Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000),
  };
}

/** What comes from a device may never end. */
async function readUpTo(most: number, stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}
