import {
  type Compiled,
  compile,
  compileBoolean,
  compileLoop,
  type Loop,
  type Scope,
  scopeFor,
  type Type,
  type TypeProblem,
} from '@weir/expression';
import {
  type Element,
  type Expression,
  type Fact,
  isElement,
  type Landscape,
  namesIn,
  type Problem,
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
  readonly at: Compiled | undefined;
  readonly path: Compiled | undefined;
  readonly message: Compiled;
  readonly help: Compiled | undefined;
  readonly oncePer: Compiled | undefined;
  readonly leaders: readonly Leader[];
  readonly parameters: readonly Parameter[];
  /** It reads what is only known when the other rules have run. */
  readonly late: boolean;
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

const parameterTypes: Readonly<Record<string, Type>> = {
  duration: { is: 'duration' },
  number: { is: 'number' },
  'yes-no': { is: 'boolean' },
  text: { is: 'text' },
};

export function compileRule(landscape: Landscape, element: Element): CompiledRule {
  const parameters = element.children.filter(({ type }) => type === 'parameter').map((parameter) => compileParameter(landscape, parameter));
  const scope = scopeFor(landscape, element, new Map(parameters.map(({ name, type }) => [name, type])));
  const loops = compileLoops(element, scope);
  const inner = loops.at(-1)?.scope ?? scope;
  const require = expressionOf(element, 'require');
  const message = expressionOf(element, 'message');
  if (loops.length === 0 || require === undefined || message === undefined) return { problems: problemsOf(element, scope.problems) };
  const condition = compileBoolean(require, inner);
  const optional = (key: string) => {
    const expression = expressionOf(element, key);
    return expression && compile(expression, inner);
  };
  const [at, path, help, oncePer] = ['at', 'path', 'help', 'once-per'].map(optional);
  const rule: Rule = {
    element,
    id: element.name,
    severity: severityOf(element.facts.get('severity')?.value) ?? 'warning',
    loops,
    require: condition,
    at,
    path,
    message: compile(message, inner),
    help,
    oncePer,
    leaders: expressionsOf(element, 'unless').flatMap((expression) => leaderOf(landscape, element, expression, inner)),
    parameters,
    late: condition.late || loops.some(({ late }) => late),
  };
  const problems = problemsOf(element, scope.problems);
  const canRun = scope.problems.every(({ check }) => check === 'quadratic-rule');
  return canRun ? { rule, problems } : { problems };
}

function compileLoops(element: Element, scope: Scope): Loop[] {
  const loops: Loop[] = [];
  for (const expression of expressionsOf(element, 'for')) {
    if (expression.is !== 'selection') {
      scope.problems.push({
        check: 'ill-typed-rule',
        start: expression.start,
        end: expression.end,
        message: 'A rule looks at selections.',
        help: 'Write it as `for: every system s where s.level <= 2`.',
      });
      continue;
    }
    loops.push(compileLoop(expression, loops.at(-1)?.scope ?? scope));
  }
  return loops;
}

function compileParameter(landscape: Landscape, parameter: Element): Parameter {
  const type = parameterTypes[String(parameter.facts.get('type')?.value)] ?? { is: 'anything' };
  const written = expressionOf(parameter, 'default');
  const scope = scopeFor(landscape, parameter);
  return {
    name: parameter.name,
    type,
    default: written ? compile(written, scope, type) : compile({ is: 'constant', value: 'unknown', start: 0, end: 0 }, scope),
  };
}

function leaderOf(landscape: Landscape, element: Element, expression: Expression, scope: Scope): Leader[] {
  const [name, by] =
    expression.is === 'binary' && expression.operator === 'by' ? [expression.left, expression.right] : [expression, undefined];
  const found = name.is === 'name' ? namesIn(landscape).find({ segments: [name.name] }, element, ['rule'], element.ring) : undefined;
  if (found?.is === 'one') return [{ rule: found.element, by: by && compile(by, scope) }];
  scope.problems.push({
    check: 'unresolved-name',
    start: name.start,
    end: name.end,
    message: 'This is not the name of a rule.',
    help: 'Write `unless: other-rule` or `unless: other-rule by f.source`.',
  });
  return [];
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
