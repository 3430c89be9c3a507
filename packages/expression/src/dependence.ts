import { dependencies, type Element } from '@weir/model';
import { collected } from './collected.js';
import { type Environment, remembered, type SetValue } from './runtime.js';

/** The systems that a system cannot do without: those that its `depends-on` name, and its host. */
export function needsOf(system: Element, environment: Environment): SetValue {
  return { items: pairs(environment).needs.get(system) ?? [], maybe: [] };
}

/** The systems that cannot do without a system: complete only where systems are. */
export function dependentsOf(system: Element, environment: Environment): SetValue {
  return collected(pairs(environment).dependents.get(system), system, ['systems'], environment);
}

const pairsKey = {};

interface Pairs {
  readonly needs: ReadonlyMap<Element, readonly Element[]>;
  readonly dependents: ReadonlyMap<Element, readonly Element[]>;
}

function pairs(environment: Environment): Pairs {
  return remembered(environment, pairsKey, () => {
    const [needs, dependents] = [new Map<Element, Element[]>(), new Map<Element, Element[]>()];
    for (const { from, to } of dependencies(environment.landscape)) {
      put(needs, from, to);
      put(dependents, to, from);
    }
    return { needs, dependents };
  });
}

function put(index: Map<Element, Element[]>, key: Element, element: Element): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [element]);
  else if (!known.includes(element)) known.push(element);
}
