import { describeType, type EnumerationWord, orList, type PropertyRow, type ValueType, withArticle } from '@weir/model';

/** The type of an expression, known before anything is evaluated. */
export type Type =
  | {
      readonly is:
        | 'boolean'
        | 'number'
        | 'text'
        | 'date'
        | 'duration'
        | 'money'
        | 'level'
        | 'levels'
        | 'security-levels'
        | 'skill-level'
        | 'foreign-id'
        | 'none'
        | 'path';
    }
  | { readonly is: 'word'; readonly words: readonly EnumerationWord[]; readonly ordered: boolean }
  /** An element of one of these types; of any type when there are none. */
  | { readonly is: 'element'; readonly types: readonly string[] }
  | { readonly is: 'block'; readonly key: string; readonly properties: Readonly<Record<string, PropertyRow>> }
  | { readonly is: 'set'; readonly of: Type }
  /** After a mistake that was reported: fits everything, so that it is reported once. */
  | { readonly is: 'anything' };

export const boolean: Type = { is: 'boolean' };
export const number: Type = { is: 'number' };
export const text: Type = { is: 'text' };
export const date: Type = { is: 'date' };
export const duration: Type = { is: 'duration' };
export const anything: Type = { is: 'anything' };
export const elementOf = (...types: readonly string[]): Type => ({ is: 'element', types });
export const setOf = (of: Type): Type => ({ is: 'set', of });

export function typeOfProperty(key: string, row: PropertyRow): Type {
  const one = typeOfValue(key, row.type);
  return row.many ? setOf(one) : one;
}

function typeOfValue(key: string, type: ValueType): Type {
  switch (type.is) {
    case 'yes-no':
      return boolean;
    case 'template':
    case 'name':
      return text;
    case 'selection':
      return setOf(elementOf());
    case 'expression':
      return anything;
    case 'block':
      return { is: 'block', key, properties: type.properties };
    case 'word':
      return { is: 'word', words: type.words, ordered: type.ordered };
    case 'element':
      return type.orYes ? anything : elementOf(...type.types);
    default:
      return { is: type.is } as Type;
  }
}

/** The type of a set's members; a path is a set of its connections. */
export function itemOf(type: Type): Type {
  if (type.is === 'path') return elementOf('interface');
  return type.is === 'set' ? type.of : type;
}

/** Whether a value of the type can be one of the type wanted. */
export function fits(type: Type, wanted: Type): boolean {
  if (type.is === 'anything' || wanted.is === 'anything' || type.is === 'none') return true;
  if (type.is === 'set' && wanted.is === 'set') return fits(type.of, wanted.of);
  if (type.is === 'element' && wanted.is === 'element') return overlap(type.types, wanted.types);
  if (type.is === 'word' && wanted.is === 'word') return type.words.some(({ word }) => wanted.words.some((other) => other.word === word));
  if (type.is === 'number' && wanted.is === 'level') return true;
  if (type.is === 'path' && wanted.is === 'set') return fits(elementOf('interface'), wanted.of);
  return type.is === wanted.is;
}

function overlap(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((type) => others.includes(type));
}

/** Numbers that add up: a set of answers keeps each of them, also where two are equal. */
export function isQuantity({ is }: Type): boolean {
  return is === 'number' || is === 'duration' || is === 'money';
}

const names: Partial<Record<Type['is'], string>> = {
  boolean: '`yes` or `no`',
  number: 'a number',
  text: 'a text',
  date: 'a date',
  duration: 'a duration',
  money: 'an amount of money',
  level: 'a Purdue level',
  levels: 'a range of Purdue levels',
  'security-levels': 'a vector of security levels',
  'skill-level': 'a skill with its level',
  'foreign-id': 'an id in another register',
  none: '`none`',
  path: 'a path of connections',
  anything: 'anything',
};

/** The type in plain words: `a number`, `a set (each a system)`. */
export function describe(type: Type): string {
  switch (type.is) {
    case 'element':
      return type.types.length === 0 ? 'an element' : orList(type.types.map(withArticle));
    case 'set':
      return `a set (each ${describe(type.of)})`;
    case 'block':
      return `the block \`${type.key}\``;
    case 'word':
      return describeType({ is: 'word', words: type.words, ordered: type.ordered });
    default:
      return names[type.is] ?? type.is;
  }
}
