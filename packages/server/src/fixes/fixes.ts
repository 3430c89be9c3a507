import { missingConduit } from './conduit.js';
import { deletions } from './deletion.js';
import type { Fix, FixContext } from './fix.js';
import { replacements } from './replacement.js';
import { missingStatements } from './statement.js';
import { waivers } from './waiver.js';

/** Everything that can be done about a finding: what mends it first, what accepts it last. */
export function fixesFor(context: FixContext): readonly Fix[] {
  return [replacements, missingStatements, missingConduit, deletions, waivers].flatMap((source) => source(context));
}

/** The one change that is surely meant, for mending a whole file at once. */
export function sureFix(context: FixContext): Fix | undefined {
  const sure = replacements(context).filter(({ isPreferred }) => isPreferred);
  return sure.length === 1 ? sure[0] : undefined;
}
