import { type Element, type Finding, indexOf, type SourceFacts } from '@weir/model';
import type { CodeLens } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import type { Client } from '../client.js';
import { findingsOn } from '../element-card.js';
import { usesIn } from '../name-uses.js';
import { locationOf, rangeOf } from '../ranges.js';
import type { Source } from '../source.js';

/** Commands that the client runs; a lens stands only where it has its command. */
const clientCommands = {
  showFindings: 'weir.showFindings',
  showReferences: 'weir.showReferences',
  openDiagram: 'weir.openDiagram',
} as const;
/** A command of the server, so that every editor has it. */
export const runExamples = 'weir.runExamples';

interface LensData {
  readonly uri: string;
  readonly is: 'findings' | 'interfaces' | 'diagram' | 'examples';
  readonly type: string;
  readonly path: string;
}

/** Above declarations: what is found there, what it is connected to, its diagram, the examples of a rule. */
export function codeLenses(source: Source, facts: SourceFacts, client: Client): CodeLens[] {
  const { document, analysis } = source;
  const lenses: CodeLens[] = [];
  for (const { is, element, path } of usesIn(facts, source.ring, analysis.landscape)) {
    if (is !== 'declaration') continue;
    for (const lens of lensesOf(element, analysis, client))
      lenses.push({
        range: rangeOf(document, path),
        data: { uri: document.uri, is: lens, type: element.type, path: element.path } satisfies LensData,
      });
  }
  return lenses;
}

/** What is wrong, and was not accepted; facts that nobody has stated are many, and wait. */
function openFindings(element: Element, analysis: Analysis): readonly Finding[] {
  return findingsOn(element, analysis).filter(({ waiver, verdict }) => waiver === undefined && verdict === 'fail');
}

const drawable = new Set(['site', 'area', 'zone', 'view']);

function lensesOf(element: Element, analysis: Analysis, { commands }: Client): readonly LensData['is'][] {
  const offers: LensData['is'][] = [];
  const open = openFindings(element, analysis);
  if (open.length > 0 && commands.has(clientCommands.showFindings)) offers.push('findings');
  const connections = element.type === 'system' ? indexOf(analysis.landscape).interfaces.get(element) : undefined;
  if (connections !== undefined && commands.has(clientCommands.showReferences)) offers.push('interfaces');
  if (drawable.has(element.type) && commands.has(clientCommands.openDiagram)) offers.push('diagram');
  if (element.type === 'rule' && examplesOf(element).length > 0) offers.push('examples');
  return offers;
}

function examplesOf({ children }: Element): readonly Element[] {
  return children.filter(({ type }) => type === 'bad' || type === 'good');
}

/** What a lens says and does, worked out when it comes into sight. */
export function resolveLens(lens: CodeLens, analysis: Analysis): CodeLens {
  const { is, type, path, uri } = lens.data as LensData;
  const element = analysis.landscape.byType.get(type)?.find((candidate) => candidate.path === path);
  if (element === undefined) return { ...lens, command: { title: 'It is gone', command: '' } };
  return { ...lens, command: commandOf(is, element, uri, lens, analysis) };
}

function commandOf(
  is: LensData['is'],
  element: Element,
  uri: string,
  { range }: CodeLens,
  analysis: Analysis,
): NonNullable<CodeLens['command']> {
  const { path } = element;
  switch (is) {
    case 'findings': {
      const open = openFindings(element, analysis);
      const places = open.map(({ at }) => locationOf(analysis, at));
      return { title: counted(open.length, 'finding'), command: clientCommands.showFindings, arguments: [uri, range.start, places] };
    }
    case 'interfaces': {
      const { in: incoming = [], out = [] } = indexOf(analysis.landscape).interfaces.get(element) ?? {};
      const places = [...new Set([...incoming, ...out])].map(({ origin }) => locationOf(analysis, origin));
      return {
        title: `${incoming.length} in, ${out.length} out`,
        command: clientCommands.showReferences,
        arguments: [uri, range.start, places],
      };
    }
    case 'diagram':
      return { title: 'Open diagram', command: clientCommands.openDiagram, arguments: [uri, range.start] };
    case 'examples':
      return { title: `Run ${counted(examplesOf(element).length, 'example')}`, command: runExamples, arguments: [uri, path] };
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
