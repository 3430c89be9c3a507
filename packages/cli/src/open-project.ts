import { below, collapse, isUnreadable, loadProject, type Project, prefixBetween, projectFolder } from '@weir/workspace/reading';
import { failed, isRefusal, misused, type Refusal } from './exit-code.js';
import type { World } from './world.js';

/** A project that a command was pointed at, and the part of it that was asked for. */
export interface Opened {
  readonly project: Project;
  /** Only what is in these files or folders was asked for, relative to the project; everything when empty. */
  readonly only: readonly string[];
  /** The way from the current folder to the project's: `plant/`, or nothing. */
  readonly prefix: string;
}

/** Opens the project that a path lies in; none without a path. */
export async function openProject(path: string | undefined, world: World): Promise<Opened | undefined | Refusal> {
  if (path === undefined) return undefined;
  const opened = await openProjects([path], world);
  return isRefusal(opened) ? opened : opened[0];
}

/** Opens the projects that the paths lie in; that of the current folder when there are none. */
export async function openProjects(paths: readonly string[], world: World): Promise<readonly Opened[] | Refusal> {
  const asked = new Map<string, Asked[]>();
  for (const typed of paths.length === 0 ? ['.'] : paths) {
    const path = world.resolve(typed);
    const refusal = await refusalOf(typed, path, world);
    if (refusal !== undefined) return refusal;
    const folder = await projectFolder(world.host, path);
    asked.set(folder, [...(asked.get(folder) ?? []), { typed, part: below(folder, path) ?? '' }]);
  }
  const opened: Opened[] = [];
  for (const [folder, parts] of asked) {
    world.progress(`Reading ${prefixBetween(world.cwd, folder) || '.'}`);
    const project = await loadProject(world.host, folder);
    const missing = parts.find(({ part }) => !hasAnythingIn(project, part));
    if (missing !== undefined) return nothingIn(missing, project);
    const isWhole = parts.some(({ part }) => part === '');
    opened.push({ project, only: isWhole ? [] : parts.map(({ part }) => part), prefix: prefixBetween(world.cwd, folder) });
  }
  return opened;
}

/** Whether a file of the project is among what was asked for. */
export function isAskedFor({ only }: Opened, file: string): boolean {
  return only.length === 0 || only.some((part) => below(part, file) !== undefined);
}

/** How a file of the project is found from the current folder. */
export function nameFromHere({ prefix }: Opened, file: string): string {
  return collapse(prefix + file);
}

interface Asked {
  readonly typed: string;
  /** Relative to the project's folder. */
  readonly part: string;
}

async function refusalOf(typed: string, path: string, { host }: World): Promise<Refusal | undefined> {
  if (typed === '-') return misused('a landscape is many files, so it is not read from standard input. Name a folder.');
  const found = await host.stat(path);
  if (isUnreadable(found)) return failed(`"${typed}" cannot be read: ${found.unreadable}.`);
  if (found.is === 'nothing') return misused(`there is no file or folder "${typed}".`);
  const isUsable = found.is === 'folder' || (found.is === 'file' && path.endsWith('.weir'));
  return isUsable ? undefined : misused(`"${typed}" is not a folder or a .weir file.`);
}

/** A folder without a landscape is a slip of the pen, and must not pass for a landscape without faults. */
function hasAnythingIn({ files, problems }: Project, part: string): boolean {
  const names = [
    ...files.map(({ name }) => name),
    ...problems.filter(({ check }) => check !== 'link-not-followed').map(({ at }) => at.file),
  ];
  return part === '' ? names.length > 0 : names.some((name) => below(part, name) !== undefined);
}

function nothingIn({ typed, part }: Asked, { projectsBelow }: Project): Refusal {
  if (part.endsWith('.weir')) return misused(`"${typed}" does not belong to the project around it, which leaves it out.`);
  if (part !== '') return misused(`nothing in "${typed}" belongs to the project around it.`);
  if (projectsBelow.length === 0) return misused(`there are no .weir files in "${typed}". weir init writes a first plant.`);
  const projects = projectsBelow.map((name) => `"${name}"`).join(', ');
  return misused(`there are no .weir files in "${typed}" itself. Name a project in it: ${projects}.`);
}
