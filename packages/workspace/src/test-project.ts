import type { Element, Landscape } from '@weir/model';
import { type ExampleResult, runExample } from '@weir/rules';

/** What a rule's example may use besides its own content: the library, and the project's own catalogue. */
const catalogueTypes = new Set([
  'kind',
  'protocol',
  'framework',
  'clause',
  'activity',
  'measure',
  'data',
  'rule',
  'parameter',
  'check',
  'skill',
]);

/** Runs the examples of rules and checks. */
export async function testRules(landscape: Landscape, rules: readonly Element[], budget: number): Promise<readonly ExampleResult[]> {
  // The examples of checks hold broken text.
  const { parse } = await import('@weir/language/parse');
  const around = catalogueOf(landscape);
  return rules.flatMap((rule) =>
    rule.children
      .filter(({ type }) => type === 'bad' || type === 'good')
      .map((example) => runExample({ rule, example, around, parse, budget })),
  );
}

function catalogueOf(landscape: Landscape): Landscape {
  const elements = landscape.elements.filter((element) => element.ring === 'library' || catalogueTypes.has(element.type));
  const byType = new Map<string, Element[]>();
  for (const type of new Set(elements.map((element) => element.type)))
    byType.set(
      type,
      elements.filter((element) => element.type === type),
    );
  return { vocabulary: landscape.vocabulary, elements, byType, complete: new Set() };
}
