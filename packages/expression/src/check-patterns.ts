import { type Element, type Landscape, mentionsOf, type Origin, type Problem, type TextPattern } from '@weir/model';
import { compilePattern, type Pattern } from './pattern.js';

/** Texts that are not what a `vocabulary` block says they look like, and patterns that cannot be read. */
export function checkPatterns({ vocabulary, byType }: Landscape): Problem[] {
  return [...vocabulary.types].flatMap(([type, { properties }]) =>
    Object.entries(properties).flatMap(([key, { type: value }]) =>
      value.is === 'text' && value.pattern !== undefined ? checkTexts(byType.get(type) ?? [], key, value.pattern) : [],
    ),
  );
}

function checkTexts(elements: readonly Element[], key: string, { text, at }: TextPattern): Problem[] {
  const pattern = compilePattern(text);
  if ('problem' in pattern)
    return [
      problem(
        'ill-typed-rule',
        at,
        `This pattern cannot be read: ${pattern.problem}`,
        'Patterns are written in RE2 syntax, such as `"[0-9]{4}"`.',
      ),
    ];
  return elements.flatMap((element) =>
    strangers(element, key, pattern).map(({ value, origin }) => misfit(element, key, text, value, { origin, at })),
  );
}

interface Stated {
  readonly value: string;
  readonly origin: Origin;
}

function strangers(element: Element, key: string, pattern: Pattern): Stated[] {
  const fact = element.facts.get(key);
  return (fact === undefined ? [] : mentionsOf(fact)).flatMap(({ value, origin, written }) => {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return texts.flatMap((member, index) => {
      if (typeof member !== 'string' || pattern.matches(member)) return [];
      const place = texts.length === written.length ? written[index] : undefined;
      return { value: member, origin: place === undefined ? origin : { file: origin.file, start: place.start, end: place.end } };
    });
  });
}

function misfit({ path }: Element, key: string, pattern: string, value: string, { origin, at }: { origin: Origin; at: Origin }): Problem {
  return {
    ...problem(
      'wrong-value',
      origin,
      `"${value}" is not what \`${key}\` looks like.`,
      `Write a text that the whole of \`${pattern}\` matches.`,
    ),
    related: [{ message: 'The pattern stands here.', at }],
    element: path,
  };
}

function problem(check: string, at: Origin, message: string, help: string): Problem {
  return { check, message, help, at, related: [] };
}
