import { compareByPath, compareTexts, type Element, type ElementReference } from '@weir/model';
import type { Badge } from './scene.js';

export function titleOf(element: Element): string {
  return element.title ?? element.name;
}

/** The identity of an element. */
export function keyed({ type, path }: ElementReference): string {
  return `${type} ${path}`;
}

/** In canonical order, whatever the order of declarations. */
export function byPath(elements: Iterable<Element>): readonly Element[] {
  return [...elements].toSorted(inOrder);
}

function inOrder(a: Element, b: Element): number {
  return compareByPath(a, b) || compareTexts(a.type, b.type);
}

/** In canonical order, and of what is declared twice only the first: names that clash are somebody else's finding. */
export function distinctByPath(elements: Iterable<Element>): readonly Element[] {
  return [...new Map([...elements].toReversed().map((element) => [keyed(element), element])).values()].toSorted(inOrder);
}

/** What is wrong with it, for whoever listens. */
export function sentences(badge: Badge | undefined): string {
  return badge === undefined ? '' : `. ${badge.messages.map((message) => message.replace(/\.$/, '')).join('. ')}`;
}

export function wordsOf(value: unknown): string {
  return (Array.isArray(value) ? value : []).filter((word) => typeof word === 'string').join(', ');
}
