import { type Element, type Expression, namesIn, type Path, pathOf, type Word } from '@weir/model';
import { functions } from './functions.js';
import { isBound, type Scope } from './scope.js';
import { itemOf, type Type } from './type.js';

/** A name in an expression, and the element that it means there. */
export interface WrittenName {
  readonly segments: readonly Word[];
  readonly element: Element;
}

/**
 * A scope that takes note of every name that is compiled in it, and of the type of every part, for the editor.
 *
 * What is compiled and what is noted cannot differ in which words are names: both hang on the type that a place expects.
 */
export function noting(scope: Scope, note: (name: WrittenName) => void): Scope {
  return {
    ...scope,
    problems: [],
    compile: (part, inner, expected) => {
      const named = elementNamed(part, inner, expected);
      if (named !== undefined) note(named);
      return scope.compile(part, inner, expected);
    },
  };
}

function elementNamed(part: Expression, scope: Scope, expected: Type | undefined): WrittenName | undefined {
  const wanted = expected && itemOf(expected);
  switch (part.is) {
    case 'name':
      return part.name.text === 'today' || isBound(part.name.text, scope) || wanted?.is === 'word'
        ? undefined
        : found({ segments: [part.name] }, scope, wanted);
    case 'member': {
      const path = pathOf(part);
      const head = path?.segments[0]?.text;
      return path === undefined || head === undefined || head === 'today' || isBound(head, scope) ? undefined : found(path, scope, wanted);
    }
    case 'call': {
      const isFunction = functions.some(({ name }) => name === part.callee.text);
      const path = isFunction || !scope.landscape.vocabulary.types.has(part.callee.text) ? undefined : pathOf(part);
      return path && found(path, scope, undefined);
    }
    case 'compound':
      return found({ segments: [part.head, part.tail] }, scope, undefined);
    default:
      return undefined;
  }
}

function found(
  path: Pick<Path, 'segments' | 'type'>,
  { landscape, element, ring }: Scope,
  wanted: Type | undefined,
): WrittenName | undefined {
  const names = namesIn(landscape);
  const first = names.find(path, element, wanted?.is === 'element' ? wanted.types : [], ring);
  const last = first.is === 'nothing' && wanted?.is === 'element' ? names.find(path, element, [], ring) : first;
  return last.is === 'one' ? { segments: path.segments, element: last.element } : undefined;
}
