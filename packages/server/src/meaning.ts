import { type FunctionRow, functions, itemOf, type Member, type Type } from '@weir/expression';
import { isSymbol, type Token } from '@weir/language/tokens';
import { type Element, type ElementRow, type EnumerationWord, namesIn, type PropertyRow, type Span } from '@weir/model';
import { pathIn, withoutTicks } from './block.js';
import { tokenAt } from './cursor.js';
import { pathBefore, reachedFrom } from './expression-types.js';
import { useAt, usesIn } from './name-uses.js';
import { expressionPlaceAt, isExpression, placeAt, rowIn, type TextPlace } from './place.js';
import { newestFacts, type Source, scanOf } from './source.js';

/** What the word at a place means, and where it stands. */
export type Meaning = { readonly span: Span } & (
  | { readonly is: 'keyword'; readonly row: ElementRow }
  | { readonly is: 'property'; readonly key: string; readonly row: PropertyRow }
  | { readonly is: 'word'; readonly word: EnumerationWord; readonly key: string }
  | { readonly is: 'element'; readonly element: Element; readonly isDeclaration: boolean; readonly types: readonly string[] }
  | { readonly is: 'function'; readonly row: FunctionRow }
  | { readonly is: 'member'; readonly member: Member }
  | { readonly is: 'variable'; readonly name: string; readonly type: Type }
  | { readonly is: 'reserved'; readonly word: string }
);

/** Answers from the newest text and the landscape as it was last known. */
export function meaningAt(source: Source, offset: number): Meaning | undefined {
  const token = tokenAt(scanOf(source), offset);
  if (token === undefined) return undefined;
  const place = placeAt(source, token.start);
  if (place.cursor.isInComment) return undefined;
  return meaningOf(token, place, offset);
}

/** The same; what the tokens do not tell, the statements of the file may. */
export async function meaningInFile(source: Source, offset: number): Promise<Meaning | undefined> {
  const meaning = meaningAt(source, offset);
  if (meaning !== undefined) return meaning;
  const use = useAt(usesIn(await newestFacts(source), source.ring, source.analysis.landscape), offset);
  if (use === undefined) return undefined;
  const { start, end, element, is } = use;
  return { is: 'element', element, isDeclaration: is === 'declaration', types: [], span: { start, end } };
}

function meaningOf(token: Token, place: TextPlace, offset: number): Meaning | undefined {
  const { source, cursor, block, value } = place;
  const span = { start: token.start, end: token.end };
  if (token.kind === 'key') {
    const row = rowIn(block, token.image);
    return row && { is: 'property', key: token.image, row, span };
  }
  if (token.kind === 'keyword') return { is: 'reserved', word: token.image, span };
  if (token.kind === 'string' || token.kind === 'markdown') return inTemplate(token, place, offset);
  if (token.kind === 'compound') return compoundAt(token, place, offset);
  if (token.kind !== 'id') return undefined;
  if (value !== undefined) return inValue(token, place);
  if (cursor.before.length === 0) return firstWord(token, place);
  return inHead(token, source, place);
}

function firstWord(token: Token, { block, source, element }: TextPlace): Meaning | undefined {
  const span = { start: token.start, end: token.end };
  const { types } = source.analysis.landscape.vocabulary;
  const property =
    block.is === 'element' && Object.hasOwn(block.row.properties, token.image) ? block.row.properties[token.image] : undefined;
  if (property !== undefined) return { is: 'property', key: token.image, row: property, span };
  const row = types.get(token.image);
  if (row !== undefined) return { is: 'keyword', row, span };
  if (token.image === 'extend' || token.image === 'vocabulary') return { is: 'reserved', word: token.image, span };
  if (block.is !== 'element' || block.row.entries === undefined) return undefined;
  const found = namesIn(source.analysis.landscape).find({ segments: [wordOf(token)] }, element, ['rule'], source.ring);
  return found.is === 'one' ? { is: 'element', element: found.element, isDeclaration: false, types: ['rule'], span } : undefined;
}

function wordOf(token: Token) {
  return { text: withoutTicks(token.image), start: token.start, end: token.end };
}

/** The whole path that a word is part of, as far as that word. */
function pathUpTo(token: Token, before: readonly Token[]): readonly Token[] {
  const last = before.at(-1);
  return last !== undefined && isSymbol(last, '.') ? [...pathBefore(before), last, token] : [token];
}

/** The name, or an end, of a declaration. */
function inHead(token: Token, source: Source, { cursor, element, block }: TextPlace): Meaning | undefined {
  const { landscape } = source.analysis;
  const { before, next } = cursor;
  const keyword = before[0]?.image ?? '';
  const names = namesIn(landscape);
  const tokens = pathUpTo(token, before);
  const path = pathIn(tokens);
  if (path === undefined) return undefined;
  const span = { start: token.start, end: token.end };
  const reference = (types: readonly string[]): Meaning | undefined => {
    const isLast = next === undefined || !isSymbol(next, '.');
    const found = names.find(path, element, isLast ? types : [], source.ring);
    return found.is === 'one' ? { is: 'element', element: found.element, isDeclaration: false, types, span } : undefined;
  };
  if (keyword === 'extend') {
    const found = names.at(path, source.ring);
    return found.is === 'one' ? { is: 'element', element: found.element, isDeclaration: false, types: [], span } : undefined;
  }
  const row = landscape.vocabulary.types.get(keyword);
  if (row === undefined) return undefined;
  const isEnd = row.ends !== undefined && (before.some(isArrow) || isFollowedByArrow(token, source));
  if (isEnd && row.ends !== undefined) return reference(row.ends.types);
  if (typeof row.name === 'object') return reference(row.name.reference);
  const siblings =
    element === undefined || block.is === 'file'
      ? (landscape.byType.get(keyword) ?? []).filter(({ parent }) => parent === undefined)
      : element.children;
  const declared = siblings.find(({ type, name }) => type === keyword && name === withoutTicks(token.image));
  return declared && { is: 'element', element: declared, isDeclaration: true, types: [], span };
}

function isArrow(token: Token): boolean {
  return isSymbol(token, '->') || isSymbol(token, '<->');
}

function isFollowedByArrow(token: Token, source: Source): boolean {
  const { tokens } = scanOf(source);
  for (let index = tokens.indexOf(token) + 1; index < tokens.length; index++) {
    const next = tokens[index] as Token;
    if (isArrow(next)) return true;
    if (next.kind !== 'id' && !isSymbol(next, '.')) return false;
  }
  return false;
}

function inValue(token: Token, place: TextPlace): Meaning | undefined {
  const { value, source, element, cursor } = place;
  if (value === undefined) return undefined;
  const span = { start: token.start, end: token.end };
  const { type } = value.row;
  if (isExpression(value.row)) return inExpression(token, value.tokens, place);
  if (type.is === 'word') {
    const word = type.words.find((candidate) => candidate.word === token.image);
    return word && { is: 'word', word, key: value.key, span };
  }
  if (type.is !== 'element') return undefined;
  const path = pathIn(pathUpTo(token, value.tokens));
  const isLast = cursor.next === undefined || !isSymbol(cursor.next, '.');
  const found = path && namesIn(source.analysis.landscape).find(path, element, isLast ? type.types : [], source.ring);
  return found?.is === 'one' ? { is: 'element', element: found.element, isDeclaration: false, types: type.types, span } : undefined;
}

function inExpression(token: Token, before: readonly Token[], place: TextPlace): Meaning | undefined {
  const { cursor, source } = place;
  const span = { start: token.start, end: token.end };
  const last = before.at(-1);
  if (last?.kind === 'keyword' && last.image === 'every') {
    const row = source.analysis.landscape.vocabulary.types.get(token.image);
    return row && { is: 'keyword', row, span };
  }
  const expression = expressionPlaceAt(place);
  if (before.at(-2)?.image === 'every')
    return { is: 'variable', name: token.image, type: { is: 'element', types: last === undefined ? [] : [last.image] }, span };
  const isCalled = cursor.next !== undefined && isSymbol(cursor.next, '(');
  const row = isCalled ? functions.find(({ name }) => name === token.image) : undefined;
  if (row !== undefined) return { is: 'function', row, span };
  const type = isCalled ? source.analysis.landscape.vocabulary.types.get(token.image) : undefined;
  if (type !== undefined) return { is: 'keyword', row: type, span };
  const compared = comparedWord(token, before, place);
  if (compared !== undefined) return compared;
  const reached = reachedFrom(pathUpTo(token, before), expression);
  if (reached === undefined) return token.image === 'today' ? { is: 'reserved', word: 'today', span } : undefined;
  if (reached.member !== undefined) return { is: 'member', member: reached.member, span };
  if (reached.element !== undefined) return { is: 'element', element: reached.element, isDeclaration: false, types: [], span };
  if (token.image === 'today' || token.image === 'self') return { is: 'reserved', word: token.image, span };
  return { is: 'variable', name: token.image, type: reached.type, span };
}

/** `s.kind = plc`: a word of an enumeration where one is compared with. */
function comparedWord(token: Token, before: readonly Token[], place: TextPlace): Meaning | undefined {
  const last = before.at(-1);
  if (last === undefined || !['=', '!=', '<', '<=', '>', '>=', 'in'].includes(last.image)) return undefined;
  const reached = reachedFrom(pathBefore(before.slice(0, -1)), expressionPlaceAt(place));
  const type = reached && itemOf(reached.type);
  const word = type?.is === 'word' ? type.words.find((candidate) => candidate.word === token.image) : undefined;
  return word && { is: 'word', word, key: reached?.member?.name ?? '', span: { start: token.start, end: token.end } };
}

/** `iec-62443-3-3/SR-5.2`, `dcs-engineering/expert`. */
function compoundAt(token: Token, { element, source, value }: TextPlace, offset: number): Meaning | undefined {
  const slash = token.start + token.image.indexOf('/');
  const [head = '', ...rest] = token.image.split('/');
  const names = namesIn(source.analysis.landscape);
  const isHead = offset < slash;
  const first = { text: withoutTicks(head), start: token.start, end: slash };
  const tail = { text: withoutTicks(rest.join('/')), start: slash + 1, end: token.end };
  const isSkill = value?.row.type.is === 'skill-level';
  const types = isSkill ? ['skill'] : value?.row.type.is === 'element' ? value.row.type.types : [];
  const segments = isHead || isSkill ? [first] : [first, tail];
  const found = names.find({ segments }, element, isHead && !isSkill ? [] : types, source.ring);
  const span = isHead || isSkill ? { start: first.start, end: first.end } : { start: tail.start, end: tail.end };
  return found.is === 'one' ? { is: 'element', element: found.element, isDeclaration: false, types, span } : undefined;
}

/** `{f.source.level}` in a text. */
function inTemplate(token: Token, place: TextPlace, offset: number): Meaning | undefined {
  if (place.value?.row.type.is !== 'template') return undefined;
  const at = offset - token.start;
  const open = token.image.lastIndexOf('{', at - 1);
  if (open < 0 || token.image.slice(open, at).includes('}')) return undefined;
  const behind = /^[\p{L}\p{N}_-]*/u.exec(token.image.slice(at))?.[0] ?? '';
  const front = /[\p{L}\p{N}_.-]*$/u.exec(token.image.slice(open + 1, at))?.[0] ?? '';
  const path = `${front}${behind}`;
  const tokens = path.split('.').flatMap((image): Token[] => (image === '' ? [] : [{ kind: 'id', start: 0, end: 0, image }]));
  const reached = reachedFrom(tokens, expressionPlaceAt(place));
  const end = token.start + at + behind.length;
  const span = { start: end - (path.split('.').at(-1)?.length ?? 0), end };
  if (reached?.member !== undefined) return { is: 'member', member: reached.member, span };
  if (reached?.isVariable) return { is: 'variable', name: path, type: reached.type, span };
  return reached?.element && { is: 'element', element: reached.element, isDeclaration: false, types: [], span };
}
