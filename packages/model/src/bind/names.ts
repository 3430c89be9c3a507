import type { Element, Ring } from '../landscape.js';
import { suggest } from '../near-name.js';
import type { Path } from '../source-facts.js';

/**
 * Finds elements by name.
 *
 * A name is looked for among the members of the enclosing blocks, innermost first; then as the trailing part of one
 * qualified name in the project; then at the top of each outer ring. Of several that end alike, those in the innermost
 * enclosing block that holds one are meant: mills built alike use the same names. Only elements of an accepted type
 * count. What a change plans is seen from within changes only.
 */
export class Names {
  private readonly rings: readonly string[];
  /** The rings by the word that stands for them in a qualified name. */
  private readonly ringsByWord: ReadonlyMap<string, string>;
  private readonly roots = new Map<string, Members>();
  private readonly members = new Map<Element, Members>();
  private readonly bearers: Members = new Map();
  private readonly planned = new Set<Element>();
  private readonly plannedBearers: Members = new Map();
  private readonly formerPaths: Members = new Map();
  /** Answers that do not depend on where the name stands: the same few names are looked up from thousands of places. */
  private readonly answers = new Map<readonly string[], Map<string, Found>>();
  private readonly suggestions = new Map<string, string | undefined>();
  private comparisons = 0;

  /** The rings from the innermost out. */
  constructor(rings: Iterable<Ring>) {
    this.rings = [...new Set([...rings].map(ringName))];
    this.ringsByWord = new Map(this.rings.map((ring) => [ring === 'library' ? 'weir' : ring.replace(/^pack /, ''), ring]));
  }

  add(element: Element): void {
    this.addName(element.name, element);
    for (const alias of element.aliases) this.addName(alias, element);
  }

  /** What is planned is seen by what else is planned. */
  addPlanned(element: Element): void {
    this.planned.add(element);
    this.addName(element.name, element);
  }

  addName(name: string, element: Element): void {
    if (this.answers.size > 0) this.answers.clear();
    put(this.membersAround(element), name, element);
    put(this.planned.has(element) ? this.plannedBearers : this.bearers, name, element);
  }

  addFormerPath(path: string, element: Element): void {
    put(this.formerPaths, path, element);
  }

  find(path: Pick<Path, 'segments' | 'type'>, from: Element | undefined, types: readonly string[], ring: Ring): Found {
    const accepts = acceptance(types, path.type?.text);
    const { segments } = path;
    const home = ringName(ring);
    const only = segments.length === 1 ? this.onlyBearer(segments[0]?.text ?? '', home) : undefined;
    if (only !== undefined) return accepts(only) ? { is: 'one', element: only } : { is: 'nothing' };
    const qualified = this.inNamedRing(segments, accepts);
    if (qualified.length > 0) return oneOf(qualified);
    const nearby = this.findAround(from, segments, accepts);
    if (nearby.length > 0) return oneOf(nearby);
    const found = path.type === undefined ? this.remembered(types, segments, accepts, home) : this.findFromOutside(segments, accepts, home);
    if (found.is === 'several') return nearest(found, from);
    if (found.is !== 'nothing' || !this.isPlanned(from)) return found;
    const planned = this.ending(this.plannedBearers, segments, accepts, home);
    return planned.length > 0 ? oneOf(planned) : found;
  }

  /** An element by its full path: in the ring that it names, else in the one given. */
  at(path: Pick<Path, 'segments' | 'type'>, ring: Ring): Found {
    const accepts = acceptance([], path.type?.text);
    const qualified = this.inNamedRing(path.segments, accepts);
    return oneOf(qualified.length > 0 ? qualified : this.descend(this.roots.get(ringName(ring)), path.segments, accepts));
  }

  /** Elements whose full path was this one. */
  formerly(path: string, types: readonly string[]): readonly Element[] {
    return (this.formerPaths.get(path) ?? []).filter(acceptance(types, undefined));
  }

  /** What a change plans under this name. */
  plannedAs(name: string, types: readonly string[]): Element | undefined {
    return this.plannedBearers.get(name)?.find(acceptance(types, undefined));
  }

  /** What was added before with the same type and name in the same block and ring. */
  twinOf(element: Element): Element | undefined {
    const ring = ringName(element.ring);
    return this.membersAround(element)
      .get(element.name)
      ?.find((other) => other.type === element.type && other.name === element.name && ringName(other.ring) === ring);
  }

  /** Elements at the top of a ring further out that bear the name. */
  furtherOut(element: Element): Element | undefined {
    const outward = this.rings.slice(this.rings.indexOf(ringName(element.ring)) + 1);
    for (const ring of outward) {
      const found = this.roots
        .get(ring)
        ?.get(element.name)
        ?.find(({ type, name }) => type === element.type && name === element.name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A name a typing mistake away that an element of an accepted type has. */
  near(word: string, types: readonly string[]): string | undefined {
    const question = `${types.join(' ')} ${word}`;
    if (this.suggestions.has(question)) return this.suggestions.get(question);
    if (this.comparisons > mostComparisons) return undefined;
    this.comparisons += this.bearers.size;
    const accepts = acceptance(types, undefined);
    const near = suggest(word, this.bearers.keys(), (name) => this.bearers.get(name)?.some(accepts) === true);
    this.suggestions.set(question, near);
    return near;
  }

  /** A name in the project that is a typing mistake away. */
  nearInProject(word: string): string | undefined {
    if (this.comparisons > mostComparisons) return undefined;
    this.comparisons += this.bearers.size;
    return suggest(word, this.bearers.keys(), (name) => this.bearers.get(name)?.some(({ ring }) => ring === 'project') === true);
  }

  /** Elements of any type that bear the name. */
  ofAnyType(name: string): readonly Element[] {
    return this.bearers.get(name) ?? [];
  }

  /** `weir.name` and `pack.name` name the ring. */
  private inNamedRing(segments: Path['segments'], accepts: Acceptance): readonly Element[] {
    const head = segments[0]?.text;
    if (head === undefined || segments.length === 1) return nobody;
    const ring = this.ringsByWord.get(head);
    return ring === undefined ? nobody : this.descend(this.roots.get(ring), segments.slice(1), accepts);
  }

  /** In the blocks around, innermost first. What a change plans inside another element also sees that element's scope. */
  private findAround(from: Element | undefined, segments: Path['segments'], accepts: Acceptance): readonly Element[] {
    for (let block = from; block !== undefined; block = block.parent) {
      const members = this.members.get(block);
      const found = members === undefined ? nobody : this.descend(members, segments, accepts);
      if (found.length > 0) return found;
      const extended = block.type === 'extend' ? this.findAround(block.names, segments, accepts) : nobody;
      if (extended.length > 0) return extended;
    }
    return nobody;
  }

  private findFromOutside(segments: Path['segments'], accepts: Acceptance, home: string): Found {
    const atHome = this.descend(this.roots.get(home), segments, accepts);
    if (atHome.length > 0) return oneOf(atHome);
    const ending = this.ending(this.bearers, segments, accepts, home);
    if (ending.length > 0) return oneOf(ending);
    for (const ring of this.rings.slice(this.rings.indexOf(home) + 1)) {
      const found = this.descend(this.roots.get(ring), segments, accepts);
      if (found.length > 0) return oneOf(found);
    }
    return { is: 'nothing' };
  }

  private remembered(types: readonly string[], segments: Path['segments'], accepts: Acceptance, home: string): Found {
    let answers = this.answers.get(types);
    if (answers === undefined) this.answers.set(types, (answers = new Map()));
    const name = segments.length === 1 ? segments[0]?.text : segments.map(({ text }) => text).join('\0');
    const question = home === 'project' ? `${name}` : `${home}\0${name}`;
    let found = answers.get(question);
    if (found === undefined) answers.set(question, (found = this.findFromOutside(segments, accepts, home)));
    return found;
  }

  /** The one element of that name there is: most names are borne once, and mean the same from everywhere they are seen. */
  private onlyBearer(name: string, home: string): Element | undefined {
    const bearers = this.bearers.get(name);
    const only = bearers?.length === 1 ? bearers[0] : undefined;
    if (only === undefined || (this.planned.size > 0 && this.plannedBearers.has(name))) return undefined;
    const ring = ringName(only.ring);
    const isSeen = ring === home || (only.parent === undefined && this.rings.indexOf(ring) > this.rings.indexOf(home));
    return isSeen ? only : undefined;
  }

  /** Elements whose qualified name ends in these segments; begins at the one that fewest bear. */
  private ending(bearers: Members, segments: Path['segments'], accepts: Acceptance, home: string): readonly Element[] {
    const [head, last] = [segments[0]?.text ?? '', segments.at(-1)?.text ?? ''];
    const ofLast = bearers.get(last) ?? [];
    const ofHead = this.bearers.get(head) ?? [];
    const isHome = (element: Element) => ringName(element.ring) === home;
    if (bearers === this.bearers && ofHead.length < ofLast.length)
      return ofHead
        .flatMap((element) => this.descend(this.members.get(element), segments.slice(1), accepts))
        .filter((element) => isHome(element) && !this.planned.has(element));
    return ofLast.filter((element) => accepts(element) && isHome(element) && endsWith(element, segments));
  }

  /** From the outside nothing planned is seen. */
  private descend(members: Members | undefined, segments: Path['segments'], accepts: Acceptance): readonly Element[] {
    let found: readonly Element[] = members?.get(segments[0]?.text ?? '') ?? nobody;
    for (let index = 1; index < segments.length && found.length > 0; index++) {
      const name = segments[index]?.text ?? '';
      found = found.flatMap((element) => {
        const inside = this.members.get(element)?.get(name) ?? nobody;
        return this.planned.size === 0 || this.planned.has(element) ? inside : inside.filter((member) => !this.planned.has(member));
      });
    }
    const only = found.length === 1 ? found[0] : undefined;
    if (only !== undefined) return accepts(only) ? found : nobody;
    return found.length === 0 ? nobody : found.filter(accepts);
  }

  private isPlanned(element: Element | undefined): boolean {
    return element !== undefined && (element.type === 'change' || this.planned.has(element));
  }

  private membersAround({ parent, ring }: Element): Members {
    return parent === undefined ? membersOf(this.roots, ringName(ring)) : membersOf(this.members, parent);
  }
}

/** A plant whose names are all gone must not be compared with itself for hours; some suggestions lead to the cause. */
const mostComparisons = 1_000_000;

const nobody: readonly Element[] = [];

type Members = Map<string, Element[]>;
type Acceptance = (element: Element) => boolean;

export type Found =
  | { readonly is: 'one'; readonly element: Element }
  | { readonly is: 'several'; readonly candidates: readonly Element[] }
  | { readonly is: 'nothing' };

/** A type that is stated, as in `zone(kiln)`, must be one that can stand there. */
function acceptance(types: readonly string[], stated: string | undefined): Acceptance {
  if (stated === undefined) return types.length === 0 ? () => true : ({ type }) => types.includes(type);
  return types.length === 0 || types.includes(stated) ? ({ type }) => type === stated : () => false;
}

function oneOf(found: readonly Element[]): Found {
  const only = found.length === 1 ? found[0] : undefined;
  if (only !== undefined) return { is: 'one', element: only };
  const [first, ...others] = new Set(found);
  if (first === undefined) return { is: 'nothing' };
  // Of two declared alike the second is an error of its own; the name means the first.
  const isOne = others.every(
    ({ path, type, ring }) => path === first.path && type === first.type && ringName(ring) === ringName(first.ring),
  );
  return isOne ? { is: 'one', element: first } : { is: 'several', candidates: [first, ...others] };
}

/** Those in the innermost block around the name that holds any of them. */
function nearest(found: Found & { is: 'several' }, from: Element | undefined): Found {
  for (let block = from; block !== undefined; block = block.parent) {
    const around = block.type === 'extend' ? block.names : block;
    const inside = found.candidates.filter((candidate) => around !== undefined && standsIn(candidate, around));
    if (inside.length > 0) return oneOf(inside);
  }
  return found;
}

function standsIn(element: Element, around: Element): boolean {
  for (let block = element.parent; block !== undefined; block = block.parent) if (block === around) return true;
  return false;
}

function endsWith(element: Element, segments: Path['segments']): boolean {
  let block: Element | undefined = element;
  for (let index = segments.length - 1; index >= 0; index--) {
    if (block?.type === 'extend') block = block.names;
    const text = segments[index]?.text as string;
    if (block === undefined || (block.name !== text && !block.aliases.includes(text))) return false;
    block = block.parent;
  }
  return true;
}

function membersOf<Block>(index: Map<Block, Members>, block: Block): Members {
  let members = index.get(block);
  if (members === undefined) index.set(block, (members = new Map()));
  return members;
}

function put(members: Members, name: string, element: Element): void {
  const known = members.get(name);
  if (known === undefined) members.set(name, [element]);
  else known.push(element);
}

export function ringName(ring: Ring): string {
  return typeof ring === 'string' ? ring : `pack ${ring.pack}`;
}
