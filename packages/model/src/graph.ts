import { systemAt } from './derived.js';
import { indexOf } from './index-of.js';
import { type Element, elementsIn, type Fact, type Landscape } from './landscape.js';
import { compareByPath, compareTexts } from './text-order.js';

/**
 * Who reaches whom over connections.
 *
 * A connection leads from who opens the session to who answers. Being in one zone or network is not a connection; but a
 * connection of a whole zone or network is one of each of its members.
 */
export interface Graph {
  readonly out: ReadonlyMap<Node, readonly Edge[]>;
  readonly in: ReadonlyMap<Node, readonly Edge[]>;
  /** The nodes at which a search from an element begins: itself, or the members of a group and the side they leave it by. */
  readonly nodesOf: (element: Element) => readonly Node[];
  /** The nodes at which a search for it ends: itself, or the members of a group and the side they are reached by. */
  readonly goalsOf: (element: Element) => readonly Node[];
  /** Of every connection it is known that it counts. */
  readonly isCertain: boolean;
}

/** An element, or the side of a zone or network at which its members' connections leave or arrive. */
type Node = Element | Side;

interface Side {
  readonly group: Element;
  readonly side: 'leaving' | 'arriving';
}

export interface Edge {
  readonly from: Node;
  readonly to: Node;
  /** The connection; none where a member meets its group. */
  readonly by?: Element;
  /** False where it is not known whether the connection counts. */
  readonly certain: boolean;
}

export interface Relation {
  readonly from: Element;
  readonly to: Element;
  readonly by: Element;
  readonly certain: boolean;
}

const groupTypes = new Set(['zone', 'network']);

/** Builds the graph of the relations given, in the order of their names. Groups are opened up only where a relation ends at one. */
export function buildGraph(landscape: Landscape, relations: Iterable<Relation>): Graph {
  const out = new Map<Node, Edge[]>();
  const into = new Map<Node, Edge[]>();
  const sides = { leaving: new Map<Element, Side>(), arriving: new Map<Element, Side>() };
  const connect = (edge: Edge) => {
    push(out, edge.from, edge);
    push(into, edge.to, edge);
  };
  const nodeOf = (element: Element, side: Side['side']): Node => {
    if (!groupTypes.has(element.type)) return systemAt(element);
    let node = sides[side].get(element);
    if (node === undefined) {
      sides[side].set(element, (node = { group: element, side }));
      for (const member of membersOf(landscape, element))
        connect(side === 'leaving' ? { from: member, to: node, certain: true } : { from: node, to: member, certain: true });
    }
    return node;
  };
  const inOrder = [...relations].sort((a, b) => compareByPath(a.by, b.by));
  for (const { from, to, by, certain } of inOrder) connect({ from: nodeOf(from, 'leaving'), to: nodeOf(to, 'arriving'), by, certain });
  const standsFor = (element: Element, side: Side['side']): readonly Node[] => {
    if (!groupTypes.has(element.type)) return [systemAt(element)];
    const node = sides[side].get(element);
    return node === undefined ? membersOf(landscape, element) : [...membersOf(landscape, element), node];
  };
  return {
    out,
    in: into,
    nodesOf: (element) => standsFor(element, 'leaving'),
    goalsOf: (element) => standsFor(element, 'arriving'),
    isCertain: inOrder.every(({ certain }) => certain),
  };
}

/** The connections of a landscape as relations: `<->` leads both ways. */
export function connections(interfaces: Iterable<Element>, certain: boolean): Relation[] {
  const relations: Relation[] = [];
  for (const by of interfaces) {
    if (by.ends === undefined) continue;
    relations.push({ from: by.ends.source, to: by.ends.target, by, certain });
    if (by.ends.mutual) relations.push({ from: by.ends.target, to: by.ends.source, by, certain });
  }
  return relations;
}

/** Where data flows: what is read flows to the reader, what is written, commanded or programmed flows from the source. */
export function dataFlows(landscape: Landscape): Relation[] {
  return (landscape.byType.get('interface') ?? []).flatMap((by) => {
    if (by.ends === undefined) return [];
    const { source, target } = by.ends;
    const says = (key: string) => isSaid(by.facts.get(key));
    const back = says('reads') ? [{ from: target, to: source, by, certain: true }] : [];
    const forth = says('writes') || says('commands') || says('programs') ? [{ from: source, to: target, by, certain: true }] : [];
    return [...back, ...forth];
  });
}

function isSaid(fact: Fact | undefined): boolean {
  return Array.isArray(fact?.value) && fact.value.some((member) => member !== false);
}

/** Who cannot do without whom: stated dependencies, and hosts. */
export function dependencies(landscape: Landscape): Relation[] {
  const stated = (landscape.byType.get('depends-on') ?? []).flatMap((by) =>
    by.parent && by.names ? [{ from: by.parent, to: by.names, by, certain: true }] : [],
  );
  const hosted = (landscape.byType.get('system') ?? []).flatMap((system) =>
    elementsIn(system.facts.get('runs-on')?.value).map((host) => ({ from: system, to: host, by: system, certain: true })),
  );
  return [...stated, ...hosted];
}

/** The hops of every remote access, as connections with a session. */
export function remoteAccessHops(landscape: Landscape): readonly Element[] {
  let hops = hopsOf.get(landscape);
  if (hops === undefined) hopsOf.set(landscape, (hops = (landscape.byType.get('remote-access') ?? []).flatMap(hopsIn)));
  return hops;
}

const hopsOf = new WeakMap<Landscape, readonly Element[]>();

function hopsIn(access: Element): Element[] {
  const chain = elementsIn(access.facts.get('through')?.value);
  const stages = [
    elementsIn(access.facts.get('from')?.value),
    ...chain.map((system) => [system]),
    elementsIn(access.facts.get('to')?.value),
  ];
  return stages
    .slice(1)
    .flatMap((targets, index) =>
      (stages[index] as readonly Element[]).flatMap((source) => targets.map((target) => hop(access, source, target))),
    );
}

function hop(access: Element, source: Element, target: Element): Element {
  const session: Fact = { key: 'session', value: true, origin: access.origin, keyOrigin: access.origin, written: [] };
  const protocol = access.facts.get('protocol');
  const name = `${source.name}->${target.name}`;
  return {
    ...access,
    type: 'interface',
    name,
    aliases: [],
    path: `${access.path}/${name}`,
    children: [],
    parent: access,
    ends: { source, target, mutual: false },
    facts: new Map([['session', session], ...(protocol ? [['protocol', protocol] as const] : [])]),
  };
}

/** What a search found: each node reached, the nearest first, with the edge it was reached by. */
export interface Search {
  readonly certain: ReadonlyMap<Node, Edge | undefined>;
  /** Reached also over connections of which it is not known whether they count. */
  readonly possible: ReadonlyMap<Node, Edge | undefined>;
}

/** One breadth-first search from many starts; what is avoided is not entered. */
export function searchFrom(graph: Graph, starts: Iterable<Element>, avoiding: ReadonlySet<Element>): Search {
  const from = [...starts].sort(compareByPath).flatMap(graph.nodesOf);
  const avoided = avoidedNodes(graph, avoiding);
  const certain = spread(from, forward(graph), (edge, node) => edge.certain && !avoided.has(node), avoided);
  return { certain, possible: graph.isCertain ? certain : spread(from, forward(graph), (_, node) => !avoided.has(node), avoided) };
}

/** A way to walk the edges of a graph. */
interface Direction {
  readonly edgesAt: (node: Node) => readonly Edge[];
  readonly next: (edge: Edge) => Node;
}

const forward = (graph: Graph): Direction => ({ edgesAt: (node) => graph.out.get(node) ?? [], next: ({ to }) => to });
const backward = (graph: Graph): Direction => ({ edgesAt: (node) => graph.in.get(node) ?? [], next: ({ from }) => from });

/** To avoid a group is to avoid its members. */
function avoidedNodes(graph: Graph, avoiding: ReadonlySet<Element>): ReadonlySet<Node> {
  return new Set([...avoiding].flatMap((element) => [...graph.nodesOf(element), ...graph.goalsOf(element)]));
}

/** Breadth first, where a connection is a step and meeting one's group is none. */
function spread(
  starts: Iterable<Node>,
  { edgesAt, next }: Direction,
  follows: (edge: Edge, node: Node) => boolean,
  avoided: ReadonlySet<Node>,
): Map<Node, Edge | undefined> {
  const reached = new Map<Node, Edge | undefined>();
  for (const start of starts) if (!avoided.has(start)) reached.set(start, undefined);
  const enter = (edge: Edge, level: Node[]) => {
    const node = next(edge);
    if (reached.has(node) || !follows(edge, node)) return;
    reached.set(node, edge);
    level.push(node);
  };
  for (let level = [...reached.keys()]; level.length > 0; ) {
    for (const node of level) for (const edge of edgesAt(node)) if (edge.by === undefined) enter(edge, level);
    const further: Node[] = [];
    for (const node of level) for (const edge of edgesAt(node)) if (edge.by !== undefined) enter(edge, further);
    level = further;
  }
  return reached;
}

/** The connections from a start to the target, in order; undefined when the search did not get there. */
export function pathTo(reached: ReadonlyMap<Node, Edge | undefined>, target: Node): readonly Edge[] | undefined {
  if (!reached.has(target)) return undefined;
  const path: Edge[] = [];
  for (let edge = reached.get(target); edge !== undefined; edge = reached.get(edge.from)) path.push(edge);
  return path.reverse();
}

/** Which nodes lead to a goal over connections that count, each with the first step of a shortest way there. */
export function waysTo(graph: Graph, goals: Iterable<Element>, avoiding: ReadonlySet<Element>): ReadonlyMap<Node, Edge | undefined> {
  const ends = [...goals].sort(compareByPath).flatMap(graph.goalsOf);
  const avoided = avoidedNodes(graph, avoiding);
  return spread(ends, backward(graph), (edge, node) => edge.certain && !avoided.has(node), avoided);
}

/** The connections from a node to its goal, in order; undefined when it leads to none. */
export function wayFrom(leading: ReadonlyMap<Node, Edge | undefined>, start: Node): readonly Edge[] | undefined {
  if (!leading.has(start)) return undefined;
  const way: Edge[] = [];
  for (let edge = leading.get(start); edge !== undefined; edge = leading.get(edge.to)) way.push(edge);
  return way;
}

/**
 * A path of the fewest connections that count from one set to what else is in the other; of several, the first by the
 * names of its start and its connections.
 */
export function shortestPath(
  graph: Graph,
  from: Iterable<Element>,
  to: Iterable<Element>,
  avoiding: ReadonlySet<Element>,
): readonly Edge[] | undefined {
  const goals = new Set<Node>([...to].flatMap(graph.goalsOf));
  const { certain } = searchFrom(graph, from, avoiding);
  for (const [node, edge] of certain) {
    if (edge === undefined || !goals.has(node)) continue;
    return pathTo(certain, node);
  }
  return undefined;
}

/** How many connections at most a smallest cut is worth working out for; a plant that needs more has other worries. */
const largestCut = 256;

/**
 * A smallest set of connections whose removal parts the two sets; of several, the one nearest the start, so it is always
 * the same. Where more than `largestCut` are needed, it is all connections that leave the start, or all that arrive at the
 * target, whichever are fewer: they part the two, but fewer might.
 *
 * Maximum flow by augmenting paths, one unit a connection: k searches for a cut of k.
 */
export function smallestCut(
  graph: Graph,
  from: Iterable<Element>,
  to: Iterable<Element>,
  avoiding: ReadonlySet<Element>,
): readonly Element[] {
  const avoided = avoidedNodes(graph, avoiding);
  const sources = new Set([...from].flatMap(graph.nodesOf).filter((node) => !avoided.has(node)));
  const sinks = new Set([...to].flatMap(graph.goalsOf).filter((node) => !avoided.has(node) && !sources.has(node)));
  const flow: Flow = new Map();
  for (let units = 0; ; units++) {
    const path = augmentingPath(graph, sources, sinks, avoided, flow);
    if (path === undefined) break;
    if (units === largestCut) return border(graph, sources, sinks, avoided);
    for (const { edge, back } of path) flow.set(edge, (flow.get(edge) ?? 0) + (back ? -1 : 1));
  }
  const near = residual(graph, sources, avoided, flow);
  const cut = new Set<Element>();
  for (const [edge, units] of flow) if (units > 0 && edge.by !== undefined && near.has(edge.from) && !near.has(edge.to)) cut.add(edge.by);
  return [...cut].sort(compareByPath);
}

function border(graph: Graph, sources: ReadonlySet<Node>, sinks: ReadonlySet<Node>, avoided: ReadonlySet<Node>): readonly Element[] {
  const counts = (edge: Edge, node: Node) => edge.certain && !avoided.has(node);
  const around = (nodes: ReadonlySet<Node>, direction: Direction) => {
    const group = spread(nodes, direction, (edge, node) => edge.by === undefined && counts(edge, node), avoided);
    const crossing = [...group.keys()].flatMap((node) =>
      direction
        .edgesAt(node)
        .flatMap((edge) =>
          edge.by !== undefined && !group.has(direction.next(edge)) && counts(edge, direction.next(edge)) ? edge.by : [],
        ),
    );
    return [...new Set(crossing)].sort(compareByPath);
  };
  const [leaving, arriving] = [around(sources, forward(graph)), around(sinks, backward(graph))];
  return arriving.length < leaving.length ? arriving : leaving;
}

/** Units over each edge. A connection carries one; where a member meets its group there is no limit. */
type Flow = Map<Edge, number>;

interface Step {
  readonly edge: Edge;
  readonly back: boolean;
}

function augmentingPath(
  graph: Graph,
  sources: ReadonlySet<Node>,
  sinks: ReadonlySet<Node>,
  avoided: ReadonlySet<Node>,
  flow: Flow,
): readonly Step[] | undefined {
  const reached = residual(graph, sources, avoided, flow, sinks);
  const end = [...sinks].find((sink) => reached.has(sink));
  if (end === undefined) return undefined;
  const path: Step[] = [];
  for (let step = reached.get(end); step !== undefined; step = reached.get(step.back ? step.edge.to : step.edge.from)) path.push(step);
  return path.reverse();
}

/** What can be reached over capacity that is left, stopping at the first of the nodes wanted. */
function residual(
  graph: Graph,
  starts: Iterable<Node>,
  avoided: ReadonlySet<Node>,
  flow: Flow,
  wanted?: ReadonlySet<Node>,
): Map<Node, Step | undefined> {
  const reached = new Map<Node, Step | undefined>();
  for (const start of starts) reached.set(start, undefined);
  for (const node of reached.keys()) {
    if (wanted?.has(node)) break;
    for (const edge of graph.out.get(node) ?? []) {
      const full = edge.by !== undefined && (flow.get(edge) ?? 0) >= 1;
      if (full || !edge.certain || reached.has(edge.to) || avoided.has(edge.to)) continue;
      reached.set(edge.to, { edge, back: false });
    }
    for (const edge of graph.in.get(node) ?? []) {
      if ((flow.get(edge) ?? 0) <= 0 || reached.has(edge.from)) continue;
      reached.set(edge.from, { edge, back: true });
    }
  }
  return reached;
}

/**
 * One cycle for each group of nodes that all reach one another, in the order of names: the shortest, of several the first
 * by name. In a large group it is the shortest of those through its first nodes by name, so that the work stays linear.
 */
export function shortestCycles(graph: Graph): readonly (readonly Edge[])[] {
  return components(graph)
    .flatMap((component) => {
      const cycle = shortestCycleIn(graph, component);
      return cycle === undefined ? [] : [cycle];
    })
    .sort((a, b) => compareTexts(nameOf(a[0]?.from), nameOf(b[0]?.from)));
}

/** Through how many of its nodes, the first by name, the shortest cycle of a component is looked for. */
const startsTried = 64;

function shortestCycleIn(graph: Graph, component: readonly Node[]): readonly Edge[] | undefined {
  const inside = new Set(component);
  let best: readonly Edge[] | undefined;
  for (const start of [...component].sort((a, b) => compareTexts(nameOf(a), nameOf(b))).slice(0, startsTried)) {
    const cycle = cycleThrough(graph, start, inside);
    if (cycle !== undefined && (best === undefined || stepsIn(cycle) < stepsIn(best))) best = cycle;
  }
  return best;
}

function cycleThrough(graph: Graph, start: Node, inside: ReadonlySet<Node>): readonly Edge[] | undefined {
  const reached = spread([start], forward(graph), (edge, node) => edge.certain && inside.has(node), new Set());
  let best: readonly Edge[] | undefined;
  for (const node of reached.keys()) {
    const closing = graph.out.get(node)?.find((edge) => edge.to === start && edge.certain);
    const cycle = closing && [...(pathTo(reached, node) ?? []), closing];
    if (cycle !== undefined && (best === undefined || stepsIn(cycle) < stepsIn(best))) best = cycle;
  }
  return best;
}

function stepsIn(path: readonly Edge[]): number {
  return path.reduce((steps, { by }) => (by === undefined ? steps : steps + 1), 0);
}

/** Strongly connected components with a cycle in them (Tarjan, without recursion). */
function components(graph: Graph): Node[][] {
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const onStack = new Set<Node>();
  const stack: Node[] = [];
  const found: Node[][] = [];
  for (const root of graph.out.keys()) {
    if (order.has(root)) continue;
    const work: { node: Node; edges: Iterator<Edge> }[] = [];
    const enter = (node: Node) => {
      order.set(node, order.size);
      low.set(node, order.get(node) as number);
      stack.push(node);
      onStack.add(node);
      work.push({ node, edges: (graph.out.get(node) ?? [])[Symbol.iterator]() });
    };
    enter(root);
    while (work.length > 0) {
      const { node, edges } = work.at(-1) as { node: Node; edges: Iterator<Edge> };
      const step = edges.next();
      if (!step.done) {
        const next = step.value.to;
        if (!step.value.certain) continue;
        if (!order.has(next)) enter(next);
        else if (onStack.has(next)) low.set(node, Math.min(low.get(node) as number, order.get(next) as number));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) as number, low.get(node) as number));
      if (low.get(node) !== order.get(node)) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack.delete(member);
      const loops = component.length > 1 || (graph.out.get(node) ?? []).some((edge) => edge.to === node && edge.certain);
      if (loops) found.push(component);
    }
  }
  return found;
}

function membersOf(landscape: Landscape, group: Element): readonly Element[] {
  return [...(indexOf(landscape).members.get(group) ?? [])].sort(compareByPath);
}

function push(edges: Map<Node, Edge[]>, node: Node, edge: Edge): void {
  const known = edges.get(node);
  if (known === undefined) edges.set(node, [edge]);
  else known.push(edge);
}

function nameOf(node: Node | undefined): string {
  return node === undefined ? '' : 'group' in node ? node.group.path : node.path;
}
