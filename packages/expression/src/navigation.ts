import { type Element, type Landscape, type Member as MemberExpression, type Span, suggest } from '@weir/model';
import { type Compiled, constant } from './compiled.js';
import { type Member, membersOf } from './members.js';
import { elementAt } from './names.js';
import { asSet, type Environment, isPath, isSet, type Missing, type Run, type Runtime, type Single, spend, takeSince } from './runtime.js';
import { capitalised, mistake, type Scope, withVariable } from './scope.js';
import { anything, describe, elementOf, fits, isQuantity, itemOf, setOf, type Type } from './type.js';

/** `a.b`: what an element says or what follows from it, else the element of that qualified name. */
export function memberOf(expression: MemberExpression, scope: Scope, expected: Type | undefined): Compiled {
  const element = elementAt(expression, scope, expected);
  if (element !== undefined) return element;
  const { of, member } = expression;
  const receiver = scope.compile(of, scope);
  if (receiver.type.is === 'anything') return constant(anything, undefined);
  const receiverType = itemOf(receiver.type);
  const found = membersOf(scope.landscape.vocabulary, receiverType).get(member.text);
  if (found === undefined) return noSuchMember(member, receiverType, scope);
  const { type, read, late } = readable(found, receiverType, scope, member);
  const isMany = receiver.type.is === 'set' || receiver.type.is === 'path';
  return {
    type: isMany ? setOf(itemOf(type)) : type,
    uses: receiver.uses,
    late: receiver.late || late,
    run: isMany ? overMany(receiver.run, read, isQuantity(itemOf(type))) : overOne(receiver.run, read),
    ...(receiver.ranges && { ranges: true }),
  };
}

function noSuchMember(member: Span & { text: string }, of: Type, scope: Scope): Compiled {
  const members = membersOf(scope.landscape.vocabulary, of);
  const near = suggest(member.text, members.keys());
  const some = [...members.keys()].slice(0, 12).map((name) => `\`${name}\``);
  const help = near
    ? `Did you mean \`${near}\`?`
    : members.size === 0
      ? 'Only elements and blocks have members.'
      : `It has ${some.join(', ')}${members.size > some.length ? ' and others' : ''}.`;
  return mistake(scope, member, `${capitalised(describe(of))} has no \`${member.text}\`.`, help);
}

/** From none it gives none, from unknown unknown. */
function overOne(receiver: Run, read: Read): Run {
  return (environment) => {
    const value = receiver(environment);
    return value === undefined || value === null ? value : read(value as Single, environment);
  };
}

/** Over a set it maps and flattens. Equal answers are one, but quantities are kept each, so that they add up. */
function overMany(receiver: Run, read: Read, keepsEqual: boolean): Run {
  return (environment) => {
    const set = asSet(receiver(environment));
    if (set === undefined) return undefined;
    spend(environment, set.items.length + set.maybe.length);
    const items: Single[] = [];
    const maybe: Single[] = [];
    const doubts: Missing[] = [...(set.doubts ?? [])];
    let open = set.open === true;
    const take = (receiving: Single, into: Single[]) => {
      const mark = environment.missing.length;
      const result = read(receiving, environment);
      if (environment.missing.length > mark) doubts.push(...takeSince(environment, mark));
      if (result === undefined) open = true;
      else if (isSet(result) || isPath(result)) {
        const several = asSet(result);
        for (const item of several?.items ?? []) into.push(item);
        for (const item of several?.maybe ?? []) maybe.push(item);
        open ||= several?.open === true;
        if (several?.doubts) doubts.push(several.doubts);
      } else if (result !== null) into.push(result);
    };
    for (const item of set.items) take(item, items);
    for (const item of set.maybe) take(item, maybe);
    const certain = keepsEqual ? undefined : new Set(items);
    return {
      items: certain === undefined || certain.size === items.length ? items : [...certain],
      maybe: certain === undefined || maybe.length === 0 ? maybe : [...new Set(maybe)].filter((item) => !certain.has(item)),
      ...(open && { open }),
      ...(doubts.length > 0 && { doubts }),
    };
  };
}

type Read = (receiver: Single, environment: Environment) => Runtime;

interface Readable {
  readonly type: Type;
  readonly read: Read;
  readonly late: boolean;
  /** It is computed from itself. */
  readonly circular?: true;
}

/** A member ready to be read. One that several types have is read as each of them says. */
function readable(member: Member, of: Type, scope: Scope, at: Span): Readable {
  if (member.byType === undefined) return ofOneType(member, of.is === 'element' ? of.types[0] : undefined, scope, at);
  const each = [...member.byType].map(([type, own]) => [type, ofOneType(own, type, scope, at)] as const);
  const type = each[0]?.[1].type ?? member.type;
  // What a type cannot say of its elements there is none of; so it is where the same word means something else.
  const reads = new Map(each.flatMap(([name, own]) => (fits(itemOf(own.type), itemOf(type)) ? [[name, own.read] as const] : [])));
  return {
    type,
    late: each.some(([, own]) => own.late),
    read: (receiver, environment) => {
      const read = reads.get((receiver as Element).type);
      return read === undefined ? null : read(receiver, environment);
    },
  };
}

function ofOneType(member: Member, type: string | undefined, scope: Scope, at: Span): Readable {
  if (member.derivedFrom === undefined || type === undefined)
    return { type: member.type, read: member.read ?? unreadable, late: member.late === true };
  const computed = computedBy(member, type, scope);
  return computed.circular ? circular(member, scope, at) : computed;
}

function unreadable(): undefined {
  return undefined;
}

const computing = Symbol('computing');
const computedIn = new WeakMap<Landscape, Map<string, Readable | typeof computing>>();

/** A property that a `vocabulary` block computes: compiled once for a landscape, whoever reads it. */
function computedBy(member: Member, type: string, { landscape, compile }: Scope): Readable {
  const known = computedIn.get(landscape) ?? new Map<string, Readable | typeof computing>();
  computedIn.set(landscape, known);
  const id = `${type} ${member.name}`;
  const before = known.get(id);
  if (before === computing) return { type: anything, read: unreadable, late: false, circular: true };
  if (before !== undefined) return before;
  known.set(id, computing);
  try {
    const computed = compute(member, type, landscape, compile);
    known.set(id, computed);
    return computed;
  } finally {
    if (known.get(id) === computing) known.delete(id);
  }
}

function compute({ derivedFrom, type }: Member, of: string, landscape: Landscape, compile: Scope['compile']): Readable {
  if (derivedFrom === undefined) return { type, read: unreadable, late: false };
  const outside: Scope = {
    landscape,
    element: undefined,
    ring: derivedFrom.ring,
    variables: new Map(),
    parameters: new Map(),
    // Its own mistakes are reported once, where it is declared.
    problems: [],
    compile,
  };
  const { scope, variable } = withVariable(outside, 'self', elementOf(of));
  const compiled = compile(derivedFrom.expression, scope, type.is === 'anything' ? undefined : type);
  return {
    type: type.is === 'anything' ? compiled.type : type,
    late: compiled.late,
    read: (receiver, environment) => {
      const outer = variable.value;
      variable.value = receiver;
      const value = compiled.run(environment);
      variable.value = outer;
      return value;
    },
    ...(scope.problems.some((problem) => problem.circular) && { circular: true }),
  };
}

function circular({ name }: Member, scope: Scope, { start, end }: Span): Readable {
  scope.problems.push({
    check: 'ill-typed-rule',
    start,
    end,
    message: `\`${name}\` is computed from itself.`,
    help: 'Take one of the properties out of the circle.',
    circular: true,
  });
  return { type: anything, read: unreadable, late: false };
}
