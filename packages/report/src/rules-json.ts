import type { Severity } from '@weir/model';
import { jsonText } from './json-text.js';
import type { RuleCard } from './report.js';

/** Raised with every change to the format, which `schema/rules.schema.json` describes. */
const formatVersion = 1;

export interface ListedRule extends RuleCard {
  readonly id: string;
  readonly severity: Severity;
}

/** A list of rules for programs, in the order given. */
export function rulesJson(rules: readonly ListedRule[], version: string): string {
  return jsonText({
    version: formatVersion,
    tool: { name: 'weir', version },
    rules: rules.map(({ id, aliases, severity, group, title, because }) => ({
      id,
      aliases,
      severity,
      ...(group !== undefined && { group }),
      title,
      because,
    })),
  });
}
