import type { Run, Runtime } from './runtime.js';
import type { Type } from './type.js';

/** An expression ready to run: its type, the closure, and which variables it reads. */
export interface Compiled {
  readonly type: Type;
  readonly run: Run;
  readonly uses: ReadonlySet<Variable>;
  /** Reads what is only known when the other rules have run. */
  readonly late: boolean;
  /** Of `a and b and c`: its parts. */
  readonly conjuncts?: readonly Compiled[];
  /** Of `a = b`: its sides, by which a selection can look its members up. */
  readonly sides?: readonly [Compiled, Compiled];
  /** Of a set: it takes in all there is of a type, so that going through it for every subject is slow. */
  readonly ranges?: true;
  /** Of what is written out: its value, whatever it runs in. */
  readonly constant?: { readonly value: Runtime };
}

/** A bound variable: its type while the expression is compiled, its value while it runs. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  value: Runtime;
}

const nothing: ReadonlySet<Variable> = new Set();

export function constant(type: Type, value: Runtime): Compiled {
  return { ...given(type, () => value), constant: { value } };
}

/** What is the same for every subject, and only known when it runs. */
export function given(type: Type, run: Run): Compiled {
  return { type, run, uses: nothing, late: false };
}

/** What an expression depends on through its parts. */
export function dependenciesOf(...parts: readonly (Compiled | undefined)[]): Pick<Compiled, 'uses' | 'late'> {
  const used = parts.filter((part) => part !== undefined && part.uses.size > 0) as readonly Compiled[];
  const uses =
    used.length === 0 ? nothing : used.length === 1 ? (used[0] as Compiled).uses : new Set(used.flatMap((part) => [...part.uses]));
  return { uses, late: parts.some((part) => part?.late) };
}

/** The same without a variable that is bound inside. */
export function without(uses: ReadonlySet<Variable>, bound: Variable): ReadonlySet<Variable> {
  if (!uses.has(bound)) return uses;
  return new Set([...uses].filter((used) => used !== bound));
}
