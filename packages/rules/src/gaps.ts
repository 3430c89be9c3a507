import type { MissingFact } from '@weir/expression';
import { contentHash, type Element, type Finding, isComplete, type Landscape } from '@weir/model';
import { referenceTo } from './evaluate.js';

/** One missing fact, with the rules that wait for it. */
interface Gap {
  readonly element: Element;
  readonly fact: string;
  readonly rules: Set<string>;
}

export const gapRule = 'fact-not-known';

/** Collects what was not known into one finding for each fact. */
export class Gaps {
  private readonly gaps = new Map<Element, Map<string, Gap>>();

  add(rule: string, missing: readonly MissingFact[]): void {
    for (const { element, fact } of missing) {
      if (element === undefined || element.ring === 'library') continue;
      const ofElement = this.gaps.get(element) ?? new Map<string, Gap>();
      this.gaps.set(element, ofElement);
      const gap = ofElement.get(fact) ?? { element, fact, rules: new Set() };
      ofElement.set(fact, gap);
      gap.rules.add(rule);
    }
  }

  findings(landscape: Landscape): Finding[] {
    return [...this.gaps.values()].flatMap((ofElement) => [...ofElement.values()].map((gap) => gapFinding(gap, landscape)));
  }
}

function gapFinding({ element, fact, rules }: Gap, landscape: Landscape): Finding {
  const plural = landscape.vocabulary.types.get(element.type)?.plural ?? element.type;
  const waiting = [...rules].toSorted();
  const isAboutCompleteness = fact.startsWith('complete: ');
  const missing = isAboutCompleteness
    ? `whether all ${fact.slice('complete: '.length)} of ${element.type} "${element.path}" are declared`
    : `\`${fact}\` of ${element.type} "${element.path}"`;
  return {
    rule: gapRule,
    severity: !isAboutCompleteness && isComplete(landscape, element, plural) ? 'warning' : 'note',
    verdict: 'not-known',
    message: `Nobody has stated ${missing}, so ${listed(waiting)} cannot be decided.`,
    help: isAboutCompleteness
      ? `If they are, write \`${fact}\` in its block.`
      : `Write \`${fact.replace('.', ' { ')}: ...${fact.includes('.') ? ' }' : ''}\`, or \`none\` when there is none.`,
    at: element.origin,
    related: [],
    path: [],
    notes: [],
    subject: referenceTo(element),
    counterparts: [],
    fingerprint: contentHash([gapRule, element.type, element.path, fact].join('\n')),
  };
}

function listed(rules: readonly string[]): string {
  const shown = rules.slice(0, 3).map((rule) => `"${rule}"`);
  const rest = rules.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more rules`;
  return shown.length === 1 ? (shown[0] as string) : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
