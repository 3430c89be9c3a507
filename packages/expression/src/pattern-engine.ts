// The build of the command line puts what loads the engine with the first pattern in the place of this file
// (scripts/late-pattern-engine.mjs): it is larger than all of Weir, and most landscapes have no patterns.
import { RE2JS } from 're2js';

/** RE2's linear engine: no pattern can make it slow. */
export const patternEngine = () => RE2JS;
