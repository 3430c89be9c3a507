import { namesIn } from './bind/bind.js';
import { propertyNamed, ruledBy, standsIn, statedProperty } from './bind/rows.js';
import { pathOf } from './bind/values.js';
import type { Element, Landscape, Ring } from './landscape.js';
import type { Declaration, Expression, Path, SourceFacts, Span, Statement, Word } from './source-facts.js';
import type { ElementRow, PropertyRow } from './vocabulary/row.js';

/** A word in a file that names an element: where it is declared, extended or referred to. */
export interface NameUse extends Span {
  readonly file: string;
  /** As written, without back-ticks. */
  readonly text: string;
  readonly element: Element;
  readonly is: 'declaration' | 'extension' | 'reference';
  /** The last word of its path, so that the whole path means the element. */
  readonly isLast: boolean;
  /** The whole path. */
  readonly path: Span;
  /** The element in whose block it stands. */
  readonly by: Element | undefined;
  /** The property in whose value it stands. */
  readonly key?: string;
}

/** A path in an expression, and the element that it means. */
export interface NamedPath {
  readonly segments: readonly Word[];
  readonly element: Element;
}

export interface UsesInput {
  readonly facts: SourceFacts;
  readonly ring: Ring;
  readonly landscape: Landscape;
  /** Finds the names in what is evaluated: only who knows the types of expressions can tell them from other words. */
  readonly namesInExpression: (expression: Expression, place: ExpressionPlace) => Iterable<NamedPath>;
}

export interface ExpressionPlace {
  /** The element whose block it stands in. */
  readonly element: Element | undefined;
  readonly key: string;
  /** In the `value` of a `property` that a company adds: the element type that has it. */
  readonly self?: string;
}

interface Block {
  readonly element: Element | undefined;
  readonly row: ElementRow | undefined;
}

/**
 * Every word of a file that names an element, in the order of the text.
 *
 * It asks the names of the landscape as `bind` does. The file may have a newer text than the landscape was bound from: what is
 * declared there is found by its name.
 */
export function nameUsesIn(input: UsesInput): readonly NameUse[] {
  const uses: NameUse[] = [];
  new Walk(input, uses).block(input.facts.statements, { element: undefined, row: undefined });
  return uses.toSorted((a, b) => a.start - b.start);
}

class Walk {
  private readonly input: UsesInput;
  private readonly uses: NameUse[];

  constructor(input: UsesInput, uses: NameUse[]) {
    this.input = input;
    this.uses = uses;
  }

  block(statements: readonly Statement[], block: Block): void {
    for (const statement of statements) {
      const property = block.row && statedProperty(block.row, statement);
      if (property !== undefined) this.property(statement, property.key, property.row, block.element);
      else if (statement.is === 'declaration') this.declaration(statement, block);
    }
  }

  private property(statement: Statement, key: string, row: PropertyRow, element: Element | undefined): void {
    if (statement.is === 'property') {
      for (const value of statement.values) this.value(value, key, row, element);
      return;
    }
    for (const inner of statement.body ?? []) {
      if (inner.is !== 'property' || row.type.is !== 'block') continue;
      const property = propertyNamed(row.type.properties, inner.key.text);
      if (property !== undefined) this.property(inner, property.key, property.row, element);
    }
  }

  private value(written: Expression, key: string, row: PropertyRow, element: Element | undefined): void {
    const { type } = row;
    if (written.is === 'set' && type.is !== 'expression') {
      for (const item of written.items) this.value(item, key, row, element);
      return;
    }
    const path = pathOf(written);
    if (type.is === 'element') {
      const named = written.is === 'compound' ? { start: written.start, end: written.end, segments: [written.head, written.tail] } : path;
      if (named !== undefined) this.reference(named, type.types, element, key);
    } else if (type.is === 'skill-level') {
      if (written.is === 'compound') this.reference({ ...written.head, segments: [written.head] }, ['skill'], element, key);
    } else if (type.is === 'selection' && path !== undefined && this.isName(path)) this.reference(path, [], element, key);
    else if (type.is === 'selection' || type.is === 'expression' || type.is === 'template') this.expression(written, { element, key });
  }

  /** A call of a function looks like a name with its type in front. */
  private isName({ type }: Path): boolean {
    return type === undefined || this.input.landscape.vocabulary.types.has(type.text);
  }

  private expression(written: Expression, place: ExpressionPlace): void {
    for (const { segments, element } of this.input.namesInExpression(written, place))
      this.add(segments, element, 'reference', place.element, place.key);
  }

  private declaration(statement: Declaration, block: Block): void {
    const { landscape, ring } = this.input;
    const keyword = statement.keyword.text;
    if (keyword === 'extend') return this.extension(statement, block);
    if (keyword === 'vocabulary' && block.element === undefined) return this.vocabulary(statement);
    const row = landscape.vocabulary.types.get(keyword);
    const mayStandHere = row !== undefined && (block.row === undefined || standsIn(row, block.element, block.row));
    if (block.row?.entries !== undefined && !mayStandHere) return this.entry(statement, block);
    if (row === undefined) return;
    const element = declared(landscape, this.input.facts.file, ring, block.element, statement, keyword);
    if (typeof row.name === 'object' && statement.name !== undefined) this.reference(statement.name, row.name.reference, block.element);
    else if (element !== undefined && statement.name !== undefined)
      this.add(statement.name.segments, element, 'declaration', block.element);
    for (const end of [statement.source, statement.target])
      if (end !== undefined && row.ends !== undefined) this.reference(end, row.ends.types, block.element);
    if (row.body !== 'as-written') this.block(statement.body ?? [], { element: element ?? block.element, row });
  }

  private extension(statement: Declaration, block: Block): void {
    const { landscape, ring, facts } = this.input;
    if (statement.name === undefined) return;
    const found = namesIn(landscape).at(statement.name, ring);
    const planned = block.element && declared(landscape, facts.file, ring, block.element, statement, 'extend');
    const extended = planned?.names ?? (found.is === 'one' ? found.element : undefined);
    if (extended === undefined) return;
    this.add(statement.name.segments, extended, 'extension', block.element);
    const element = planned ?? extended;
    this.block(statement.body ?? [], { element, row: landscape.vocabulary.types.get(ruledBy(element)) });
  }

  private entry(statement: Declaration, block: Block): void {
    const { landscape, ring, facts } = this.input;
    const row = landscape.vocabulary.types.get(block.row?.entries ?? '');
    if (row === undefined) return;
    const { keyword } = statement;
    if (typeof row.name === 'object') this.reference({ ...keyword, segments: [keyword] }, row.name.reference, block.element);
    const element = declared(landscape, facts.file, ring, block.element, statement, row.keyword);
    this.block(statement.body ?? [], { element: element ?? block.element, row });
  }

  private vocabulary({ body = [] }: Declaration): void {
    for (const member of body) {
      if (member.is !== 'declaration') continue;
      if (member.keyword.text === 'kind') this.declaration(member, { element: undefined, row: undefined });
      if (member.keyword.text !== 'property') continue;
      const self = member.name?.segments[0]?.text;
      for (const inner of member.body ?? [])
        if (inner.is === 'property' && inner.key.text === 'value')
          for (const value of inner.values)
            this.expression(value, { element: undefined, key: 'value', ...(self !== undefined && { self }) });
    }
  }

  private reference(path: Path, types: readonly string[], from: Element | undefined, key?: string): void {
    const found = namesIn(this.input.landscape).find(path, from, types, this.input.ring);
    if (found.is === 'one') this.add(path.segments, found.element, 'reference', from, key);
  }

  /** Of `mill.kiln.plc` each word names something: the last one the element, the others what it stands in. */
  private add(segments: readonly Word[], element: Element, is: NameUse['is'], by: Element | undefined, key?: string): void {
    const { file } = this.input.facts;
    const path = { start: segments[0]?.start ?? 0, end: segments.at(-1)?.end ?? 0 };
    let named: Element | undefined = element;
    for (let index = segments.length - 1; index >= 0 && named !== undefined; index--) {
      const { text, start, end } = segments[index] as Word;
      if (named.name !== text && !named.aliases.includes(text)) break;
      const isLast = index === segments.length - 1;
      this.uses.push({
        file,
        start,
        end,
        text,
        element: named,
        is: isLast ? is : 'reference',
        isLast,
        path,
        by,
        ...(key !== undefined && { key }),
      });
      const around: Element | undefined = named.parent;
      named = around?.type === 'extend' ? around.names : around;
    }
  }
}

interface Declared {
  readonly byPlace: ReadonlyMap<string, Element>;
  readonly byName: ReadonlyMap<Element | string, ReadonlyMap<string, Element>>;
}

const declaredIn = new WeakMap<Landscape, Declared>();

/** The element that a declaration made: the one at its place, or, where the text has moved since, the one of its name. */
function declared(
  landscape: Landscape,
  file: string,
  ring: Ring,
  parent: Element | undefined,
  statement: Declaration,
  type: string,
): Element | undefined {
  let index = declaredIn.get(landscape);
  if (index === undefined) declaredIn.set(landscape, (index = indexOf(landscape)));
  const name = nameOf(statement, type);
  const atPlace = index.byPlace.get(placeKey(file, statement.start, type));
  if (atPlace !== undefined && atPlace.name === name && (parent === undefined || atPlace.parent === parent)) return atPlace;
  return index.byName.get(parent ?? ringKey(ring))?.get(`${type} ${name}`) ?? (statement.name === undefined ? atPlace : undefined);
}

function nameOf({ name, source, target, mutual, keyword }: Declaration, type: string): string {
  if (name !== undefined) return pathText(name);
  if (type === 'setting') return keyword.text;
  return source && target ? `${pathText(source)}${mutual ? '<->' : '->'}${pathText(target)}` : type;
}

function pathText({ segments, type }: Path): string {
  const name = segments.map(({ text }) => text).join('.');
  return type === undefined ? name : `${type.text}(${name})`;
}

function indexOf({ elements }: Landscape): Declared {
  const byPlace = new Map<string, Element>();
  const byName = new Map<Element | string, Map<string, Element>>();
  const add = (element: Element) => {
    byPlace.set(placeKey(element.extent.file, element.extent.start, element.type), element);
    const around = element.parent ?? ringKey(element.ring);
    const names = byName.get(around) ?? new Map<string, Element>();
    byName.set(around, names);
    const key = `${element.type} ${element.name}`;
    if (!names.has(key)) names.set(key, element);
    // What a change plans is no part of the landscape, and still has a place and names in it.
    if (element.type === 'change' || element.type === 'extend' || isPlanned(element)) for (const child of element.children) add(child);
  };
  for (const element of elements) add(element);
  return { byPlace, byName };
}

function isPlanned(element: Element): boolean {
  for (let block = element.parent; block !== undefined; block = block.parent) if (block.type === 'change') return true;
  return false;
}

function placeKey(file: string, start: number, type: string): string {
  return `${file}\0${start}\0${type}`;
}

function ringKey(ring: Ring): string {
  return typeof ring === 'string' ? ring : `pack ${ring.pack}`;
}
