// Bundled and run by build.mjs: the standard library, bound once for all who run the build.
import { snapshotOf } from '@weir/model';
import { wholeLibrary } from '@weir/workspace';

export const snapshot = snapshotOf(wholeLibrary());
