import type { Element, Expression, Landscape, Ring, Span } from '@weir/model';
import { type Compiled, constant, type Variable } from './compiled.js';
import { anything, type Type } from './type.js';

/** What a name can mean where the expression stands. */
export interface Scope {
  readonly landscape: Landscape;
  /** The element whose block the expression stands in. */
  readonly element: Element | undefined;
  readonly ring: Ring;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Parameters of the rule. */
  readonly parameters: ReadonlyMap<string, Type>;
  readonly problems: TypeProblem[];
  /** Inside `over:`, `every interface` also means the hops of remote accesses. */
  readonly withHops?: true;
  /** Compiles a part: each construct has a module of its own, and they meet here. */
  readonly compile: (part: Expression, scope: Scope, expected?: Type) => Compiled;
}

export interface TypeProblem extends Span {
  readonly check: 'ill-typed-rule' | 'quadratic-rule' | 'unresolved-name';
  readonly message: string;
  readonly help: string;
  /** A property cannot be computed, which is the mistake of all that stand on it too. */
  readonly broken?: 'circular' | 'too deep';
}

export function withVariable(scope: Scope, name: string, type: Type): { readonly scope: Scope; readonly variable: Variable } {
  const variable: Variable = { name, type, value: undefined };
  return { variable, scope: { ...scope, variables: new Map([...scope.variables, [name, variable]]) } };
}

/** Whether a name is bound here: a variable, or a parameter of the rule. */
export function isBound(name: string, { variables, parameters }: Scope): boolean {
  return variables.has(name) || parameters.has(name);
}

/** Reports a mistake; what is mistaken is of any type and unknown, so that it is reported once. */
export function mistake(
  scope: Scope,
  { start, end }: Span,
  message: string,
  help: string,
  check: TypeProblem['check'] = 'ill-typed-rule',
): Compiled {
  scope.problems.push({ check, start, end, message, help });
  return constant(anything, undefined);
}

/** What a large plant has thousands of: only pairs of these take long. */
const numerous: ReadonlySet<string> = new Set(['system', 'endpoint', 'interface', 'network', 'depends-on', 'permit']);

function isNumerous(type: Type): boolean {
  return type.is === 'element' && (type.types.length === 0 || type.types.some((name) => numerous.has(name)));
}

/** Warns where everything of a type is gone through once for each of the outer variables. */
export function warnOfSlowness(scope: Scope, { start, end }: Span, inner: Variable, outer: Iterable<Variable>): void {
  if (!isNumerous(inner.type) || ![...outer].some(({ type }) => isNumerous(type))) return;
  const [type = 'element'] = inner.type.is === 'element' ? inner.type.types : [];
  scope.problems.push({
    check: 'quadratic-rule',
    start,
    end,
    message: `Every ${type} is gone through as \`${inner.name}\`, once for every subject.`,
    help: `Range over a relation of the subject with \`every ${type} ${inner.name} in ...\`, or join the two with \`=\` in a \`where\`.`,
  });
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
