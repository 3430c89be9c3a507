import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildGraph,
  connections,
  dataFlows,
  dependencies,
  type Edge,
  type Graph,
  pathTo,
  remoteAccessHops,
  searchFrom,
  shortestCycles,
  shortestPath,
  smallestCut,
  wayFrom,
  waysTo,
} from './graph.js';
import type { Element, Fact, Landscape, Value } from './landscape.js';
import { builtInVocabulary } from './vocabulary/vocabulary.js';

// Landscapes by hand: `f: a -> b` is an interface, `g: a <-> b` one of peers, `h? a -> b` one that may not count.

interface Plant {
  readonly landscape: Landscape;
  readonly graph: Graph;
  readonly at: (path: string) => Element;
}

const nothing = { file: 'plant', start: 0, end: 0 };

function element(type: string, path: string, facts: Record<string, Value> = {}, parent?: Element): Element {
  const stated = Object.entries(facts).map(([key, value]): [string, Fact] => [
    key,
    { key, value, origin: nothing, keyOrigin: nothing, written: [] },
  ]);
  return {
    type,
    path,
    name: path,
    aliases: [],
    labels: [],
    children: [],
    ring: 'project',
    origin: nothing,
    extent: nothing,
    facts: new Map(stated),
    ...(parent && { parent }),
  };
}

function landscapeOf(elements: readonly Element[]): Landscape {
  const byType = new Map<string, Element[]>();
  for (const type of new Set(elements.map((member) => member.type)))
    byType.set(
      type,
      elements.filter((member) => member.type === type),
    );
  return { vocabulary: builtInVocabulary, elements, byType, complete: new Set() };
}

function plant(lines: readonly string[], others: readonly Element[] = []): Plant {
  const parsed = lines.map((line) => {
    const [, name = '', doubt, source = '', arrow, target = ''] = /^(\S+?)([:?]) (\S+) (<?->) (\S+)$/.exec(line) ?? [];
    return { name, certain: doubt === ':', source, mutual: arrow === '<->', target };
  });
  const known = new Map(others.map((other) => [other.path, other]));
  for (const path of new Set(parsed.flatMap(({ source, target }) => [source, target])))
    if (!known.has(path)) known.set(path, element('system', path));
  const at = (path: string): Element => known.get(path) ?? element('system', path);
  const joined = parsed.map(({ name, source, target, mutual, certain }) => ({
    certain,
    by: { ...element('interface', name), ends: { source: at(source), target: at(target), mutual } },
  }));
  const landscape = landscapeOf([...known.values(), ...joined.map(({ by }) => by)]);
  const relations = [true, false].flatMap((certain) =>
    connections(
      joined.filter((connection) => connection.certain === certain).map(({ by }) => by),
      certain,
    ),
  );
  return { landscape, graph: buildGraph(landscape, relations), at };
}

const nobody = new Set<Element>();
const names = (edges: readonly Edge[] | undefined) => edges?.flatMap(({ by }) => by?.path ?? []).join(' ');

test('a path is the shortest, of several the first by name, and keeps clear of what it avoids', () => {
  const { graph, at } = plant([
    'z: a -> b',
    'y: a -> c',
    'x: b -> d',
    'w: c -> d',
    'v: d -> e',
    'long: a -> f',
    'longer: f -> h',
    'longest: h -> g',
    'u: g -> e',
  ]);
  expect(names(shortestPath(graph, [at('a')], [at('e')], nobody))).toBe('y w v');
  expect(names(shortestPath(graph, [at('a')], [at('e')], new Set([at('c')])))).toBe('z x v');
  expect(names(shortestPath(graph, [at('a')], [at('e')], new Set([at('d')])))).toBe('long longer longest u');
  expect(shortestPath(graph, [at('a')], [at('e')], new Set([at('d'), at('g')]))).toBeUndefined();
  expect(shortestPath(graph, [at('a')], [at('a')], nobody)).toBeUndefined();
  expect(shortestPath(graph, [at('e')], [at('a')], nobody)).toBeUndefined();
});

test('what may not count is not walked, but reached possibly', () => {
  const { graph, at } = plant(['f: a -> b', 'g? b -> c']);
  const { certain, possible } = searchFrom(graph, [at('a')], nobody);
  expect([certain.has(at('b')), certain.has(at('c')), possible.has(at('c'))]).toEqual([true, false, true]);
  expect(shortestPath(graph, [at('a')], [at('c')], nobody)).toBeUndefined();
});

test('peers reach each other', () => {
  const { graph, at } = plant(['f: a <-> b']);
  expect(names(shortestPath(graph, [at('a')], [at('b')], nobody))).toBe('f');
  expect(names(shortestPath(graph, [at('b')], [at('a')], nobody))).toBe('f');
});

test('a connection of a zone or network is one of each member, but being in one is none', () => {
  const [cell, lan] = [element('zone', 'cell'), element('network', 'lan')];
  const [plc, hmi, pc] = ['plc', 'hmi', 'pc'].map((path) => element('system', path, { zone: cell, networks: [lan] }));
  const outside = element('system', 'outside');
  const { graph, at } = plant(
    ['in: outside -> cell', 'out: lan -> internet'],
    [cell, lan, plc, hmi, pc, outside].flatMap((one) => one ?? []),
  );
  expect(names(shortestPath(graph, [at('outside')], [at('plc')], nobody))).toBe('in');
  expect(names(shortestPath(graph, [at('plc')], [at('internet')], nobody))).toBe('out');
  expect(names(shortestPath(graph, [at('outside')], [at('internet')], nobody))).toBe('in out');
  expect(names(shortestPath(graph, [cell], [at('internet')], nobody))).toBe('out');
  expect(names(shortestPath(graph, [outside], [cell], nobody))).toBe('in');
  expect(shortestPath(graph, [at('plc')], [at('hmi')], nobody)).toBeUndefined();
  expect(shortestPath(graph, [at('plc')], [cell, lan], nobody)).toBeUndefined();
  expect(shortestPath(graph, [outside], [at('internet')], new Set([lan]))).toBeUndefined();
  expect(smallestCut(graph, [outside], [at('internet')], nobody).map(({ path }) => path)).toEqual(['in']);
});

test('a connection of a zone nobody is known in still leads from it', () => {
  const { graph, at } = plant(['up: cell -> mes', 'down: mes -> office'], [element('zone', 'cell'), element('zone', 'office')]);
  expect(names(shortestPath(graph, [at('cell')], [at('office')], nobody))).toBe('up down');
});

test('an endpoint stands for its system', () => {
  const plc = element('system', 'plc');
  const ua = element('endpoint', 'plc.ua', {}, plc);
  const { graph, at } = plant(['f: mes -> plc.ua', 'g: plc -> drive'], [plc, ua]);
  expect(names(shortestPath(graph, [at('mes')], [at('drive')], nobody))).toBe('f g');
});

test('of the smallest cuts it is the one nearest the start', () => {
  const { graph, at } = plant(['a1: s -> m', 'a2: m -> n', 'a3: n -> t']);
  expect(smallestCut(graph, [at('s')], [at('t')], nobody).map(({ path }) => path)).toEqual(['a1']);
});

test('a cut leaves out what flows where there is room beside it', () => {
  const { graph, at } = plant(['a1: s -> m', 'a2: s -> m', 'b: m -> t']);
  expect(smallestCut(graph, [at('s')], [at('t')], nobody).map(({ path }) => path)).toEqual(['b']);
});

test('a cut goes around what is avoided, and there is none where nothing leads', () => {
  const { graph, at } = plant(['a: s -> m', 'b: m -> t', 'c: s -> t']);
  expect(smallestCut(graph, [at('s')], [at('t')], new Set([at('m')])).map(({ path }) => path)).toEqual(['c']);
  expect(smallestCut(graph, [at('t')], [at('s')], nobody)).toEqual([]);
  expect(smallestCut(graph, [at('s')], [at('s')], nobody)).toEqual([]);
});

test('a cut of more connections than are worth working out parts the two all the same', () => {
  const wide = Array.from({ length: 300 }, (_, n) => `f${n}: s -> t`);
  const { graph, at } = plant([...wide, 'g: s -> m', 'h: m -> n']);
  expect(smallestCut(graph, [at('s')], [at('t')], nobody)).toHaveLength(300);
});

test('there is one cycle for each knot, the shortest, in the order of names', () => {
  const { graph } = plant(['e: y -> z', 'f: z -> y', 'a: a -> b', 'b: b -> c', 'c: c -> a', 'd: c -> b', 'g: a -> y', 'h: q -> q']);
  expect(shortestCycles(graph).map(names)).toEqual(['b d', 'h', 'e f']);
});

test('a ring of thousands is found without going through it thousands of times', () => {
  const ring = Array.from({ length: 20_000 }, (_, n) => `f${n}: s${n} -> s${(n + 1) % 20_000}`);
  expect(shortestCycles(plant(ring).graph).map((cycle) => cycle.length)).toEqual([20_000]);
});

test('dependencies lead from who needs to who is needed; hosts are needed', () => {
  const [erp, host] = [element('system', 'erp'), element('system', 'host')];
  const mes = element('system', 'mes', { 'runs-on': host });
  const needs = { ...element('depends-on', 'mes/erp', {}, mes), names: erp };
  const landscape = landscapeOf([erp, host, mes, needs]);
  const found = dependencies(landscape).map(({ from, to, by }) => `${from.path} -> ${to.path} by ${by.path}`);
  expect(found).toEqual(['mes -> erp by mes/erp', 'mes -> host by mes']);
});

test('data flow to who reads, and from who writes, commands or programs', () => {
  const [mes, plc, recipe] = [element('system', 'mes'), element('system', 'plc'), element('data', 'recipe')];
  const join = (path: string, facts: Record<string, Value>): Element => ({
    ...element('interface', path, facts),
    ends: { source: mes, target: plc, mutual: false },
  });
  const landscape = landscapeOf([
    join('reads', { reads: [true] }),
    join('writes', { writes: [recipe] }),
    join('both', { reads: [true], programs: [true] }),
    join('neither', { reads: [false], session: true }),
  ]);
  expect(dataFlows(landscape).map(({ from, to, by }) => `${by.path}: ${from.path} -> ${to.path}`)).toEqual([
    'reads: plc -> mes',
    'writes: mes -> plc',
    'both: plc -> mes',
    'both: mes -> plc',
  ]);
});

test('a remote access is a chain of sessions', () => {
  const [vendor, vpn, jump, ews] = ['vendor', 'vpn', 'jump', 'ews'].map((path) => element('system', path)) as [
    Element,
    Element,
    Element,
    Element,
  ];
  const access = element('remote-access', 'way-in', { from: [vendor], through: [vpn, jump], to: [ews] });
  const hops = remoteAccessHops(landscapeOf([vendor, vpn, jump, ews, access]));
  expect(hops.map(({ path, facts }) => `${path} ${facts.get('session')?.value === true}`)).toEqual([
    'way-in/vendor->vpn true',
    'way-in/vpn->jump true',
    'way-in/jump->ews true',
  ]);
});

// Small graphs, worked out by trying everything.

interface Link {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly certain: boolean;
}

const nodes = ['a', 'b', 'c', 'd', 'e'];
const node = fc.constantFrom(...nodes);
const links = fc
  .array(fc.record({ from: node, to: node, certain: fc.boolean(), rank: fc.nat(99) }), { maxLength: 9 })
  .map((drawn) =>
    drawn.map(({ from, to, certain, rank }, index): Link => ({ name: `f${String(rank).padStart(2, '0')}${index}`, from, to, certain })),
  );
const certainLinks = links.map((drawn) => drawn.map((link) => ({ ...link, certain: true })));
const plantOf = (drawn: readonly Link[]) =>
  plant(drawn.map(({ name, from, to, certain }) => `${name}${certain ? ':' : '?'} ${from} -> ${to}`));

/** Every path without a node twice, as the names of its links. */
function simplePaths(drawn: readonly Link[], from: string, to: string, avoided: readonly string[]): string[][] {
  const walk = (at: string, seen: readonly string[]): string[][] =>
    drawn
      .filter((link) => link.from === at && !seen.includes(link.to) && !avoided.includes(link.to))
      .flatMap((link) => (link.to === to ? [[link.name]] : walk(link.to, [...seen, link.to]).map((rest) => [link.name, ...rest])));
  return from === to || avoided.includes(from) ? [] : walk(from, [from]);
}

test('every path is one of all that there are: the shortest, and of those the first by name', () => {
  fc.assert(
    fc.property(certainLinks, node, node, fc.subarray(nodes, { maxLength: 2 }), (drawn, from, to, avoided) => {
      const { graph, at } = plantOf(drawn);
      const [shortest] = simplePaths(drawn, from, to, avoided).sort((a, b) => a.length - b.length || (a.join(' ') < b.join(' ') ? -1 : 1));
      const found = shortestPath(graph, [at(from)], [at(to)], new Set(avoided.map(at)));
      expect(names(found)).toBe(shortest?.join(' '));
    }),
    { numRuns: 500 },
  );
});

test('a search reaches what can be reached: surely, possibly, or not at all', () => {
  fc.assert(
    fc.property(links, node, node, fc.subarray(nodes, { maxLength: 2 }), (drawn, from, to, avoided) => {
      const { graph, at } = plantOf(drawn);
      const { certain, possible } = searchFrom(graph, [at(from)], new Set(avoided.map(at)));
      const sure = drawn.filter((link) => link.certain);
      if (from !== to) {
        expect(certain.has(at(to))).toBe(simplePaths(sure, from, to, avoided).length > 0);
        expect(possible.has(at(to))).toBe(simplePaths(drawn, from, to, avoided).length > 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('the way from a node is as short as the path to it', () => {
  fc.assert(
    fc.property(certainLinks, node, node, fc.subarray(nodes, { maxLength: 2 }), (drawn, from, to, avoided) => {
      const { graph, at } = plantOf(drawn);
      const avoiding = new Set(avoided.map(at));
      const there = pathTo(searchFrom(graph, [at(from)], avoiding).certain, at(to));
      expect(wayFrom(waysTo(graph, [at(to)], avoiding), at(from))?.length).toBe(there?.length);
    }),
    { numRuns: 300 },
  );
});

test('a cut parts the two sets, and no smaller set of connections does', () => {
  const sides = fc.subarray(nodes, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(certainLinks, sides, sides, fc.subarray(nodes, { maxLength: 1 }), (drawn, from, to, avoided) => {
      const { graph, at } = plantOf(drawn);
      const goals = to.filter((goal) => !from.includes(goal));
      const joins = (kept: readonly Link[]) =>
        from.some((start) => goals.some((goal) => simplePaths(kept, start, goal, avoided).length > 0));
      const cut = smallestCut(graph, from.map(at), to.map(at), new Set(avoided.map(at))).map(({ path }) => path);
      expect(joins(drawn.filter(({ name }) => !cut.includes(name)))).toBe(false);
      const smaller = subsets(drawn.map(({ name }) => name)).filter(({ length }) => length < cut.length);
      expect(smaller.some((removed) => !joins(drawn.filter(({ name }) => !removed.includes(name))))).toBe(false);
    }),
    { numRuns: 200 },
  );
});

function subsets(items: readonly string[]): string[][] {
  const sets: string[][] = [[]];
  for (const item of items) sets.push(...sets.map((set) => [...set, item]));
  return sets;
}

test('the cycles are those of the knots, and none is shorter', () => {
  fc.assert(
    fc.property(certainLinks, (drawn) => {
      const { graph } = plantOf(drawn);
      const lengthThrough = (start: string) =>
        Math.min(
          ...drawn
            .filter((link) => link.from === start)
            .flatMap((link) => (link.to === start ? [1] : simplePaths(drawn, link.to, start, []).map((path) => path.length + 1))),
        );
      const reaches = (a: string, b: string) => a === b || simplePaths(drawn, a, b, []).length > 0;
      const knots = new Map<string, number>();
      for (const start of nodes.filter((name) => Number.isFinite(lengthThrough(name)))) {
        const first = nodes.find((other) => reaches(start, other) && reaches(other, start)) as string;
        knots.set(first, Math.min(knots.get(first) ?? Number.POSITIVE_INFINITY, lengthThrough(start)));
      }
      const found = shortestCycles(graph);
      const ascending = (a: number, b: number) => a - b;
      expect(found.map((cycle) => cycle.length).sort(ascending)).toEqual([...knots.values()].sort(ascending));
      for (const cycle of found) for (const [index, edge] of cycle.entries()) expect(cycle[(index + 1) % cycle.length]?.from).toBe(edge.to);
    }),
    { numRuns: 300 },
  );
});

test('the order in which connections are given changes nothing', () => {
  const shuffled = certainLinks.chain((drawn) => fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })));
  fc.assert(
    fc.property(shuffled, node, node, ([drawn, other], from, to) => {
      const [one, two] = [plantOf(drawn), plantOf(other)];
      const answers = ({ graph, at }: Plant) => [
        names(shortestPath(graph, [at(from)], [at(to)], nobody)),
        smallestCut(graph, [at(from)], [at(to)], nobody).map(({ path }) => path),
        shortestCycles(graph).map(names),
      ];
      expect(answers(two)).toEqual(answers(one));
    }),
    { numRuns: 300 },
  );
});
