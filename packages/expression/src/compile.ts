import {
  addDuration,
  type Binary,
  type BinaryOperator,
  type Call,
  type CompoundLiteral,
  type Duration,
  daysOf,
  type Element,
  type Expression,
  inDays,
  isPresent,
  type Landscape,
  levels,
  type Member as MemberExpression,
  namesIn,
  orList,
  pathOf,
  type Quantifier,
  type Ring,
  remoteAccessHops,
  type Selection,
  type Span,
  suggest,
  withArticle,
} from '@weir/model';
import { callFunction, functionNamed, functionNames } from './functions.js';
import { elementsOfType, type Member, membersOf } from './members.js';
import { compare, equal, negate } from './order.js';
import { compilePattern } from './pattern.js';
import { asSet, type Environment, forgetSince, isSet, type Run, type Runtime, type SetValue, type Single, spend } from './runtime.js';
import { show } from './show.js';
import { anything, boolean, date, describe, duration, elementOf, fits, itemOf, number, setOf, type Type, text } from './type.js';

/** An expression ready to run: its type, the closure, and which variables it reads. */
export interface Compiled {
  readonly type: Type;
  readonly run: Run;
  /** Slots of the variables it reads. */
  readonly uses: ReadonlySet<number>;
  /** Reads what is only known when the other rules have run. */
  readonly late: boolean;
}

export interface TypeProblem extends Span {
  readonly check: 'ill-typed-rule' | 'quadratic-rule' | 'unresolved-name';
  readonly message: string;
  readonly help: string;
  /** A property is computed from itself, which is the mistake of all that lead round the circle. */
  readonly circular?: true;
}

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
  /** The next free slot. */
  readonly slots: { next: number };
  /** Company properties that are being compiled: one that needs itself is a mistake. */
  readonly computing: ReadonlySet<string>;
  /** Inside `over:`, `every interface` also means the hops of remote accesses. */
  readonly withHops?: true;
}

export interface Variable {
  readonly slot: number;
  readonly type: Type;
}

export function scopeFor(landscape: Landscape, element: Element | undefined, parameters: ReadonlyMap<string, Type> = new Map()): Scope {
  return {
    landscape,
    element,
    ring: element?.ring ?? 'project',
    variables: new Map(),
    parameters,
    problems: [],
    slots: { next: 0 },
    computing: new Set(),
  };
}

export function withVariable(scope: Scope, name: string, type: Type): { readonly scope: Scope; readonly slot: number } {
  const slot = scope.slots.next++;
  return { slot, scope: { ...scope, variables: new Map([...scope.variables, [name, { slot, type }]]) } };
}

/** Types and compiles an expression. Mistakes go to `scope.problems`; what is mistaken is of any type and unknown. */
export function compile(expression: Expression, scope: Scope, expected?: Type): Compiled {
  switch (expression.is) {
    case 'text':
      return constant(text, expression.text);
    case 'template':
      return template(expression.parts, scope);
    case 'number':
      return numberOrYear(expression, expected);
    case 'date':
      return constant(date, daysOf(expression.text));
    case 'duration':
      return constant(duration, { amount: expression.amount, unit: expression.unit });
    case 'quantity':
      return expression.unit === '%'
        ? constant(number, expression.amount / 100)
        : constant({ is: 'money' }, { amount: expression.amount, unit: expression.unit });
    case 'range':
      return constant({ is: 'levels' }, { from: expression.from, to: expression.to });
    case 'constant':
      return constantWord(expression.value, expected);
    case 'compound':
      return compound(expression, scope);
    case 'name':
    case 'member':
    case 'call':
      return reference(expression, scope, expected);
    case 'not':
      return not(compileBoolean(expression.operand, scope));
    case 'binary':
      return binary(expression, scope);
    case 'quantifier':
      return quantifier(expression, scope);
    case 'selection':
      return selection(expression, scope);
    case 'set':
      return setLiteral(expression.items, scope, expected);
    case 'tuple':
      return tuple(expression.items, scope, expected);
  }
}

export function compileBoolean(expression: Expression, scope: Scope): Compiled {
  const compiled = compile(expression, scope, boolean);
  if (!fits(compiled.type, boolean))
    return mistake(
      scope,
      expression,
      `This is ${describe(compiled.type)}, where a condition is needed.`,
      compiled.type.is === 'set'
        ? 'Ask about its members: `exists x in ... satisfies ...`, or `count(...) > 0`.'
        : 'Compare it with something, such as `... = yes`.',
    );
  return compiled;
}

const nothing: ReadonlySet<number> = new Set();

function constant(type: Type, value: Runtime): Compiled {
  return { type, run: () => value, uses: nothing, late: false };
}

function mistake(scope: Scope, span: Span, message: string, help: string, check: TypeProblem['check'] = 'ill-typed-rule'): Compiled {
  scope.problems.push({ check, start: span.start, end: span.end, message, help });
  return constant(anything, undefined);
}

function union(...parts: readonly Compiled[]): Pick<Compiled, 'uses' | 'late'> {
  return { uses: new Set(parts.flatMap(({ uses }) => [...uses])), late: parts.some(({ late }) => late) };
}

function numberOrYear({ value, text: written }: Expression & { is: 'number' }, expected: Type | undefined): Compiled {
  if (expected !== undefined && itemOf(expected).is === 'date' && /^\d{4}$/.test(written)) return constant(date, daysOf(written));
  if (expected !== undefined && itemOf(expected).is === 'level' && levels.includes(value)) return constant({ is: 'level' }, value);
  return constant(number, value);
}

function constantWord(value: 'yes' | 'no' | 'none' | 'unknown', expected: Type | undefined): Compiled {
  const wanted = expected && itemOf(expected);
  if (wanted?.is === 'word' && wanted.words.some(({ word }) => word === value)) return constant(wanted, value);
  if (value === 'none') return constant({ is: 'none' }, null);
  if (value === 'unknown') return constant(anything, undefined);
  return constant(boolean, value === 'yes');
}

function compound({ head, tail, ...span }: CompoundLiteral, scope: Scope): Compiled {
  const found = namesIn(scope.landscape).find({ segments: [head, tail] }, scope.element, [], scope.ring);
  if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  const divides = scope.variables.has(head.text) ? ` To divide, write \`${head.text} / ${tail.text}\` with blanks.` : '';
  return mistake(scope, span, `Nothing is called "${head.text}/${tail.text}".`, `Correct the name.${divides}`, 'unresolved-name');
}

/** `x`, `x.y.z`, `f(...)`: a variable, a word of the enumeration expected, a parameter, a function, or an element's name. */
function reference(expression: Expression & { is: 'name' | 'member' | 'call' }, scope: Scope, expected: Type | undefined): Compiled {
  const head = headOf(expression);
  if (head !== undefined && (scope.variables.has(head) || scope.parameters.has(head))) return navigation(expression, scope);
  if (expression.is === 'name') return bareWord(expression, scope, expected);
  if (expression.is === 'call') return call(expression, scope);
  const path = pathOf(expression);
  const isWord = head !== undefined && head !== 'today' && path !== undefined;
  if (isWord) {
    const wanted = expected && itemOf(expected);
    const found = namesIn(scope.landscape).find(path, scope.element, wanted?.is === 'element' ? wanted.types : [], scope.ring);
    if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  }
  return navigation(expression, scope);
}

function headOf(expression: Expression): string | undefined {
  if (expression.is === 'name') return expression.name.text;
  return expression.is === 'member' ? headOf(expression.of) : undefined;
}

function bareWord({ name, ...span }: Expression & { is: 'name' }, scope: Scope, expected: Type | undefined): Compiled {
  const word = name.text;
  if (word === 'today') return { type: date, run: ({ today }) => today, uses: nothing, late: false };
  const wanted = expected && itemOf(expected);
  if (wanted?.is === 'word') {
    if (wanted.words.some((candidate) => candidate.word === word)) return constant(wanted, word);
    const near = suggest(
      word,
      wanted.words.map((candidate) => candidate.word),
    );
    return mistake(
      scope,
      span,
      `\`${word}\` is not one of the words possible here.`,
      near ? `Did you mean \`${near}\`?` : `They are ${orList(wanted.words.map((candidate) => `\`${candidate.word}\``))}.`,
    );
  }
  const types = wanted?.is === 'element' ? wanted.types : [];
  const names = namesIn(scope.landscape);
  const found = names.find({ segments: [name] }, scope.element, types, scope.ring);
  if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  if (found.is === 'several')
    return mistake(
      scope,
      span,
      `"${word}" can be ${orList(found.candidates.slice(0, 4).map(({ type, path }) => `${withArticle(type)} ("${path}")`))}.`,
      `Say which type you mean: \`${found.candidates[0]?.type}(${word})\`.`,
      'unresolved-name',
    );
  const variables = [...scope.variables.keys(), ...scope.parameters.keys()];
  const subtraction = word.split('-').every((part) => scope.variables.has(part) || scope.parameters.has(part) || part === 'today');
  if (subtraction)
    return mistake(
      scope,
      span,
      `No variable or element is called \`${word}\`.`,
      `To subtract, write blanks around the minus: \`${word.split('-').join(' - ')}\`.`,
    );
  const near = suggest(word, variables) ?? names.near(word, types);
  if (wanted !== undefined && wanted.is !== 'element' && wanted.is !== 'anything')
    return mistake(
      scope,
      span,
      `\`${word}\` is not ${describe(wanted)}.`,
      near ? `Did you mean \`${near}\`?` : 'Write a value of that type, or a variable.',
    );
  return mistake(
    scope,
    span,
    `Nothing is called \`${word}\` here.`,
    near
      ? `Did you mean \`${near}\`?`
      : `Variables here are ${variables.length > 0 ? orList(variables.map((variable) => `\`${variable}\``)) : 'none'}.`,
    'unresolved-name',
  );
}

function navigation(expression: Expression, scope: Scope): Compiled {
  if (expression.is === 'member') return memberOf(expression, scope);
  if (expression.is !== 'name') return compile(expression, scope);
  const variable = scope.variables.get(expression.name.text);
  if (variable !== undefined) {
    const { slot, type } = variable;
    return { type, run: ({ slots }) => slots[slot], uses: new Set([slot]), late: false };
  }
  const name = expression.name.text;
  const parameter = scope.parameters.get(name);
  if (parameter !== undefined) return { type: parameter, run: ({ parameters }) => parameters.get(name), uses: nothing, late: false };
  return bareWord(expression, scope, undefined);
}

function memberOf({ of, member, ...span }: MemberExpression, scope: Scope): Compiled {
  const receiver = of.is === 'name' || of.is === 'member' || of.is === 'call' ? reference(of, scope, undefined) : compile(of, scope);
  if (receiver.type.is === 'anything') return { ...receiver, run: () => undefined };
  const receiverType = itemOf(receiver.type);
  const members = membersOf(scope.landscape.vocabulary, receiverType);
  const found = members.get(member.text);
  if (found === undefined) {
    const near = suggest(member.text, members.keys());
    const help = near
      ? `Did you mean \`${near}\`?`
      : members.size === 0
        ? 'Only elements and blocks have members.'
        : `It has ${[...members.keys()]
            .slice(0, 12)
            .map((name) => `\`${name}\``)
            .join(', ')}${members.size > 12 ? ' and others' : ''}.`;
    return mistake(
      scope,
      member.start === undefined ? span : member,
      `${capitalised(describe(receiverType))} has no \`${member.text}\`.`,
      help,
    );
  }
  const { type, read, late } = compileMember(found, receiverType, scope, member);
  return {
    type: receiver.type.is === 'set' ? setOf(itemOf(type)) : type,
    uses: receiver.uses,
    late: receiver.late || late,
    run: navigate(receiver.run, read),
  };
}

interface ReadableMember {
  readonly type: Type;
  readonly read: (receiver: Single, environment: Environment) => Runtime;
  readonly late: boolean;
}

function compileMember(member: Member, receiver: Type, scope: Scope, at: Span): ReadableMember {
  if (member.derivedFrom === undefined) return { type: member.type, read: member.read ?? (() => undefined), late: member.late === true };
  const id = `${describe(receiver)} ${member.name}`;
  if (scope.computing.has(id)) return circular(member, scope, at);
  const inner: Scope = {
    ...scope,
    element: undefined,
    ring: member.derivedFrom.ring,
    variables: new Map(),
    parameters: new Map(),
    // Its own mistakes are reported once, where it is declared.
    problems: [],
    computing: new Set([...scope.computing, id]),
  };
  const { scope: bound, slot } = withVariable(inner, 'self', receiver);
  const compiled = compile(member.derivedFrom.expression, bound, member.type.is === 'anything' ? undefined : member.type);
  if (inner.problems.some((problem) => problem.circular)) return circular(member, scope, at);
  return {
    type: member.type.is === 'anything' ? compiled.type : member.type,
    late: compiled.late,
    read: (value, environment) => {
      const before = environment.slots[slot];
      environment.slots[slot] = value;
      const result = compiled.run(environment);
      environment.slots[slot] = before;
      return result;
    },
  };
}

function circular({ name }: Member, scope: Scope, { start, end }: Span): ReadableMember {
  const message = `\`${name}\` is computed from itself.`;
  scope.problems.push({
    check: 'ill-typed-rule',
    start,
    end,
    message,
    help: 'Take one of the properties out of the circle.',
    circular: true,
  });
  return { type: anything, read: () => undefined, late: false };
}

/** Over a set it maps and flattens; from none it gives none, from unknown unknown. */
function navigate(receiver: Run, read: (receiver: Single, environment: Environment) => Runtime): Run {
  return (environment) => {
    const value = receiver(environment);
    if (value === undefined || value === null) return value;
    if (!isSet(value)) return read(value as Single, environment);
    const items = new Set<Single>();
    const maybe = new Set<Single>();
    let open = value.open;
    const take = (result: Runtime, into: Set<Single>) => {
      const set = asSet(result);
      if (set === undefined) return;
      for (const item of set.items) into.add(item);
      for (const item of set.maybe) maybe.add(item);
      open ??= set.open;
    };
    for (const item of value.items) {
      const result = read(item, environment);
      if (result === undefined) open ??= environment.missing.at(-1) ?? { element: undefined, fact: 'unknown' };
      take(result, items);
    }
    for (const item of value.maybe) take(read(item, environment), maybe);
    return { items: [...items], maybe: [...maybe].filter((item) => !items.has(item)), ...(open && { open }) };
  };
}

function call(expression: Call, scope: Scope): Compiled {
  const name = expression.callee.text;
  const known = functionNamed(name);
  if (known === undefined) {
    const path = pathOf(expression);
    if (path !== undefined && scope.landscape.vocabulary.types.has(name)) {
      const found = namesIn(scope.landscape).find(path, scope.element, [], scope.ring);
      if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
      return mistake(
        scope,
        expression,
        `No ${name} is called "${path.segments.map((segment) => segment.text).join('.')}".`,
        'Correct the name.',
        'unresolved-name',
      );
    }
    const near = suggest(name, functionNames());
    return mistake(
      scope,
      expression.callee,
      `There is no function \`${name}\`.`,
      near
        ? `Did you mean \`${near}\`?`
        : `The functions are ${functionNames()
            .map((other) => `\`${other}\``)
            .join(', ')}.`,
    );
  }
  return callFunction(known, expression, {
    compile: (argument, expected, hops) => compile(argument, hops ? { ...scope, withHops: true } : scope, expected),
    condition: (argument) => compileBoolean(argument, scope),
    mistake: (span, message, help) => mistake(scope, span, message, help),
    dangles: (argument) => dangles(argument, scope),
  });
}

/** For `resolved(x.key)`: reads the element and whether the property names something that is not there. */
function dangles(argument: Expression, scope: Scope): { owner: Compiled; key: string } | undefined {
  if (argument.is !== 'member') return undefined;
  return { owner: compile(argument.of, scope), key: argument.member.text };
}

function not(operand: Compiled): Compiled {
  return { ...operand, type: boolean, run: (environment) => negate(operand.run(environment) as boolean | undefined) };
}

function binary(expression: Binary, scope: Scope): Compiled {
  switch (expression.operator) {
    case 'and':
    case 'or':
      return logical(expression, scope);
    case 'in':
    case 'not in':
      return membership(expression, scope);
    case 'matches':
      return matching(expression, scope);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(expression, scope);
    case 'by':
      return mistake(scope, expression, '`by` only stands in `unless`.', 'Write `unless: other-rule by f.source`.');
    default:
      return comparison(expression, expression.operator, scope);
  }
}

/** Kleene: what is not known does not matter once the other side decides. */
function logical({ operator, left, right }: Binary, scope: Scope): Compiled {
  const [a, b] = [compileBoolean(left, scope), compileBoolean(right, scope)];
  const decides = operator === 'or';
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const first = a.run(environment);
    if (first === decides) {
      forgetSince(environment, mark);
      return decides;
    }
    if (first !== undefined) forgetSince(environment, mark);
    const second = b.run(environment);
    if (second === decides) {
      forgetSince(environment, mark);
      return decides;
    }
    return first === undefined || second === undefined ? undefined : !decides;
  };
  return { type: boolean, run, ...union(a, b) };
}

function comparison(expression: Binary, operator: '=' | '!=' | '<' | '<=' | '>' | '>=', scope: Scope): Compiled {
  const [left, right] = bothSides(expression, scope);
  const { type } = left.type.is === 'none' || left.type.is === 'anything' ? right : left;
  if (left.type.is === 'set' || right.type.is === 'set') {
    if (!(left.type.is === 'none' || right.type.is === 'none'))
      return mistake(
        scope,
        expression,
        `${capitalised(describe(left.type.is === 'set' ? left.type : right.type))}, cannot be compared with one value.`,
        'Use `x in set`, `count(set) = n`, or `exists x in set satisfies x ...`.',
      );
    return emptiness(operator, left.type.is === 'set' ? left : right, scope, expression);
  }
  if (!fits(left.type, right.type) && !fits(right.type, left.type) && !widens(left.type, right.type))
    return mistake(
      scope,
      expression,
      `${capitalised(describe(left.type))} cannot be compared with ${describe(right.type)}.`,
      'Compare values of one type.',
    );
  const ordered = operator === '=' || operator === '!=' || isOrdered(type);
  if (!ordered)
    return mistake(
      scope,
      expression,
      `${capitalised(describe(type))} has no order, so \`${operator}\` says nothing.`,
      'Use `=`, `!=` or `in`.',
    );
  return {
    type: boolean,
    run: (environment) => compare(operator, left.run(environment), right.run(environment), type),
    ...union(left, right),
  };
}

/** `set = none`: nobody knows of a member, and the list is complete. */
function emptiness(operator: string, set: Compiled, scope: Scope, span: Span): Compiled {
  if (operator !== '=' && operator !== '!=')
    return mistake(scope, span, 'A set is not more or less than none.', 'Use `=` or `!=`, or compare its `count(...)`.');
  const isEmpty: Run = (environment) => {
    const value = asSet(set.run(environment));
    if (value === undefined) return undefined;
    if (value.items.length > 0) return false;
    if (value.open) environment.missing.push(value.open);
    return value.maybe.length > 0 || value.open ? undefined : true;
  };
  return { ...set, type: boolean, run: operator === '=' ? isEmpty : (environment) => negate(isEmpty(environment) as boolean | undefined) };
}

/** One side first, so that the other's bare words can be words of its enumeration. */
function bothSides({ left, right }: Binary, scope: Scope): [Compiled, Compiled] {
  if (isUndecided(left, scope) && !isUndecided(right, scope)) {
    const second = compile(right, scope);
    return [compile(left, scope, second.type), second];
  }
  const first = compile(left, scope);
  return [first, compile(right, scope, first.type)];
}

/** A bare word, a number or a constant takes its meaning from the other side. */
function isUndecided(expression: Expression, scope: Scope): boolean {
  if (expression.is === 'constant' || expression.is === 'number' || expression.is === 'set' || expression.is === 'tuple') return true;
  return (
    expression.is === 'name' &&
    expression.name.text !== 'today' &&
    !scope.variables.has(expression.name.text) &&
    !scope.parameters.has(expression.name.text)
  );
}

function widens(a: Type, b: Type): boolean {
  const kinds = [a.is, b.is];
  return kinds.includes('security-levels') && kinds.includes('number');
}

function isOrdered(type: Type): boolean {
  if (type.is === 'word') return type.ordered;
  return ['text', 'number', 'date', 'duration', 'level', 'money', 'security-levels', 'anything', 'none'].includes(type.is);
}

function membership(expression: Binary, scope: Scope): Compiled {
  const right = compile(
    expression.right,
    scope,
    isUndecided(expression.right, scope) ? compile(expression.left, { ...scope, problems: [] }).type : undefined,
  );
  const left = compile(expression.left, scope, itemOf(right.type));
  const positive = expression.operator === 'in';
  if (right.type.is === 'levels') {
    if (!fits(left.type, { is: 'level' }) && left.type.is !== 'number')
      return mistake(
        scope,
        expression,
        `${capitalised(describe(left.type))} cannot lie in a range of levels.`,
        'Ask for a level or a number: `s.level in 0..2`.',
      );
    return result(left, right, positive, (value, range) =>
      typeof range === 'object' && range !== null && 'from' in range
        ? (value as number) >= range.from && (value as number) <= range.to
        : undefined,
    );
  }
  if (!fits(left.type, itemOf(right.type)) && left.type.is !== 'anything')
    return mistake(
      scope,
      expression,
      `${capitalised(describe(left.type))} can never be in ${describe(right.type)}.`,
      'Look for a value of the type that the set holds.',
    );
  if (left.type.is === 'set')
    return mistake(
      scope,
      expression.left,
      'A set is looked for in a set.',
      'Write `exists x in ... satisfies x in ...`, or `all x in ... satisfies x in ...`.',
    );
  return {
    type: boolean,
    ...union(left, right),
    run: (environment) => contains(left.run(environment), asSet(right.run(environment)), positive, environment),
  };
}

function result(
  left: Compiled,
  right: Compiled,
  positive: boolean,
  holds: (value: Runtime, range: Runtime) => boolean | undefined,
): Compiled {
  const run: Run = (environment) => {
    const value = left.run(environment);
    const range = right.run(environment);
    if (value === undefined || range === undefined) return undefined;
    if (value === null || range === null) return !positive;
    const inside = holds(value, range);
    return positive ? inside : negate(inside);
  };
  return { type: boolean, run, ...union(left, right) };
}

function contains(value: Runtime, set: SetValue | undefined, positive: boolean, environment: Environment): boolean | undefined {
  if (value === undefined || set === undefined) return undefined;
  if (value === null) return !positive;
  if (set.items.some((item) => equal(item, value as Single))) return positive;
  if (set.maybe.some((item) => equal(item, value as Single))) return undefined;
  if (set.open === undefined) return !positive;
  environment.missing.push(set.open);
  return undefined;
}

function matching({ left, right }: Binary, scope: Scope): Compiled {
  const subject = compile(left, scope, text);
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
  return {
    ...subject,
    type: boolean,
    run: (environment) => {
      const value = subject.run(environment);
      if (value === undefined) return undefined;
      return typeof value === 'string' && pattern.matches(value);
    },
  };
}

function arithmetic(expression: Binary, scope: Scope): Compiled {
  const [left, right] = [compile(expression.left, scope), compile(expression.right, scope)];
  const row = operations.find(
    ({ operator, takes }) => operator === expression.operator && fits(left.type, takes[0]) && fits(right.type, takes[1]),
  );
  if (row === undefined)
    return mistake(
      scope,
      expression,
      `\`${expression.operator}\` does not join ${describe(left.type)} and ${describe(right.type)}.`,
      'Numbers, durations and dates can be computed with: `today + 12mo`, `s.support-ends - today`.',
    );
  const run: Run = (environment) => {
    const a = left.run(environment);
    const b = right.run(environment);
    if (a === undefined || b === undefined) return undefined;
    if (a === null || b === null) return null;
    return row.run(a, b);
  };
  return { type: row.gives, run, ...union(left, right) };
}

interface Operation {
  readonly operator: BinaryOperator;
  readonly takes: readonly [Type, Type];
  readonly gives: Type;
  readonly run: (left: Runtime, right: Runtime) => Runtime;
}

const operations: readonly Operation[] = [
  { operator: '+', takes: [number, number], gives: number, run: numeric((a, b) => a + b) },
  { operator: '-', takes: [number, number], gives: number, run: numeric((a, b) => a - b) },
  { operator: '*', takes: [number, number], gives: number, run: numeric((a, b) => a * b) },
  { operator: '/', takes: [number, number], gives: number, run: numeric((a, b) => (b === 0 ? undefined : a / b)) },
  { operator: '+', takes: [date, duration], gives: date, run: (a, b) => addDuration(firstDay(a), b as Duration) },
  {
    operator: '-',
    takes: [date, duration],
    gives: date,
    run: (a, b) => addDuration(firstDay(a), { ...(b as Duration), amount: -(b as Duration).amount }),
  },
  { operator: '-', takes: [date, date], gives: duration, run: (a, b) => days(firstDay(a) - firstDay(b)) },
  { operator: '+', takes: [duration, duration], gives: duration, run: (a, b) => days(inDays(a as Duration) + inDays(b as Duration)) },
  { operator: '-', takes: [duration, duration], gives: duration, run: (a, b) => days(inDays(a as Duration) - inDays(b as Duration)) },
  {
    operator: '*',
    takes: [duration, number],
    gives: duration,
    run: (a, b) => (typeof b === 'number' ? { ...(a as Duration), amount: (a as Duration).amount * b } : undefined),
  },
  {
    operator: '/',
    takes: [duration, duration],
    gives: number,
    run: (a, b) => (inDays(b as Duration) === 0 ? undefined : inDays(a as Duration) / inDays(b as Duration)),
  },
];

/** A count of which only the bounds are known computes to unknown. */
function numeric(compute: (left: number, right: number) => number | undefined): Operation['run'] {
  return (left, right) => (typeof left === 'number' && typeof right === 'number' ? compute(left, right) : undefined);
}

function firstDay(value: Runtime): number {
  return typeof value === 'object' && value !== null && 'first' in value ? value.first : (value as number);
}

function days(amount: number): Duration {
  return { amount, unit: 'd' };
}

function quantifier({ quantifier: kind, variable, in: over, satisfies }: Quantifier, scope: Scope): Compiled {
  const set = compile(over, scope);
  if (set.type.is !== 'set' && set.type.is !== 'path' && set.type.is !== 'anything')
    return mistake(
      scope,
      over,
      `${capitalised(describe(set.type))} is not a set.`,
      `Write \`${kind} x in\` and a set, such as \`s.interfaces\` or \`every system t\`.`,
    );
  const { scope: inner, slot } = withVariable(scope, variable.text, set.type.is === 'path' ? elementOf('interface') : itemOf(set.type));
  const body = compileBoolean(satisfies, inner);
  const decides = kind === 'exists';
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const value = asSet(set.run(environment));
    if (value === undefined) return undefined;
    spend(environment, value.items.length + value.maybe.length);
    let unknown = false;
    const ask = (item: Single, belongs: boolean): boolean => {
      environment.slots[slot] = item;
      const before = environment.missing.length;
      const answer = body.run(environment);
      if (answer === decides && belongs) return true;
      if (answer === undefined || answer === decides) unknown = true;
      else forgetSince(environment, before);
      return false;
    };
    const decided = value.items.some((item) => ask(item, true)) || value.maybe.some((item) => ask(item, false));
    if (decided) {
      forgetSince(environment, mark);
      return decides;
    }
    if (value.open) environment.missing.push(value.open);
    return unknown || value.open ? undefined : !decides;
  };
  const uses = new Set([...set.uses, ...[...body.uses].filter((used) => used !== slot)]);
  return { type: boolean, run, uses, late: set.late || body.late };
}

/** A selection as the steps of a loop: what it ranges over, the slot of its variable, and its condition. */
export interface Loop {
  readonly slot: number;
  readonly variable: string;
  readonly type: Type;
  /** The candidates; undefined when it is not known what to range over. */
  readonly candidates: Run;
  readonly where: Compiled | undefined;
  readonly scope: Scope;
  readonly uses: ReadonlySet<number>;
  readonly late: boolean;
}

export function compileLoop({ type: word, variable, atAnyDate, in: over, where }: Selection, scope: Scope): Loop {
  const { vocabulary } = scope.landscape;
  if (word.text !== 'element' && !vocabulary.types.has(word.text)) {
    const near = suggest(word.text, [...vocabulary.types.keys(), 'element']);
    mistake(
      scope,
      word,
      `There is no element type \`${word.text}\`.`,
      near ? `Did you mean \`${near}\`?` : 'Write a type such as `system`, `interface` or `zone`.',
    );
  }
  const type = elementOf(...(word.text === 'element' ? [] : [word.text]));
  const set = over && compile(over, scope, setOf(type));
  if (set !== undefined && !fits(itemOf(set.type), type))
    mistake(
      scope,
      over as Expression,
      `${capitalised(describe(set.type))} holds no ${vocabulary.types.get(word.text)?.plural ?? word.text}.`,
      `Range over a set of ${vocabulary.types.get(word.text)?.plural ?? word.text}.`,
    );
  const { scope: inner, slot } = withVariable(scope, variable.text, type);
  const condition = where && compileBoolean(where, inner);
  const all: Run = atAnyDate ? everyDeclared(word.text, scope) : everyPresent(word.text, scope);
  const index = set === undefined && where !== undefined ? equalityIndex(where, inner, slot, all) : undefined;
  const outer = [...(condition?.uses ?? [])].filter((used) => used !== slot);
  if (set === undefined && index === undefined && outer.length > 0) {
    const readable = `every ${word.text} ${variable.text}`;
    scope.problems.push({
      check: 'quadratic-rule',
      start: word.start,
      end: variable.end,
      message: `\`${readable}\` is gone through once for every subject.`,
      help: `Range over a relation of the subject with \`${readable} in ...\`, or join the two with \`=\`.`,
    });
  }
  const candidates = set === undefined ? (index?.candidates ?? all) : ofType(set.run, word.text, atAnyDate);
  return {
    slot,
    variable: variable.text,
    type,
    candidates,
    where: condition,
    scope: inner,
    uses: new Set([...(set?.uses ?? []), ...outer]),
    late: (set?.late ?? false) || (condition?.late ?? false),
  };
}

function everyDeclared(type: string, scope: Scope): Run {
  const { withHops } = scope;
  return ({ landscape }) => ({
    items: [...elementsOfType(landscape, type), ...(withHops && type === 'interface' ? remoteAccessHops(landscape) : [])],
    maybe: [],
  });
}

function everyPresent(type: string, scope: Scope): Run {
  const declared = everyDeclared(type, scope);
  const memoryKey = { type };
  return (environment) =>
    remembered(environment, memoryKey, () => {
      const all = declared(environment) as SetValue;
      return { items: all.items.filter((element) => isPresent(element as Element, environment.today)), maybe: [] };
    });
}

function ofType(set: Run, type: string, atAnyDate: boolean): Run {
  return (environment) => {
    const value = asSet(set(environment));
    if (value === undefined) return undefined;
    const belongs = (item: Single) =>
      (type === 'element' || (item as Element).type === type) && (atAnyDate || isPresent(item as Element, environment.today));
    // `every` ranges over what is declared, so what may be missing from the set does not matter.
    return { items: value.items.filter(belongs), maybe: value.maybe.filter(belongs) };
  };
}

function remembered<T>(environment: Environment, key: object, compute: () => T): T {
  if (!environment.memory.has(key)) environment.memory.set(key, compute());
  return environment.memory.get(key) as T;
}

/** `where x.key = <something of the outside>`: looked up instead of gone through. */
function equalityIndex(where: Expression, scope: Scope, slot: number, all: Run): { candidates: Run } | undefined {
  for (const conjunct of conjuncts(where)) {
    if (conjunct.is !== 'binary' || conjunct.operator !== '=') continue;
    const quiet = { ...scope, problems: [] };
    const [left, right] = bothSides(conjunct, quiet);
    const [own, other] =
      usesOnly(left, slot) && !right.uses.has(slot) && right.uses.size > 0
        ? [left, right]
        : usesOnly(right, slot) && !left.uses.has(slot) && left.uses.size > 0
          ? [right, left]
          : [];
    if (own === undefined || other === undefined || !isIndexable(own.type)) continue;
    const memoryKey = {};
    const candidates: Run = (environment) => {
      const index = remembered(environment, memoryKey, () => indexBy(own.run, slot, all, environment));
      const wanted = other.run(environment);
      if (wanted === undefined) return all(environment);
      return { items: [...(index.byValue.get(wanted) ?? []), ...index.unknown], maybe: [] };
    };
    return { candidates };
  }
  return undefined;
}

function conjuncts(expression: Expression): readonly Expression[] {
  return expression.is === 'binary' && expression.operator === 'and'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}

function usesOnly({ uses }: Compiled, slot: number): boolean {
  return uses.size === 1 && uses.has(slot);
}

/** Values that a map can look up by identity. */
function isIndexable(type: Type): boolean {
  return type.is === 'element' || type.is === 'text' || type.is === 'word' || type.is === 'level';
}

function indexBy(own: Run, slot: number, all: Run, environment: Environment): { byValue: Map<Runtime, Single[]>; unknown: Single[] } {
  const byValue = new Map<Runtime, Single[]>();
  const unknown: Single[] = [];
  const before = environment.slots[slot];
  const mark = environment.missing.length;
  for (const item of (all(environment) as SetValue).items) {
    environment.slots[slot] = item;
    const value = own(environment);
    const bucket = value === undefined ? unknown : byValue.get(value);
    if (bucket === undefined) byValue.set(value, [item]);
    else bucket.push(item);
  }
  environment.slots[slot] = before;
  forgetSince(environment, mark);
  return { byValue, unknown };
}

function selection(expression: Selection, scope: Scope): Compiled {
  const loop = compileLoop(expression, scope);
  const compute: Run = (environment) => {
    const candidates = asSet(loop.candidates(environment));
    if (candidates === undefined) return undefined;
    spend(environment, candidates.items.length + candidates.maybe.length);
    if (loop.where === undefined) return candidates;
    const items: Single[] = [];
    const maybe: Single[] = [];
    const keep = (item: Single, belongs: boolean) => {
      environment.slots[loop.slot] = item;
      const mark = environment.missing.length;
      const holds = loop.where?.run(environment);
      if (holds !== undefined) forgetSince(environment, mark);
      if (holds === false) return;
      (holds && belongs ? items : maybe).push(item);
    };
    for (const item of candidates.items) keep(item, true);
    for (const item of candidates.maybe) keep(item, false);
    return { items, maybe, ...(candidates.open && { open: candidates.open }) };
  };
  const memoryKey = {};
  const independent = loop.uses.size === 0;
  return {
    type: setOf(loop.type),
    run: independent ? (environment) => remembered(environment, memoryKey, () => compute(environment)) : compute,
    uses: loop.uses,
    late: loop.late,
  };
}

function setLiteral(items: readonly Expression[], scope: Scope, expected: Type | undefined): Compiled {
  const members = items.map((item) => compile(item, scope, expected && itemOf(expected)));
  const type = itemOf(members.find((member) => member.type.is !== 'anything' && member.type.is !== 'none')?.type ?? anything);
  const isElements = members.every((member) => itemOf(member.type).is === 'element');
  const stranger = isElements ? -1 : members.findIndex((member) => !fits(itemOf(member.type), type));
  if (stranger >= 0)
    return mistake(
      scope,
      items[stranger] as Expression,
      `${capitalised(describe((members[stranger] as Compiled).type))} stands in a set of ${describe(type)}.`,
      'A set holds values of one type.',
    );
  const elementTypes = members.flatMap((member) => {
    const of = itemOf(member.type);
    return of.is === 'element' ? of.types : [];
  });
  const run: Run = (environment) => {
    const found = new Set<Single>();
    for (const member of members) {
      const set = asSet(member.run(environment));
      if (set === undefined) return undefined;
      for (const item of set.items) found.add(item);
    }
    return { items: [...found], maybe: [] };
  };
  return { type: setOf(isElements ? elementOf(...new Set(elementTypes)) : type), run, ...union(...members) };
}

/** `[2, 2, 2, 2, 3, 2, 2]` is a security-level vector; behind `in`, brackets hold a set. */
function tuple(items: readonly Expression[], scope: Scope, expected: Type | undefined): Compiled {
  const numbers = items.flatMap((item) => (item.is === 'number' ? item.value : []));
  const isVector = numbers.length === 7 && items.length === 7 && (expected === undefined || expected.is === 'security-levels');
  return isVector ? constant({ is: 'security-levels' }, { levels: numbers }) : setLiteral(items, scope, expected);
}

function template(parts: readonly (string | Expression)[], scope: Scope): Compiled {
  const compiled = parts.map((part) => (typeof part === 'string' ? part : compile(part, scope)));
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const shown = compiled.map((part) => (typeof part === 'string' ? part : show(part.run(environment), part.type)));
    forgetSince(environment, mark);
    return shown.join('');
  };
  return { type: text, run, ...union(...compiled.filter((part) => typeof part !== 'string')) };
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
