import { type Entry, type Host, isUnreadable } from '@weir/workspace/reading';

declare const TextEncoder: { new (): { encode: (text: string) => Uint8Array } };

/** The files behind a host, except that what is open in the editor is as it stands there. `textAt` gives the open text of a path. */
export function overlayHost(host: Host, openPaths: () => Iterable<string>, textAt: (path: string) => string | undefined): Host {
  return {
    stat: async (path) => {
      const text = textAt(path);
      if (text === undefined) return host.stat(path);
      return { is: 'file', isLink: false, size: text.length };
    },
    list: async (folder) => {
      const found = await host.list(folder);
      const inFolder = [...openPaths()].filter((path) => path.slice(0, path.lastIndexOf('/')) === (folder === '/' ? '' : folder));
      if (inFolder.length === 0) return found;
      const onDisk = isUnreadable(found) ? [] : found;
      // What is there stays what it is: a link that is open is still not followed.
      const known = new Set(onDisk.map(({ name }) => name));
      const names = inFolder.map((path) => path.slice(path.lastIndexOf('/') + 1));
      return [...onDisk, ...names.filter((name) => !known.has(name)).map((name): Entry => ({ name, is: 'file' }))];
    },
    read: async (path) => {
      const text = textAt(path);
      return text === undefined ? host.read(path) : new TextEncoder().encode(text);
    },
  };
}

/** Where there is nothing but what is open. */
export const nothingThere: Host = {
  stat: async () => ({ is: 'nothing', isLink: false, size: 0 }),
  list: async () => [],
  read: async () => ({ unreadable: 'it is not there' }),
};
