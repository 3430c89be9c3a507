import { systemAt, zoneOf } from './derived.js';
import { indexOf } from './index-of.js';
import { type Element, elementsIn, type Fact, type Landscape } from './landscape.js';

/**
 * Who reaches whom over connections.
 *
 * A connection leads from who opens the session to who answers. Being in one zone or network is not a connection; but a
 * connection of a whole zone or network is one of each of its members.
 */
export interface Graph {
  readonly out: ReadonlyMap<Node, readonly Edge[]>;
  readonly in: ReadonlyMap<Node, readonly Edge[]>;
  /** The nodes that an element stands for where a search begins or ends: itself, and a group's members and sides. */
  readonly nodesOf: (element: Element) => readonly Node[];
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

/** Builds the graph of the relations given. Groups are opened up only where a relation ends at one. */
export function buildGraph(landscape: Landscape, relations: Iterable<Relation>): Graph {
  const out = new Map<Node, Edge[]>();
  const into = new Map<Node, Edge[]>();
  const sides = new Map<string, Side>();
  const connect = (edge: Edge) => {
    push(out, edge.from, edge);
    push(into, edge.to, edge);
  };
  const nodeOf = (element: Element, side: Side['side']): Node => {
    if (!groupTypes.has(element.type)) return systemAt(element);
    const id = `${side} ${element.type} ${element.path}`;
    let node = sides.get(id);
    if (node === undefined) {
      sides.set(id, (node = { group: element, side }));
      for (const member of membersOf(landscape, element))
        connect(side === 'leaving' ? { from: member, to: node, certain: true } : { from: node, to: member, certain: true });
    }
    return node;
  };
  for (const { from, to, by, certain } of relations) connect({ from: nodeOf(from, 'leaving'), to: nodeOf(to, 'arriving'), by, certain });
  const nodesOf = (element: Element): readonly Node[] => {
    if (!groupTypes.has(element.type)) return [systemAt(element)];
    const known = ['leaving', 'arriving'].flatMap((side) => sides.get(`${side} ${element.type} ${element.path}`) ?? []);
    return [...membersOf(landscape, element), ...known];
  };
  return { out, in: into, nodesOf };
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

/** What a search found: each node reached, with the edge it was reached by. */
export interface Search {
  readonly certain: ReadonlyMap<Node, Edge | undefined>;
  /** Reached also over connections of which it is not known whether they count. */
  readonly possible: ReadonlyMap<Node, Edge | undefined>;
}

/** One breadth-first search from many starts; what is avoided is not entered. */
export function searchFrom(graph: Graph, starts: Iterable<Element>, avoiding: ReadonlySet<Element>): Search {
  const roots = [...starts];
  return { certain: spread(graph, roots, avoiding, (edge) => edge.certain), possible: spread(graph, roots, avoiding, () => true) };
}

function spread(
  graph: Graph,
  starts: readonly Element[],
  avoiding: ReadonlySet<Element>,
  follows: (edge: Edge) => boolean,
): Map<Node, Edge | undefined> {
  const reached = new Map<Node, Edge | undefined>();
  for (const start of starts.flatMap(graph.nodesOf)) if (!avoiding.has(start as Element)) reached.set(start, undefined);
  for (const node of reached.keys()) {
    for (const edge of graph.out.get(node) ?? []) {
      if (reached.has(edge.to) || !follows(edge) || avoiding.has(edge.to as Element)) continue;
      reached.set(edge.to, edge);
    }
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

/** The shortest path between two sets, ties by name. */
export function shortestPath(
  graph: Graph,
  from: Iterable<Element>,
  to: Iterable<Element>,
  avoiding: ReadonlySet<Element>,
): readonly Edge[] | undefined {
  const starts = [...from].toSorted(byPath);
  const reached = spread(graph, starts, avoiding, (edge) => edge.certain);
  let best: readonly Edge[] | undefined;
  for (const target of [...to].toSorted(byPath).flatMap(graph.nodesOf)) {
    const path = pathTo(reached, target);
    if (path !== undefined && path.length > 0 && (best === undefined || path.length < best.length)) best = path;
  }
  return best;
}

/** How many connections at most a cut may have; a plant that needs more has other worries. */
const largestCut = 256;

/**
 * A smallest set of connections whose removal parts the two sets; of several, the one nearest the start, so it is always
 * the same. At most `largestCut` are returned.
 *
 * Maximum flow by augmenting paths, one unit a connection: k searches for a cut of k.
 */
export function smallestCut(
  graph: Graph,
  from: Iterable<Element>,
  to: Iterable<Element>,
  avoiding: ReadonlySet<Element>,
): readonly Element[] {
  const nodes = (elements: Iterable<Element>) =>
    new Set([...elements].flatMap(graph.nodesOf).filter((node) => !avoiding.has(node as Element)));
  const sources = nodes(from);
  const sinks = nodes(to);
  for (const source of sources) sinks.delete(source);
  const flow: Flow = new Map();
  for (let units = 0; units < largestCut; units++) {
    const path = augmentingPath(graph, sources, sinks, avoiding, flow);
    if (path === undefined) break;
    for (const { edge, back } of path) flow.set(edge, (flow.get(edge) ?? 0) + (back ? -1 : 1));
  }
  const near = residual(graph, sources, avoiding, flow);
  const cut = new Set<Element>();
  for (const [edge, units] of flow) if (units > 0 && edge.by !== undefined && near.has(edge.from) && !near.has(edge.to)) cut.add(edge.by);
  return [...cut].toSorted(byPath);
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
  avoiding: ReadonlySet<Element>,
  flow: Flow,
): readonly Step[] | undefined {
  const reached = residual(graph, sources, avoiding, flow, sinks);
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
  avoiding: ReadonlySet<Element>,
  flow: Flow,
  wanted?: ReadonlySet<Node>,
): Map<Node, Step | undefined> {
  const reached = new Map<Node, Step | undefined>();
  for (const start of starts) reached.set(start, undefined);
  for (const node of reached.keys()) {
    if (wanted?.has(node)) break;
    for (const edge of graph.out.get(node) ?? []) {
      const full = edge.by !== undefined && (flow.get(edge) ?? 0) >= 1;
      if (full || !edge.certain || reached.has(edge.to) || avoiding.has(edge.to as Element)) continue;
      reached.set(edge.to, { edge, back: false });
    }
    for (const edge of graph.in.get(node) ?? []) {
      if ((flow.get(edge) ?? 0) <= 0 || reached.has(edge.from)) continue;
      reached.set(edge.from, { edge, back: true });
    }
  }
  return reached;
}

/** One shortest cycle for each group of nodes that all reach one another. */
export function shortestCycles(graph: Graph): readonly (readonly Edge[])[] {
  const cycles: (readonly Edge[])[] = [];
  for (const component of components(graph)) {
    const inside = new Set<Node>(component);
    let best: readonly Edge[] | undefined;
    for (const start of component) {
      const cycle = cycleThrough(graph, start, inside);
      if (cycle !== undefined && (best === undefined || cycle.length < best.length)) best = cycle;
    }
    if (best !== undefined) cycles.push(best);
  }
  return cycles;
}

function cycleThrough(graph: Graph, start: Node, inside: ReadonlySet<Node>): readonly Edge[] | undefined {
  const reached = new Map<Node, Edge | undefined>([[start, undefined]]);
  for (const node of reached.keys()) {
    for (const edge of graph.out.get(node) ?? []) {
      if (!edge.certain || !inside.has(edge.to)) continue;
      if (edge.to === start) return [...backTo(reached, node), edge];
      if (!reached.has(edge.to)) reached.set(edge.to, edge);
    }
  }
  return undefined;
}

function backTo(reached: ReadonlyMap<Node, Edge | undefined>, node: Node): Edge[] {
  const path: Edge[] = [];
  for (let edge = reached.get(node); edge !== undefined; edge = reached.get(edge.from)) path.push(edge);
  return path.reverse();
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
      const component = stack.splice(stack.indexOf(node));
      for (const member of component) onStack.delete(member);
      const loops = component.length > 1 || (graph.out.get(node) ?? []).some((edge) => edge.to === node && edge.certain);
      if (loops) found.push(component);
    }
  }
  return found;
}

function membersOf(landscape: Landscape, group: Element): readonly Element[] {
  if (group.type === 'network') return indexOf(landscape).inverses.get('members')?.get(group) ?? [];
  return (indexOf(landscape).inverses.get('systems')?.get(group) ?? []).filter(
    (system) => system.type === 'system' && zoneOf(landscape, system) === group,
  );
}

function push(edges: Map<Node, Edge[]>, node: Node, edge: Edge): void {
  const known = edges.get(node);
  if (known === undefined) edges.set(node, [edge]);
  else known.push(edge);
}

function byPath(a: Element, b: Element): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
