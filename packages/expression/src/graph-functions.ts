import {
  buildGraph,
  type Call,
  connections,
  dataFlows,
  dependencies,
  type Edge,
  type Element,
  type Expression,
  type Graph,
  isComplete,
  isElement,
  pathTo,
  type Relation,
  remoteAccessHops,
  type Search,
  searchFrom,
  shortestCycles,
  shortestPath,
  siteOf,
  smallestCut,
  wayFrom,
  waysTo,
} from '@weir/model';
import { hasStranger, labelled, unlabelled, wrongArguments } from './arguments.js';
import { type Compiled, constant, dependenciesOf } from './compiled.js';
import { declared, isThere } from './presence.js';
import {
  asSet,
  type Environment,
  emptySet,
  isCertain,
  type MissingFact,
  noteDoubts,
  once,
  type Run,
  type Runtime,
  remembered,
  type SetValue,
  type Single,
  spend,
} from './runtime.js';
import { mistake, type Scope } from './scope.js';
import { anything, boolean, describe, elementOf, fits, itemOf, setOf, type Type } from './type.js';

/** The element types that a connection can end at. */
export const endTypes = ['system', 'endpoint', 'network', 'zone', 'organisation'] as const;

export function reaches(call: Call, scope: Scope, calledAs: string): Compiled {
  return graphFunction(call, scope, { calledAs, labels: ['over', 'avoiding'], type: boolean, compute: isReached });
}

export function reached(call: Call, scope: Scope, calledAs: string): Compiled {
  return graphFunction(call, scope, {
    calledAs,
    labels: ['over', 'avoiding'],
    type: setOf(elementOf('system', 'organisation')),
    compute: reachedFrom,
  });
}

export function path(call: Call, scope: Scope, calledAs: string): Compiled {
  return graphFunction(call, scope, { calledAs, labels: ['over', 'avoiding', 'through'], type: { is: 'path' }, compute: pathOf });
}

export function cut(call: Call, scope: Scope, calledAs: string): Compiled {
  return graphFunction(call, scope, { calledAs, labels: ['over', 'avoiding'], type: setOf(elementOf('interface')), compute: cutOf });
}

export function cycles(call: Call, scope: Scope, calledAs: string): Compiled {
  const over = labelled(call, 'over');
  if (hasStranger(call, ['over'], scope, calledAs)) return constant(anything, undefined);
  if (unlabelled(call).length > 0) return wrongArguments(call, scope, calledAs);
  const space = spaceOf(over, scope);
  const run: Run = (environment) => {
    const graph = space.graph(environment);
    spend(environment, graph.out.size);
    const inCycles = shortestCycles(graph).flatMap((cycle) => cycle.map(({ from }) => ('group' in from ? from.group : from)));
    return { items: [...new Set(inCycles)], maybe: [] };
  };
  return { type: setOf(elementOf()), run: space.isFixed ? once(run) : run, ...dependenciesOf(...space.parts) };
}

/** What a search runs over: the relation, and a graph of it that is built once. */
interface SearchSpace {
  readonly graph: (environment: Environment) => Graph;
  /** The connections asked for, where some may not belong. */
  readonly over: (environment: Environment) => SetValue;
  /** The kind of declaration that must be complete for "no path" to be known. */
  readonly plural: string;
  readonly parts: readonly Compiled[];
  /** It is the same for every subject. */
  readonly isFixed: boolean;
}

function spaceOf(over: Expression | undefined, scope: Scope): SearchSpace {
  const word = over?.is === 'name' ? over.text : undefined;
  if (word === 'dependencies') return fixedSpace('dependencies', ({ landscape }) => dependencies(landscape));
  if (word === 'data') return fixedSpace('interfaces', ({ landscape }) => dataFlows(landscape));
  if (over === undefined)
    return fixedSpace('interfaces', ({ landscape }) =>
      connections([...(landscape.byType.get('interface') ?? []), ...remoteAccessHops(landscape)], true),
    );
  const set = scope.compile(over, { ...scope, withHops: true }, setOf(elementOf('interface')));
  if (!fits(set.type, setOf(elementOf('interface'))))
    mistake(
      scope,
      over,
      `\`over:\` needs interfaces; this is ${describe(set.type)}.`,
      'Write `over: every interface f where f.pivots`, `over: data` or `over: dependencies`.',
    );
  const members = (environment: Environment) => asSet(set.run(environment)) ?? emptySet;
  const relations = (environment: Environment) => {
    const { items, maybe } = members(environment);
    return [...connections(items as readonly Element[], true), ...connections(maybe as readonly Element[], false)];
  };
  const isFixed = set.uses.size === 0;
  return { plural: 'interfaces', parts: [set], over: members, graph: graphOf(relations, isFixed), isFixed };
}

/** Connections that are not there on the reference date lead nowhere. */
function fixedSpace(plural: string, relations: (environment: Environment) => readonly Relation[]): SearchSpace {
  const present = (environment: Environment) => relations(environment).filter(({ by }) => isThere(by, environment));
  return { plural, parts: [], over: () => emptySet, graph: graphOf(present, true), isFixed: true };
}

function graphOf(relations: (environment: Environment) => readonly Relation[], isFixed: boolean): SearchSpace['graph'] {
  const build = (environment: Environment) => {
    const all = relations(environment);
    spend(environment, all.length);
    return buildGraph(environment.landscape, all);
  };
  return isFixed ? once(build) : build;
}

/** A graph function in general: what it takes, what it gives, how. */
interface GraphFunction {
  readonly calledAs: string;
  readonly labels: readonly string[];
  readonly type: Type;
  readonly compute: (query: GraphQuery, environment: Environment) => Runtime;
}

/** The arguments of a graph function, ready to run. */
interface GraphQuery {
  readonly space: SearchSpace;
  readonly to: Compiled | undefined;
  readonly through: Compiled | undefined;
  /** The search from the start, which serves every subject when the start does not depend on it. */
  readonly searched: (environment: Environment) => Searched | undefined;
  /** The search back from the target, likewise. */
  readonly onward: (environment: Environment) => Onward;
}

/** How one gets on from a connection. */
interface Onward {
  readonly byConnection: ReadonlyMap<Element, readonly Edge[]>;
  readonly ways: ReturnType<typeof waysTo>;
}

/** What one search from the start found. */
interface Searched {
  readonly graph: Graph;
  readonly from: SetValue;
  readonly avoiding: SetValue;
  /** What a path surely avoids: also what may be among those to avoid. */
  readonly surelyAvoided: ReadonlySet<Element>;
  readonly starts: ReadonlySet<unknown>;
  readonly certain: Search['certain'];
  readonly possible: Search['possible'];
  /** What connections that nobody declared may lead to. */
  readonly undeclared: Undeclared;
}

function graphFunction(call: Call, scope: Scope, { calledAs, labels, type, compute }: GraphFunction): Compiled {
  if (hasStranger(call, labels, scope, calledAs)) return constant(anything, undefined);
  const [from, to, ...more] = unlabelled(call);
  const takesTarget = compute !== reachedFrom;
  if (from === undefined || (to !== undefined) !== takesTarget || more.length > 0) return wrongArguments(call, scope, calledAs);
  const argument = (expression: Expression | undefined, ...types: readonly string[]) => {
    if (expression === undefined) return undefined;
    const compiled = scope.compile(expression, scope, elementOf(...types));
    if (fits(itemOf(compiled.type), elementOf(...types))) return compiled;
    return mistake(
      scope,
      expression,
      `This is ${describe(compiled.type)}, where \`${call.callee.text}\` needs ${describe(elementOf(...types))}, or a set of them.`,
      `Call it as \`${calledAs}\`.`,
    );
  };
  const start = argument(from, ...endTypes) as Compiled;
  const end = argument(to, ...endTypes);
  const avoiding = argument(labelled(call, 'avoiding'), ...endTypes);
  const through = argument(labelled(call, 'through'), 'interface');
  const space = spaceOf(labelled(call, 'over'), scope);
  const search = (environment: Environment) => searchNow(space, start, avoiding, environment);
  const isFixed = [start, avoiding, ...space.parts].every((part) => part === undefined || part.uses.size === 0);
  const searched = isFixed ? once(search) : search;
  const goOn = (environment: Environment) => onwardFrom(searched(environment) as Searched, asSet(end?.run(environment)));
  const onward = isFixed && end?.uses.size === 0 ? once(goOn) : goOn;
  const query: GraphQuery = { space, to: end, through, searched, onward };
  return {
    type,
    run: (environment) => compute(query, environment),
    ...dependenciesOf(start, end, avoiding, through, ...space.parts),
  };
}

function searchNow(space: SearchSpace, start: Compiled, avoided: Compiled | undefined, environment: Environment): Searched | undefined {
  const from = asSet(start.run(environment));
  const avoiding = asSet(avoided?.run(environment) ?? null);
  if (from === undefined || avoiding === undefined) return undefined;
  const graph = space.graph(environment);
  spend(environment, graph.out.size);
  const surelyAvoided = new Set(elementsOf(avoiding.items, avoiding.maybe));
  const perhapsAvoided = new Set(elementsOf(avoiding.items));
  const surely = searchFrom(graph, elementsOf(from.items), surelyAvoided);
  const perhaps =
    from.maybe.length + avoiding.maybe.length === 0 ? surely : searchFrom(graph, elementsOf(from.items, from.maybe), perhapsAvoided);
  return {
    graph,
    from,
    avoiding,
    surelyAvoided,
    starts: new Set(elementsOf(from.items, from.maybe).flatMap(graph.nodesOf)),
    certain: surely.certain,
    possible: perhaps.possible,
    undeclared: undeclaredFrom(perhaps.possible, graph, perhapsAvoided, space.plural, environment),
  };
}

function elementsOf(...lists: readonly (readonly unknown[])[]): readonly Element[] {
  return lists.flatMap((list) => list.filter(isElement));
}

function isReached({ space, to, searched }: GraphQuery, environment: Environment): boolean | undefined {
  const search = searched(environment);
  const targets = asSet(to?.run(environment));
  if (search === undefined || targets === undefined) return undefined;
  const { graph, from, avoiding, starts, certain, possible, undeclared } = search;
  const isFound = (targetsThere: readonly Single[], found: Search['possible']) =>
    targetsThere.some((target) => graph.goalsOf(target as Element).some((node) => found.has(node) && !starts.has(node)));
  if (isFound(targets.items, certain)) return true;
  const isPossible = (possible !== certain && isFound(targets.items, possible)) || isFound(targets.maybe, possible);
  if (isPossible || from.open || targets.open) {
    for (const set of [from, targets, avoiding, space.over(environment)]) if (!isCertain(set)) noteDoubts(set, environment);
    return undefined;
  }
  const gap = undeclared.gapBefore(elementsOf(targets.items, targets.maybe));
  if (gap === undefined) return false;
  environment.missing.push(gap);
  return undefined;
}

/** All that the search from the start came to. */
function reachedFrom({ space, searched }: GraphQuery, environment: Environment): Runtime {
  const search = searched(environment);
  if (search === undefined) return undefined;
  const { from, avoiding, starts, certain, possible, undeclared } = search;
  spend(environment, possible.size);
  const among = (found: Search['possible']) => [...found.keys()].filter((node): node is Element => !('group' in node) && !starts.has(node));
  const maybe = possible === certain ? [] : among(possible).filter((node) => !certain.has(node));
  const open = from.open === true || undeclared.gap !== undefined;
  const uncertain = [from, avoiding, space.over(environment)].filter((set) => !isCertain(set));
  const doubts = [...uncertain.flatMap((set) => set.doubts ?? []), ...(undeclared.gap ? [undeclared.gap] : [])];
  return { items: among(certain), maybe, ...(open && { open }), ...(doubts.length > 0 && { doubts }) };
}

/** Connections that nobody declared, where not all are said to be. */
interface Undeclared {
  /** The first place from which one may lead away; none when all that is reached is complete. */
  readonly gap: MissingFact | undefined;
  /** The fact that would rule out a chain to these over one of them. */
  readonly gapBefore: (targets: readonly Element[]) => MissingFact | undefined;
}

const nothingUndeclared: Undeclared = { gap: undefined, gapBefore: () => undefined };

/**
 * A connection that nobody declared joins two places neither of which is complete. So there is no chain where all that the
 * start reaches is complete, nor where nothing incomplete, other than what the start reaches, leads to the target.
 */
function undeclaredFrom(
  reached: Search['possible'],
  graph: Graph,
  avoiding: ReadonlySet<Element>,
  plural: string,
  environment: Environment,
): Undeclared {
  const silent = silentPlaces(plural, environment).filter((element) => !avoiding.has(element));
  const [first, ...others] = silent.filter((element) => graph.nodesOf(element).some((node) => reached.has(node)));
  if (first === undefined) return nothingUndeclared;
  const arriving = new Set(others.length > 0 ? silent : silent.filter((element) => element !== first));
  let led: Search['possible'] | undefined;
  const isLedTo = (target: Element) => {
    led ??= searchFrom(graph, arriving, avoiding).possible;
    return graph.goalsOf(target).some((node) => led?.has(node));
  };
  const gapAt = (element: Element): MissingFact => ({ element: siteOf(element) ?? element, fact: `complete: ${plural}` });
  return {
    gap: gapAt(first),
    gapBefore: (targets) => {
      const unclear = targets.find((target) => arriving.has(target));
      if (unclear !== undefined) return gapAt(unclear);
      return arriving.size > 0 && targets.some(isLedTo) ? gapAt(first) : undefined;
    },
  };
}

const silentKey = {};

/** What can have connections or dependencies around which nobody said that all are declared. */
function silentPlaces(plural: string, environment: Environment): readonly Element[] {
  const byPlural = remembered(environment, silentKey, () => new Map<string, readonly Element[]>());
  let places = byPlural.get(plural);
  if (places === undefined) {
    const { landscape } = environment;
    const all = endTypes.filter((type) => type !== 'endpoint').flatMap((type) => declared(type, environment));
    byPlural.set(plural, (places = all.filter((element) => !isComplete(landscape, element, plural))));
  }
  return places;
}

function pathOf(query: GraphQuery, environment: Environment): Runtime {
  const search = query.searched(environment);
  const targets = asSet(query.to?.run(environment));
  if (search === undefined || targets === undefined) return undefined;
  const through = query.through?.run(environment);
  const edges = isElement(through)
    ? pathThrough(search, query.onward(environment), through)
    : shortestPath(search.graph, elementsOf(search.from.items), elementsOf(targets.items), search.surelyAvoided);
  if (edges !== undefined) return { edges };
  return isReached(query, environment) === undefined ? undefined : null;
}

/** To the connection as the search from the start found it, and on from there. */
function pathThrough({ certain }: Searched, { ways, byConnection }: Onward, through: Element): readonly Edge[] | undefined {
  for (const edge of byConnection.get(through) ?? []) {
    const before = pathTo(certain, edge.from);
    const after = wayFrom(ways, edge.to);
    if (before !== undefined && after !== undefined) return [...before, edge, ...after];
  }
  return undefined;
}

function onwardFrom({ graph, surelyAvoided }: Searched, targets: SetValue | undefined): Onward {
  const byConnection = new Map<Element, Edge[]>();
  for (const edge of [...graph.out.values()].flat()) {
    if (edge.by === undefined || !edge.certain) continue;
    const known = byConnection.get(edge.by);
    if (known === undefined) byConnection.set(edge.by, [edge]);
    else known.push(edge);
  }
  return { byConnection, ways: waysTo(graph, elementsOf(targets?.items ?? []), surelyAvoided) };
}

function cutOf(query: GraphQuery, environment: Environment): Runtime {
  const search = query.searched(environment);
  const targets = asSet(query.to?.run(environment));
  if (search === undefined || targets === undefined) return undefined;
  spend(environment, search.graph.out.size);
  const found = smallestCut(search.graph, elementsOf(search.from.items), elementsOf(targets.items), search.surelyAvoided);
  if (found.length > 0) return { items: found, maybe: [] };
  return isReached(query, environment) === undefined ? undefined : emptySet;
}
