import { daysOf, formatDay } from '../calendar.js';
import { type Element, elementsIn, type Fact, factInBlock, isBlock, mentionsOf } from '../landscape.js';
import { suggest } from '../near-name.js';
import { withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type Draft, groupByType, originOf, report } from './context.js';
import { fullName, ringTitle } from './unfound.js';

/** What can be found wrong in one element without a rule, as soon as its facts are bound. */
export function checkElement(binding: Binding, draft: Draft): void {
  checkScripts(binding, draft);
  checkComplete(binding, draft);
  checkDates(binding, draft.element);
  checkConduit(binding, draft.element);
}

/** What can be found wrong between elements without a rule. */
export function checkTogether(binding: Binding): void {
  for (const draft of binding.drafts) checkShadowing(binding, draft);
  checkCycles(binding);
}

function checkScripts(binding: Binding, { element, file, statement }: Draft): void {
  for (const segment of statement.name?.segments ?? []) {
    if (isAscii(segment.text) || !mixesScripts(segment.text)) continue;
    report(binding, {
      check: 'mixed-script',
      at: originOf(file, segment),
      message: `The name "${segment.text}" mixes letters of different scripts that look alike.`,
      help: 'Type it again in one script.',
      element,
    });
  }
}

/** Latin letters that other scripts draw alike, so that two names look the same and are not. */
function mixesScripts(text: string): boolean {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
  return scripts.filter((script) => script.test(text)).length > 1;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** What others rely on under its name, so that there can be only one. */
const unique = new Set(['rule', 'check', 'profile', 'framework', 'kind']);

/** The library's are there to start from, and to be replaced. */
const starters = new Set(['role']);

/** A name may hide that of a ring further out, and should not do so unnoticed where anything is lost. */
function checkShadowing(binding: Binding, { element, statement }: Draft): void {
  if (element.parent !== undefined || statement.name === undefined) return;
  const hidden = binding.names.furtherOut(element);
  if (hidden === undefined) return;
  const related = [{ message: 'The other one is here.', at: hidden.origin }];
  if (unique.has(element.type))
    report(binding, {
      check: 'duplicate-name',
      at: element.origin,
      message: `There is already ${withArticle(element.type)} "${element.path}" in ${ringTitle(hidden)}.`,
      help: 'Choose another name, so that both can be told apart.',
      related,
      element,
    });
  else if (hidden.facts.size > 0 && !(hidden.ring === 'library' && starters.has(element.type)))
    report(binding, {
      check: 'hidden-name',
      at: element.origin,
      message: `The ${element.type} "${element.path}" hides the one in ${ringTitle(hidden)}, and what that one states.`,
      help: `If that one is meant, delete this; otherwise it stays reachable as \`${fullName(hidden)}\`.`,
      related,
      element,
    });
}

function checkComplete(binding: Binding, { element }: Draft): void {
  const complete = element.facts.get('complete');
  if (complete === undefined) return;
  const plurals = new Set([...binding.vocabulary.types.values()].map(({ plural }) => plural));
  for (const mention of mentionsOf(complete)) {
    for (const written of mention.written) {
      const kind = written.is === 'name' ? written.text : undefined;
      if (kind === undefined || kind === 'everything' || plurals.has(kind)) continue;
      report(binding, {
        check: 'unknown-word',
        at: { ...mention.origin, start: written.start, end: written.end },
        message: `No kind of declaration is called \`${kind}\`.`,
        help: () => {
          const near = suggest(kind, [...plurals, 'everything']);
          return near === undefined ? 'Write a plural such as `systems` or `interfaces`, or `everything`.' : `Did you mean \`${near}\`?`;
        },
        element,
      });
    }
  }
}

/** Dates of a block or element in the order in which they must lie. */
const chronology: ReadonlyMap<string, readonly string[]> = new Map([
  ['window', ['from', 'to']],
  ['agreement', ['from', 'until']],
  ['waiver', ['approved', 'expires']],
]);
const chronologyInBlocks: readonly { readonly key: string; readonly dates: readonly string[] }[] = [
  { key: 'lifecycle', dates: ['plan', 'build', 'active', 'phase-out', 'retired'] },
  { key: 'support', dates: ['end-of-sale', 'end-of-support', 'end-of-extended-support'] },
];

function checkDates(binding: Binding, element: Element): void {
  const dates = chronology.get(element.type);
  if (dates !== undefined) checkOrder(binding, element, dates, (key) => element.facts.get(key));
  for (const { key, dates: inBlock } of chronologyInBlocks) {
    const value = element.facts.get(key)?.value;
    if (isBlock(value)) checkOrder(binding, element, inBlock, (date) => value.block.get(date));
  }
}

function checkOrder(binding: Binding, element: Element, keys: readonly string[], factOf: (key: string) => Fact | undefined): void {
  let earlier: Fact | undefined;
  for (const key of keys) {
    const fact = factOf(key);
    if (typeof fact?.value !== 'number') continue;
    if (earlier !== undefined && liesBefore(fact, earlier))
      report(binding, {
        check: 'dates-out-of-order',
        at: fact.origin,
        message: `\`${key}\` (${textOf(fact)}) of "${element.path}" lies before \`${earlier.key}\` (${textOf(earlier)}).`,
        help: `Correct one of the two: \`${earlier.key}\` comes first.`,
        related: [{ message: `\`${earlier.key}\` is stated here.`, at: earlier.origin }],
        element,
      });
    earlier = fact;
  }
}

/** Whether all of its days do: a coarse date such as `2027` can still lie before a day in that year. */
function liesBefore(fact: Fact, other: Fact): boolean {
  if ((fact.value as number) >= (other.value as number)) return false;
  const [days, others] = [daysOf(textOf(fact)), daysOf(textOf(other))];
  return days !== undefined && others !== undefined && days.last < others.first;
}

function textOf({ value, written: [date] }: Fact): string {
  if (date?.is === 'date' || date?.is === 'number') return date.text;
  return formatDay(value as number);
}

function checkConduit(binding: Binding, element: Element): void {
  const between = element.type === 'conduit' ? element.facts.get('between') : undefined;
  if (between === undefined || between.dangling !== undefined || elementsIn(between.value).length !== 1) return;
  report(binding, {
    check: 'incomplete-declaration',
    at: between.origin,
    message: `The conduit "${element.path}" joins only one zone.`,
    help: 'Name both: `between: office, idmz`.',
    element,
  });
}

/** Relations that lead nowhere when they lead back. */
const acyclic: readonly { readonly type: string; readonly key: string; readonly block?: string; readonly says: string }[] = [
  { type: 'kind', key: 'is', says: 'is a special case of itself' },
  { type: 'system', key: 'runs-on', says: 'runs on itself' },
  { type: 'system', key: 'successor', block: 'lifecycle', says: 'succeeds itself' },
  { type: 'product', key: 'successor', says: 'succeeds itself' },
  { type: 'profile', key: 'extends', says: 'extends itself' },
  { type: 'responsibility', key: 'instead-of', says: 'stands in for itself' },
];

function checkCycles(binding: Binding): void {
  const byType = groupByType(binding.drafts.map(({ element }) => element));
  for (const { type, key, block, says } of acyclic) {
    const factOf = (element: Element) => (block === undefined ? element.facts.get(key) : factInBlock(element.facts.get(block)?.value, key));
    const done = new Set<Element>();
    for (const start of byType.get(type) ?? []) {
      if (done.has(start) || factOf(start) === undefined) continue;
      const cycle = cycleFrom(start, (element) => elementsIn(factOf(element)?.value), done);
      if (cycle === undefined) continue;
      const [first, ...others] = fromLeast(cycle);
      if (first === undefined) continue;
      report(binding, {
        check: 'cyclic-definition',
        at: factOf(first)?.origin ?? first.origin,
        message: `"${first.path}" ${says}${others.length > 0 ? `: ${chainOf([first, ...others, first])}` : ''}.`,
        help: `Correct \`${key}\` in one of them.`,
        related: others
          .slice(0, mostShown)
          .map((element) => ({ message: `"${element.path}" is part of it.`, at: factOf(element)?.origin ?? element.origin })),
        element: first,
      });
    }
  }
}

/** Nobody reads a longer chain. */
const mostShown = 12;

function chainOf(elements: readonly Element[]): string {
  const names = elements.map(({ path }) => path);
  const shown =
    names.length > mostShown ? [...names.slice(0, mostShown - 2), `(${names.length - mostShown + 1} more)`, names.at(-1)] : names;
  return shown.join(' -> ');
}

/** Turned so that it begins with the first by name, wherever the search came upon it. */
function fromLeast(cycle: readonly Element[]): readonly Element[] {
  let least = 0;
  for (const [index, { path }] of cycle.entries()) if (path < (cycle[least]?.path ?? '')) least = index;
  return [...cycle.slice(least), ...cycle.slice(0, least)];
}

/** Walks without recursion: a chain of successors can be as long as a stranger makes it. */
function cycleFrom(start: Element, next: (element: Element) => readonly Element[], done: Set<Element>): readonly Element[] | undefined {
  const path: Element[] = [start];
  const onPath = new Set<Element>(path);
  const waiting: Iterator<Element>[] = [next(start)[Symbol.iterator]()];
  while (path.length > 0) {
    const step = waiting.at(-1)?.next();
    if (step === undefined || step.done) {
      const finished = path.pop() as Element;
      onPath.delete(finished);
      done.add(finished);
      waiting.pop();
    } else if (onPath.has(step.value)) {
      for (const element of path) done.add(element);
      return path.slice(path.indexOf(step.value));
    } else if (!done.has(step.value)) {
      path.push(step.value);
      onPath.add(step.value);
      waiting.push(next(step.value)[Symbol.iterator]());
    }
  }
  return undefined;
}
