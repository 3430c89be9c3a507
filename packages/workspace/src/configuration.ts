import { type Problem, type Severity, suggest } from '@weir/model';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import schema from '../schema/weir.schema.json' with { type: 'json' };
import validate from './generated/validate-configuration.js';

/** What `weir.json` says, with its defaults. */
export interface Configuration {
  readonly name?: string;
  readonly profile?: string;
  readonly packs: readonly string[];
  readonly imports: readonly string[];
  readonly exclude: readonly string[];
  readonly complete: readonly string[];
  readonly failOn: Severity | 'never';
  readonly budget: number;
}

export const defaults: Configuration = { packs: [], imports: [], exclude: [], complete: [], failOn: 'error', budget: 50_000_000 };

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
  /** Where a part of the file stands: `at(['packs', 0])`. */
  readonly at: (path: readonly (string | number)[]) => { start: number; end: number };
}

/** Reads `weir.json`. What is wrong in it is a problem at its place; the rest counts. */
export function readConfiguration(file: string, text: string): ReadConfiguration {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: false });
  const at = (path: readonly (string | number)[]) =>
    spanOf(tree && findNodeAtLocation(tree, [...path])) ?? spanOf(tree) ?? { start: 0, end: 0 };
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const place = error ? { start: error.offset, end: error.offset + error.length } : { start: 0, end: text.length };
    return {
      configuration: defaults,
      at,
      problems: [
        problem(
          file,
          place,
          `weir.json cannot be read: ${error ? spaced(printParseErrorCode(error.error)) : 'it is empty'}.`,
          'Write JSON, such as `{ "profile": "recommended" }`.',
        ),
      ],
    };
  }
  const value = plainValue(tree) as Record<string, unknown>;
  if (validate(value)) return { configuration: { ...defaults, ...value }, problems: [], at };
  const wrong = (validate.errors ?? []).map(({ instancePath, keyword, params, message }) => ({
    path: pathOf(instancePath),
    keyword,
    params,
    message,
  }));
  const problems = wrong.map(({ path, keyword, params, message }) => {
    const key = keyword === 'additionalProperties' ? (params['additionalProperty'] as string) : undefined;
    if (key === undefined) return problem(file, at(path), `\`${path.join('.') || 'weir.json'}\` ${wrongness(message, params)}.`, expected(path));
    const near = suggest(key, Object.keys(schema.properties));
    return problem(
      file,
      keySpan(tree, key) ?? at(path),
      `weir.json has no setting \`${key}\`.`,
      near
        ? `Did you mean \`${near}\`?`
        : `Its settings are ${Object.keys(schema.properties)
            .filter((name) => name !== '$schema')
            .map((name) => `\`${name}\``)
            .join(', ')}.`,
    );
  });
  const lost = new Set(wrong.map(({ path, params }) => path[0] ?? (params['additionalProperty'] as string | undefined)));
  const kept = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
    ([key]) => !lost.has(key) && key in schema.properties,
  );
  return { configuration: { ...defaults, ...Object.fromEntries(kept) }, problems, at };
}

function problem(file: string, place: { start: number; end: number }, message: string, help: string): Problem {
  return { check: 'configuration', message, help, at: { file, ...place }, related: [] };
}

/** Ajv's words, with what is allowed spelt out. */
function wrongness(message: string | undefined, params: Readonly<Record<string, unknown>>): string {
  const allowed = params['allowedValues'];
  if (Array.isArray(allowed)) return `must be one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`;
  return message ?? 'is not right';
}

function expected(path: readonly (string | number)[]): string {
  const property = schema.properties[path[0] as keyof typeof schema.properties];
  return property?.description ?? 'weir.json holds one object.';
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function spanOf(node: Node | undefined): { start: number; end: number } | undefined {
  return node && { start: node.offset, end: node.offset + node.length };
}

function keySpan(tree: Node, key: string): { start: number; end: number } | undefined {
  const property = tree.children?.find(({ children }) => children?.[0]?.value === key);
  return spanOf(property?.children?.[0]);
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

function spaced(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
