/** How the workspace reaches files. The programs provide it; in a browser there is no disk behind it. */
export interface Host {
  /** What a path is. Paths are absolute, with `/` between their parts. */
  readonly stat: (path: string) => Promise<Stat>;
  /** The names in a folder, in any order. */
  readonly list: (folder: string) => Promise<readonly string[] | Unreadable>;
  readonly read: (path: string) => Promise<Uint8Array | Unreadable>;
}

export interface Stat {
  readonly is: 'file' | 'folder' | 'link' | 'nothing' | 'other';
  /** In bytes. */
  readonly size: number;
}

export interface Unreadable {
  /** Why, in words: `permission denied`. */
  readonly unreadable: string;
}

export function isUnreadable(result: object): result is Unreadable {
  return 'unreadable' in result;
}
