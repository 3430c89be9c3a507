import type { Element, Landscape } from '@weir/model';
import type { ListedRule } from '@weir/report';
import { severityOf } from '@weir/rules';

/** Everything that can be found: rules, and the checks that are built in. */
export function rulesAndChecks({ byType }: Landscape): readonly Element[] {
  return ['rule', 'check'].flatMap((type) => byType.get(type) ?? []);
}

/** By its name, or by its number in the catalogue. */
export function isCalled({ name, aliases }: Element, wanted: string): boolean {
  return name === wanted || aliases.includes(wanted);
}

/** What a rule says of itself. */
export function cardOf({ name, title = name, aliases, facts }: Element): ListedRule {
  const said = (key: string) => {
    const value = facts.get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const group = said('group');
  return {
    id: name,
    title,
    aliases,
    severity: severityOf(said('severity')) ?? 'error',
    because: said('because') ?? '',
    ...(group !== undefined && { group }),
  };
}
