import { itemOf, type Member, membersOf, type Type } from '@weir/expression';
import { isSymbol, type Token } from '@weir/language/tokens';
import { type Element, type Landscape, namesIn, type Ring } from '@weir/model';
import { pathIn, withoutTicks } from './block.js';

/** What names mean at a place in an expression that may be half typed. */
export interface ExpressionPlace {
  readonly landscape: Landscape;
  readonly element: Element | undefined;
  readonly ring: Ring;
  readonly variables: ReadonlyMap<string, Type>;
}

export interface Reached {
  readonly type: Type;
  /** The word that was reached last, where it is a member. */
  readonly member?: Member;
  readonly element?: Element;
  readonly isVariable?: true;
}

const anyElement: Type = { is: 'element', types: [] };

/** The variables that the tokens in front of a place bind, with those given. */
export function variablesIn(tokens: readonly Token[], place: ExpressionPlace): ReadonlyMap<string, Type> {
  const variables = new Map(place.variables);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'keyword') continue;
    const [next, name] = [tokens[index + 1], tokens[index + 2]];
    if (token.image === 'every' && next !== undefined && name?.kind === 'id')
      variables.set(name.image, next.image === 'element' ? anyElement : { is: 'element', types: [next.image] });
    if ((token.image !== 'exists' && token.image !== 'all') || next?.kind !== 'id' || name?.image !== 'in') continue;
    const reached = reachedFrom(tokens.slice(index + 3, endOfPath(tokens, index + 3)), { ...place, variables });
    variables.set(next.image, reached === undefined ? anyElement : itemOf(reached.type));
  }
  return variables;
}

function endOfPath(tokens: readonly Token[], from: number): number {
  let index = from;
  while (index < tokens.length && tokens[index]?.kind === 'id') {
    const dot = tokens[index + 1];
    if (dot === undefined || !isSymbol(dot, '.')) return index + 1;
    index += 2;
  }
  return index;
}

/** The path of names and dots that a list of tokens ends in; a last dot is left out. */
export function pathBefore(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  const last = tokens[end - 1];
  if (last !== undefined && isSymbol(last, '.')) end--;
  let start = end;
  while (start > 0 && tokens[start - 1]?.kind === 'id') {
    start--;
    const dot = tokens[start - 1];
    if (dot === undefined || !isSymbol(dot, '.')) break;
    start--;
  }
  return tokens.slice(start, end);
}

/** What `a.b.c` means: a variable or an element, and what is read from it. */
export function reachedFrom(path: readonly Token[], place: ExpressionPlace): Reached | undefined {
  const words = path.filter(({ kind }) => kind === 'id').map(({ image }) => withoutTicks(image));
  const [head = '', ...rest] = words;
  const variable = place.variables.get(head);
  if (variable !== undefined) return through({ type: variable, isVariable: true }, rest, place);
  const named = pathIn(path);
  for (let count = words.length; named !== undefined && count > 0; count--) {
    const found = namesIn(place.landscape).find({ segments: named.segments.slice(0, count) }, place.element, [], place.ring);
    if (found.is !== 'one') continue;
    const type: Type = { is: 'element', types: [found.element.type] };
    return through({ type, element: found.element }, words.slice(count), place);
  }
  return undefined;
}

function through(start: Reached, words: readonly string[], { landscape }: ExpressionPlace): Reached | undefined {
  let reached = start;
  for (const word of words) {
    const member = membersOf(landscape.vocabulary, itemOf(reached.type)).get(word);
    if (member === undefined) return undefined;
    const isMany = reached.type.is === 'set' || reached.type.is === 'path';
    reached = { member, type: isMany ? { is: 'set', of: itemOf(member.type) } : member.type };
  }
  return reached;
}
