import {
  type Compiled,
  compile,
  compileLoop,
  condition,
  describe,
  fits,
  type Loop,
  type Scope,
  scopeFor,
  type Type,
  type TypeProblem,
  warnOfSlowness,
} from '@weir/expression';
import {
  type Element,
  type Expression,
  type Fact,
  isElement,
  type Landscape,
  namesIn,
  type Problem,
  pathOf,
  type Severity,
  severities,
  type Unevaluated,
  type Value,
} from '@weir/model';

/** A rule, typed and ready to run. */
export interface Rule {
  readonly element: Element;
  readonly id: string;
  readonly severity: Severity;
  /** The first is the subject, the others its counterparts. */
  readonly loops: readonly Loop[];
  readonly require: Compiled;
  /** What it says of a finding. A rule of the library compiles this with its first finding. */
  readonly telling: () => Telling;
  readonly parameters: readonly Parameter[];
  /** It reads what is only known when the other rules have run. */
  readonly late: boolean;
}

export interface Telling {
  readonly at: Compiled | undefined;
  readonly path: Compiled | undefined;
  readonly message: Compiled;
  readonly help: Compiled | undefined;
  readonly oncePer: Compiled | undefined;
  readonly leaders: readonly Leader[];
}

/** Another rule whose finding says it better, and the element that finding is on. */
export interface Leader {
  readonly rule: Element;
  readonly by: Compiled | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly default: Compiled;
}

export interface CompiledRule {
  /** Absent when a mistake leaves nothing to run. */
  readonly rule?: Rule;
  readonly problems: readonly Problem[];
}

export function compileRule(landscape: Landscape, element: Element): CompiledRule {
  const declared = element.children.filter(({ type }) => type === 'parameter').map((parameter) => compileParameter(landscape, parameter));
  const parameters = declared.map(({ parameter }) => parameter);
  const scope = scopeFor(landscape, element, new Map(parameters.map(({ name, type }) => [name, type])));
  const loops = compileLoops(element, scope);
  const inner = loops.at(-1)?.scope ?? scope;
  const require = expressionOf(element, 'require');
  const message = expressionOf(element, 'message');
  const problems = () => [...declared.flatMap((parameter) => parameter.problems), ...problemsOf(element, scope.problems)];
  if (loops.length === 0 || require === undefined || message === undefined) return { problems: problems() };
  const required = condition(require, inner);
  const telling = whenTold(() => compileTelling(landscape, element, message, inner));
  // The library's rules are proven before anybody has them. All others are compiled whole, so that each of their mistakes is found.
  const read = element.ring === 'library' ? [...loops, required] : [...loops, required, ...partsOf(telling())];
  const late = read.some((part) => part.late);
  const severity = severityOf(element.facts.get('severity')?.value) ?? 'warning';
  const rule: Rule = { element, id: element.name, severity, loops, require: required, telling, parameters, late };
  const canRun = problems().every(({ check }) => check === 'quadratic-rule');
  return canRun ? { rule, problems: problems() } : { problems: problems() };
}

function compileTelling(landscape: Landscape, element: Element, message: Expression, scope: Scope): Telling {
  const part = (key: string, ...types: readonly Type[]) => {
    const expression = expressionOf(element, key);
    return expression && ofType(expression, scope, key, types);
  };
  return {
    at: part('at', anElement, { is: 'set', of: anElement }),
    path: part('path', { is: 'path' }),
    message: compile(message, scope),
    help: part('help'),
    oncePer: part('once-per'),
    leaders: expressionsOf(element, 'unless').flatMap((expression) => leaderOf(landscape, element, expression, scope)),
  };
}

function partsOf({ at, path, message, help, oncePer }: Telling): readonly Compiled[] {
  return [at, path, message, help, oncePer].filter((part) => part !== undefined);
}

function whenTold(compileAll: () => Telling): () => Telling {
  let compiled: Telling | undefined;
  return () => {
    compiled ??= compileAll();
    return compiled;
  };
}

const anElement: Type = { is: 'element', types: [] };

function ofType(expression: Expression, scope: Scope, key: string, types: readonly Type[]): Compiled {
  const compiled = compile(expression, scope);
  if (types.length > 0 && !types.some((type) => fits(compiled.type, type)))
    report(
      scope,
      expression,
      `\`${key}\` is ${describe(types[0] as Type)}; this is ${describe(compiled.type)}.`,
      key === 'path' ? 'Write it as `path: path(a, b)`.' : 'Name an element, such as `f.target`.',
    );
  return compiled;
}

function compileLoops(element: Element, scope: Scope): Loop[] {
  const loops: Loop[] = [];
  for (const expression of expressionsOf(element, 'for')) {
    if (expression.is !== 'selection') {
      report(scope, expression, 'A rule looks at selections.', 'Write it as `for: every system s where s.level <= 2`.');
      continue;
    }
    const outer = loops.at(-1)?.scope ?? scope;
    const loop = compileLoop(expression, outer);
    const span = { start: expression.type.start, end: expression.variable.end };
    // Without a `where` that ties it to those before, it makes a pair with each of them.
    if (loop.ranges && loop.uses.size === 0) warnOfSlowness(scope, span, loop.variable, outer.variables.values());
    loops.push(loop);
  }
  return loops;
}

const parameterTypes: Readonly<Record<string, Type>> = {
  duration: { is: 'duration' },
  number: { is: 'number' },
  'yes-no': { is: 'boolean' },
  text: { is: 'text' },
};

/** The type that a parameter of a rule says it has. */
export function typeOfParameter({ facts }: Element): Type {
  const said = facts.get('type')?.value;
  return (typeof said === 'string' && parameterTypes[said]) || { is: 'anything' };
}

function compileParameter(landscape: Landscape, parameter: Element): { readonly parameter: Parameter; readonly problems: Problem[] } {
  const type = typeOfParameter(parameter);
  const written = expressionOf(parameter, 'default') ?? { is: 'constant', value: 'unknown', ...parameter.origin };
  const { compiled, problems } = compileParameterValue(landscape, parameter, parameter.name, type, written);
  return { parameter: { name: parameter.name, type, default: compiled }, problems };
}

/** The value of a parameter, where it is declared or where a profile sets it. */
export function compileParameterValue(
  landscape: Landscape,
  element: Element,
  name: string,
  type: Type,
  written: Expression,
): { readonly compiled: Compiled; readonly problems: Problem[] } {
  const scope = scopeFor(landscape, element);
  const compiled = compile(written, scope, type);
  if (!fits(compiled.type, type))
    report(scope, written, `\`${name}\` is ${describe(type)}; this is ${describe(compiled.type)}.`, writeSuch(type));
  return { compiled, problems: problemsOf(element, scope.problems) };
}

function writeSuch(type: Type): string {
  const examples: Partial<Record<Type['is'], string>> = { duration: '12mo', number: '12', text: '"..."' };
  const example = examples[type.is];
  return `Write ${describe(type)}${example === undefined ? '' : `, such as \`${example}\``}.`;
}

/**
 * Whether a rule of the library has nothing to look at: then it says nothing, and need not be compiled.
 *
 * Only what goes through all of a type is known to find nothing without being compiled.
 */
export function isIdle({ byType }: Landscape, element: Element): boolean {
  const [subject] = expressionsOf(element, 'for');
  if (element.ring !== 'library' || subject?.is !== 'selection' || subject.in !== undefined) return false;
  return subject.type.text !== 'element' && (byType.get(subject.type.text) ?? []).length === 0;
}

/** `other-rule`, `pack.other-rule`, `other-rule by f.source`. */
function leaderOf(landscape: Landscape, element: Element, expression: Expression, scope: Scope): Leader[] {
  const [name, by] =
    expression.is === 'binary' && expression.operator === 'by' ? [expression.left, expression.right] : [expression, undefined];
  const path = pathOf(name);
  const found = path && namesIn(landscape).find(path, element, ['rule'], element.ring);
  if (found?.is === 'one') return [{ rule: found.element, by: by && ofType(by, scope, 'by', [anElement, { is: 'set', of: anElement }]) }];
  const near = path && namesIn(landscape).near(path.segments.at(-1)?.text ?? '', ['rule']);
  report(
    scope,
    name,
    path ? `No rule is called "${path.segments.map(({ text }) => text).join('.')}".` : 'This is not the name of a rule.',
    near ? `Did you mean \`${near}\`?` : 'Write `unless: other-rule` or `unless: other-rule by f.source`.',
    'unresolved-name',
  );
  return [];
}

function report(
  scope: Scope,
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
  help: string,
  check: TypeProblem['check'] = 'ill-typed-rule',
): void {
  scope.problems.push({ check, start, end, message, help });
}

function problemsOf(element: Element, problems: readonly TypeProblem[]): Problem[] {
  return problems.map(({ check, start, end, message, help }) => ({
    check,
    message,
    help,
    at: { file: element.origin.file, start, end },
    related: [],
    element: element.path,
  }));
}

export function severityOf(value: Value): Severity | undefined {
  return severities.find((severity) => severity === value);
}

function expressionsOf(element: Element, key: string): readonly Expression[] {
  return unevaluatedIn(element.facts.get(key)).map(({ expression }) => expression);
}

function expressionOf(element: Element, key: string): Expression | undefined {
  return expressionsOf(element, key)[0];
}

function unevaluatedIn(fact: Fact | undefined): readonly Unevaluated[] {
  const value = fact?.value;
  const members = Array.isArray(value) ? value : [value];
  return members.flatMap((member) =>
    typeof member === 'object' && member !== null && !isElement(member) && 'expression' in member ? member : [],
  );
}
