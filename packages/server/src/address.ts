import { collapse, join } from '@weir/workspace/reading';

/** An address taken apart: what files are reached through, and the path there, as a `Host` knows it. */
export interface Address {
  /** `file://`, `vscode-vfs://github`, `untitled:`. */
  readonly origin: string;
  readonly path: string;
}

/** Where the standard library's documents and the pages of its rules stand. */
export const libraryScheme = 'weir-library';

export function addressOf(uri: string): Address {
  const [, scheme = 'file', authority, path = uri] = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/.exec(uri) ?? [];
  const origin = `${scheme.toLowerCase()}:${authority === undefined ? '' : `//${authority}`}`;
  const decoded = withoutEscapes(path);
  const drive = /^\/([A-Za-z]):/.exec(decoded);
  if (drive !== null) return { origin, path: `${drive[1]?.toUpperCase()}${decoded.slice(2)}` };
  return { origin, path: decoded.startsWith('/') ? decoded : `/${decoded}` };
}

export function uriOf({ origin, path }: Address): string {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  const encoded = rooted.split('/').map(withEscapes).join('/');
  return origin === 'untitled:' ? `${origin}${encoded.slice(1)}` : `${origin}${encoded}`;
}

/** The address of a file of a project, which is named by the way from the project's folder. */
export function uriInProject(origin: string, folder: string, name: string): string {
  if (name.startsWith(`${libraryScheme}:`)) return name;
  return uriOf({ origin, path: join(folder, collapse(name)) });
}

function withoutEscapes(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withEscapes(part: string): string {
  const wellFormed = part.replaceAll(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
