import { type Element, remoteAccessHops, type Selection, suggest } from '@weir/model';
import { type Compiled, dependenciesOf, type Variable, without } from './compiled.js';
import { allOf, condition } from './logic.js';
import { isRange } from './order.js';
import { declared, everyPresent, isThere, presentAmong } from './presence.js';
import {
  asSet,
  type Environment,
  forgetSince,
  isCertain,
  type Missing,
  once,
  type Run,
  type Runtime,
  remembered,
  type SetValue,
  type Single,
  spend,
  takeSince,
  whileUnchanged,
} from './runtime.js';
import { capitalised, mistake, type Scope, warnOfSlowness, withVariable } from './scope.js';
import { anything, describe, elementOf, fits, itemOf, setOf, type Type } from './type.js';

/** A selection as the steps of a loop: what it ranges over, its variable, and its condition. */
export interface Loop {
  readonly variable: Variable;
  readonly type: Type;
  /** The candidates; undefined when it is not known what to range over. */
  readonly candidates: Run;
  readonly where: Compiled | undefined;
  /** Looks the candidates up by what they share with the outside, instead of going through all. */
  readonly join: Join | undefined;
  /** The scope in which the variable is bound. */
  readonly scope: Scope;
  readonly uses: ReadonlySet<Variable>;
  readonly late: boolean;
  /** It goes through all there is of its type. */
  readonly ranges: boolean;
}

/** `where x.key = <something of the outside>`. */
interface Join {
  /** Those that may share it; undefined when it is not known what the outside says. */
  readonly candidates: Run;
  /** The other conditions. */
  readonly rest: readonly Compiled[];
}

/** `every system s where ...`: the members for which the condition holds, and those for which nobody knows. */
export function selection(expression: Selection, scope: Scope): Compiled {
  const loop = compileLoop(expression, scope);
  const run = loop.uses.size === 0 ? once(runOf(loop)) : whileUnchanged(runOf(loop), [...loop.uses]);
  return { type: setOf(loop.type), run, uses: loop.uses, late: loop.late, ...(loop.ranges && { ranges: true }) };
}

function runOf({ variable, candidates, where, join }: Loop): Run {
  const goThrough = selecting(variable, candidates, where?.run);
  if (join === undefined) return goThrough;
  const lookUp = selecting(variable, join.candidates, where?.run);
  const isSame = join.rest.every((part) => without(part.uses, variable).size === 0);
  const otherwise = isSame ? anyOf(once(selecting(variable, candidates, allOf(join.rest)))) : goThrough;
  return (environment) => {
    const mark = environment.missing.length;
    const found = lookUp(environment);
    if (found !== undefined) return found;
    const unsaid = takeSince(environment, mark);
    const members = otherwise(environment) as SetValue;
    return { ...members, doubts: [unsaid, members.doubts ?? []] };
  };
}

/** Where it is not known what to look up, any member may be meant, and they are the same for every subject. */
function anyOf(members: Run): Run {
  const key = {};
  return (environment) =>
    remembered(environment, key, () => {
      const { items, maybe, doubts } = members(environment) as SetValue;
      return { items: [], maybe: [...items, ...maybe], ...(doubts && { doubts }) };
    });
}

function selecting(variable: Variable, candidates: Run, where: Run | undefined): Run {
  return (environment) => {
    const among = asSet(candidates(environment));
    if (among === undefined) return undefined;
    spend(environment, among.items.length + among.maybe.length);
    if (where === undefined) return among;
    const items: Single[] = [];
    const maybe: Single[] = [];
    const mark = environment.missing.length;
    const holdsFor = (item: Single) => {
      variable.value = item;
      const before = environment.missing.length;
      const holds = where(environment);
      if (holds !== undefined) forgetSince(environment, before);
      return holds;
    };
    for (const item of among.items) {
      const holds = holdsFor(item);
      if (holds === true) items.push(item);
      else if (holds === undefined) maybe.push(item);
    }
    for (const item of among.maybe) if (holdsFor(item) !== false) maybe.push(item);
    const doubts: readonly Missing[] = [...takeSince(environment, mark), ...(among.doubts ?? [])];
    return { items, maybe, ...(among.open && { open: true }), ...(doubts.length > 0 && { doubts }) };
  };
}

export function compileLoop({ type: word, variable: name, atAnyDate, in: over, where }: Selection, scope: Scope): Loop {
  const { vocabulary } = scope.landscape;
  const row = vocabulary.types.get(word.text);
  const isType = word.text === 'element' || row !== undefined;
  if (!isType) {
    const near = suggest(word.text, [...vocabulary.types.keys(), 'element']);
    mistake(
      scope,
      word,
      `There is no element type \`${word.text}\`.`,
      near ? `Did you mean \`${near}\`?` : 'Write a type such as `system`, `interface` or `zone`.',
    );
  }
  const type = isType ? elementOf(...(word.text === 'element' ? [] : [word.text])) : anything;
  const set = over && scope.compile(over, scope, setOf(type));
  const plural = row?.plural ?? word.text;
  if (over !== undefined && set !== undefined && !fits(itemOf(set.type), type))
    mistake(scope, over, `${capitalised(describe(set.type))} holds no ${plural}.`, `Range over a set of ${plural}.`);
  const { scope: inner, variable } = withVariable(scope, name.text, type);
  const holds = where && condition(where, inner);
  const all = atAnyDate ? everyDeclared(word.text, scope) : everyThere(word.text, scope);
  const join = set === undefined ? joinOf(holds, variable, all) : undefined;
  const outer = holds === undefined ? new Set<Variable>() : without(holds.uses, variable);
  const rangesOverAll = set === undefined ? join === undefined : set.ranges === true && set.uses.size === 0;
  if (rangesOverAll) warnOfSlowness(scope, { start: word.start, end: name.end }, variable, outer);
  return {
    variable,
    type,
    candidates: set === undefined ? all : ofType(set.run, word.text, atAnyDate),
    where: holds,
    join,
    scope: inner,
    ...dependenciesOf(set, holds && { ...holds, uses: outer }),
    ranges: rangesOverAll,
  };
}

function everyDeclared(type: string, { withHops }: Scope): Run {
  return ({ landscape }) => {
    const all = declared(type, { landscape });
    return { items: hasHops(type, withHops) ? [...all, ...remoteAccessHops(landscape)] : all, maybe: [] };
  };
}

function everyThere(type: string, { withHops }: Scope): Run {
  if (!hasHops(type, withHops)) return (environment) => everyPresent(type, environment);
  return (environment) => {
    const hops = presentAmong(remoteAccessHops(environment.landscape), environment);
    return { items: [...everyPresent(type, environment).items, ...hops], maybe: [] };
  };
}

function hasHops(type: string, withHops: true | undefined): boolean {
  return withHops === true && type === 'interface';
}

/** `every` ranges over what is stated, so that there may be others does not matter; that one may not belong does. */
function ofType(set: Run, type: string, atAnyDate: boolean): Run {
  return (environment) => {
    const value = asSet(set(environment));
    if (value === undefined) return undefined;
    const belongs = (item: Single) =>
      (type === 'element' || (item as Element).type === type) && (atAnyDate || isThere(item as Element, environment));
    if (isCertain(value) && value.doubts === undefined && value.items.every(belongs)) return value;
    const maybe = value.maybe.filter(belongs);
    return { items: value.items.filter(belongs), maybe, ...(maybe.length > 0 && value.doubts && { doubts: value.doubts }) };
  };
}

/** The first equality of the condition that joins the variable alone to the outside alone. */
function joinOf(where: Compiled | undefined, variable: Variable, all: Run): Join | undefined {
  const conjuncts = where?.conjuncts ?? (where === undefined ? [] : [where]);
  for (const conjunct of conjuncts) {
    if (conjunct.sides === undefined) continue;
    const [left, right] = conjunct.sides;
    const [own, outside] = isAlone(left, variable) ? [left, right] : [right, left];
    if (!isAlone(own, variable) || outside.uses.size === 0 || outside.uses.has(variable) || !isIndexable(own.type)) continue;
    return { candidates: lookingUp(own.run, outside.run, variable, all), rest: conjuncts.filter((other) => other !== conjunct) };
  }
  return undefined;
}

function isAlone({ uses }: Compiled, variable: Variable): boolean {
  return uses.size === 1 && uses.has(variable);
}

/** Values that a map can look up by identity. */
function isIndexable({ is }: Type): boolean {
  return is === 'element' || is === 'text' || is === 'word' || is === 'level';
}

interface Index {
  readonly byValue: ReadonlyMap<Runtime, readonly Single[]>;
  /** Those whose value is not known: they may be meant. */
  readonly unknown: readonly Single[];
}

function lookingUp(own: Run, outside: Run, variable: Variable, all: Run): Run {
  const key = {};
  return (environment) => {
    const { byValue, unknown } = remembered(environment, key, () => indexBy(own, variable, all, environment));
    const wanted = outside(environment);
    if (wanted === undefined || isRange(wanted)) return undefined;
    const found = byValue.get(wanted) ?? [];
    return { items: unknown.length === 0 ? found : [...found, ...unknown], maybe: [] };
  };
}

function indexBy(own: Run, variable: Variable, all: Run, environment: Environment): Index {
  const byValue = new Map<Runtime, Single[]>();
  const unknown: Single[] = [];
  const { items } = all(environment) as SetValue;
  spend(environment, items.length);
  const mark = environment.missing.length;
  for (const item of items) {
    variable.value = item;
    const value = own(environment);
    const bucket = value === undefined || isRange(value) ? unknown : byValue.get(value);
    if (bucket === undefined) byValue.set(value, [item]);
    else bucket.push(item);
  }
  forgetSince(environment, mark);
  return { byValue, unknown };
}
