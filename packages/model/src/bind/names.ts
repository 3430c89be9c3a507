import type { Element, Ring } from '../landscape.js';
import { suggest } from '../near-name.js';
import type { Path } from '../source-facts.js';

/**
 * Finds elements by name.
 *
 * A name is looked for among the members of the enclosing blocks, innermost first; then as the trailing part of one
 * qualified name in the project; then at the top of each outer ring. Only elements of an accepted type count.
 */
export class Names {
  private readonly roots = new Map<string, Members>();
  private readonly members = new Map<Element, Members>();
  private readonly byLastName = new Map<string, Element[]>();
  private readonly ringNames: string[] = [];

  /** Elements must be added in the order of rings, the innermost first. */
  add(element: Element): void {
    const ring = ringName(element.ring);
    if (!this.roots.has(ring)) {
      this.roots.set(ring, new Map());
      this.ringNames.push(ring);
    }
    const members = element.parent === undefined ? (this.roots.get(ring) as Members) : this.membersOf(element.parent);
    for (const name of [element.name, ...element.aliases]) {
      put(members, name, element);
      put(this.byLastName, name, element);
    }
  }

  find(path: Pick<Path, 'segments' | 'type'>, from: Element | undefined, types: readonly string[], ring: Ring): Found {
    const segments = path.segments.map(({ text }) => text);
    const accepted = path.type === undefined ? types : [path.type.text];
    const accepts = (element: Element) => accepted.length === 0 || accepted.includes(element.type);
    const [head, ...rest] = segments;
    if (head !== undefined && rest.length > 0) {
      const qualified = this.roots.get(head === 'weir' ? 'library' : `pack ${head}`);
      const found = qualified && this.descend(qualified, rest).filter(accepts);
      if (found && found.length > 0) return oneOf(found);
    }
    for (const block of enclosing(from)) {
      const found = this.descend(this.members.get(block), segments).filter(accepts);
      if (found.length > 0) return oneOf(found);
    }
    const home = ringName(ring);
    const outward = this.ringNames.slice(Math.max(0, this.ringNames.indexOf(home)));
    const atHome = this.descend(this.roots.get(home), segments).filter(accepts);
    if (atHome.length > 0) return oneOf(atHome);
    const trailing = (this.byLastName.get(segments.at(-1) as string) ?? []).filter(
      (element) => accepts(element) && ringName(element.ring) === home && endsWith(element, segments),
    );
    if (trailing.length > 0) return oneOf(trailing);
    for (const outer of outward) {
      if (outer === home) continue;
      const found = this.descend(this.roots.get(outer), segments).filter(accepts);
      if (found.length > 0) return oneOf(found);
    }
    return { is: 'nothing' };
  }

  /** Elements by their full path in a ring, of any type. */
  at(segments: readonly string[], ring: Ring): readonly Element[] {
    return this.descend(this.roots.get(ringName(ring)), segments);
  }

  membersNamed(block: Element | undefined, ring: Ring, name: string): readonly Element[] {
    const members = block === undefined ? this.roots.get(ringName(ring)) : this.members.get(block);
    return members?.get(name) ?? [];
  }

  /** A name a typing mistake away that an element of an accepted type has. */
  near(word: string, types: readonly string[]): string | undefined {
    const names: string[] = [];
    for (const [name, elements] of this.byLastName) {
      if (elements.some((element) => types.length === 0 || types.includes(element.type))) names.push(name);
    }
    return suggest(word, names);
  }

  /** Elements of another type that bear the name. */
  ofAnyType(name: string): readonly Element[] {
    return this.byLastName.get(name) ?? [];
  }

  private descend(members: Members | undefined, segments: readonly string[]): readonly Element[] {
    let found: readonly Element[] = members?.get(segments[0] as string) ?? [];
    for (const segment of segments.slice(1)) found = found.flatMap((element) => this.members.get(element)?.get(segment) ?? []);
    return found;
  }

  private membersOf(element: Element): Members {
    let members = this.members.get(element);
    if (members === undefined) this.members.set(element, (members = new Map()));
    return members;
  }
}

type Members = Map<string, Element[]>;

export type Found =
  | { readonly is: 'one'; readonly element: Element }
  | { readonly is: 'several'; readonly candidates: readonly Element[] }
  | { readonly is: 'nothing' };

function oneOf(found: readonly Element[]): Found {
  const distinct = [...new Set(found)];
  return distinct.length === 1 ? { is: 'one', element: distinct[0] as Element } : { is: 'several', candidates: distinct };
}

/** The blocks around, innermost first. What a change plans inside another element also sees that element's scope. */
function* enclosing(from: Element | undefined): Generator<Element> {
  for (let block = from; block !== undefined; block = block.parent) {
    yield block;
    if (block.type === 'extend') yield* enclosing(block.names);
  }
}

function endsWith(element: Element, segments: readonly string[]): boolean {
  let block: Element | undefined = element;
  for (const segment of segments.toReversed()) {
    if (block === undefined || (block.name !== segment && !block.aliases.includes(segment))) return false;
    block = block.parent;
  }
  return true;
}

function put(members: Members, name: string, element: Element): void {
  const known = members.get(name);
  if (known === undefined) members.set(name, [element]);
  else known.push(element);
}

export function ringName(ring: Ring): string {
  return typeof ring === 'string' ? ring : `pack ${ring.pack}`;
}
