import { parse } from '@weir/language';
import { type BoundFile, bind, type Landscape, restored } from '@weir/model';
import { library } from '@weir/rules';
import { librarySnapshot } from './library-snapshot.js';

let lean: Landscape | undefined;
let whole: Landscape | undefined;

/** The standard library as checking needs it: in a build without descriptions, examples and where a fact stands. */
export function standardLibrary(): Landscape {
  lean ??= librarySnapshot === undefined ? wholeLibrary() : restored(librarySnapshot);
  return lean;
}

/** The standard library with all that people read in it, bound from its text. A mistake in it is a bug in Weir. */
export function wholeLibrary(): Landscape {
  whole ??= bindLibrary();
  return whole;
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
