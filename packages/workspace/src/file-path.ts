/** Paths as text, with `/` between their parts on every system. */

export function join(folder: string, relative: string): string {
  if (relative.startsWith('/') || /^[A-Za-z]:\//.test(relative)) return normalise(relative);
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

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isDrive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  return `${isDrive ? '' : '/'}${parts.join('/')}`;
}
