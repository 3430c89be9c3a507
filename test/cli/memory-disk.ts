import { basename, dirname, resolve } from 'node:path/posix';
import type { Entry, Host, Stat, Unreadable } from '@weir/workspace';

/** What a path can be, as far as the command line can tell the difference. */
export type Node =
  | { readonly is: 'file'; readonly bytes: Uint8Array; readonly size?: number; readonly denied?: 'reading' | 'writing' }
  | { readonly is: 'folder'; readonly denied?: 'reading' }
  | { readonly is: 'link'; readonly to: string }
  | { readonly is: 'other' };

/** A disk in memory, with absolute paths. Folders are there as soon as something is in them. */
export class MemoryDisk {
  private readonly nodes = new Map<string, Node>();

  put(path: string, node: Node): void {
    this.nodes.set(path, node);
    const folder = dirname(path);
    if (folder !== path && !this.nodes.has(folder)) this.put(folder, { is: 'folder' });
  }

  text(path: string): string {
    const node = this.nodes.get(path);
    if (node?.is !== 'file') throw new Error(`The scenario has no file ${path}.`);
    return new TextDecoder().decode(node.bytes);
  }

  write(path: string, content: string | Uint8Array): void {
    const node = this.nodes.get(path);
    if (node?.is === 'link') throw new Error('it is a symbolic link');
    if (node?.is === 'folder') throw new Error('it is a folder');
    if (node?.is === 'file' && node.denied === 'writing') throw new Error('permission denied');
    if (this.nodes.get(dirname(path))?.is === 'file') throw new Error('a part of its path is not a folder');
    if (path === '/dev/full') throw new Error('no space is left');
    this.put(path, { is: 'file', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });
  }

  readonly host: Host = {
    stat: async (path): Promise<Stat | Unreadable> => {
      const folder = this.real(dirname(path));
      if (folder !== undefined && this.isLocked(folder)) return { unreadable: 'permission denied' };
      const isLink = folder !== undefined && this.nodes.get(resolve(folder, basename(path)))?.is === 'link';
      const real = this.real(path);
      const node = real === undefined ? undefined : this.nodes.get(real);
      if (node === undefined || node.is === 'link') return { is: 'nothing', isLink, size: 0 };
      return { is: node.is, isLink, size: node.is === 'file' ? (node.size ?? node.bytes.length) : 0 };
    },
    list: async (path): Promise<readonly Entry[] | Unreadable> => {
      const folder = this.real(path) ?? path;
      if (this.isLocked(folder)) return { unreadable: 'permission denied' };
      return [...this.nodes].flatMap(([at, { is }]) => (at !== '/' && dirname(at) === folder ? [{ name: basename(at), is }] : []));
    },
    read: async (path): Promise<Uint8Array | Unreadable> => {
      const node = this.nodes.get(this.real(path) ?? path);
      if (node?.is !== 'file' || node.size !== undefined) throw new Error(`${path} must not be read.`);
      return node.denied === 'reading' ? { unreadable: 'permission denied' } : node.bytes;
    },
  };

  private isLocked(folder: string): boolean {
    const node = this.nodes.get(folder);
    return node?.is === 'folder' && node.denied === 'reading';
  }

  /** The path without links, or undefined when they lead in a circle. */
  private real(path: string, links = 0): string | undefined {
    let real = '/';
    for (const part of path.split('/').filter((name) => name !== '')) {
      const inside = resolve(real, part);
      const node = this.nodes.get(inside);
      if (node?.is !== 'link') real = inside;
      else {
        const target = links < 10 ? this.real(resolve(real, node.to), links + 1) : undefined;
        if (target === undefined) return undefined;
        real = target;
      }
    }
    return real;
  }
}
