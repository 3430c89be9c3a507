/** Paths as text, with `/` between their parts on every system. */

export function join(folder: string, relative: string): string {
  if (/^([A-Za-z]:)?\//.test(relative)) return normalise(relative);
  return normalise(`${folder}/${relative}`);
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path below a folder, or undefined when it is not below it. */
export function below(folder: string, path: string): string | undefined {
  if (path === folder) return '';
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** What to put before the name of a file in `to` so that it is found from `from`: `plant/`, `../group/`, or nothing. */
export function prefixBetween(from: string, to: string): string {
  let up = '';
  for (let folder = from; ; folder = parentOf(folder)) {
    const rest = below(folder, to);
    if (rest !== undefined) return `${up}${rest === '' ? '' : `${rest}/`}`;
    if (folder === parentOf(folder)) return `${to}/`;
    up += '../';
  }
}

/** A relative path without detours: `base/a.weir` for `plant/../base/a.weir`. */
export function collapse(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isDrive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  return `${isDrive ? '' : '/'}${parts.join('/')}`;
}
