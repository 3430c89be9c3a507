import { type Element, effectiveValue, elementsIn, factInBlock, type Landscape, type Value } from './landscape.js';

/** Where an element stands in its life on a day; undefined when it has no life cycle or its dates do not say. */
export type State = 'planned' | 'build' | 'active' | 'phase-out' | 'retired';

const stateFrom: readonly (readonly [key: string, state: State])[] = [
  ['retired', 'retired'],
  ['phase-out', 'phase-out'],
  ['active', 'active'],
  ['build', 'build'],
  ['plan', 'planned'],
];

export function stateOn(element: Element, day: number): State | undefined {
  const lifecycle = element.facts.get('lifecycle')?.value;
  if (lifecycle === undefined || lifecycle === null) return undefined;
  for (const [key, state] of stateFrom) {
    const begins = factInBlock(lifecycle, key)?.value;
    if (typeof begins === 'number' && begins <= day) return state;
  }
  const hasDates = stateFrom.some(([key]) => typeof factInBlock(lifecycle, key)?.value === 'number');
  const onlyEnds = !['plan', 'build', 'active'].some((key) => typeof factInBlock(lifecycle, key)?.value === 'number');
  if (!hasDates) return undefined;
  return onlyEnds ? 'active' : 'planned';
}

/** Whether it is there on a day: not still planned, not retired. No life cycle means it is. A connection needs both its ends. */
export function isPresent(element: Element, day: number): boolean {
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (isOutOfUse(block, day)) return false;
  if (element.ends === undefined || element.type !== 'interface') return true;
  return isPresent(element.ends.source, day) && isPresent(element.ends.target, day);
}

/** Those of the elements that are not there on a day, found from what is out of use downward: few are, and each block is asked once. */
export function absentAmong(elements: readonly Element[], day: number): ReadonlySet<Element> {
  const gone = new Set<Element>();
  const goes = (element: Element) => {
    gone.add(element);
    element.children.forEach(goes);
  };
  for (const element of elements) if (isOutOfUse(element, day)) goes(element);
  if (gone.size === 0) return gone;
  const isAbsent = (element: Element) => {
    const { type, parent, ends } = element;
    if (gone.has(element) || (parent !== undefined && gone.has(parent))) return true;
    return type === 'interface' && ends !== undefined && (gone.has(ends.source) || gone.has(ends.target));
  };
  return new Set(elements.filter(isAbsent));
}

function isOutOfUse(element: Element, day: number): boolean {
  const state = stateOn(element, day);
  return state === 'planned' || state === 'retired';
}

/** How a product is supported by its vendor on a day. */
export type Support = 'supported' | 'extended' | 'unsupported';

/** Undefined where its dates, or whether this plant pays for extended support, are not known. */
export function productSupport(product: Element, day: number): Support | undefined {
  const support = product.facts.get('support')?.value;
  if (support === null) return 'unsupported';
  const end = lastDay(support, 'end-of-support');
  if (end !== undefined && day <= end) return 'supported';
  const extendedEnd = lastDay(support, 'end-of-extended-support');
  if (extendedEnd !== undefined && day > extendedEnd) return 'unsupported';
  const pays = factInBlock(support, 'extended')?.value;
  if (end === undefined) return undefined;
  if (pays === true) return extendedEnd === undefined ? undefined : 'extended';
  return pays === undefined && extendedEnd !== undefined ? undefined : 'unsupported';
}

/** The last day on which a product is supported here: extended support counts when it is paid for. None where it has no end. */
export function productSupportEnd(product: Element): number | null | undefined {
  const support = product.facts.get('support')?.value;
  const pays = factInBlock(support, 'extended')?.value === true;
  const extendedEnd = pays ? lastDay(support, 'end-of-extended-support') : undefined;
  const end = extendedEnd ?? lastDay(support, 'end-of-support');
  return end === Number.POSITIVE_INFINITY ? null : end;
}

/** What a system is made of that a vendor supports: its product and its operating system. */
export function productsOf(landscape: Landscape, system: Element): readonly Element[] {
  const products = elementsIn(effectiveValue(landscape, system, 'product'));
  const operatingSystems = elementsIn(effectiveValue(landscape, system, 'os'));
  return operatingSystems.length === 0 ? products : [...products, ...operatingSystems];
}

const worstFirst: readonly Support[] = ['unsupported', 'extended', 'supported'];

/** The worst support among a system's products; undefined when a product is not known or its dates are not, and none is past its end. */
export function systemSupport(landscape: Landscape, system: Element, day: number): Support | undefined {
  const products = productsOf(landscape, system);
  const supports = products.map((product) => productSupport(product, day));
  const worst = worstFirst.find((support) => supports.includes(support));
  if (worst === 'unsupported') return worst;
  return products.length === 0 || supports.includes(undefined) ? undefined : worst;
}

/** The first of its products' ends that is known; none where none of them ends. */
export function systemSupportEnd(landscape: Landscape, system: Element): number | null | undefined {
  const ends = productsOf(landscape, system).map(productSupportEnd);
  const known = ends.filter((end) => typeof end === 'number');
  if (known.length > 0) return Math.min(...known);
  return ends.length === 0 || ends.includes(undefined) ? undefined : null;
}

/** A date that is stated as `none` never comes. */
function lastDay(value: Value, key: string): number | undefined {
  const day = factInBlock(value, key)?.value;
  if (day === null) return Number.POSITIVE_INFINITY;
  return typeof day === 'number' ? day : undefined;
}
