import { parse } from '@weir/language';
import {
  type Bound,
  type BoundFile,
  bind,
  type Element,
  type Finding,
  type Landscape,
  namesIn,
  type Problem,
  type SourceFacts,
} from '@weir/model';
import { check } from '@weir/rules';
import type { Project } from './project.js';
import { standardLibrary } from './standard-library.js';

/** A project, parsed and bound. */
export interface BoundProject {
  readonly project: Project;
  readonly landscape: Landscape;
  /** What parsing, binding, reading and configuring found. */
  readonly problems: readonly Problem[];
  readonly facts: ReadonlyMap<string, SourceFacts>;
}

export interface CheckOptions {
  /** The reference date, in days since 1970-01-01. */
  readonly today: number;
  /** The profile in force, instead of the one that weir.json names. */
  readonly profile?: string;
}

export interface CheckedProject extends BoundProject {
  readonly findings: readonly Finding[];
  /** The rules that ran. */
  readonly rules: readonly Element[];
  /** Something could not be read or evaluated, so that nothing found is not a pass. */
  readonly incomplete: boolean;
  /** weir.json, or a profile asked for, is wrong. */
  readonly misconfigured: boolean;
}

export function bindProject(project: Project): BoundProject {
  const files = project.files.map(
    (file): BoundFile => ({
      facts: parse(file.name, file.text),
      ring: file.pack === undefined ? 'project' : { pack: file.pack },
      imported: file.imported,
    }),
  );
  const { landscape, problems }: Bound = bind({ files, around: standardLibrary(), complete: project.configuration.complete });
  const syntax = files.flatMap(({ facts }) =>
    facts.problems.map(
      (problem): Problem => ({
        check: problem.check,
        message: problem.message,
        ...(problem.help !== undefined && { help: problem.help }),
        at: { file: facts.file, start: problem.start, end: problem.end },
        related: [],
      }),
    ),
  );
  return {
    project,
    landscape,
    problems: [...project.configurationProblems, ...project.readProblems, ...syntax, ...problems],
    facts: new Map(files.map(({ facts }) => [facts.file, facts])),
  };
}

/** Problems after which nothing found does not mean that nothing is wrong. */
const unreadChecks = new Set(['unreadable-file', 'file-too-large']);

export function checkProject(bound: BoundProject, { today, profile = bound.project.configuration.profile }: CheckOptions): CheckedProject {
  const { landscape, project } = bound;
  const inForce = profileNamed(landscape, profile);
  const problems =
    profile !== undefined && inForce === undefined ? [...bound.problems, unknownProfile(bound, profile)] : bound.problems;
  const { findings, rules } = check({
    landscape,
    problems,
    today,
    budget: project.configuration.budget,
    ...(inForce && { profile: inForce }),
  });
  return {
    ...bound,
    problems,
    findings,
    rules,
    incomplete: problems.some(({ check: id }) => unreadChecks.has(id)) || findings.some(({ verdict }) => verdict === 'not-evaluated'),
    misconfigured: problems.some(({ check: id }) => id === 'configuration'),
  };
}

function profileNamed(landscape: Landscape, name: string | undefined): Element | undefined {
  if (name === undefined) return undefined;
  const found = namesIn(landscape).find(
    { segments: name.split('.').map((text) => ({ text, start: 0, end: 0 })) },
    undefined,
    ['profile'],
    'project',
  );
  return found.is === 'one' ? found.element : undefined;
}

function unknownProfile({ landscape, project }: BoundProject, name: string): Problem {
  const near = namesIn(landscape).near(name, ['profile']);
  return {
    check: 'configuration',
    message: `There is no profile "${name}".`,
    help: near === undefined ? 'Declare it, or name `recommended`.' : `Did you mean \`${near}\`?`,
    at: { file: 'weir.json', ...project.placeOf('profile') },
    related: [],
  };
}
