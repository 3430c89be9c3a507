import type { Element, NameUse } from '@weir/model';
import { bindProject, factsOf, type ProjectFile, wholeLibrary } from '@weir/workspace';
import { LSPErrorCodes, type Position, type Range, ResponseError, type TextEdit } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { useAt, usesByElement, usesIn, usesOf } from '../name-uses.js';
import { rangeOf } from '../ranges.js';
import { quotedIfNeeded } from '../short-name.js';
import { newestFacts, type Source } from '../source.js';

/** What would be renamed; an error where it cannot be. */
export async function prepareRename(
  source: Source,
  position: Position,
): Promise<{ range: Range; placeholder: string } | ResponseError<never> | null> {
  const use = await useOn(source, position);
  if (use === undefined) return null;
  const refusal = refusalOf(use);
  return refusal ?? { range: rangeOf(source.document, use), placeholder: use.element.name };
}

/** The edits that give an element another name wherever it is named, by address. */
export async function renameAt(
  source: Source,
  position: Position,
  newName: string,
): Promise<ReadonlyMap<string, readonly TextEdit[]> | ResponseError<never> | null> {
  const use = await useOn(source, position);
  if (use === undefined) return null;
  const refusal = refusalOf(use) ?? wrongName(newName) ?? taken(newName, use.element, source.analysis);
  if (refusal !== undefined) return refusal;
  const { element } = use;
  const { analysis } = source;
  const text = quotedIfNeeded(newName.normalize('NFC'));
  const spans = new Map<string, { readonly start: number; readonly end: number }[]>();
  const add = (file: string, span: { readonly start: number; readonly end: number }) => spans.set(file, [...(spans.get(file) ?? []), span]);
  for (const place of usesOf(element, analysis)) if (place.text === element.name) add(place.file, place);
  const changedMeaning = await meaningChanges(element, newName.normalize('NFC'), text, spans, analysis);
  if (changedMeaning !== undefined) return changedMeaning;
  const edits = new Map<string, readonly TextEdit[]>();
  for (const [file, places] of spans) {
    const document = analysis.documentOf(file);
    if (document !== undefined)
      edits.set(
        analysis.uriOf(file),
        places.map((place) => ({ range: rangeOf(document, place), newText: text })),
      );
  }
  return withProfile(edits, element, newName, analysis);
}

/** Where weir.json names the profile, it is renamed too. */
function withProfile(
  edits: Map<string, readonly TextEdit[]>,
  element: Element,
  newName: string,
  analysis: Analysis,
): Map<string, readonly TextEdit[]> {
  const { configuration, placeOf } = analysis.project;
  const document = analysis.documentOf('weir.json');
  if (element.type !== 'profile' || configuration.profile !== element.path || document === undefined) return edits;
  return edits.set(analysis.uriOf('weir.json'), [{ range: rangeOf(document, placeOf('profile')), newText: JSON.stringify(newName) }]);
}

async function useOn(source: Source, position: Position): Promise<NameUse | undefined> {
  const facts = await newestFacts(source);
  return useAt(usesIn(facts, source.ring, source.analysis.landscape), source.document.offsetAt(position));
}

function refusalOf({ element, text }: NameUse): ResponseError<never> | undefined {
  if (element.ring === 'library') return refused(`"${element.path}" belongs to the standard library, which cannot be changed.`);
  if (text !== element.name) return refused(`"${text}" is another name of "${element.path}"; change it where its aliases are stated.`);
  return undefined;
}

function wrongName(name: string): ResponseError<never> | undefined {
  if (name.trim() === '') return refused('A name has at least one letter.');
  return /[`\r\n\p{Cs}]/u.test(name) || name !== name.trim()
    ? refused('A name stands on one line, without back-ticks and without blanks around it.')
    : undefined;
}

function taken(name: string, { type, parent, ring }: Element, { landscape }: Analysis): ResponseError<never> | undefined {
  const siblings =
    parent?.children ?? (landscape.byType.get(type) ?? []).filter((other) => other.parent === undefined && other.ring === ring);
  const twin = siblings.find((other) => other.type === type && (other.name === name || other.aliases.includes(name)));
  return twin && refused(`There is already a ${type} "${twin.path}".`);
}

function refused(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}

/** Binds the renamed text, and compares what every name means: nothing may come to mean something else. */
async function meaningChanges(
  element: Element,
  newName: string,
  text: string,
  spans: ReadonlyMap<string, readonly { readonly start: number; readonly end: number }[]>,
  analysis: Analysis,
): Promise<ResponseError<never> | undefined> {
  const { project, facts } = analysis;
  const changed = (file: ProjectFile): ProjectFile => {
    const places = spans.get(file.name);
    return places === undefined ? file : { ...file, text: replaced(file.text, places, text) };
  };
  const renamed = { ...project, files: project.files.map(changed) };
  const parse = async (file: ProjectFile) => (spans.has(file.name) ? factsOf(file) : (facts.get(file.name) ?? factsOf(file)));
  const parsed = new Map(await Promise.all(renamed.files.map(async (file) => [file.name, await parse(file)] as const)));
  const { landscape } = await bindProject(renamed, {
    library: wholeLibrary(),
    parse: async (file) => parsed.get(file.name) ?? factsOf(file),
  });
  const after: Analysis = { ...analysis, project: renamed, facts: parsed, landscape };
  const depth = element.path.split('.').length;
  // What stands in it has the new name in its path too.
  const pathAfter = (path: string) => {
    if (path !== element.path && !path.startsWith(`${element.path}.`) && !path.startsWith(`${element.path}/`)) return path;
    const parts = element.path.split('.');
    parts[depth - 1] = newName;
    return `${parts.join('.')}${path.slice(element.path.length)}`;
  };
  const before = countsOf(analysis, pathAfter);
  const now = countsOf(after, (path) => path);
  for (const [key, count] of before) {
    if (now.get(key) === count || key.includes('->')) continue;
    const [type, ...rest] = key.split(' ');
    return refused(`With this name "${newName}", a name elsewhere would no longer mean the ${type} "${rest.join(' ')}". Choose another.`);
  }
  return undefined;
}

/** How often each element is named, by type and path. */
function countsOf(analysis: Analysis, pathOf: (path: string) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [{ type, path, ends }, uses] of usesByElement(analysis))
    if (ends === undefined) counts.set(`${type} ${pathOf(path)}`, uses.length);
  return counts;
}

function replaced(text: string, places: readonly { readonly start: number; readonly end: number }[], by: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + by;
    from = end;
  }
  return result + text.slice(from);
}
