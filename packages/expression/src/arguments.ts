import type { Argument, Call, Expression } from '@weir/model';
import type { Compiled } from './compiled.js';
import { mistake, type Scope } from './scope.js';
import { describe, fits, type Type } from './type.js';

/** The arguments of a call that bear no label. */
export function unlabelled({ args }: Call): readonly Expression[] {
  return args.flatMap(({ label, value }) => (label === undefined ? [value] : []));
}

export function labelled({ args }: Call, label: string): Expression | undefined {
  return args.find((argument: Argument) => argument.label?.text === label)?.value;
}

/** The only argument, when there is just one and it bears no label. */
export function onlyArgument(call: Call): Expression | undefined {
  const [argument, ...more] = unlabelled(call);
  return more.length === 0 && call.args.length === 1 ? argument : undefined;
}

/** Two arguments that are single values of these types; otherwise nothing, and the mistake is reported. */
export function twoArguments(
  call: Call,
  scope: Scope,
  types: readonly [Type, Type],
  calledAs: string,
): readonly [Compiled, Compiled] | undefined {
  const [a, b, ...more] = unlabelled(call);
  if (a === undefined || b === undefined || more.length > 0 || call.args.length > 2) {
    wrongArguments(call, scope, calledAs);
    return undefined;
  }
  const compiled = [scope.compile(a, scope, types[0]), scope.compile(b, scope, types[1])] as const;
  for (const [index, { type }] of compiled.entries()) {
    const wanted = types[index] as Type;
    if (fits(type, wanted)) continue;
    mistake(
      scope,
      index === 0 ? a : b,
      `\`${call.callee.text}\` needs ${describe(wanted)} here; this is ${describe(type)}.`,
      `Call it as \`${calledAs}\`.`,
    );
    return undefined;
  }
  return compiled;
}

export function wrongArguments(call: Call, scope: Scope, calledAs: string): Compiled {
  return mistake(scope, call, `\`${call.callee.text}\` cannot be called with these arguments.`, `Call it as \`${calledAs}\`.`);
}

/** Reports a label that the function does not have. */
export function hasStranger(call: Call, labels: readonly string[], scope: Scope, calledAs: string): boolean {
  const stranger = call.args.find(({ label }) => label !== undefined && !labels.includes(label.text))?.label;
  if (stranger !== undefined)
    mistake(scope, stranger, `\`${call.callee.text}\` has no argument \`${stranger.text}\`.`, `Call it as \`${calledAs}\`.`);
  return stranger !== undefined;
}
