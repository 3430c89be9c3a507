import { below, join, loadProject, type Project, parentOf, projectFolder } from '@weir/workspace';
import type { World } from './world.js';

/** A project that a command was pointed at, and the part of it that was asked for. */
export interface Opened {
  readonly project: Project;
  /** Only findings in these files or folders are shown, relative to the project; all when empty. */
  readonly only: readonly string[];
  /** What to put before a file's name so that it is found from the current folder. */
  readonly prefix: string;
}

/** Opens the projects that the paths lie in; the current folder when there are none. */
export async function openProjects(paths: readonly string[], world: World): Promise<readonly Opened[] | { readonly wrong: string }> {
  const asked = new Map<string, string[]>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const absolute = join(world.cwd, path);
    const { is } = await world.host.stat(absolute);
    if (is === 'nothing') return { wrong: `There is no file or folder "${path}".` };
    if (is !== 'folder' && !absolute.endsWith('.weir')) return { wrong: `"${path}" is not a folder or a .weir file.` };
    const folder = await projectFolder(world.host, absolute);
    const part = below(folder, absolute) ?? '';
    asked.set(folder, [...(asked.get(folder) ?? []), part]);
  }
  const opened: Opened[] = [];
  for (const [folder, parts] of asked) {
    const project = await loadProject(world.host, folder);
    const isEmpty = project.files.length === 0 && project.readProblems.length === 0;
    if (isEmpty) return { wrong: `There are no .weir files in "${shown(world.cwd, folder)}". weir init writes a first plant.` };
    opened.push({ project, only: parts.includes('') ? [] : parts, prefix: prefixOf(world.cwd, folder) });
  }
  return opened;
}

function shown(cwd: string, folder: string): string {
  return below(cwd, folder) || (folder === cwd ? '.' : folder);
}

/** From the current folder to the project's: `plant/`, `../`, or nothing. */
function prefixOf(cwd: string, folder: string): string {
  const down = below(cwd, folder);
  if (down !== undefined) return down === '' ? '' : `${down}/`;
  let up = '';
  for (let at = cwd; ; at = parentOf(at)) {
    const rest = below(at, folder);
    if (rest !== undefined) return `${up}${rest === '' ? '' : `${rest}/`}`;
    if (at === parentOf(at)) return `${folder}/`;
    up += '../';
  }
}
