import { compilePattern } from '@weir/expression';
import type { Element, Landscape, Problem, PropertyRow, Value } from '@weir/model';

/** Patterns that a company's vocabulary cannot mean, and texts that do not look like theirs. */
export function checkPatterns(landscape: Landscape): readonly Problem[] {
  return [...landscape.vocabulary.types.values()].flatMap(({ keyword, properties }) =>
    Object.entries(properties).flatMap(([key, row]) => checkProperty(key, row, landscape.byType.get(keyword) ?? [])),
  );
}

function checkProperty(key: string, { type }: PropertyRow, elements: readonly Element[]): readonly Problem[] {
  if (type.is !== 'text' || type.pattern === undefined) return [];
  const { text: pattern, at } = type.pattern;
  const compiled = compilePattern(pattern);
  if ('problem' in compiled)
    return [
      {
        check: 'wrong-value',
        at,
        message: `This pattern cannot be read: ${compiled.problem}`,
        help: 'Write such as `"[0-9]{4}"`.',
        related: [],
      },
    ];
  return elements.flatMap((element) => {
    const fact = element.facts.get(key);
    return textsIn(fact?.value)
      .filter((text) => !compiled.matches(text))
      .map((text) => ({
        check: 'wrong-value',
        at: fact?.origin ?? element.origin,
        message: `"${text}" does not look like \`${key}\`.`,
        help: `Write a text like \`${pattern}\`.`,
        related: [{ message: 'The pattern stands here.', at }],
        element: element.path,
      }));
  });
}

function textsIn(value: Value): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}
