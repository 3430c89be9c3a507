import { type Problem, type Span, suggest } from '@weir/model';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import schema from '../schema/weir.schema.json' with { type: 'json' };
import { type Configuration, defaults } from './configuration.js';
import validate, { type SchemaError } from './generated/validate-configuration.js';

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
  /** Where a part of the file stands, such as `['packs', 0]`; the whole file when it has no such part. */
  readonly at: (path: Path) => Span;
}

type Path = readonly (string | number)[];

/** Settings are two deep; the JSON parser recurses, and a file made to do harm must not exhaust its stack. */
const deepest = 50;
const mostProblems = 20;

/** Reads `weir.json`. What is wrong in it is a problem at its place; the rest counts. */
export function readConfiguration(file: string, text: string): ReadConfiguration {
  const problemAt = (span: Span, message: string, help: string): Problem => ({
    check: 'configuration',
    message,
    help,
    at: { file, start: span.start, end: span.end },
    related: [],
  });
  const useless = (span: Span, message: string): ReadConfiguration => ({
    configuration: defaults,
    problems: [problemAt(span, message, 'Write JSON, such as `{ "profile": "recommended" }`, with names and texts between double quotes.')],
    at: () => span,
  });
  const tooDeep = placeDeeperThan(deepest, text);
  if (tooDeep !== undefined) return useless({ start: tooDeep, end: tooDeep + 1 }, 'weir.json cannot be read: its brackets nest too deep.');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: false });
  const [error] = errors;
  if (error !== undefined)
    return useless(
      { start: error.offset, end: error.offset + error.length },
      `weir.json cannot be read: ${spaced(printParseErrorCode(error.error))}.`,
    );
  if (tree === undefined) return useless({ start: 0, end: text.length }, 'weir.json cannot be read: it is empty.');

  const at = (path: Path) => spanOf(findNodeAtLocation(tree, [...path]) ?? tree);
  const value = plainValue(tree);
  const wrong = validate(value) ? [] : (validate.errors ?? []);
  const problems = [
    ...keysStatedTwice(tree).map((key) => problemAt(spanOf(key), `\`${String(key.value)}\` is stated twice.`, 'Delete one of the two.')),
    ...wrong.slice(0, mostProblems).map((mistake) => {
      const path = pathOf(mistake.instancePath);
      const key = unknownKey(mistake);
      if (key !== undefined) return problemAt(keySpan(tree, key), `weir.json has no setting \`${key}\`.`, nearestSetting(key));
      return problemAt(at(path), `${inWords(path)} ${wrongness(mistake, valueAt(value, path))}.`, descriptionOf(path));
    }),
  ];
  const lost = new Set(wrong.map((mistake) => unknownKey(mistake) ?? pathOf(mistake.instancePath)[0]));
  const kept = tree.type === 'object' ? Object.entries(value as object).filter(([key]) => !lost.has(key)) : [];
  return { configuration: { ...defaults, ...(Object.fromEntries(kept) as Partial<Configuration>) }, problems, at };
}

function unknownKey({ keyword, params }: SchemaError): string | undefined {
  return keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined;
}

function nearestSetting(key: string): string {
  const settings = Object.keys(schema.properties).filter((name) => name !== '$schema');
  const near = suggest(key, settings);
  return near ? `Did you mean \`${near}\`?` : `Its settings are ${settings.map((name) => `\`${name}\``).join(', ')}.`;
}

/** What the schema asks for at this place, as the rest of a sentence. */
function wrongness({ keyword, params }: SchemaError, value: unknown): string {
  if (keyword === 'type') return `must be ${typeWords[String(params['type'])] ?? String(params['type'])}`;
  if (keyword === 'minimum') return `must be at least ${String(params['limit'])}`;
  if (keyword === 'uniqueItems') return `names ${quoted((value as unknown[])[Number(params['i'])])} twice`;
  if (keyword === 'enum') {
    const allowed = (params['allowedValues'] as string[]).map((word) => JSON.stringify(word));
    return `cannot be ${quoted(value)}; it is one of ${allowed.join(', ')}`;
  }
  return `cannot be ${quoted(value)}`;
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list',
  integer: 'a whole number',
  object: 'an object, between `{` and `}`',
  string: 'a text, between double quotes',
};

function descriptionOf([setting]: Path): string {
  const properties: Readonly<Record<string, { readonly description: string }>> = schema.properties;
  return properties[String(setting)]?.description ?? schema.description;
}

/** `packs[0]`. */
function inWords(path: Path): string {
  const [setting, ...rest] = path;
  return setting === undefined ? 'weir.json' : `\`${setting}${rest.map((part) => `[${part}]`).join('')}\``;
}

/** From a JSON pointer such as `/packs/0`. */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], value);
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function keysOf(tree: Node): readonly Node[] {
  if (tree.type !== 'object') return [];
  return (tree.children ?? []).flatMap(({ children }) => children?.[0] ?? []);
}

function keysStatedTwice(tree: Node): readonly Node[] {
  const seen = new Set<unknown>();
  return keysOf(tree)
    .filter(({ value }) => seen.size === seen.add(value).size)
    .slice(0, mostProblems);
}

function keySpan(tree: Node, key: string): Span {
  return spanOf(keysOf(tree).find(({ value }) => value === key) ?? tree);
}

/** The value of a tree without JSON.parse's magic: `__proto__` is a key like any other. */
function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value as unknown;
  const value: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { children } of node.children ?? []) {
    const [key, inner] = children ?? [];
    if (key !== undefined && inner !== undefined) value[String(key.value)] = plainValue(inner);
  }
  return value;
}

/** Where the first bracket stands that nests deeper. Texts and comments are skipped whole, so that brackets in them do not count. */
function placeDeeperThan(most: number, text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|\/\/.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > most) return index;
  }
  return undefined;
}

/** `InvalidCommentToken` as words. */
function spaced(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
