import { parse } from '@weir/language';
import { type BoundFile, bind, type Landscape } from '@weir/model';
import { library } from '@weir/rules';

let cached: Landscape | undefined;

/** The standard library, bound once. A mistake in it is a bug in Weir. */
export function standardLibrary(): Landscape {
  cached ??= bindLibrary();
  return cached;
}

function bindLibrary(): Landscape {
  const files = [...library].map(([name, text]): BoundFile => ({ facts: parse(name, text), ring: 'library', imported: false }));
  const { landscape, problems } = bind({ files, complete: [] });
  const [first] = [
    ...files.flatMap(({ facts }) => facts.problems.map((problem) => `${facts.file}: ${problem.message}`)),
    ...problems.map((problem) => `${problem.at.file}: ${problem.message}`),
  ];
  if (first !== undefined) throw new Error(`The standard library has a mistake: ${first}`);
  return landscape;
}
