import { formatDay } from '../calendar.js';
import { type Element, elementsIn, type Fact, factInBlock, isBlock } from '../landscape.js';
import { suggest } from '../near-name.js';
import { type Binding, type Draft, report } from './context.js';

/** Dates of a block or element in the order in which they must lie. */
const chronology: readonly { readonly type?: string; readonly block?: string; readonly keys: readonly string[] }[] = [
  { type: 'window', keys: ['from', 'to'] },
  { type: 'agreement', keys: ['from', 'until'] },
  { type: 'waiver', keys: ['approved', 'expires'] },
  { block: 'lifecycle', keys: ['plan', 'build', 'active', 'phase-out', 'retired'] },
  { block: 'support', keys: ['end-of-sale', 'end-of-support', 'end-of-extended-support'] },
];
const earliestYear = 1900;
const latestYear = 2150;

/** Dates in order, and none absurd. */
export function checkDates(binding: Binding): void {
  for (const element of binding.elements) {
    for (const { type, block, keys } of chronology) {
      if (type !== undefined && element.type === type) checkOrder(binding, element, keys, (key) => element.facts.get(key));
      const value = block === undefined ? undefined : element.facts.get(block)?.value;
      if (isBlock(value)) checkOrder(binding, element, keys, (key) => factInBlock(value, key));
    }
    for (const fact of element.facts.values()) checkYears(binding, element, fact);
  }
}

function checkOrder(binding: Binding, element: Draft, keys: readonly string[], factOf: (key: string) => Fact | undefined): void {
  const stated = keys.flatMap((key) => factOf(key) ?? []).filter(({ value }) => typeof value === 'number');
  for (const [index, later] of stated.entries()) {
    const earlier = stated[index - 1];
    if (earlier === undefined || (earlier.value as number) <= (later.value as number)) continue;
    report(binding, {
      check: 'dates-out-of-order',
      at: later.origin,
      message: `\`${later.key}\` (${formatDay(later.value as number)}) of "${element.path}" lies before \`${earlier.key}\` (${formatDay(earlier.value as number)}).`,
      help: `Correct one of the two: \`${earlier.key}\` comes first.`,
      related: [{ message: `\`${earlier.key}\` is stated here.`, at: earlier.origin }],
      element,
    });
  }
}

function checkYears(binding: Binding, element: Draft, fact: Fact): void {
  if (isBlock(fact.value)) {
    for (const inner of fact.value.block.values()) checkYears(binding, element, inner);
    return;
  }
  const [written] = fact.written;
  if (typeof fact.value !== 'number' || written?.is !== 'date') return;
  const year = Number(formatDay(fact.value).slice(0, 4));
  if (year >= earliestYear && year <= latestYear) return;
  report(binding, {
    check: 'dates-out-of-order',
    at: fact.origin,
    message: `The year ${year} of \`${fact.key}\` cannot be meant.`,
    help: `Write a year from ${earliestYear} to ${latestYear}.`,
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
];

export function checkCycles(binding: Binding): void {
  for (const { type, key, block, says } of acyclic) {
    const factOf = (element: Element) => (block === undefined ? element.facts.get(key) : factInBlock(element.facts.get(block)?.value, key));
    const done = new Set<Element>();
    for (const start of binding.elements) {
      if (start.type !== type || done.has(start)) continue;
      const cycle = cycleFrom(start, (element) => elementsIn(factOf(element)?.value), done);
      if (cycle === undefined) continue;
      const first = cycle[0] as Element;
      report(binding, {
        check: 'cyclic-definition',
        at: factOf(first)?.origin ?? first.origin,
        message: `"${first.path}" ${says}${cycle.length > 1 ? `: ${[...cycle, first].map(({ path }) => path).join(' -> ')}` : ''}.`,
        help: `Correct \`${key}\` in one of them.`,
        related: cycle.slice(1).map((element) => ({ message: `"${element.path}" is part of it.`, at: element.origin })),
        element: first,
      });
    }
  }
}

/** Walks without recursion: a chain of successors can be as long as a stranger makes it. */
function cycleFrom(start: Element, next: (element: Element) => readonly Element[], done: Set<Element>): readonly Element[] | undefined {
  const path: Element[] = [start];
  const onPath = new Set<Element>(path);
  const waiting: Element[][] = [[...next(start)]];
  while (path.length > 0) {
    const step = waiting.at(-1)?.shift();
    if (step === undefined) {
      const finished = path.pop() as Element;
      onPath.delete(finished);
      done.add(finished);
      waiting.pop();
    } else if (onPath.has(step)) {
      for (const element of path) done.add(element);
      return path.slice(path.indexOf(step));
    } else if (!done.has(step)) {
      path.push(step);
      onPath.add(step);
      waiting.push([...next(step)]);
    }
  }
  return undefined;
}

/** Latin letters that other scripts draw alike, so that two names look the same and are not. */
const scripts: readonly RegExp[] = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Names nobody can tell apart, names that hide another ring's, and `complete` of what there is none. */
export function checkNames(binding: Binding): void {
  const plurals = new Set([...binding.vocabulary.types.values()].map(({ plural }) => plural));
  for (const element of binding.elements) {
    if (element.statement.name === undefined) continue;
    for (const { text, ...span } of element.statement.name.segments) {
      const mixed = scripts.filter((script) => script.test(text));
      if (mixed.length > 1)
        report(binding, {
          check: 'mixed-script',
          at: { file: element.file.facts.file, start: span.start, end: span.end },
          message: `The name "${text}" mixes letters of different scripts that look alike.`,
          help: 'Type it again in one script.',
          element,
        });
    }
  }
  for (const element of binding.elements) {
    const fact = element.facts.get('complete');
    if (fact === undefined || !Array.isArray(fact.value)) continue;
    for (const written of fact.written) {
      const kind = written.is === 'name' ? written.name.text : '';
      if (kind === 'everything' || plurals.has(kind)) continue;
      const near = suggest(kind, [...plurals, 'everything']);
      report(binding, {
        check: 'unknown-word',
        at: { ...fact.origin, start: written.start, end: written.end },
        message: `No kind of declaration is called \`${kind}\`.`,
        help: near ? `Did you mean \`${near}\`?` : 'Write a plural such as `systems` or `interfaces`, or `everything`.',
        element,
      });
    }
  }
}
