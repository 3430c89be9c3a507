/** How the workspace reaches files. The programs provide it; in a browser there is no disk behind it. */
export interface Host {
  /** What a path is; a symbolic link is what it leads to. Paths are absolute, with `/` between their parts. */
  readonly stat: (path: string) => Promise<Stat | Unreadable>;
  /** What is in a folder, in any order. */
  readonly list: (folder: string) => Promise<readonly Entry[] | Unreadable>;
  readonly read: (path: string) => Promise<Uint8Array | Unreadable>;
}

export interface Stat {
  /** `other` is a device, a pipe or a socket: reading it might never end. */
  readonly is: 'file' | 'folder' | 'nothing' | 'other';
  readonly isLink: boolean;
  /** In bytes. */
  readonly size: number;
}

export interface Entry {
  readonly name: string;
  readonly is: 'file' | 'folder' | 'link' | 'other';
}

export interface Unreadable {
  /** Why, in words: `permission denied`. */
  readonly unreadable: string;
}

export function isUnreadable(result: object): result is Unreadable {
  return 'unreadable' in result;
}
