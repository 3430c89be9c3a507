import type { Missing, MissingFact } from '@weir/expression';
import { contentHash, type Element, type Finding, isComplete, isMistaken, type Landscape } from '@weir/model';
import { referenceTo } from './evaluate.js';

/** One missing fact, with the rules that wait for it. */
interface Gap extends MissingFact {
  readonly rules: Set<string>;
}

/** A verdict that nobody can give yet, and the facts it waits for. */
export interface Undecided {
  readonly subject: Element;
  readonly missing: readonly Missing[];
}

export const gapRule = 'fact-not-known';

/** Collects what was not known into one finding for each element and fact. */
export class Gaps {
  private readonly gaps = new Map<Element, Map<string, Gap>>();
  private readonly landscape: Landscape;

  constructor(landscape: Landscape) {
    this.landscape = landscape;
  }

  add(rule: string, undecided: readonly Undecided[]): void {
    const shared = new Map<readonly Missing[], boolean>();
    const note = (missing: Missing): boolean => {
      if ('fact' in missing) return this.note(rule, missing);
      const known = shared.get(missing);
      if (known !== undefined) return known;
      const found = missing.map(note).includes(true);
      shared.set(missing, found);
      return found;
    };
    for (const { subject, missing } of undecided) {
      // Whatever is not decided shows: also where no fact of the landscape would decide it.
      if (!missing.map(note).includes(true)) this.note(rule, { element: subject, fact: incomputable, help: incomputableHelp });
    }
  }

  findings(): Finding[] {
    return [...this.gaps.values()].flatMap((ofElement) => [...ofElement.values()].map((gap) => gapFinding(gap, this.landscape)));
  }

  /** Whether it shows. Nobody can state a fact in the library, so that is no gap; what is stated and not understood is found where it stands. */
  private note(rule: string, { element: about, fact, ...rest }: MissingFact): boolean {
    const element = statedBy(about);
    if (element.ring === 'library') return false;
    if (this.gaps.get(element)?.has(fact) !== true && isMistaken(this.landscape, about, fact)) return true;
    const ofElement = this.gaps.get(element) ?? new Map<string, Gap>();
    this.gaps.set(element, ofElement);
    const gap = ofElement.get(fact) ?? { element, fact, ...rest, rules: new Set() };
    ofElement.set(fact, gap);
    gap.rules.add(rule);
    return true;
  }
}

const incomputable = 'a value that can be worked out';
const incomputableHelp = 'Look for a division by zero, amounts in two currencies, or a fact that only the library could state.';

/** What a hop of a remote access lacks, the remote access can state. */
function statedBy(element: Element): Element {
  return element.type === 'interface' && element.parent?.type === 'remote-access' ? element.parent : element;
}

function gapFinding({ element, fact, help, rules }: Gap, landscape: Landscape): Finding {
  const plural = landscape.vocabulary.types.get(element.type)?.plural ?? element.type;
  const isAboutCompleteness = fact.startsWith(completeness);
  return {
    rule: gapRule,
    severity: !isAboutCompleteness && isComplete(landscape, element, plural) ? 'warning' : 'note',
    verdict: 'not-known',
    message: `${fact === incomputable ? 'There is not' : 'Nobody has stated'} ${missingIn(element, fact)}, so ${listed([...rules].toSorted())} cannot be decided.`,
    help: help ?? (isAboutCompleteness ? `If they are, write \`${fact}\` in its block.` : statement(element, fact, landscape)),
    at: element.origin,
    related: [],
    path: [],
    notes: [],
    subject: referenceTo(element),
    counterparts: [],
    fingerprint: contentHash([gapRule, element.type, element.path, fact].join('\n')),
  };
}

const completeness = 'complete: ';

function missingIn({ type, path }: Element, fact: string): string {
  if (fact.startsWith(completeness)) return `whether all ${fact.slice(completeness.length)} of ${type} "${path}" are declared`;
  return `${fact.includes(' ') ? fact : `\`${fact}\``} of ${type} "${path}"`;
}

/** What to type: `backup { every: ... }`, `lifecycle { ... }`, `owner: ...`. */
function statement(element: Element, fact: string, landscape: Landscape): string {
  const [key = fact, inner] = fact.split('.');
  const isBlock = landscape.vocabulary.types.get(element.type)?.properties[key]?.type.is === 'block';
  const written = inner === undefined ? (isBlock ? `${key} { ... }` : `${key}: ...`) : `${key} { ${inner}: ... }`;
  return `Write \`${written}\`, or \`none\` when there is none.`;
}

function listed(rules: readonly string[]): string {
  const shown = rules.slice(0, 3).map((rule) => `"${rule}"`);
  const rest = rules.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more ${rest === 1 ? 'rule' : 'rules'}`;
  return shown.length === 1 ? (shown[0] as string) : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
