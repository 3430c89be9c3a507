// The build puts the snapshot of the bound library in the place of this file (scripts/library-snapshot.mjs): then neither the
// text of the library nor what reads it is loaded with every check. From the sources, the library is bound whole.
export { wholeLibrary as leanLibrary } from './whole-library.js';
