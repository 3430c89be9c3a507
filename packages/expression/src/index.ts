export { checkExpressions } from './check-expressions.js';
export { compile, scopeFor } from './compile.js';
export type { Compiled } from './compiled.js';
export { createEnvironment } from './environment.js';
export { type FunctionRow, functions } from './functions.js';
export { condition } from './logic.js';
export { type Member, membersOf } from './members.js';
export { noting, type WrittenName } from './names-written.js';
export { compilePattern } from './pattern.js';
export { type RelationRow, relations } from './relations.js';
export {
  asSet,
  BudgetExhausted,
  type Environment,
  forgetSince,
  isPath,
  isSet,
  type Missing,
  type MissingFact,
  noteDoubts,
  type PathValue,
  type Run,
  type Runtime,
  type SetValue,
  type Single,
  spend,
} from './runtime.js';
export { type Scope, type TypeProblem, warnOfSlowness, withVariable } from './scope.js';
export { compileLoop, type Loop } from './selection.js';
export { show, showElement } from './show.js';
export { describe, fits, itemOf, type Type, typeOfProperty } from './type.js';
