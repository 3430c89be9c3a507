import {
  type Argument,
  buildGraph,
  type Call,
  connections,
  dataFlows,
  dependencies,
  type Edge,
  type Element,
  type Expression,
  type Graph,
  holdersOf,
  indexOf,
  isComplete,
  isElement,
  levelSteps,
  pathTo,
  type Relation,
  remoteAccessHops,
  type Search,
  type Span,
  searchFrom,
  shortestCycles,
  shortestPath,
  siteOf,
  smallestCut,
} from '@weir/model';
import type { Compiled } from './compile.js';
import { asSet, type Environment, isSet, type MissingFact, type Run, type Runtime, type SetValue, spend } from './runtime.js';
import { boolean, describe, elementOf, fits, itemOf, number, setOf, type Type } from './type.js';

/** A function of the expression language. The reference page is made from these rows. */
export interface FunctionRow {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  readonly example: string;
  readonly compile: (call: Call, tools: Tools) => Compiled;
}

export interface Tools {
  readonly compile: (argument: Expression, expected?: Type, hops?: 'with hops') => Compiled;
  readonly condition: (argument: Expression) => Compiled;
  readonly mistake: (span: Span, message: string, help: string) => Compiled;
  readonly dangles: (argument: Expression) => { owner: Compiled; key: string } | undefined;
}

export function callFunction(row: FunctionRow, call: Call, tools: Tools): Compiled {
  return row.compile(call, tools);
}

export function functionNamed(name: string): FunctionRow | undefined {
  return functions.find((row) => row.name === name);
}

export function functionNames(): readonly string[] {
  return functions.map(({ name }) => name);
}

const ends = ['system', 'endpoint', 'network', 'zone', 'organisation'];

export const functions: readonly FunctionRow[] = [
  {
    name: 'count',
    signature: 'count(set) -> number',
    doc: 'How many members a set has. Where some are not known, a range, and comparisons with it are three-valued.',
    example: 'count(s.interfaces) > 12',
    compile: (call, tools) => overSet(call, tools, number, countOf),
  },
  {
    name: 'sum',
    signature: 'sum(set of numbers) -> number',
    doc: 'The sum; unknown when a member is.',
    example: 'sum(z.systems.quantity)',
    compile: (call, tools) => aggregate(call, tools, (values) => values.reduce((sum, value) => sum + value, 0)),
  },
  {
    name: 'min',
    signature: 'min(set of numbers or dates)',
    doc: 'The least; none of an empty set, unknown when a member is.',
    example: 'min(s.products.support.end-of-support)',
    compile: (call, tools) => aggregate(call, tools, (values) => (values.length === 0 ? null : Math.min(...values))),
  },
  {
    name: 'max',
    signature: 'max(set of numbers or dates)',
    doc: 'The greatest; none of an empty set, unknown when a member is.',
    example: 'max(s.interfaces.target.level)',
    compile: (call, tools) => aggregate(call, tools, (values) => (values.length === 0 ? null : Math.max(...values))),
  },
  {
    name: 'known',
    signature: 'known(value) -> yes or no',
    doc: 'Whether a value is stated or follows; `none` is known. Never unknown itself, so a rule can demand that a fact be stated.',
    example: 'known(s.owner)',
    compile: known,
  },
  {
    name: 'surely',
    signature: 'surely(condition) -> yes or no',
    doc: 'Yes where the condition certainly holds, no where it does not or where nobody knows. For selections and exceptions that must not wait for facts.',
    example: 'surely(s.zone.kind = dmz)',
    compile: surely,
  },
  {
    name: 'resolved',
    signature: 'resolved(element.property) -> yes or no',
    doc: 'Whether every name in the property names something that is there.',
    example: 'resolved(w.for)',
    compile: resolved,
  },
  {
    name: 'steps',
    signature: 'steps(level, level) -> number',
    doc: 'How many positions of the Purdue scale lie between two levels; 3.5 is a position.',
    example: 'steps(f.source.level, f.target.level) > 1',
    compile: (call, tools) => {
      const [a, b] = twoArguments(call, tools, { is: 'level' }, { is: 'level' });
      if (a === undefined || b === undefined) return wrongArguments(call, tools, 'steps(a.level, b.level)');
      return joined(number, a, b, (from, to) => (from === null || to === null ? null : levelSteps(from as number, to as number)));
    },
  },
  {
    name: 'holders',
    signature: 'holders(role, element) -> set of persons, teams and organisations',
    doc: 'Who holds a role where the element stands. A team or organisation holds itself.',
    example: 'holders(s.owner, s)',
    compile: (call, tools) => {
      const [role, subject] = twoArguments(call, tools, elementOf('role', 'team', 'organisation'), elementOf());
      if (role === undefined || subject === undefined) return wrongArguments(call, tools, 'holders(s.owner, s)');
      const run: Run = (environment) => holderSet(role.run(environment), subject.run(environment), environment);
      return { type: setOf(elementOf('person', 'team', 'organisation')), run, ...usesOf([role, subject]) };
    },
  },
  {
    name: 'interfaces',
    signature: 'interfaces(a, b) -> set of interfaces',
    doc: 'The connections that join two elements, whichever way they lead.',
    example: 'interfaces(erp, mes)',
    compile: (call, tools) => {
      const [a, b] = twoArguments(call, tools, elementOf(...ends), elementOf(...ends));
      if (a === undefined || b === undefined) return wrongArguments(call, tools, 'interfaces(erp, mes)');
      const run: Run = (environment) => joining(a.run(environment), b.run(environment), environment);
      return { type: setOf(elementOf('interface')), run, ...usesOf([a, b]) };
    },
  },
  {
    name: 'reaches',
    signature: 'reaches(from, to, over: interfaces, avoiding: elements) -> yes or no',
    doc: 'Whether a chain of connections leads from one to the other. `over:` is a set of interfaces (all, when absent), `data` or `dependencies`; what is `avoiding:` is not passed. No is only known where interfaces are complete.',
    example: 'reaches(office-pc, plc, over: every interface f where f.pivots, avoiding: every system b where broker in b.traits)',
    compile: (call, tools) => graphFunction(call, tools, boolean, reaches),
  },
  {
    name: 'path',
    signature: 'path(from, to, over: interfaces, avoiding: elements, through: interface) -> path',
    doc: 'A shortest such chain, ties by name; `none` when there is none. `through:` names a connection that it must use.',
    example: 'path(erp, plc)',
    compile: (call, tools) => graphFunction(call, tools, { is: 'path' }, path),
  },
  {
    name: 'cut',
    signature: 'cut(from, to, over: interfaces, avoiding: elements) -> set of interfaces',
    doc: 'A smallest set of connections whose removal parts the two; of several, the one nearest the start. Empty when they are apart.',
    example: 'cut(every system o where o.level >= 4, every system c where controller in c.traits)',
    compile: (call, tools) => graphFunction(call, tools, setOf(elementOf('interface')), cut),
  },
  {
    name: 'cycles',
    signature: 'cycles(over: dependencies) -> set of elements',
    doc: 'The elements of one shortest cycle of each group that depends on itself.',
    example: 'count(cycles(over: dependencies)) = 0',
    compile: (call, tools) => {
      const relation = relationArgument(labelled(call, 'over'), tools);
      const run: Run = (environment) => ({
        items: [
          ...new Set(
            shortestCycles(relation.graph(environment)).flatMap((cycle) => cycle.map(({ from }) => ('group' in from ? from.group : from))),
          ),
        ],
        maybe: [],
      });
      return { type: setOf(elementOf()), run, ...usesOf(relation.parts) };
    },
  },
];

function usesOf(parts: readonly Compiled[]): Pick<Compiled, 'uses' | 'late'> {
  return { uses: new Set(parts.flatMap(({ uses }) => [...uses])), late: parts.some(({ late }) => late) };
}

function joined(type: Type, a: Compiled, b: Compiled, compute: (left: Runtime, right: Runtime) => Runtime): Compiled {
  const run: Run = (environment) => {
    const left = a.run(environment);
    const right = b.run(environment);
    return left === undefined || right === undefined ? undefined : compute(left, right);
  };
  return { type, run, ...usesOf([a, b]) };
}

function unlabelled(call: Call): readonly Expression[] {
  return call.args.flatMap(({ label, value }) => (label === undefined ? value : []));
}

function labelled(call: Call, label: string): Expression | undefined {
  return call.args.find((argument: Argument) => argument.label?.text === label)?.value;
}

function twoArguments(call: Call, tools: Tools, first: Type, second: Type): [Compiled?, Compiled?] {
  const [a, b, ...more] = unlabelled(call);
  if (a === undefined || b === undefined || more.length > 0) return [];
  const compiled: [Compiled, Compiled] = [tools.compile(a, first), tools.compile(b, second)];
  return fits(itemOf(compiled[0].type), first) && fits(itemOf(compiled[1].type), second) ? compiled : [];
}

function wrongArguments(call: Call, tools: Tools, example: string): Compiled {
  return tools.mistake(call, `\`${call.callee.text}\` cannot be called with these arguments.`, `Call it as \`${example}\`.`);
}

function overSet(call: Call, tools: Tools, type: Type, compute: (set: SetValue, environment: Environment) => Runtime): Compiled {
  const [argument, ...more] = unlabelled(call);
  if (argument === undefined || more.length > 0) return wrongArguments(call, tools, functionNamed(call.callee.text)?.example ?? '');
  const set = tools.compile(argument);
  if (set.type.is !== 'set' && set.type.is !== 'path' && set.type.is !== 'anything')
    return tools.mistake(
      argument,
      `\`${call.callee.text}\` needs a set; this is ${describe(set.type)}.`,
      'Give it a relation such as `s.interfaces`, or a selection such as `every system s`.',
    );
  const run: Run = (environment) => {
    const value = asSet(set.run(environment));
    return value === undefined ? undefined : compute(value, environment);
  };
  return { type, run, uses: set.uses, late: set.late };
}

function countOf({ items, maybe, open }: SetValue, { missing }: Environment): Runtime {
  if (open) missing.push(open);
  if (maybe.length === 0 && open === undefined) return items.length;
  return { atLeast: items.length, atMost: open ? Number.POSITIVE_INFINITY : items.length + maybe.length };
}

function aggregate(call: Call, tools: Tools, compute: (values: readonly number[]) => number | null): Compiled {
  const [argument] = unlabelled(call);
  const of = argument === undefined ? undefined : itemOf(tools.compile(argument).type);
  const compiled = overSet(call, tools, of ?? number, ({ items, maybe, open }, { missing }) => {
    if (open) missing.push(open);
    if (open || maybe.length > 0) return undefined;
    return compute(items.filter((item) => typeof item === 'number'));
  });
  if (of === undefined || ['number', 'date', 'level', 'anything'].includes(of.is)) return compiled;
  return tools.mistake(
    call,
    `\`${call.callee.text}\` needs numbers or dates; these are ${describe(of)}.`,
    'Compute with numbers or dates.',
  );
}

function known(call: Call, tools: Tools): Compiled {
  const [argument, ...more] = unlabelled(call);
  if (argument === undefined || more.length > 0) return wrongArguments(call, tools, 'known(s.owner)');
  const compiled = tools.compile(argument);
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const value = compiled.run(environment);
    environment.missing.length = mark;
    if (value === undefined) return false;
    return isSet(value) ? value.items.length > 0 || value.open === undefined : true;
  };
  return { ...compiled, type: boolean, run };
}

function surely(call: Call, tools: Tools): Compiled {
  const [argument, ...more] = unlabelled(call);
  if (argument === undefined || more.length > 0) return wrongArguments(call, tools, 'surely(s.zone.kind = dmz)');
  const condition = tools.condition(argument);
  const run: Run = (environment) => {
    const mark = environment.missing.length;
    const holds = condition.run(environment);
    environment.missing.length = mark;
    return holds === true;
  };
  return { ...condition, type: boolean, run };
}

function resolved(call: Call, tools: Tools): Compiled {
  const [argument] = unlabelled(call);
  const property = argument && tools.dangles(argument);
  if (property === undefined) return wrongArguments(call, tools, 'resolved(w.for)');
  const { owner, key } = property;
  const run: Run = (environment) => {
    const element = owner.run(environment);
    return isElement(element) ? (element.facts.get(key)?.dangling?.length ?? 0) === 0 : undefined;
  };
  return { ...owner, type: boolean, run };
}

function holderSet(role: Runtime, subject: Runtime, { landscape, missing }: Environment): Runtime {
  if (role === undefined || subject === undefined) return undefined;
  if (!isElement(role) || !isElement(subject)) return null;
  const holders = holdersOf(landscape, role, subject);
  if (holders !== undefined) return { items: holders, maybe: [] };
  missing.push({ element: role.facts.get('per')?.value === 'site' ? (siteOf(subject) ?? role) : role, fact: `holder of ${role.name}` });
  return undefined;
}

function joining(a: Runtime, b: Runtime, { landscape }: Environment): Runtime {
  if (a === undefined || b === undefined) return undefined;
  if (!isElement(a) || !isElement(b)) return null;
  const { interfaces } = indexOf(landscape);
  const ofA = interfaces.get(a);
  const ofB = interfaces.get(b);
  const inOfB = new Set(ofB?.in);
  const outOfB = new Set(ofB?.out);
  return {
    items: [...(ofA?.out ?? []).filter((item) => inOfB.has(item)), ...(ofA?.in ?? []).filter((item) => outOfB.has(item))],
    maybe: [],
  };
}

/** What a search runs over: the relation, and a graph of it that is built once. */
interface SearchSpace {
  readonly graph: (environment: Environment) => Graph;
  /** The kind of declaration that must be complete for "no path" to be known. */
  readonly plural: string;
  readonly parts: readonly Compiled[];
}

function relationArgument(over: Expression | undefined, tools: Tools): SearchSpace {
  const word = over?.is === 'name' ? over.name.text : undefined;
  if (word === 'dependencies') return space([], 'dependencies', ({ landscape }) => dependencies(landscape));
  if (word === 'data') return space([], 'interfaces', ({ landscape }) => dataFlows(landscape));
  if (over === undefined)
    return space([], 'interfaces', ({ landscape }) =>
      connections([...(landscape.byType.get('interface') ?? []), ...remoteAccessHops(landscape)], true),
    );
  const set = tools.compile(over, setOf(elementOf('interface')), 'with hops');
  if (!fits(set.type, setOf(elementOf('interface'))))
    tools.mistake(
      over,
      `\`over:\` needs interfaces; this is ${describe(set.type)}.`,
      'Write `over: every interface f where f.pivots`, `over: data` or `over: dependencies`.',
    );
  return space([set], 'interfaces', (environment) => {
    const { items, maybe } = asSet(set.run(environment)) ?? { items: [], maybe: [] };
    return [...connections(items as readonly Element[], true), ...connections(maybe as readonly Element[], false)];
  });
}

function space(parts: readonly Compiled[], plural: string, relations: (environment: Environment) => readonly Relation[]): SearchSpace {
  const memoryKey = {};
  const build = (environment: Environment) => {
    const found = relations(environment);
    spend(environment, found.length);
    return buildGraph(environment.landscape, found);
  };
  const fixed = parts.every(({ uses }) => uses.size === 0);
  return { plural, parts, graph: fixed ? (environment) => once(environment, memoryKey, () => build(environment)) : build };
}

function once<T>({ memory }: Environment, key: object, compute: () => T): T {
  if (!memory.has(key)) memory.set(key, compute());
  return memory.get(key) as T;
}

/** The arguments of a graph function, ready to run. */
interface GraphQuery {
  readonly from: Compiled;
  readonly to: Compiled;
  readonly avoiding: Compiled | undefined;
  readonly through: Compiled | undefined;
  readonly space: SearchSpace;
  /** The search from the start, which serves every subject when the start does not depend on it. */
  readonly search: (environment: Environment) => Search | undefined;
}

const graphLabels = ['over', 'avoiding', 'through'];

function graphFunction(call: Call, tools: Tools, type: Type, compute: (query: GraphQuery, environment: Environment) => Runtime): Compiled {
  const row = functionNamed(call.callee.text) as FunctionRow;
  const [from, to, ...more] = unlabelled(call);
  const stranger = call.args.find(({ label }) => label !== undefined && !graphLabels.includes(label.text));
  if (stranger?.label)
    return tools.mistake(stranger.label, `\`${row.name}\` has no argument \`${stranger.label.text}\`.`, `Call it as \`${row.signature}\`.`);
  if (from === undefined || to === undefined || more.length > 0) return wrongArguments(call, tools, row.example);
  const compiled = { from: tools.compile(from, elementOf(...ends)), to: tools.compile(to, elementOf(...ends)) };
  const avoid = labelled(call, 'avoiding');
  const via = labelled(call, 'through');
  const avoiding = avoid && tools.compile(avoid, setOf(elementOf('system')));
  const through = via && tools.compile(via, elementOf('interface'));
  const searchSpace = relationArgument(labelled(call, 'over'), tools);
  const memoryKey = {};
  const searchNow = (environment: Environment): Search | undefined => {
    const starts = elementSet(compiled.from.run(environment));
    if (starts === undefined) return undefined;
    const graph = searchSpace.graph(environment);
    spend(environment, graph.out.size);
    return searchFrom(graph, starts, new Set(elementSet(avoiding?.run(environment) ?? null)));
  };
  const fixed = [compiled.from, ...(avoiding ? [avoiding] : []), ...searchSpace.parts].every(({ uses }) => uses.size === 0);
  const query: GraphQuery = {
    ...compiled,
    avoiding,
    through,
    space: searchSpace,
    search: fixed ? (environment) => once(environment, memoryKey, () => searchNow(environment)) : searchNow,
  };
  const parts = [compiled.from, compiled.to, ...(avoiding ? [avoiding] : []), ...(through ? [through] : []), ...searchSpace.parts];
  return { type, run: (environment) => compute(query, environment), ...usesOf(parts) };
}

function elementSet(value: Runtime): readonly Element[] | undefined {
  return asSet(value)?.items.filter(isElement);
}

function reaches(query: GraphQuery, environment: Environment): Runtime {
  const targets = elementSet(query.to.run(environment));
  const search = query.search(environment);
  if (targets === undefined || search === undefined) return undefined;
  const { nodesOf } = query.space.graph(environment);
  const from = elementSet(query.from.run(environment)) ?? [];
  const starts = new Set(from.flatMap(nodesOf));
  const goals = targets.flatMap(nodesOf).filter((target) => !starts.has(target));
  if (goals.some((goal) => search.certain.has(goal))) return true;
  if (goals.some((goal) => search.possible.has(goal))) return undefined;
  const gap = incompleteAround([...from, ...targets], query.space.plural, environment);
  if (gap === undefined) return false;
  environment.missing.push(gap);
  return undefined;
}

/** The first place whose connections are not said to be complete: there may be a path that nobody wrote down. */
function incompleteAround(elements: readonly Element[], plural: string, { landscape }: Environment): MissingFact | undefined {
  const silent = elements.find((element) => !isComplete(landscape, element, plural));
  return silent && { element: siteOf(silent) ?? silent, fact: `complete: ${plural}` };
}

function path(query: GraphQuery, environment: Environment): Runtime {
  const starts = elementSet(query.from.run(environment));
  const targets = elementSet(query.to.run(environment));
  if (starts === undefined || targets === undefined) return undefined;
  const graph = query.space.graph(environment);
  const avoiding = new Set(elementSet(query.avoiding?.run(environment) ?? null));
  const through = query.through?.run(environment);
  const edges = isElement(through)
    ? pathThrough(graph, targets, avoiding, through, query.search(environment))
    : shortestPath(graph, starts, targets, avoiding);
  return edges === undefined ? null : { edges };
}

function pathThrough(
  graph: Graph,
  targets: readonly Element[],
  avoiding: ReadonlySet<Element>,
  through: Element,
  search: Search | undefined,
): readonly Edge[] | undefined {
  const edge = [...graph.out.values()].flat().find(({ by }) => by === through);
  if (edge === undefined || search === undefined) return undefined;
  const before = pathTo(search.certain, edge.from);
  const after = targets.flatMap(graph.nodesOf).includes(edge.to)
    ? []
    : shortestPath(graph, ['group' in edge.to ? edge.to.group : edge.to], targets, avoiding);
  return before && edge && after && [...before, edge, ...after];
}

function cut(query: GraphQuery, environment: Environment): Runtime {
  const starts = elementSet(query.from.run(environment));
  const targets = elementSet(query.to.run(environment));
  if (starts === undefined || targets === undefined) return undefined;
  const graph = query.space.graph(environment);
  spend(environment, graph.out.size);
  const found = smallestCut(graph, starts, targets, new Set(elementSet(query.avoiding?.run(environment) ?? null)));
  if (found.length > 0) return { items: found, maybe: [] };
  const apart = reaches(query, environment);
  return apart === undefined ? undefined : { items: [], maybe: [] };
}
