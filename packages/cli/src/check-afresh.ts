import type { Element } from '@weir/model';
import { bindProject, checkProject, type Project, profileNamed } from '@weir/workspace';
import { misused, type Refusal } from './exit-code.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { World } from './world.js';

/** What a project is checked against. */
export interface Terms {
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  /** The profile asked for, instead of the one that weir.json names. */
  readonly profile?: string;
}

/** Parses, binds and checks a project. */
export async function checkAfresh(project: Project, { today, profile }: Terms, world: World): Promise<Outcome | Refusal> {
  const count = project.files.length;
  const onFile = (index: number) => world.progress(`Reading file ${index + 1} of ${count}`);
  const bound = await bindProject(project, { onFile });
  let chosen: Element | undefined;
  if (profile !== undefined) {
    const found = profileNamed(bound.landscape, profile);
    if (!('facts' in found)) return misused(`--profile: ${found.message} ${found.help}`);
    chosen = found;
  }
  world.progress('Evaluating the rules');
  return outcomeOf(checkProject(bound, { today, ...(chosen && { profile: chosen }) }));
}
