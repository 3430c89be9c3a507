import type { Type } from '@weir/expression';
import type { Token } from '@weir/language/tokens';
import { isSymbol } from '@weir/language/tokens';
import type { PropertyRow } from '@weir/model';
import { type Block, type Surrounding, surroundingOf } from './block.js';
import { type Cursor, cursorAt, type OpenedBlock } from './cursor.js';
import { type ExpressionPlace, variablesIn } from './expression-types.js';
import { parametersOf } from './name-uses.js';
import { type Source, scanOf } from './source.js';

/** A place in a file with all that its surroundings say. */
export interface TextPlace extends Surrounding {
  readonly source: Source;
  readonly cursor: Cursor;
  /** The property whose value stands here, where it is one. */
  readonly value: ValuePlace | undefined;
}

export interface ValuePlace {
  readonly key: string;
  readonly row: PropertyRow;
  /** The tokens of the value in front of the place. */
  readonly tokens: readonly Token[];
}

export function placeAt(source: Source, offset: number): TextPlace {
  const cursor = cursorAt(scanOf(source), source.document.getText(), offset);
  const surrounding = surroundingOf(cursor.blocks, source.analysis.landscape, source.ring);
  return { ...surrounding, source, cursor, value: valueAt(cursor, surrounding.block) };
}

function valueAt({ before }: Cursor, block: Block): ValuePlace | undefined {
  const [key, colon] = before;
  if (key?.kind !== 'key' || colon === undefined || !isSymbol(colon, ':')) return undefined;
  const row = rowIn(block, key.image);
  return row && { key: key.image, row, tokens: before.slice(2) };
}

/** The row of a property in a block. */
export function rowIn(block: Block, key: string): PropertyRow | undefined {
  const properties = propertiesOf(block);
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  return block.is === 'element' ? block.row.otherProperties : undefined;
}

export function propertiesOf(block: Block): Readonly<Record<string, PropertyRow>> | undefined {
  switch (block.is) {
    case 'element':
      return block.row.properties;
    case 'property':
      if (block.row.type.is === 'block') return block.row.type.properties;
      return block.row.type.is === 'security-levels' ? securityLevels : undefined;
    case 'vocabulary entry':
      return vocabularyKeys[block.keyword];
    case 'example':
      return exampleKeys;
    default:
      return undefined;
  }
}

const requirementDocs: Readonly<Record<string, string>> = {
  all: 'The level of every requirement that has none of its own.',
  iac: 'Identification and authentication control.',
  uc: 'Use control.',
  si: 'System integrity.',
  dc: 'Data confidentiality.',
  rdf: 'Restricted data flow.',
  tre: 'Timely response to events.',
  ra: 'Resource availability.',
};
const securityLevels: Readonly<Record<string, PropertyRow>> = Object.fromEntries(
  Object.entries(requirementDocs).map(([key, doc]) => [key, { type: { is: 'number', min: 0, max: 4 }, doc, source: 'IEC 62443-3-3' }]),
);

const words = (docs: Readonly<Record<string, string>>): PropertyRow['type'] => ({
  is: 'word',
  words: Object.entries(docs).map(([word, doc]) => ({ word, doc })),
  ordered: false,
});

/** What the entries of a `vocabulary` block may say; `bind` reads them before there is a vocabulary. */
const vocabularyKeys: Readonly<Record<string, Readonly<Record<string, PropertyRow>>>> = {
  property: {
    type: {
      type: words({
        text: 'A text.',
        number: 'A number.',
        'yes-no': 'Yes or no.',
        date: 'A date.',
        duration: 'A time, such as `12mo`.',
        money: 'An amount with its currency.',
        level: 'A Purdue level.',
        word: 'One of the words in `words`.',
      }),
      doc: 'What its value is: one of these, or an element type whose elements it names.',
      example: 'type: text',
    },
    words: { type: { is: 'name' }, many: true, doc: 'The words it can be.', example: 'words: low, medium, high' },
    pattern: { type: { is: 'text' }, doc: 'What the whole text must match.', example: 'pattern: "[0-9]{4}"' },
    min: { type: { is: 'number' }, doc: 'The least number.' },
    max: { type: { is: 'number' }, doc: 'The greatest number.' },
    end: { type: words({ first: 'Its first day.', last: 'Its last day.' }), doc: 'Which day a coarse date stands for.' },
    many: { type: { is: 'yes-no' }, doc: 'Whether it takes several values.' },
    inherited: { type: { is: 'yes-no' }, doc: 'Whether it flows down from the block around.' },
    inverse: { type: { is: 'name' }, doc: 'The name under which what it names sees the one that names it.' },
    value: {
      type: { is: 'expression' },
      doc: 'What it is computed from; `self` is the element.',
      example: 'value: count(self.interfaces)',
    },
  },
  type: {
    plural: { type: { is: 'name' }, doc: 'Its plural, for `complete`.' },
    within: { type: { is: 'name' }, many: true, doc: 'The element types in whose block it may stand.', example: 'within: area' },
    inherits: { type: { is: 'name' }, many: true, doc: 'What flows down to it: owner, zone, domain, criticality.' },
  },
};

const exampleKeys: Readonly<Record<string, PropertyRow>> = {
  'at-date': { type: { is: 'date', end: 'first' }, doc: 'The day on which the example is looked at.', example: 'at-date: 2026-06-30' },
  expects: { type: { is: 'number' }, doc: 'How many findings there must be; one, when it does not say.', example: 'expects: 2' },
};

/** Whether a value of this row is evaluated, so that variables and members mean something in it. */
export function isExpression({ type }: PropertyRow): boolean {
  return type.is === 'expression' || type.is === 'selection' || type.is === 'template';
}

/** What names mean in an expression at this place. */
export function expressionPlaceAt(place: TextPlace): ExpressionPlace {
  const { source, block, element, cursor } = place;
  const { landscape } = source.analysis;
  const base = { landscape, element, ring: source.ring, variables: fixedVariables(place) };
  const around = cursor.blocks.at(-1);
  // A rule's subjects are bound in its `for`, wherever in the block that stands.
  const isRule = block.is === 'element' && block.row.keyword === 'rule';
  const subjects = isRule && around !== undefined ? variablesIn(forTokens(around, scanOf(source).tokens), base) : base.variables;
  return { ...base, variables: variablesIn(cursor.before, { ...base, variables: subjects }) };
}

function fixedVariables({ block }: TextPlace): ReadonlyMap<string, Type> {
  const variables = new Map<string, Type>([['today', { is: 'date' }]]);
  if (block.is === 'vocabulary entry' && block.keyword === 'property' && block.of !== undefined)
    variables.set('self', { is: 'element', types: [block.of] });
  if (block.is === 'element') for (const [name, type] of parametersOf(block.element)) variables.set(name, type);
  return variables;
}

/** The tokens of the `for:` statements of a block, to its end. */
function forTokens({ open }: OpenedBlock, tokens: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  let depth = 0;
  let isIn = false;
  for (const token of tokens) {
    if (token.start <= open.start) continue;
    if (isSymbol(token, '{')) depth++;
    if (isSymbol(token, '}') && --depth < 0) break;
    if (depth > 0) continue;
    if (token.kind === 'key') isIn = token.image === 'for';
    else if (token.kind === 'eos') isIn = false;
    else if (isIn) found.push(token);
  }
  return found;
}
