import { orList, type PropertyRow, type ValueType, withArticle } from '@weir/model';
import { code } from './markdown.js';

/** What can be written behind a key, for a cell of a table. */
export function valueInWords({ type, many }: PropertyRow): string {
  return many ? `${oneValue(type)}; several` : oneValue(type);
}

function oneValue(type: ValueType): string {
  switch (type.is) {
    case 'text':
      return type.pattern === undefined ? 'text' : `text like ${code(type.pattern.text)}`;
    case 'number':
      return [
        'number',
        ...(type.min === undefined ? [] : [`from ${type.min}`]),
        ...(type.max === undefined ? [] : [`to ${type.max}`]),
      ].join(' ');
    case 'yes-no':
      return '`yes`, `no`';
    case 'date':
      return `date, ${type.end} day`;
    case 'money':
      return 'money';
    case 'word':
      return type.words.map(({ word }) => code(word)).join(type.ordered ? ' < ' : ', ');
    case 'level':
      return 'Purdue level';
    case 'levels':
      return 'Purdue levels `a..b`';
    case 'security-levels':
      return 'security level, or a block of them';
    case 'element':
      return `name of ${orList(type.types.map(withArticle))}${type.orYes ? ', or `yes`' : ''}`;
    case 'foreign-id':
      return 'id `register/id`';
    case 'skill-level':
      return '`skill/able`, `skill/expert`';
    case 'block':
      return 'block';
    case 'selection':
      return 'names or selections';
    case 'template':
      return 'text with `{...}`';
    case 'duration':
    case 'expression':
    case 'name':
      return type.is;
  }
}
