import type { Element } from '../landscape.js';
import type { Statement } from '../source-facts.js';
import type { ElementRow, PropertyRow } from '../vocabulary/row.js';

/** The type whose row holds for an element's block: a planned extension has the properties of what it extends. */
export function ruledBy({ type, names }: Element): string {
  return type === 'extend' && names !== undefined ? names.type : type;
}

/** A property by the key that is written, which may be one that every object has, such as `constructor`. */
export interface KeyedRow {
  readonly key: string;
  readonly row: PropertyRow;
}

const keyed = new WeakMap<Readonly<Record<string, PropertyRow>>, ReadonlyMap<string, KeyedRow>>();

export function propertyNamed(properties: Readonly<Record<string, PropertyRow>>, key: string): KeyedRow | undefined {
  let rows = keyed.get(properties);
  if (rows === undefined)
    keyed.set(properties, (rows = new Map(Object.entries(properties).map(([name, row]) => [name, { key: name, row }]))));
  return rows.get(key);
}

/** The property that a statement states; undefined for a declaration, and for a key that no row names. */
export function statedProperty({ properties, otherProperties }: ElementRow, statement: Statement): KeyedRow | undefined {
  if (statement.is === 'property') {
    const { text } = statement.key;
    return propertyNamed(properties, text) ?? (otherProperties && { key: text, row: otherProperties });
  }
  const { keyword, name, title, source, labels, body } = statement;
  if (body === undefined || name !== undefined || title !== undefined || source !== undefined || labels.length > 0) return undefined;
  const property = propertyNamed(properties, keyword.text);
  return property?.row.type.is === 'block' || property?.row.type.is === 'security-levels' ? property : undefined;
}

/** Whether a declaration of this type may stand in the block; a change plans whatever it likes. */
export function standsIn(row: ElementRow, block: Element | undefined, blockRow: ElementRow | undefined): boolean {
  if (block === undefined) return row.within.includes('file');
  if (block.type === 'change' || row.within.includes(ruledBy(block))) return true;
  return blockRow?.holdsLikeArea === true && row.within.includes('area');
}
