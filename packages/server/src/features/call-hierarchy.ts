import { type Element, indexOf, systemAt } from '@weir/model';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Position } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { locationOf } from '../ranges.js';
import type { Source } from '../source.js';
import { elementAt } from './references.js';
import { symbolKindOf } from './symbols.js';

interface ItemData {
  readonly uri: string;
  readonly type: string;
  readonly path: string;
}

/** Connections as calls: who opens a session calls who answers it. */
export async function prepareCallHierarchy(source: Source, position: Position): Promise<CallHierarchyItem[] | null> {
  const element = await elementAt(source, position);
  if (element === undefined) return null;
  const ends = element.type === 'interface' && element.ends ? [element.ends.source, element.ends.target] : [element];
  const connected = ends.filter(
    ({ type }) => type === 'system' || type === 'endpoint' || indexOf(source.analysis.landscape).interfaces.has(element),
  );
  return connected.length === 0 ? null : connected.map((end) => itemOf(systemAt(end), source.analysis, source.document.uri));
}

/** What reaches it: who connects to it. */
export function incomingCalls(item: CallHierarchyItem, analysis: Analysis): CallHierarchyIncomingCall[] {
  const element = elementOf(item, analysis);
  if (element === undefined) return [];
  const { uri } = item.data as ItemData;
  return byOther(element, analysis, 'in').map(([other, through]) => ({
    from: itemOf(other, analysis, uri, through),
    fromRanges: rangesIn(other, through, analysis),
  }));
}

/** What it reaches: to whom it connects. */
export function outgoingCalls(item: CallHierarchyItem, analysis: Analysis): CallHierarchyOutgoingCall[] {
  const element = elementOf(item, analysis);
  if (element === undefined) return [];
  const { uri } = item.data as ItemData;
  return byOther(element, analysis, 'out').map(([other, through]) => ({
    to: itemOf(other, analysis, uri, through),
    fromRanges: rangesIn(element, through, analysis),
  }));
}

function elementOf({ data }: CallHierarchyItem, { landscape }: Analysis): Element | undefined {
  const { type, path } = data as ItemData;
  return landscape.byType.get(type)?.find((element) => element.path === path);
}

/** Between peers a connection is both in and out. */
function byOther(element: Element, { landscape }: Analysis, way: 'in' | 'out'): readonly (readonly [Element, readonly Element[]])[] {
  const connections = indexOf(landscape).interfaces.get(element);
  const mutual = (way === 'in' ? connections?.out : connections?.in)?.filter(({ ends }) => ends?.mutual === true) ?? [];
  const found = new Map<Element, Element[]>();
  const own = new Set([element, ...element.children]);
  for (const connection of [...(connections?.[way] ?? []), ...mutual]) {
    const { ends } = connection;
    if (ends === undefined) continue;
    const other = systemAt(own.has(ends.source) ? ends.target : ends.source);
    found.set(other, [...(found.get(other) ?? []), connection]);
  }
  return [...found];
}

function itemOf(element: Element, analysis: Analysis, uri: string, through: readonly Element[] = []): CallHierarchyItem {
  const place = locationOf(analysis, element.extent);
  const over = through.map(describeConnection).filter((text) => text !== '');
  return {
    name: element.title === undefined ? element.name : `${element.name} ${element.title}`,
    kind: symbolKindOf(element.type),
    detail: [element.path, ...new Set(over)].join(' · '),
    uri: place.uri,
    range: place.range,
    selectionRange: locationOf(analysis, element.origin).range,
    data: { uri, type: element.type, path: element.path } satisfies ItemData,
  };
}

function describeConnection({ facts }: Element): string {
  const protocol = facts.get('protocol')?.written[0];
  const verbs = ['reads', 'writes', 'commands', 'programs', 'session'].filter((verb) => facts.has(verb));
  return [protocol?.is === 'name' ? protocol.name.text : '', verbs.join(' ')].filter((part) => part !== '').join(', ');
}

/** Ranges are in the file of who connects; a connection that is declared elsewhere is shown where that one stands. */
function rangesIn(caller: Element, through: readonly Element[], analysis: Analysis) {
  const inFile = through.filter(({ origin }) => origin.file === caller.origin.file);
  const shown = inFile.length > 0 ? inFile : [caller];
  return shown.map(({ origin }) => locationOf(analysis, origin).range);
}
