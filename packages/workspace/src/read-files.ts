import { largestFile } from '@weir/language';
import type { Problem } from '@weir/model';
import { decode } from './decode.js';
import type { FoundFile } from './find-files.js';
import { type Host, isUnreadable } from './host.js';
import { inParallel } from './in-parallel.js';
import type { ProjectFile } from './project.js';
import { unread } from './unread.js';

/** In bytes. UTF-8 takes at most three for each UTF-16 unit, so what is larger than this is surely refused, and need not be in memory for it. */
const largestRead = 3 * largestFile;

/** The texts of files, in their order. */
export async function readFiles(
  host: Host,
  found: readonly FoundFile[],
): Promise<{ readonly files: readonly ProjectFile[]; readonly problems: readonly Problem[] }> {
  const read = await inParallel(found, (file) => readFile(host, file));
  return { files: read.flatMap(({ file }) => file ?? []), problems: read.flatMap(({ problems }) => problems) };
}

async function readFile(
  host: Host,
  { path, name, pack, imported }: FoundFile,
): Promise<{ readonly file?: ProjectFile; readonly problems: readonly Problem[] }> {
  const size = await host.stat(path);
  if (isUnreadable(size)) return { problems: [unread(name, size.unreadable)] };
  if (size.size > largestRead)
    return {
      problems: [
        unread(
          name,
          `it has ${(size.size / 1_000_000).toFixed(0)} MB; at most ${largestFile / 1_000_000} million characters are read`,
          'Split it: all files of a project share one scope, so nothing needs to be imported.',
        ),
      ],
    };
  const bytes = await host.read(path);
  if (isUnreadable(bytes)) return { problems: [unread(name, bytes.unreadable)] };
  const { text, unreadable, brokenAt } = decode(bytes);
  if (unreadable !== undefined) return { problems: [unread(name, unreadable, 'Save it as UTF-8.')] };
  const broken: Problem[] =
    brokenAt === undefined
      ? []
      : [
          {
            check: 'broken-encoding',
            message: `"${name}" is not UTF-8 from here on.`,
            help: 'Save it as UTF-8.',
            at: { file: name, start: brokenAt, end: brokenAt + 1 },
            related: [],
          },
        ];
  return { file: { name, text, imported, ...(pack !== undefined && { pack }) }, problems: broken };
}
