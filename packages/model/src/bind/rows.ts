import type { Element } from '../landscape.js';
import type { Statement } from '../source-facts.js';
import type { ElementRow, PropertyRow } from '../vocabulary/row.js';

/** The type whose row holds for an element's block: a planned extension has the properties of what it extends. */
export function ruledBy({ type, names }: Element): string {
  return type === 'extend' && names !== undefined ? names.type : type;
}

/** A row by its key, unless the key is one that every object has, such as `constructor`. */
export function ownRow(row: ElementRow | undefined, key: string): PropertyRow | undefined {
  return row !== undefined && Object.hasOwn(row.properties, key) ? row.properties[key] : undefined;
}

/** The row of the property that a statement states; undefined for a declaration, and for a key that no row names. */
export function statedRow(row: ElementRow, statement: Statement): PropertyRow | undefined {
  if (statement.is === 'property') return ownRow(row, statement.key.text) ?? row.otherProperties;
  const { keyword, name, title, source, labels, body } = statement;
  if (body === undefined || name !== undefined || title !== undefined || source !== undefined || labels.length > 0) return undefined;
  const property = ownRow(row, keyword.text);
  return property?.type.is === 'block' || property?.type.is === 'security-levels' ? property : undefined;
}

/** Whether a declaration of this type may stand in the block; a change plans whatever it likes. */
export function standsIn(row: ElementRow, block: Element | undefined, blockRow: ElementRow | undefined): boolean {
  if (block === undefined) return row.within.includes('file');
  if (block.type === 'change' || row.within.includes(ruledBy(block))) return true;
  return blockRow?.holdsLikeArea === true && row.within.includes('area');
}
