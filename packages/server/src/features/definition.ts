import { type Element, elementsIn, indexOf } from '@weir/model';
import type { Location, LocationLink, Position } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import type { Client } from '../client.js';
import { type Meaning, meaningInFile } from '../meaning.js';
import { locationOf, rangeOf } from '../ranges.js';
import type { Source } from '../source.js';

/** Where the word under the cursor is declared. */
export async function definitionAt(source: Source, position: Position, client: Client): Promise<Location[] | LocationLink[] | null> {
  const meaning = await meaningInFile(source, source.document.offsetAt(position));
  if (meaning?.is === 'element') return linksTo([meaning.element], meaning, source, client);
  if (meaning?.is === 'member' && meaning.member.derivedFrom !== undefined) {
    const { file, expression } = meaning.member.derivedFrom;
    return [locationOf(source.analysis, { file, start: expression.start, end: expression.end })];
  }
  return null;
}

/** What the element is one of: the kind of a system, the product of an installation, what an assignment assigns. */
export async function typeDefinitionAt(source: Source, position: Position, client: Client): Promise<Location[] | LocationLink[] | null> {
  const meaning = await meaningInFile(source, source.document.offsetAt(position));
  if (meaning?.is !== 'element') return null;
  return linksTo(typesOf(meaning.element), meaning, source, client);
}

const typeKeys = ['kind', 'product', 'protocol', 'is', 'activity', 'rule'];

function typesOf({ names, facts }: Element): readonly Element[] {
  if (names !== undefined) return [names];
  return typeKeys.map((key) => elementsIn(facts.get(key)?.value)).find((types) => types.length > 0) ?? [];
}

/** What there is of it: the assignments of a role, the systems of a kind or product, what a zone or network holds. */
export async function implementationAt(source: Source, position: Position, client: Client): Promise<Location[] | LocationLink[] | null> {
  const meaning = await meaningInFile(source, source.document.offsetAt(position));
  if (meaning?.is !== 'element') return null;
  return linksTo(instancesOf(meaning.element, source.analysis), meaning, source, client);
}

function instancesOf(element: Element, { landscape }: Analysis): readonly Element[] {
  const index = indexOf(landscape);
  const named = (inverse: string) => index.inverses.get(inverse)?.get(element) ?? [];
  switch (element.type) {
    case 'role':
      return index.assignments.get(element) ?? [];
    case 'product':
      return named('installations');
    case 'zone':
    case 'network':
      return index.members.get(element) ?? [];
    case 'rule':
      return named('waivers');
    default:
      return ['systems', 'interfaces', 'installations', 'owns'].map(named).find((found) => found.length > 0) ?? [];
  }
}

/** Nobody reads a longer list of places. */
const most = 500;

function linksTo(elements: readonly Element[], { span }: Meaning, source: Source, client: Client): Location[] | LocationLink[] {
  const { analysis, document } = source;
  const shown = elements.slice(0, most);
  if (!client.definitionLinks) return shown.map(({ origin }) => locationOf(analysis, origin));
  return shown.map((element) => {
    const { uri, range } = locationOf(analysis, element.extent);
    return {
      originSelectionRange: rangeOf(document, span),
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: locationOf(analysis, element.origin).range,
    };
  });
}
