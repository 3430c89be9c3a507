import { type Element, type Landscape, type Member as MemberExpression, type Span, suggest } from '@weir/model';
import { type Compiled, constant } from './compiled.js';
import { type Member, membersOf } from './members.js';
import { elementAt } from './names.js';
import {
  asSet,
  type Environment,
  isCertain,
  oncePerReceiver,
  type Read,
  type Run,
  type SetValue,
  type Single,
  spend,
  whileUnchanged,
} from './runtime.js';
import { capitalised, mistake, type Scope, withVariable } from './scope.js';
import { anything, describe, elementOf, fits, isQuantity, itemOf, setOf, type Type } from './type.js';
import { addAnswer, addDoubts, startUnion, unionOf } from './union.js';

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
    return set.items.length === 1 && isCertain(set) ? ofOnly(set, read, environment) : ofEach(set, read, keepsEqual, environment);
  };
}

/** What the only member says is the whole answer, where nothing about it is in doubt. */
function ofOnly(set: SetValue, read: Read, environment: Environment): SetValue {
  const mark = environment.missing.length;
  const answer = read(set.items[0] as Single, environment);
  if (answer !== undefined && environment.missing.length === mark) return asSet(answer) as SetValue;
  const union = startUnion(set);
  addDoubts(union, environment, mark);
  addAnswer(union, answer, union.items);
  return unionOf(union);
}

function ofEach(set: SetValue, read: Read, keepsEqual: boolean, environment: Environment): SetValue {
  const union = startUnion(set);
  const add = (members: readonly Single[], to: Single[]) => {
    for (const member of members) {
      const mark = environment.missing.length;
      const answer = read(member, environment);
      addDoubts(union, environment, mark);
      addAnswer(union, answer, to);
    }
  };
  add(set.items, union.items);
  add(set.maybe, union.maybe);
  return unionOf(union, keepsEqual);
}

interface Readable {
  readonly type: Type;
  readonly read: Read;
  readonly late: boolean;
  /** It is computed from itself, or through too many others. */
  readonly broken?: 'circular' | 'too deep';
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
  return computed.broken === undefined ? computed : broken(member, computed.broken, scope, at);
}

function unreadable(): undefined {
  return undefined;
}

const unreadableMember: Readable = { type: anything, read: unreadable, late: false };

/** How many computed properties may stand on one another; more would take more stack than there is. */
const deepestComputation = 32;

/** What is compiled of a landscape's computed properties, and how deep the one being compiled stands. */
interface Computations {
  readonly done: Map<string, Readable>;
  readonly open: Set<string>;
  /** How many there are of each type, so that each has a place among the answers of an element. */
  readonly counts: Map<string, number>;
}

const computationsIn = new WeakMap<Landscape, Computations>();

/** A property that a `vocabulary` block computes: compiled once for a landscape, whoever reads it. */
function computedBy(member: Member, type: string, { landscape, compile }: Scope): Readable {
  const computations = computationsIn.get(landscape) ?? { done: new Map(), open: new Set(), counts: new Map() };
  computationsIn.set(landscape, computations);
  const { done, open, counts } = computations;
  const id = `${type} ${member.name}`;
  const known = done.get(id);
  if (known !== undefined) return known;
  if (open.has(id)) return { ...unreadableMember, broken: 'circular' };
  if (open.size >= deepestComputation) return { ...unreadableMember, broken: 'too deep' };
  open.add(id);
  try {
    const place = counts.get(type) ?? 0;
    counts.set(type, place + 1);
    const computed = compute(member, type, place, landscape, compile);
    done.set(id, computed);
    return computed;
  } finally {
    open.delete(id);
  }
}

function compute({ derivedFrom, type }: Member, of: string, place: number, landscape: Landscape, compile: Scope['compile']): Readable {
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
  const isSet = compiled.type.is === 'set' || compiled.type.is === 'path';
  const isKept = !compiled.late && !isSet;
  const run = isKept ? compiled.run : whileUnchanged(compiled.run, [variable]);
  const read: Read = (receiver, environment) => {
    const outer = variable.value;
    variable.value = receiver;
    const value = run(environment);
    variable.value = outer;
    return value;
  };
  return {
    type: type.is === 'anything' ? compiled.type : type,
    late: compiled.late,
    read: isKept ? oncePerReceiver(read, place) : read,
    ...brokenBy(scope),
  };
}

function brokenBy({ problems }: Scope): Pick<Readable, 'broken'> {
  const problem = problems.find((candidate) => candidate.broken);
  return problem?.broken ? { broken: problem.broken } : {};
}

function broken({ name }: Member, reason: NonNullable<Readable['broken']>, scope: Scope, { start, end }: Span): Readable {
  scope.problems.push({
    check: 'ill-typed-rule',
    start,
    end,
    message: reason === 'circular' ? `\`${name}\` is computed from itself.` : `\`${name}\` is computed through too many others.`,
    help:
      reason === 'circular' ? 'Take one of the properties out of the circle.' : `Let at most ${deepestComputation} stand on one another.`,
    broken: reason,
  });
  return unreadableMember;
}
