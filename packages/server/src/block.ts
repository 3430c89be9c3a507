import type { Token } from '@weir/language/tokens';
import { isSymbol } from '@weir/language/tokens';
import {
  type Element,
  type ElementRow,
  type Landscape,
  namesIn,
  type Path,
  type PropertyRow,
  type Ring,
  type Vocabulary,
} from '@weir/model';
import type { OpenedBlock } from './cursor.js';

/** What the block is that a place lies in. */
export type Block =
  | { readonly is: 'file' }
  /** The block of an element; `element` where the landscape knows it already. */
  | { readonly is: 'element'; readonly row: ElementRow; readonly element: Element | undefined }
  /** `lifecycle { ... }`. */
  | {
      readonly is: 'property';
      readonly key: string;
      readonly row: PropertyRow;
      readonly owner: ElementRow;
      readonly element: Element | undefined;
    }
  | { readonly is: 'vocabulary' }
  /** `property system.cost-centre "..." { ... }` in a `vocabulary` block. */
  | { readonly is: 'vocabulary entry'; readonly keyword: string; readonly of: string | undefined }
  /** A small landscape in a rule. */
  | { readonly is: 'example'; readonly rule: Element | undefined }
  | { readonly is: 'unknown' };

export interface Surrounding {
  readonly block: Block;
  /** The innermost element around that the landscape knows. */
  readonly element: Element | undefined;
}

/** The block that a place lies in, and the element from which names are looked up there. */
export function surroundingOf(blocks: readonly OpenedBlock[], landscape: Landscape, ring: Ring): Surrounding {
  let surrounding: Surrounding = { block: { is: 'file' }, element: undefined };
  for (const opened of blocks) surrounding = enter(surrounding, opened, landscape, ring);
  return surrounding;
}

function enter({ block, element }: Surrounding, { head }: OpenedBlock, landscape: Landscape, ring: Ring): Surrounding {
  const { vocabulary } = landscape;
  const [keyword] = head;
  const word = keyword?.image ?? '';
  if (block.is === 'vocabulary') return { element, block: { is: 'vocabulary entry', keyword: word, of: head[1]?.image } };
  if (block.is === 'property' || block.is === 'unknown' || block.is === 'vocabulary entry') return { element, block: { is: 'unknown' } };
  const path = pathIn(head.slice(1));
  if (word === 'extend' && path !== undefined) {
    const planned = element?.children.find((child) => child.type === 'extend' && child.origin.start === path.start);
    const found = namesIn(landscape).at(path, ring);
    const extended = planned?.names ?? (found.is === 'one' ? found.element : undefined);
    const row = extended && vocabulary.types.get(extended.type);
    return {
      element: planned ?? extended ?? element,
      block: row === undefined ? { is: 'unknown' } : { is: 'element', row, element: extended },
    };
  }
  if (word === 'vocabulary' && block.is === 'file') return { element, block: { is: 'vocabulary' } };
  const around = block.is === 'element' ? block.row : undefined;
  const property = around && head.length === 1 && Object.hasOwn(around.properties, word) ? around.properties[word] : undefined;
  if (around !== undefined && property !== undefined)
    return { element, block: { is: 'property', key: word, row: property, owner: around, element } };
  const row = vocabulary.types.get(word);
  if (row !== undefined) {
    const known = block.is === 'example' ? undefined : declared(element, row, head, landscape, ring);
    if (row.body === 'as-written') return { element, block: { is: 'example', rule: element } };
    return { element: known ?? element, block: { is: 'element', row, element: known } };
  }
  const entry = around?.entries === undefined ? undefined : vocabulary.types.get(around.entries);
  if (entry === undefined) return { element, block: { is: 'unknown' } };
  const known = element?.children.find(({ type, name }) => type === entry.keyword && name === word);
  return { element: known ?? element, block: { is: 'element', row: entry, element: known } };
}

/** The element that a statement declares, found by what it is called. */
function declared(
  parent: Element | undefined,
  row: ElementRow,
  head: readonly Token[],
  landscape: Landscape,
  ring: Ring,
): Element | undefined {
  const wanted = nameOf(head);
  const among = parent?.children ?? rootsOf(landscape, ring).get(row.keyword) ?? [];
  return among.find(({ type, name }) => type === row.keyword && name === wanted);
}

const roots = new WeakMap<Landscape, Map<string, ReadonlyMap<string, readonly Element[]>>>();

/** What stands at the top of the files of a ring, by type. */
function rootsOf(landscape: Landscape, ring: Ring): ReadonlyMap<string, readonly Element[]> {
  const known = roots.get(landscape) ?? new Map<string, ReadonlyMap<string, readonly Element[]>>();
  roots.set(landscape, known);
  const key = typeof ring === 'string' ? ring : `pack ${ring.pack}`;
  let byType = known.get(key);
  if (byType === undefined) {
    const found = new Map<string, Element[]>();
    for (const element of landscape.elements) {
      if (element.parent !== undefined || (typeof element.ring === 'string' ? element.ring : `pack ${element.ring.pack}`) !== key) continue;
      const ofType = found.get(element.type) ?? [];
      found.set(element.type, ofType);
      ofType.push(element);
    }
    known.set(key, (byType = found));
  }
  return byType;
}

/** What an element is called that such a statement declares. */
function nameOf(head: readonly Token[]): string {
  const arrow = head.findIndex((token) => isSymbol(token, '->') || isSymbol(token, '<->'));
  const path = pathIn(head.slice(1));
  if (arrow < 0) return path === undefined ? (head[0]?.image ?? '') : textOf(path);
  const target = pathIn(head.slice(arrow + 1));
  const isNamed = path !== undefined && head[1] !== undefined && arrow > 1 + 2 * path.segments.length - 1 && !endsAt(head, arrow, path);
  if (isNamed) return textOf(path);
  return `${path === undefined ? '' : textOf(path)}${head[arrow]?.image}${target === undefined ? '' : textOf(target)}`;
}

/** Whether the path is all that stands between the keyword and the arrow, and so the first end. */
function endsAt(head: readonly Token[], arrow: number, path: Path): boolean {
  return head[arrow - 1]?.end === path.end;
}

function textOf({ segments }: Path): string {
  return segments.map(({ text }) => text).join('.');
}

/** The path that tokens begin with. */
export function pathIn(tokens: readonly Token[]): Path | undefined {
  const segments: { text: string; start: number; end: number }[] = [];
  for (let index = 0; index < tokens.length; index += 2) {
    const token = tokens[index] as Token;
    if (token.kind !== 'id') break;
    segments.push({ text: withoutTicks(token.image), start: token.start, end: token.end });
    const dot = tokens[index + 1];
    if (dot === undefined || !isSymbol(dot, '.')) break;
  }
  const [first] = segments;
  const last = segments.at(-1);
  return first && last && { start: first.start, end: last.end, segments };
}

export function withoutTicks(image: string): string {
  return (image.startsWith('`') ? image.replaceAll('`', '') : image).normalize('NFC');
}

/** Element types whose declaration may stand in a block. */
export function typesIn(block: Block, { types }: Vocabulary): readonly ElementRow[] {
  const rows = [...types.values()];
  if (block.is === 'file' || block.is === 'example') return rows.filter(({ within }) => within.includes('file') || block.is === 'example');
  if (block.is !== 'element') return [];
  const { keyword, body, holdsLikeArea } = block.row;
  if (body === 'planned')
    return rows.filter(({ keyword: type, within }) => type === 'retire' || within.includes('file') || within.includes('area'));
  return rows.filter(({ within }) => within.includes(keyword) || (holdsLikeArea === true && within.includes('area')));
}
