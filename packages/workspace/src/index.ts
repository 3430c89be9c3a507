export { type BindOptions, type BoundProject, bindProject, factsOf } from './bind-project.js';
export { type CheckedProject, type CheckOptions, checkProject, profileNamed } from './check-project.js';
export * from './reading.js';
export { standardLibrary } from './standard-library.js';
export { testRules } from './test-project.js';
export { wholeLibrary } from './whole-library.js';
