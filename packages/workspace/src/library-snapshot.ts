import type { Snapshot } from '@weir/model';

/** The bound library. The build puts it here (scripts/build.mjs); in the sources there is none, and the library is read from its text. */
export const librarySnapshot: Snapshot | undefined = undefined;
