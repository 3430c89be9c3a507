import { type CompoundLiteral, daysOf, type Expression, levels, namesIn } from '@weir/model';
import { type Compiled, constant, dependenciesOf } from './compiled.js';
import { forgetSince, type Run, type Runtime, type SetValue } from './runtime.js';
import { capitalised, mistake, type Scope } from './scope.js';
import { show } from './show.js';
import { anything, boolean, date, describe, elementOf, fits, isQuantity, itemOf, number, setOf, type Type, text } from './type.js';
import { addAnswer, addDoubts, startUnion, unionOf } from './union.js';

/** A number; four digits where a date is expected are a year. */
export function numberOrYear({ value, text: written }: Expression & { is: 'number' }, expected: Type | undefined): Compiled {
  const wanted = expected && itemOf(expected);
  if (wanted?.is === 'date' && /^\d{4}$/.test(written)) return constant(date, daysOf(written));
  if (wanted?.is === 'level' && levels.includes(value)) return constant({ is: 'level' }, value);
  return constant(number, value);
}

/** `yes`, `no`, `none`, `unknown`, unless they are words of the enumeration expected. */
export function constantWord(value: 'yes' | 'no' | 'none' | 'unknown', expected: Type | undefined): Compiled {
  const wanted = expected && itemOf(expected);
  if (wanted?.is === 'word' && wanted.words.some(({ word }) => word === value)) return constant(wanted, value);
  if (value === 'none') return constant({ is: 'none' }, null);
  if (value === 'unknown') return constant(anything, undefined);
  return constant(boolean, value === 'yes');
}

/** A share or an amount of money. */
export function quantity({ amount, unit }: Expression & { is: 'quantity' }): Compiled {
  return unit === '%' ? constant(number, amount / 100) : constant({ is: 'money' }, { amount, unit });
}

/** `iec-62443-3-3/SR-5.2`: a member of what stands before the slash. */
export function compound({ head, tail, ...span }: CompoundLiteral, scope: Scope): Compiled {
  const found = namesIn(scope.landscape).find({ segments: [head, tail] }, scope.element, [], scope.ring);
  if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  const divides = scope.variables.has(head.text) ? ` To divide, write \`${head.text} / ${tail.text}\` with blanks.` : '';
  return mistake(scope, span, `Nothing is called "${head.text}/${tail.text}".`, `Correct the name.${divides}`, 'unresolved-name');
}

/** `(a, b)`: the members of all its parts, sets among them opened. */
export function setLiteral(items: readonly Expression[], scope: Scope, expected: Type | undefined): Compiled {
  const members = items.map((item) => scope.compile(item, scope, expected && itemOf(expected)));
  const type = itemOf(members.find((member) => member.type.is !== 'anything' && member.type.is !== 'none')?.type ?? anything);
  const isElements = members.every((member) => itemOf(member.type).is === 'element');
  const stranger = isElements ? -1 : members.findIndex((member) => !fits(itemOf(member.type), type));
  if (stranger >= 0)
    return mistake(
      scope,
      items[stranger] as Expression,
      `${capitalised(describe((members[stranger] as Compiled).type))} stands in a set of which another member is ${describe(type)}.`,
      'A set holds values of one type.',
    );
  const elementTypes = members.flatMap((member) => {
    const of = itemOf(member.type);
    return of.is === 'element' ? of.types : [];
  });
  const ranges = members.some((member) => member.ranges);
  const of = setOf(isElements ? elementOf(...new Set(elementTypes)) : type);
  const keepsEqual = isQuantity(type);
  const written = members.flatMap((member) => member.constant ?? []);
  if (written.length === members.length) return constant(of, unionOfWritten(written, keepsEqual));
  return {
    type: of,
    run: united(members, keepsEqual),
    ...dependenciesOf(...members),
    ...(ranges && { ranges }),
  };
}

function unionOfWritten(members: readonly { readonly value: Runtime }[], keepsEqual: boolean): SetValue {
  const union = startUnion();
  for (const { value } of members) addAnswer(union, value, union.items);
  return unionOf(union, keepsEqual);
}

function united(members: readonly Compiled[], keepsEqual: boolean): Run {
  const runs = members.map(({ run }) => run);
  return (environment) => {
    const union = startUnion();
    for (const run of runs) {
      const mark = environment.missing.length;
      const answer = run(environment);
      addDoubts(union, environment, mark);
      addAnswer(union, answer, union.items);
    }
    return unionOf(union, keepsEqual);
  };
}

/** `[2, 2, 2, 2, 3, 2, 2]` is a security-level vector; behind `in`, brackets hold a set. */
export function tuple(items: readonly Expression[], scope: Scope, expected: Type | undefined): Compiled {
  const numbers = items.flatMap((item) => (item.is === 'number' ? item.value : []));
  const isVector = numbers.length === 7 && items.length === 7 && (expected === undefined || expected.is === 'security-levels');
  return isVector ? constant({ is: 'security-levels' }, { levels: numbers }) : setLiteral(items, scope, expected);
}

/** A text with values in it; what is not known in it is shown as such, and no gap. */
export function template(parts: readonly (string | Expression)[], scope: Scope): Compiled {
  const compiled = parts.map((part) => (typeof part === 'string' ? part : scope.compile(part, scope)));
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const shown = compiled.map((part) => (typeof part === 'string' ? part : show(part.run(environment), part.type)));
    forgetSince(environment, mark);
    return shown.join('');
  };
  return { type: text, run, ...dependenciesOf(...compiled.filter((part) => typeof part !== 'string')) };
}
