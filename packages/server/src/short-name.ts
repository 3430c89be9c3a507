import { type Element, type Landscape, namesIn, type Ring } from '@weir/model';

/** From where a name is looked up. */
export interface Viewpoint {
  readonly landscape: Landscape;
  readonly element: Element | undefined;
  readonly ring: Ring;
}

/** The shortest path that means the element from there, as it is typed. */
export function shortName(element: Element, types: readonly string[], { landscape, element: from, ring }: Viewpoint): string {
  const names = namesIn(landscape);
  const segments: string[] = [];
  for (
    let block: Element | undefined = element;
    block !== undefined;
    block = block.type === 'extend' ? block.names?.parent : block.parent
  ) {
    segments.unshift(block.type === 'extend' ? (block.names?.name ?? block.name) : block.name);
    const path = { segments: segments.map((text) => ({ text, start: 0, end: 0 })) };
    const found = names.find(path, from, types, ring);
    if (found.is === 'one' && found.element === element) return typed(segments);
  }
  const ringName = typeof element.ring === 'string' ? (element.ring === 'library' ? 'weir' : undefined) : element.ring.pack;
  if (ringName !== undefined && element.ring !== ring) return typed([ringName, ...segments]);
  return types.length === 1 ? typed(segments) : `${element.type}(${typed(segments)})`;
}

function typed(segments: readonly string[]): string {
  return segments.map(quotedIfNeeded).join('.');
}

const plainName = /^[_\p{L}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?$/u;

const reserved = new Set('all and by every exists false in matches no none not or satisfies true unknown where yes'.split(' '));

/** A name as it stands in a file: between back-ticks where it is not one word, or a word of the language. */
export function quotedIfNeeded(name: string): string {
  return plainName.test(name) && !reserved.has(name) ? name : `\`${name}\``;
}
