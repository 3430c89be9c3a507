import { type Element, type Expression, isElement, type Landscape, mentionsOf, type Problem, type PropertyRow } from '@weir/model';
import { checkPatterns } from './check-patterns.js';
import { compile, scopeFor } from './compile.js';
import { capitalised, mistake, type Scope, withVariable } from './scope.js';
import { describe, elementOf, fits, itemOf, typeOfProperty } from './type.js';

/**
 * Mistakes in the expressions that stand outside rules: computed properties, patterns of texts, and what a `for:` selects. Each where it is written.
 *
 * Those of the library are proven before anybody has them (test/library-rules.test.ts).
 */
export function checkExpressions(landscape: Landscape): Problem[] {
  return [...checkDerivations(landscape), ...checkPatterns(landscape), ...checkSelections(landscape)];
}

function checkDerivations(landscape: Landscape): Problem[] {
  return [...landscape.vocabulary.types].flatMap(([type, { properties }]) =>
    Object.entries(properties).flatMap(([key, property]) => checkDerivation(landscape, type, key, property)),
  );
}

function checkDerivation(landscape: Landscape, type: string, key: string, { derivedFrom, ...property }: PropertyRow): Problem[] {
  if (derivedFrom === undefined || derivedFrom.ring === 'library') return [];
  const { expression, file, ring } = derivedFrom;
  const { scope } = withVariable({ ...scopeFor(landscape, undefined), ring }, 'self', elementOf(type));
  const wanted = property.type.is === 'expression' ? undefined : typeOfProperty(key, property);
  const compiled = compile(expression, scope, wanted);
  if (wanted !== undefined && !fits(compiled.type, wanted))
    mistake(
      scope,
      expression,
      `\`${key}\` is ${describe(wanted)}, and this is ${describe(compiled.type)}.`,
      'Correct its `type`, or leave it out: it follows from `value`.',
    );
  return problemsIn(scope, file);
}

/** Rules are checked when they are compiled. */
function checkSelections(landscape: Landscape): Problem[] {
  return [...landscape.byType].flatMap(([type, elements]) => {
    if (type === 'rule') return [];
    const keys = Object.entries(landscape.vocabulary.types.get(type)?.properties ?? {}).flatMap(([key, row]) =>
      row.type.is === 'selection' ? [key] : [],
    );
    if (keys.length === 0) return [];
    return elements.flatMap((element) =>
      element.ring === 'library' ? [] : keys.flatMap((key) => checkSelection(landscape, element, key)),
    );
  });
}

function checkSelection(landscape: Landscape, element: Element, key: string): Problem[] {
  const fact = element.facts.get(key);
  return (fact === undefined ? [] : mentionsOf(fact)).flatMap(({ value, origin: { file } }) => {
    const members: readonly unknown[] = Array.isArray(value) ? value : [value];
    return members.filter(isExpression).flatMap(({ expression }) => {
      const scope = scopeFor(landscape, element);
      const { type } = compile(expression, scope, elementOf());
      if (!fits(itemOf(type), elementOf()))
        mistake(scope, expression, `${capitalised(describe(type))} selects nothing.`, 'Write `every system s where ...`, or names.');
      return problemsIn(scope, file, element);
    });
  });
}

function isExpression(value: unknown): value is { readonly expression: Expression } {
  return typeof value === 'object' && value !== null && !isElement(value) && 'expression' in value;
}

function problemsIn({ problems }: Scope, file: string, element?: Element): Problem[] {
  return problems.map(({ check, start, end, message, help }) => ({
    check,
    message,
    help,
    at: { file, start, end },
    related: [],
    ...(element && { element: element.path }),
  }));
}
