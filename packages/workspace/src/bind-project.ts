import { parseWhole } from '@weir/language';
import { type BoundFile, bind, type Landscape, type Problem, type SourceFacts, suggest } from '@weir/model';
import type { Project, ProjectFile } from './project.js';
import { standardLibrary } from './standard-library.js';

/** A project, parsed and bound. */
export interface BoundProject {
  readonly project: Project;
  readonly landscape: Landscape;
  /** What configuring, reading, parsing and binding found. */
  readonly problems: readonly Problem[];
}

export interface BindOptions {
  /** Told before each file is parsed, which takes most of the time. */
  readonly onFile?: (index: number) => void;
  /** What is bound around the project; absent, the library as checking needs it. */
  readonly library?: Landscape;
  /** Reads a file; whoever binds again and again remembers what those that did not change say. */
  readonly parse?: (file: ProjectFile) => SourceFacts | Promise<SourceFacts>;
}

export async function bindProject(project: Project, options: BindOptions = {}): Promise<BoundProject> {
  const { onFile, library = standardLibrary(), parse = factsOf } = options;
  const files: BoundFile[] = [];
  for (const [index, file] of project.files.entries()) {
    onFile?.(index);
    files.push({ facts: await parse(file), ring: file.pack === undefined ? 'project' : { pack: file.pack }, imported: file.imported });
  }
  const { complete } = project.configuration;
  const { landscape, problems } = bind({ files, around: library, complete });
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

/** What a file says, through Langium where it has a mistake in it. */
export async function factsOf({ name, text }: ProjectFile): Promise<SourceFacts> {
  return parseWhole(name, text) ?? (await import('@weir/language/parse')).parse(name, text);
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
