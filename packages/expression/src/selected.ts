import { type Element, isElement, type Value } from '@weir/model';
import { compile, scopeFor } from './compile.js';
import { asSet, type Environment } from './runtime.js';

/** The elements that a `for:` names or selects, seen from the element whose block it stands in. */
export function selected(owner: Element, value: Value, environment: Environment): readonly Element[] {
  const members: readonly Value[] = Array.isArray(value) ? value : [value];
  return members.flatMap((member) => {
    if (isElement(member)) return [member];
    if (typeof member !== 'object' || member === null || !('expression' in member)) return [];
    const compiled = compile(member.expression, scopeFor(environment.landscape, owner));
    return (asSet(compiled.run({ ...environment, slots: [], missing: [] }))?.items ?? []).filter(isElement);
  });
}
