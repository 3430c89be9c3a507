import {
  asSet,
  type Compiled,
  compile,
  createEnvironment,
  describe,
  isSet,
  type Missing,
  type Runtime,
  scopeFor,
  show,
  type Type,
  type TypeProblem,
} from '@weir/expression';
import { parse } from '@weir/language/parse';
import { bind, daysOf, type Expression, type Landscape } from '@weir/model';

/** What an expression is worth in a landscape, on one line: its value, and the facts that it waits for. */
export function evaluate(landscape: string, expression: string, { today = '2026-11-24', complete = [] as readonly string[] } = {}): string {
  const { bound, tree } = read(landscape, expression, complete);
  const scope = scopeFor(bound, undefined);
  const compiled = compile(tree, scope);
  if (scope.problems.length > 0) return scope.problems.map(({ message }) => `! ${message}`).join(' ');
  const environment = createEnvironment({ landscape: bound, today: daysOf(today)?.first ?? 0, budget: 1_000_000 });
  const value = compiled.run(environment);
  const missing = typeof value === 'boolean' ? [] : [...environment.missing, ...(asSetOnly(value)?.doubts ?? [])];
  const waitsFor = [...new Set(missing.flatMap(factsIn))];
  return `${shown(value, compiled.type)}${waitsFor.length > 0 ? `, waits for ${waitsFor.join(', ')}` : ''}`;
}

/** Each expression with what it is worth, a line each. */
export function evaluateAll(landscape: string, expressions: string, options?: Parameters<typeof evaluate>[2]): string {
  const lines = expressions
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const width = Math.max(...lines.map((line) => line.length));
  return lines.map((line) => (line === '' ? '' : `${line.padEnd(width)}  ${evaluate(landscape, line, options)}`)).join('\n');
}

/** The type of an expression, in words. */
export function typeOf(landscape: string, expression: string): string {
  const { compiled, problems } = typed(landscape, expression);
  return problems.length > 0 ? problems.map(({ message }) => `! ${message}`).join(' ') : describe(compiled.type);
}

/** The expression with its mistakes marked under it, each with what to type. */
export function mistakes(landscape: string, expression: string): string {
  const { problems, start } = typed(landscape, expression);
  const marks = problems.map(({ check, start: from, end, message, help }) => {
    const marker = `${' '.repeat(from - start)}${'^'.repeat(end - from)}`;
    return `${marker} ${check === 'ill-typed-rule' ? '' : `${check}: `}${message} ${help}`;
  });
  return [expression, ...marks].join('\n');
}

export interface Typed {
  readonly compiled: Compiled;
  readonly problems: readonly TypeProblem[];
  /** Where the expression begins in its file. */
  readonly start: number;
  readonly landscape: Landscape;
}

export function typed(landscape: string, expression: string): Typed {
  const { bound, tree, start } = read(landscape, expression, []);
  const scope = scopeFor(bound, undefined);
  const compiled = compile(tree, scope);
  return { compiled, problems: scope.problems, start, landscape: bound };
}

/** An expression is read where it can stand: as the `require` of a rule. */
function read(landscape: string, expression: string, complete: readonly string[]) {
  const before = `${landscape}\nrule probe "Probe" { severity: note   for: every rule r   message: "m"   because: "b"   require: `;
  const facts = parse('probe.weir', `${before}${expression}\n}`);
  const { landscape: bound, problems } = bind({ files: [{ facts, ring: 'project', imported: false }], complete });
  const [first] = [...facts.problems, ...problems];
  if (first !== undefined) throw new Error(`The fixture is not right: ${first.message} ${first.help ?? ''}`);
  const value = bound.byType
    .get('rule')
    ?.find(({ name }) => name === 'probe')
    ?.facts.get('require')?.value;
  return { bound, tree: (value as { expression: Expression }).expression, start: before.length };
}

function shown(value: Runtime, type: Type): string {
  const set = asSetOnly(value);
  if (set === undefined) return show(value, type);
  const of = type.is === 'set' ? type.of : type;
  const certain = set.items.map((item) => show(item, of));
  const perhaps = set.maybe.map((item) => `${show(item, of)}?`);
  return `{${[...certain, ...perhaps, ...(set.open ? ['...'] : [])].join(', ')}}`;
}

function asSetOnly(value: Runtime) {
  return isSet(value) ? asSet(value) : undefined;
}

function factsIn(missing: Missing): readonly string[] {
  return 'fact' in missing ? [`${missing.element.path}: ${missing.fact}`] : missing.flatMap(factsIn);
}
