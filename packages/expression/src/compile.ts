import { type Binary, daysOf, type Element, type Expression, type Landscape } from '@weir/model';
import { arithmetic } from './arithmetic.js';
import { comparison, matching } from './comparison.js';
import { type Compiled, constant } from './compiled.js';
import { call } from './functions.js';
import { compound, constantWord, numberOrYear, quantity, setLiteral, template, tuple } from './literals.js';
import { condition, logical, not, quantifier } from './logic.js';
import { membership } from './membership.js';
import { bareWord } from './names.js';
import { memberOf } from './navigation.js';
import type { Comparison } from './order.js';
import { mistake, type Scope } from './scope.js';
import { selection } from './selection.js';
import { date, duration, type Type, text } from './type.js';

/** The scope of an expression that stands in the block of an element, or at the top of a file. */
export function scopeFor(landscape: Landscape, element: Element | undefined, parameters: ReadonlyMap<string, Type> = new Map()): Scope {
  return { landscape, element, ring: element?.ring ?? 'project', variables: new Map(), parameters, problems: [], compile };
}

/** Types and compiles an expression. Mistakes go to `scope.problems`; what is mistaken is of any type and unknown. */
export function compile(expression: Expression, scope: Scope, expected?: Type): Compiled {
  switch (expression.is) {
    case 'text':
      return constant(text, expression.text);
    case 'template':
      return template(expression.parts, scope);
    case 'number':
      return numberOrYear(expression, expected);
    case 'date':
      return constant(date, daysOf(expression.text));
    case 'duration':
      return constant(duration, { amount: expression.amount, unit: expression.unit });
    case 'quantity':
      return quantity(expression);
    case 'range':
      return constant({ is: 'levels' }, { from: expression.from, to: expression.to });
    case 'constant':
      return constantWord(expression.value, expected);
    case 'compound':
      return compound(expression, scope);
    case 'name':
      return bareWord(expression, scope, expected);
    case 'member':
      return memberOf(expression, scope, expected);
    case 'call':
      return call(expression, scope);
    case 'not':
      return not(condition(expression.operand, scope));
    case 'binary':
      return binary(expression, scope);
    case 'quantifier':
      return quantifier(expression, scope);
    case 'selection':
      return selection(expression, scope);
    case 'set':
      return setLiteral(expression.items, scope, expected);
    case 'tuple':
      return tuple(expression.items, scope, expected);
  }
}

function binary(expression: Binary, scope: Scope): Compiled {
  switch (expression.operator) {
    case 'and':
    case 'or':
      return logical(expression, scope);
    case 'in':
    case 'not in':
      return membership(expression, scope);
    case 'matches':
      return matching(expression, scope);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(expression, scope);
    case 'by':
      return mistake(scope, expression, '`by` only stands in `unless`.', 'Write `unless: other-rule by f.source`.');
    default:
      return comparison(expression as Binary & { operator: Comparison }, scope);
  }
}
