import { format, parseWhole } from '@weir/language';
import { type BoundFile, bind, type Landscape, type SourceFacts } from '@weir/model';
import { library } from '@weir/rules/library';

let cached: Landscape | undefined;

/** The standard library with all that people read in it, bound from its text. A mistake in it is a bug in Weir. */
export function wholeLibrary(): Landscape {
  cached ??= bindLibrary();
  return cached;
}

function bindLibrary(): Landscape {
  const files = [...library].map(([name, text]): BoundFile => ({ facts: factsOf(name, text), ring: 'library', imported: false }));
  const { landscape, problems } = bind({ files, complete: [] });
  const [first] = problems;
  if (first !== undefined) throw mistake(first.at.file, first.message);
  return landscape;
}

function factsOf(name: string, text: string): SourceFacts {
  const facts = parseWhole(name, text);
  const [first] = facts === undefined ? format(text).problems : facts.problems;
  if (facts === undefined || first !== undefined) throw mistake(name, first?.message ?? 'It cannot be read.');
  return facts;
}

function mistake(file: string, message: string): Error {
  return new Error(`The standard library has a mistake: ${file}: ${message}`);
}
