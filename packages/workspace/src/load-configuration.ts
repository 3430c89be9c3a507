import type { Problem } from '@weir/model';
import { defaults } from './configuration.js';
import { decode } from './decode.js';
import { join } from './file-path.js';
import { type Host, isUnreadable } from './host.js';
import { type ReadConfiguration, readConfiguration } from './read-configuration.js';
import { unread } from './unread.js';

export interface LoadedConfiguration extends ReadConfiguration {
  /** Absent when there is no weir.json, or it could not be read. */
  readonly text?: string;
}

/** In bytes. A project with thousands of settings is none. */
const largest = 1_000_000;

/** The weir.json of a folder, the defaults without one. `file` is how problems call it. */
export async function loadConfiguration(host: Host, folder: string, file: string): Promise<LoadedConfiguration> {
  const path = join(folder, 'weir.json');
  const without = (...problems: Problem[]) => ({ configuration: defaults, problems, at: () => ({ start: 0, end: 0 }) });
  const found = await host.stat(path);
  if (isUnreadable(found)) return without(unread(file, found.unreadable));
  if (found.isLink) return without(unread(file, 'it is a symbolic link, which may lead out of the project', 'Put the file itself here.'));
  if (found.is === 'nothing') return without();
  if (found.is !== 'file') return without(unread(file, 'it is not a file'));
  if (found.size > largest) return without(unread(file, `it has ${(found.size / 1_000_000).toFixed(1)} MB; at most 1 MB is read`));
  const bytes = await host.read(path);
  if (isUnreadable(bytes)) return without(unread(file, bytes.unreadable));
  const { text, unreadable, brokenAt } = decode(bytes);
  if (unreadable !== undefined) return without(unread(file, unreadable, 'Save it as UTF-8.'));
  if (brokenAt !== undefined) return without(unread(file, 'it is not UTF-8', 'Save it as UTF-8.'));
  return { ...readConfiguration(file, text.replace(/^\ufeff/, ' ')), text };
}
