import { descendantsOf, type Element, elementsIn, indexOf, type Landscape } from '@weir/model';
import { type Environment, type Missing, remembered, type SetValue, type Single } from './runtime.js';

/** Which systems a responsibility or an agreement covers: those it names, those in what it names, those it selects. */
export function coveredBy(row: Element, environment: Environment): SetValue {
  const fact = row.facts.get('for');
  const { landscape } = environment;
  if (fact === undefined) return { items: systemsIn(row.parent ? [row.parent] : roots(landscape), landscape), maybe: [] };
  const { items, maybe, doubts } = environment.select(row, fact.value, environment);
  const surely = systemsIn(items as readonly Element[], landscape);
  const perhaps = systemsIn(maybe as readonly Element[], landscape).filter((system) => !surely.includes(system));
  return { items: surely, maybe: perhaps, ...(perhaps.length > 0 && doubts && { doubts }) };
}

/** The responsibilities that cover a system, without those that another one stands in for. */
export function responsibilitiesOf(system: Element, environment: Environment): SetValue {
  const known = remembered(environment, unreplacedKey, () => new Map<Element, SetValue>());
  let set = known.get(system);
  if (set === undefined) known.set(system, (set = unreplaced(covering('responsibility', system, environment))));
  return set;
}

const unreplacedKey = {};

function unreplaced({ items, maybe, doubts }: SetValue): SetValue {
  const [surely, perhaps] = [items as readonly Element[], maybe as readonly Element[]];
  const replaced = new Set(surely.flatMap(replacedBy));
  const perhapsReplaced = new Set(perhaps.flatMap(replacedBy));
  const remaining = surely.filter((row) => !replaced.has(row));
  return {
    items: remaining.filter((row) => !perhapsReplaced.has(row)),
    maybe: [...perhaps.filter((row) => !replaced.has(row)), ...remaining.filter((row) => perhapsReplaced.has(row))],
    ...(doubts && { doubts }),
  };
}

function replacedBy({ facts }: Element): readonly Element[] {
  return elementsIn(facts.get('instead-of')?.value);
}

export function agreementsOf(system: Element, environment: Environment): SetValue {
  return covering('agreement', system, environment);
}

/** The changes that are for an element, or take it out of use. */
export function changesOf(element: Element, environment: Environment): readonly Element[] {
  const index = remembered(environment, changesKey, () => {
    const changes = new Map<Element, Element[]>();
    for (const change of environment.landscape.byType.get('change') ?? []) {
      const retired = change.children.flatMap(({ type, names }) => (type === 'retire' && names ? [names] : []));
      for (const changed of new Set([...elementsIn(change.facts.get('for')?.value), ...retired])) put(changes, changed, change);
    }
    return changes;
  });
  return index.get(element) ?? [];
}

const changesKey = {};
const responsibilityKey = {};
const agreementKey = {};

/** The declarations of a type by the systems they cover, worked out once. */
interface Covering {
  readonly surely: Map<Element, Element[]>;
  readonly perhaps: Map<Element, Element[]>;
  readonly doubts: ReadonlyMap<Single, readonly Missing[]>;
}

function covering(type: 'responsibility' | 'agreement', system: Element, environment: Environment): SetValue {
  const key = type === 'agreement' ? agreementKey : responsibilityKey;
  const { surely, perhaps, doubts } = remembered(environment, key, () => indexCovering(type, environment));
  const maybe = perhaps.get(system) ?? [];
  const items = surely.get(system) ?? [];
  return { items, maybe, ...(maybe.length > 0 && { doubts: maybe.map((row) => doubts.get(row) ?? []) }) };
}

function indexCovering(type: string, environment: Environment): Covering {
  const [surely, perhaps] = [new Map<Element, Element[]>(), new Map<Element, Element[]>()];
  const doubts = new Map<Single, readonly Missing[]>();
  for (const row of environment.landscape.byType.get(type) ?? []) {
    const covered = coveredBy(row, environment);
    for (const system of covered.items) put(surely, system as Element, row);
    for (const system of covered.maybe) put(perhaps, system as Element, row);
    if (covered.doubts !== undefined) doubts.set(row, covered.doubts);
  }
  return { surely, perhaps, doubts };
}

/** Every site, and the systems that stand in none. */
function roots({ byType }: Landscape): readonly Element[] {
  return [...(byType.get('site') ?? []), ...(byType.get('system') ?? []).filter(({ parent }) => parent === undefined)];
}

function systemsIn(elements: readonly Element[], landscape: Landscape): readonly Element[] {
  return [...new Set(elements.flatMap((element) => systemsOf(element, landscape)))];
}

function systemsOf(element: Element, landscape: Landscape): readonly Element[] {
  if (element.type === 'system') return [element];
  const inside = element.type === 'zone' ? (indexOf(landscape).inverses.get('systems')?.get(element) ?? []) : descendantsOf(element);
  return inside.filter(({ type }) => type === 'system');
}

function put(index: Map<Element, Element[]>, key: Element, element: Element): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [element]);
  else known.push(element);
}
