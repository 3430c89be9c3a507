import { missingConduit } from './conduit.js';
import { deletions } from './deletion.js';
import type { Fix, FixContext } from './fix.js';
import { replacements } from './replacement.js';
import { missingStatements } from './statement.js';
import { waivers } from './waiver.js';

/** Everything that can be done about findings: what mends each of them first, what accepts them last. */
export function fixesFor(contexts: readonly FixContext[]): readonly { readonly context: FixContext; readonly fix: Fix }[] {
  const by = (sources: readonly ((context: FixContext) => readonly Fix[])[]) =>
    contexts.flatMap((context) => sources.flatMap((source) => source(context)).map((fix) => ({ context, fix })));
  return [...by([replacements, missingStatements, missingConduit, deletions]), ...by([waivers])];
}

/** The one change that is surely meant, for mending a whole file at once. */
export function sureFix(context: FixContext): Fix | undefined {
  const sure = replacements(context).filter(({ isPreferred }) => isPreferred);
  return sure.length === 1 ? sure[0] : undefined;
}
