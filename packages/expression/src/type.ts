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

export function itemOf(type: Type): Type {
  return type.is === 'set' ? type.of : type;
}

export function fits(type: Type, wanted: Type): boolean {
  if (type.is === 'anything' || wanted.is === 'anything' || type.is === 'none') return true;
  if (type.is === 'set' && wanted.is === 'set') return fits(type.of, wanted.of);
  if (type.is === 'element' && wanted.is === 'element') return overlap(type.types, wanted.types);
  if (type.is === 'number' && wanted.is === 'level') return true;
  if (type.is === 'path' && wanted.is === 'set') return fits(elementOf('interface'), wanted.of);
  return type.is === wanted.is;
}

function overlap(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((type) => others.includes(type));
}

/** The type in plain words: `a number`, `a set of systems`. */
export function describe(type: Type): string {
  switch (type.is) {
    case 'boolean':
      return '`yes` or `no`';
    case 'element':
      return type.types.length === 0 ? 'an element' : orList(type.types.map(withArticle));
    case 'set':
      return `a set, each ${describe(type.of)}`;
    case 'block':
      return `the block \`${type.key}\``;
    case 'none':
      return '`none`';
    case 'path':
      return 'a path of connections';
    case 'anything':
      return 'anything';
    case 'word':
      return describeType({ is: 'word', words: type.words, ordered: type.ordered });
    case 'number':
    case 'text':
      return withArticle(type.is);
    default:
      return withArticle(
        type.is
          .replace('-', ' ')
          .replace(/s$/, ' range')
          .replace('security level range', 'set of security levels')
          .replace('level range', 'level range'),
      );
  }
}
