import { parse } from '@weir/language';
import { type BoundFile, bind, type Landscape, type Problem, suggest } from '@weir/model';
import type { Project } from './project.js';
import { standardLibrary } from './standard-library.js';

/** A project, parsed and bound. */
export interface BoundProject {
  readonly project: Project;
  readonly landscape: Landscape;
  /** What configuring, reading, parsing and binding found. */
  readonly problems: readonly Problem[];
}

/** `onFile` is told before each file is parsed, which takes most of the time. */
export function bindProject(project: Project, onFile?: (index: number) => void): BoundProject {
  const files = project.files.map((file, index): BoundFile => {
    onFile?.(index);
    return {
      facts: parse(file.name, file.text),
      ring: file.pack === undefined ? 'project' : { pack: file.pack },
      imported: file.imported,
    };
  });
  const { complete } = project.configuration;
  const { landscape, problems } = bind({ files, around: standardLibrary(), complete });
  const syntax = files.flatMap(({ facts }) =>
    facts.problems.map(
      ({ check, message, help, start, end }): Problem => ({
        check,
        message,
        ...(help !== undefined && { help }),
        at: { file: facts.file, start, end },
        related: [],
      }),
    ),
  );
  return { project, landscape, problems: [...project.problems, ...unknownKinds(project, landscape), ...syntax, ...problems] };
}

/** `complete` in weir.json names kinds of declaration, and only with the vocabulary at hand is it known which there are. */
function unknownKinds({ configuration, placeOf }: Project, { vocabulary }: Landscape): readonly Problem[] {
  const plurals = new Set(['everything', ...[...vocabulary.types.values()].map(({ plural }) => plural)]);
  return configuration.complete.flatMap((kind): Problem[] => {
    if (plurals.has(kind)) return [];
    const near = suggest(kind, plurals);
    return [
      {
        check: 'configuration',
        message: `\`complete\` names "${kind}", and no kind of declaration is called so.`,
        help: near ? `Did you mean "${near}"?` : 'Write a plural such as "systems" or "interfaces", or "everything".',
        at: { file: 'weir.json', ...placeOf('complete') },
        related: [],
      },
    ];
  });
}
