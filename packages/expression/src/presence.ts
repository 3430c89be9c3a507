import { absentAmong, type Element, remoteAccessHops } from '@weir/model';
import { type Environment, remembered, type SetValue } from './runtime.js';

/** Whether an element is there on the reference date. Most are, so only those that are not are remembered. */
export function isThere(element: Element, environment: Environment): boolean {
  return !absent(environment).has(element);
}

/** Those of the elements that are there on the reference date. */
export function presentAmong(elements: readonly Element[], environment: Environment): readonly Element[] {
  const missing = absent(environment);
  return missing.size === 0 || !elements.some((element) => missing.has(element))
    ? elements
    : elements.filter((element) => !missing.has(element));
}

/** Every element of a type that is declared. */
export function declared(type: string, { landscape }: Pick<Environment, 'landscape'>): readonly Element[] {
  return type === 'element' ? landscape.elements : (landscape.byType.get(type) ?? []);
}

/** Every element of a type that is there on the reference date, as one set for all who ask. */
export function everyPresent(type: string, environment: Environment): SetValue {
  const byType = remembered(environment, presentKey, () => new Map<string, SetValue>());
  let set = byType.get(type);
  if (set === undefined) byType.set(type, (set = { items: presentAmong(declared(type, environment), environment), maybe: [] }));
  return set;
}

const presentKey = {};
const absentKey = {};

function absent(environment: Environment): ReadonlySet<Element> {
  return remembered(environment, absentKey, () => {
    const { landscape, today } = environment;
    // Nothing in the library has a life cycle.
    const own = landscape.elements.filter(({ ring }) => ring !== 'library');
    return absentAmong([...own, ...remoteAccessHops(landscape)], today);
  });
}
