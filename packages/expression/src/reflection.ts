import { type Element, elementsIn, type Fact, isBlock, type Landscape, type PropertyRow, type ValueType } from '@weir/model';
import type { Single } from './runtime.js';

/** What an element states, whatever it is: for rules about texts, dates and names as such. */

/** Every text it states; words of an enumeration are none. */
export function textsIn(element: Element, landscape: Landscape): readonly Single[] {
  return valuesOf(element, landscape, 'text');
}

export function datesIn(element: Element, landscape: Landscape): readonly Single[] {
  return valuesOf(element, landscape, 'date');
}

/** Every element it names. */
export function referencesIn(element: Element): readonly Element[] {
  const facts = [...element.facts.values()].flatMap((fact) => (isBlock(fact.value) ? [...fact.value.block.values()] : [fact]));
  return [...new Set(facts.flatMap(({ value }) => elementsIn(value)))];
}

function valuesOf(element: Element, landscape: Landscape, type: ValueType['is']): readonly Single[] {
  return valuesIn(element.facts, landscape.vocabulary.types.get(element.type)?.properties ?? {}, type);
}

function valuesIn(facts: ReadonlyMap<string, Fact>, rows: Readonly<Record<string, PropertyRow>>, type: ValueType['is']): readonly Single[] {
  return [...facts].flatMap(([key, { value }]) => {
    const row = rows[key];
    if (row?.type.is === 'block' && isBlock(value)) return valuesIn(value.block, row.type.properties, type);
    if (row?.type.is !== type || value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value as Single];
  });
}
