export {
  type Compiled,
  compile,
  compileBoolean,
  compileLoop,
  type Loop,
  type Scope,
  scopeFor,
  type TypeProblem,
  withVariable,
} from './compile.js';
export { checkDerivations } from './derivations.js';
export { createEnvironment } from './environment.js';
export { type FunctionRow, functions } from './functions.js';
export { type Member, membersOf } from './members.js';
export { compilePattern } from './pattern.js';
export { type RelationRow, relations } from './relations.js';
export {
  asSet,
  BudgetExhausted,
  type Environment,
  forgetSince,
  isPath,
  isSet,
  type MissingFact,
  type PathValue,
  type Run,
  type Runtime,
  type SetValue,
  type Single,
  spend,
} from './runtime.js';
export { show, showElement } from './show.js';
export { describe, type Type, typeOfProperty } from './type.js';
