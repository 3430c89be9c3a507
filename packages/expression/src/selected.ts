import { type Element, type Expression, isElement, type Value } from '@weir/model';
import { compile, scopeFor } from './compile.js';
import { asSet, type Environment, type Missing, type SetValue } from './runtime.js';

/** The elements that a `for:` names or selects, seen from the element whose block it stands in. */
export function selected(owner: Element, value: Value, environment: Environment): SetValue {
  const items: Element[] = [];
  const maybe: Element[] = [];
  const doubts: Missing[] = [];
  for (const member of Array.isArray(value) ? value : [value]) {
    const expression = expressionOf(member);
    if (isElement(member)) items.push(member);
    if (expression === undefined) continue;
    const compiled = compile(expression, scopeFor(environment.landscape, owner));
    const missing: Missing[] = [];
    const set = asSet(compiled.run({ ...environment, missing }));
    items.push(...(set?.items ?? []).filter(isElement));
    maybe.push(...(set?.maybe ?? []).filter(isElement));
    doubts.push(...missing, ...(set?.doubts ?? []));
  }
  return { items, maybe, ...(doubts.length > 0 && { doubts }) };
}

function expressionOf(member: unknown): Expression | undefined {
  return typeof member === 'object' && member !== null && 'expression' in member ? (member.expression as Expression) : undefined;
}
