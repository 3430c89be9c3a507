import type { Landscape, Problem } from '@weir/model';
import { compile, scopeFor, withVariable } from './compile.js';
import { describe, elementOf, typeOfProperty } from './type.js';

/** Mistakes in the properties that a `vocabulary` block computes, each where it is written. */
export function checkDerivations(landscape: Landscape): Problem[] {
  return [...landscape.vocabulary.types].flatMap(([type, row]) =>
    Object.entries(row.properties).flatMap(([key, property]) => {
      if (property.derivedFrom === undefined) return [];
      const { expression, file, ring } = property.derivedFrom;
      const { scope } = withVariable({ ...scopeFor(landscape, undefined), ring }, 'self', elementOf(type));
      const computing = new Set([`${describe(elementOf(type))} ${key}`]);
      compile(expression, { ...scope, computing }, property.type.is === 'expression' ? undefined : typeOfProperty(key, property));
      return scope.problems.map(({ check, start, end, message, help }) => ({
        check,
        message,
        help,
        at: { file, start, end },
        related: [],
      }));
    }),
  );
}
