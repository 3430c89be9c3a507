import { type Element, isComplete } from '@weir/model';
import { isThere, presentAmong } from './presence.js';
import type { Environment, SetValue } from './runtime.js';

/**
 * A set that nobody states, collected from what others say: complete only where their kinds are, by plural.
 * Members that are not there today do not count, unless the element they are collected for is not there either.
 */
export function collected(
  members: readonly Element[] = [],
  element: Element,
  plurals: readonly string[],
  environment: Environment,
): SetValue {
  const present = isThere(element, environment) ? presentAmong(members, environment) : members;
  const open = plurals.find((plural) => !isComplete(environment.landscape, element, plural));
  if (open === undefined) return { items: present, maybe: [] };
  return { items: present, maybe: [], open: true, doubts: [{ element, fact: `complete: ${open}` }] };
}
