import { type Call, isElement, isMistaken } from '@weir/model';
import { onlyArgument, wrongArguments } from './arguments.js';
import type { Compiled } from './compiled.js';
import { condition } from './logic.js';
import { membersOf } from './members.js';
import { type Environment, forgetSince, isCertain, isSet, type Missing, type Run, type Runtime } from './runtime.js';
import { mistake, type Scope } from './scope.js';
import { boolean, describe } from './type.js';

/**
 * `known(value)`: whether something is stated or follows, so that a rule can demand it. Unknown itself only where what is
 * stated cannot be understood: that is a finding already, and the rule's would say the same again.
 */
export function known(call: Call, scope: Scope, calledAs: string): Compiled {
  const argument = onlyArgument(call);
  if (argument === undefined) return wrongArguments(call, scope, calledAs);
  const { run: evaluate, uses, late } = scope.compile(argument, scope);
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const isStated = isKnown(evaluate(environment));
    if (!isStated && hangsOnMistake(environment.missing.slice(mark), environment)) return undefined;
    forgetSince(environment, mark);
    return isStated;
  };
  return { type: boolean, run, uses, late };
}

/** `surely(condition)`: yes only where it certainly holds. */
export function surely(call: Call, scope: Scope, calledAs: string): Compiled {
  const argument = onlyArgument(call);
  if (argument === undefined) return wrongArguments(call, scope, calledAs);
  return decided(condition(argument, scope), (value) => value === true);
}

/** `resolved(element.property)`: whether every name in it names something. */
export function resolved(call: Call, scope: Scope, calledAs: string): Compiled {
  const argument = onlyArgument(call);
  if (argument?.is !== 'member') return wrongArguments(call, scope, calledAs);
  const owner = scope.compile(argument.of, scope);
  const key = argument.member.text;
  if (owner.type.is === 'anything') return { ...owner, type: boolean };
  if (owner.type.is !== 'element' || !membersOf(scope.landscape.vocabulary, owner.type).has(key))
    return mistake(
      scope,
      argument,
      `${describe(owner.type)} has no property \`${key}\` that could name something.`.replace(/^./, (first) => first.toUpperCase()),
      'Name a property of one element: `resolved(w.for)`.',
    );
  const run: Run = (environment) => {
    const element = owner.run(environment);
    return isElement(element) ? (element.facts.get(key)?.dangling?.length ?? 0) === 0 : element;
  };
  return { type: boolean, run, uses: owner.uses, late: owner.late };
}

function hangsOnMistake(missing: readonly Missing[], environment: Environment): boolean {
  return missing.some((one) =>
    'fact' in one ? isMistaken(environment.landscape, one.element, one.fact) : hangsOnMistake(one, environment),
  );
}

/** Answers from what is known, so what is not known does not matter. */
function decided({ run: evaluate, uses, late }: Compiled, holds: (value: Runtime) => boolean): Compiled {
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const value = evaluate(environment);
    forgetSince(environment, mark);
    return holds(value);
  };
  return { type: boolean, run, uses, late };
}

function isKnown(value: Runtime): boolean {
  if (value === undefined) return false;
  if (isSet(value)) return value.items.length > 0 || isCertain(value);
  return typeof value !== 'object' || value === null || !('atLeast' in value);
}
