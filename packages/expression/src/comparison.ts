import type { Binary, Expression } from '@weir/model';
import { type Compiled, dependenciesOf } from './compiled.js';
import { type Comparison, compare, negate } from './order.js';
import { compilePattern } from './pattern.js';
import { asSet, noteDoubts, type Run, type Runtime, spend } from './runtime.js';
import { capitalised, isBound, mistake, type Scope } from './scope.js';
import { boolean, describe, fits, type Type, text } from './type.js';

/** `=`, `!=`, `<`, `<=`, `>`, `>=`. */
export function comparison(expression: Binary & { operator: Comparison }, scope: Scope): Compiled {
  const { operator } = expression;
  const [left, right] = bothSides(expression, scope);
  if (isUnknown(expression.left) || isUnknown(expression.right))
    return mistake(
      scope,
      expression,
      'Comparing with `unknown` is always unknown.',
      'Ask whether it is stated: `known(...)` or `not known(...)`.',
    );
  const hasNone = left.type.is === 'none' || right.type.is === 'none';
  const set = [left, right].find(({ type }) => type.is === 'set' || type.is === 'path');
  if (set !== undefined && hasNone) return emptiness(operator, set, scope, expression);
  if (set !== undefined && left.type.is !== 'anything' && right.type.is !== 'anything')
    return mistake(
      scope,
      expression,
      `${capitalised(describe(set.type))} cannot be compared with one value.`,
      'Use `x in set`, `count(set) = n`, or `exists x in set satisfies x ...`.',
    );
  if (!fits(left.type, right.type) && !fits(right.type, left.type) && !widens(left.type, right.type))
    return mistake(
      scope,
      expression,
      `${capitalised(describe(left.type))} cannot be compared with ${describe(right.type)}.`,
      left.type.is === 'text' || right.type.is === 'text' ? 'Only texts stand between quotes.' : 'Compare values of one type.',
    );
  const { type } = left.type.is === 'none' || left.type.is === 'anything' ? right : left;
  const isEquality = operator === '=' || operator === '!=';
  if (!isEquality && hasNone)
    return mistake(
      scope,
      expression,
      `\`none\` is neither more nor less than anything, so \`${operator}\` never holds.`,
      'Use `=` or `!=`.',
    );
  if (!isEquality && !isOrdered(type, right.type))
    return mistake(
      scope,
      expression,
      `${capitalised(describe(type))} has no order, so \`${operator}\` says nothing.`,
      'Use `=`, `!=` or `in`.',
    );
  return {
    type: boolean,
    run: comparing(operator, left, right, type),
    ...dependenciesOf(left, right),
    ...(operator === '=' && { sides: [left, right] }),
  };
}

/** Values that are the same only when they are identical need no more than that. */
function comparing(operator: Comparison, { run: left }: Compiled, { run: right, type: rightType }: Compiled, type: Type): Run {
  if ((operator !== '=' && operator !== '!=') || !isIdentity(type) || !isIdentity(rightType))
    return (environment) => compare(operator, left(environment), right(environment), type);
  const wanted = operator === '=';
  return (environment) => {
    const a = left(environment);
    const b = right(environment);
    return a === undefined || b === undefined ? undefined : (a === b) === wanted;
  };
}

function isIdentity({ is }: Type): boolean {
  return is === 'element' || is === 'word' || is === 'boolean' || is === 'text' || is === 'none';
}

/** `set = none`: nobody knows of a member, and the list is complete. */
function emptiness(operator: Comparison, set: Compiled, scope: Scope, span: Expression): Compiled {
  if (operator !== '=' && operator !== '!=')
    return mistake(scope, span, 'A set is not more or less than none.', 'Use `=` or `!=`, or compare its `count(...)`.');
  const isEmpty = (value: Runtime, environment: Parameters<Run>[0]): boolean | undefined => {
    const members = asSet(value);
    if (members === undefined) return undefined;
    if (members.items.length > 0) return false;
    if (members.maybe.length === 0 && members.open === undefined) return true;
    noteDoubts(members, environment);
    return undefined;
  };
  const { run, uses, late } = set;
  return {
    type: boolean,
    uses,
    late,
    run:
      operator === '='
        ? (environment) => isEmpty(run(environment), environment)
        : (environment) => negate(isEmpty(run(environment), environment)),
  };
}

/** One side first, so that the other's bare words can be words of its enumeration. */
export function bothSides({ left, right }: Binary, scope: Scope): readonly [Compiled, Compiled] {
  if (isUndecided(left, scope) && !isUndecided(right, scope)) {
    const second = scope.compile(right, scope);
    return [scope.compile(left, scope, second.type), second];
  }
  const first = scope.compile(left, scope);
  return [first, scope.compile(right, scope, first.type)];
}

/** A bare word, a number or a constant takes its meaning from the other side. */
function isUndecided(expression: Expression, scope: Scope): boolean {
  if (expression.is === 'constant' || expression.is === 'number') return true;
  if (expression.is === 'set' || expression.is === 'tuple') return expression.items.every((item) => isUndecided(item, scope));
  return expression.is === 'name' && expression.text !== 'today' && !isBound(expression.text, scope);
}

function isUnknown(expression: Expression): boolean {
  return expression.is === 'constant' && expression.value === 'unknown';
}

function widens(a: Type, b: Type): boolean {
  const kinds = [a.is, b.is];
  return kinds.includes('security-levels') && kinds.includes('number');
}

const ordered: ReadonlySet<Type['is']> = new Set(['text', 'number', 'date', 'duration', 'level', 'money', 'security-levels', 'anything']);

/** Words have an order when both sides are ranked on one scale. */
function isOrdered(type: Type, other: Type): boolean {
  if (type.is !== 'word') return ordered.has(type.is);
  return type.ordered && (other.is !== 'word' || type.words.every(({ word }, index) => word === other.words[index]?.word));
}

/** `text matches "pattern"`: the pattern is read once, and matches the whole text. */
export function matching({ left, right }: Binary, scope: Scope): Compiled {
  const subject = scope.compile(left, scope, text);
  if (right.is !== 'text')
    return mistake(scope, right, 'A pattern is a text between quotes.', 'Write it as `s.name matches "plc-[0-9]+"`.');
  if (!fits(subject.type, text))
    return mistake(scope, left, `${capitalised(describe(subject.type))} cannot match a pattern.`, 'Match a text, such as `s.name`.');
  const pattern = compilePattern(right.text);
  if ('problem' in pattern)
    return mistake(
      scope,
      right,
      `This pattern cannot be read: ${pattern.problem}`,
      'Patterns are RE2 regular expressions and match the whole text.',
    );
  const { run, uses, late } = subject;
  return {
    type: boolean,
    uses,
    late,
    run: (environment) => {
      const value = run(environment);
      if (value === undefined) return undefined;
      if (typeof value !== 'string') return false;
      spend(environment, value.length);
      return pattern.matches(value);
    },
  };
}
