import { functions } from '@weir/expression';
import { isSymbol, type Scan, type Token } from '@weir/language/tokens';
import type { Element, NameUse, SourceFacts } from '@weir/model';
import type { Range } from 'vscode-languageserver';
import { type Block, enter, type Surrounding, withoutTicks } from '../block.js';
import { parametersOf, usesIn } from '../name-uses.js';
import { isExpression, propertiesOf, rowIn } from '../place.js';
import { type Source, scanOf } from '../source.js';

const types = [
  'keyword',
  'property',
  'enumMember',
  'namespace',
  'class',
  'interface',
  'type',
  'struct',
  'function',
  'variable',
  'parameter',
  'event',
  'decorator',
  'number',
] as const;
const modifiers = ['declaration', 'defaultLibrary', 'deprecated', 'readonly'] as const;

type TokenType = (typeof types)[number];
type Modifier = (typeof modifiers)[number];

export const semanticLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Coloured {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** What words mean, five numbers each as the protocol packs them. Texts, dates and comments are coloured by the grammar of the editor. */
export function semanticTokens(source: Source, facts: SourceFacts, range?: Range): number[] {
  const { document } = source;
  const span = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const uses = new Map(usesIn(facts, source.ring, source.analysis.landscape).map((use) => [use.start, use]));
  const coloured = colours(scanOf(source), source, uses).filter(
    ({ start, end }) => span === undefined || (end > span.start && start < span.end),
  );
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { start, end, type, modifiers: set } of coloured) {
    const at = document.positionAt(start);
    data.push(at.line - line, at.line === line ? at.character - character : at.character, end - start, types.indexOf(type), bits(set));
    ({ line, character } = at);
  }
  return data;
}

function bits(set: readonly Modifier[]): number {
  return set.reduce((sum, modifier) => sum | (1 << modifiers.indexOf(modifier)), 0);
}

function colours({ tokens }: Scan, source: Source, uses: ReadonlyMap<number, NameUse>): Coloured[] {
  const walk = new Colouring(source, uses);
  for (const [index, token] of tokens.entries()) walk.step(token, tokens[index + 1]);
  return walk.found;
}

const outermost: Surrounding = { block: { is: 'file' }, element: undefined };

class Colouring {
  readonly found: Coloured[] = [];
  private readonly source: Source;
  private readonly uses: ReadonlyMap<number, NameUse>;
  private readonly surroundings: Surrounding[] = [outermost];
  private statement: Token[] = [];
  private variables = new Set<string>();

  constructor(source: Source, uses: ReadonlyMap<number, NameUse>) {
    this.source = source;
    this.uses = uses;
  }

  step(token: Token, next: Token | undefined): void {
    const { kind } = token;
    if (kind === 'eos') this.statement = [];
    else if (isSymbol(token, '{')) this.open();
    else if (isSymbol(token, '}')) this.close();
    else {
      const isArgument = kind === 'key' && this.statement.some(({ image }) => image === '(');
      if (kind === 'key' && !isArgument) this.statement = [];
      this.colour(token, next, isArgument);
      this.statement.push(token);
    }
  }

  private get block(): Block {
    return this.surroundings.at(-1)?.block ?? { is: 'unknown' };
  }

  private open(): void {
    const around = this.surroundings.at(-1) ?? outermost;
    this.surroundings.push(enter(around, { head: this.statement }, this.source.analysis.landscape, this.source.ring));
    this.statement = [];
    const { block } = this;
    if (block.is === 'element' && block.row.keyword === 'rule') this.variables = new Set(parametersOf(block.element).keys());
  }

  private close(): void {
    if (this.surroundings.length > 1) this.surroundings.pop();
    this.statement = [];
  }

  private add({ start, end }: { readonly start: number; readonly end: number }, type: TokenType, ...set: readonly Modifier[]): void {
    // A token of the protocol stands on one line.
    if (end > start) this.found.push({ start, end, type, modifiers: set });
  }

  private colour(token: Token, next: Token | undefined, isArgument: boolean): void {
    const { kind, image } = token;
    if (kind === 'keyword') return this.add(token, 'keyword');
    if (kind === 'label') return this.add(token, 'decorator');
    if (kind === 'key') return this.add(token, isArgument ? 'parameter' : 'property');
    if (kind === 'compound') return this.compound(token);
    if (kind !== 'id') return;
    const use = this.uses.get(token.start);
    if (use !== undefined) return this.add(token, typeOf(use.element), ...modifiersOf(use));
    if (this.statement.length === 0) return this.first(token);
    this.inStatement(token, image, next);
  }

  private compound(token: Token): void {
    for (const use of [this.uses.get(token.start), this.uses.get(token.start + token.image.indexOf('/') + 1)])
      if (use !== undefined) this.add(use, typeOf(use.element), ...modifiersOf(use));
  }

  private first(token: Token): void {
    const properties = propertiesOf(this.block);
    const isProperty = properties !== undefined && Object.hasOwn(properties, token.image);
    const isKnown =
      this.source.analysis.landscape.vocabulary.types.has(token.image) ||
      ['extend', 'vocabulary', 'property', 'type'].includes(token.image);
    if (isProperty) this.add(token, 'property');
    else if (isKnown) this.add(token, 'keyword');
  }

  private inStatement(token: Token, image: string, next: Token | undefined): void {
    const [key, colon] = this.statement;
    const last = this.statement.at(-1);
    const row = key?.kind === 'key' && colon?.image === ':' ? rowIn(this.block, key.image) : undefined;
    // A new element that the landscape does not know yet.
    if (row === undefined) {
      if (this.statement.length === 1 && key?.kind === 'id') this.add(token, 'variable', 'declaration');
      return;
    }
    if (row.type.is === 'word' && row.type.words.some(({ word }) => word === image)) return this.add(token, 'enumMember');
    if (!isExpression(row)) return;
    const isMember = last?.image === '.';
    if (last?.image === 'every' && last.kind === 'keyword') return this.add(token, 'type');
    const isBinding =
      this.statement.at(-2)?.image === 'every' || ((last?.image === 'exists' || last?.image === 'all') && last.kind === 'keyword');
    if (isBinding) {
      this.variables.add(withoutTicks(image));
      return this.add(token, 'variable', 'declaration');
    }
    if (isMember) return this.add(token, 'property', 'readonly');
    if (next !== undefined && isSymbol(next, '(') && functions.some(({ name }) => name === image))
      return this.add(token, 'function', 'defaultLibrary');
    if (this.variables.has(image) || image === 'self' || image === 'today') return this.add(token, 'variable');
    this.add(token, 'enumMember');
  }
}

function modifiersOf({ is, element }: NameUse): readonly Modifier[] {
  return [...(is === 'declaration' ? ['declaration' as const] : []), ...(element.ring === 'library' ? ['defaultLibrary' as const] : [])];
}

const typeByElement: Readonly<Record<string, TokenType>> = {
  site: 'namespace',
  area: 'namespace',
  unit: 'namespace',
  zone: 'namespace',
  system: 'class',
  endpoint: 'interface',
  interface: 'interface',
  conduit: 'interface',
  'remote-access': 'interface',
  kind: 'type',
  protocol: 'type',
  product: 'struct',
  rule: 'function',
  check: 'function',
  profile: 'function',
  parameter: 'parameter',
  waiver: 'event',
  change: 'event',
};

function typeOf({ type }: Element): TokenType {
  return typeByElement[type] ?? 'variable';
}
