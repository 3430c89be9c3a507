import { compileLoop, noting, type Scope, scopeFor, type Type, type WrittenName, withVariable } from '@weir/expression';
import {
  type Element,
  type Expression,
  type ExpressionPlace,
  type Landscape,
  type NameUse,
  namesIn,
  nameUsesIn,
  pathOf,
  type Ring,
  type SourceFacts,
} from '@weir/model';
import { typeOfParameter } from '@weir/rules';
import type { Analysis } from './analysis.js';

const known = new WeakMap<Landscape, WeakMap<SourceFacts, readonly NameUse[]>>();

/** Every word of a file that names an element. */
export function usesIn(facts: SourceFacts, ring: Ring, landscape: Landscape): readonly NameUse[] {
  const ofLandscape = known.get(landscape) ?? new WeakMap<SourceFacts, readonly NameUse[]>();
  known.set(landscape, ofLandscape);
  let uses = ofLandscape.get(facts);
  if (uses === undefined) {
    const namesInExpression = (expression: Expression, place: ExpressionPlace) => namesWritten(expression, place, ring, landscape);
    ofLandscape.set(facts, (uses = nameUsesIn({ facts, ring, landscape, namesInExpression })));
  }
  return uses;
}

const byElement = new WeakMap<Landscape, ReadonlyMap<Element, readonly NameUse[]>>();

/** Every word of the project that names an element, by the element. */
export function usesByElement({ project, facts, landscape }: Analysis): ReadonlyMap<Element, readonly NameUse[]> {
  let found = byElement.get(landscape);
  if (found === undefined) {
    const uses = new Map<Element, NameUse[]>();
    for (const { name, pack } of project.files) {
      const inFile = facts.get(name);
      for (const use of inFile === undefined ? [] : usesIn(inFile, pack === undefined ? 'project' : { pack }, landscape)) {
        const ofElement = uses.get(use.element);
        if (ofElement === undefined) uses.set(use.element, [use]);
        else ofElement.push(use);
      }
    }
    byElement.set(landscape, (found = uses));
  }
  return found;
}

export function usesOf(element: Element, analysis: Analysis): readonly NameUse[] {
  return usesByElement(analysis).get(element) ?? [];
}

/** The use at a place in a file; of two that touch, the one that begins there. */
export function useAt(uses: readonly NameUse[], offset: number): NameUse | undefined {
  const touching = uses.filter(({ start, end }) => start <= offset && offset <= end);
  return touching.find(({ end }) => offset < end) ?? touching[0];
}

function namesWritten(expression: Expression, { element, key, self }: ExpressionPlace, ring: Ring, landscape: Landscape): WrittenName[] {
  const found: WrittenName[] = [];
  const note = (name: WrittenName) => found.push(name);
  if (element?.type === 'rule' && key === 'unless') return leader(expression, element, landscape, note, found);
  const base = noting({ ...scopeFor(landscape, element, parametersOf(element)), ring }, note);
  const scope = element?.type === 'rule' ? ruleScope(element, key, expression, base) : self === undefined ? base : selfScope(base, self);
  found.length = 0;
  if (expression.is === 'selection' && key === 'for') compileLoop(expression, scope);
  else scope.compile(expression, scope);
  return found;
}

/** `other-rule`, `other-rule by f.source`. */
function leader(
  expression: Expression,
  element: Element,
  landscape: Landscape,
  note: (name: WrittenName) => void,
  found: WrittenName[],
): WrittenName[] {
  const [name, by] =
    expression.is === 'binary' && expression.operator === 'by' ? [expression.left, expression.right] : [expression, undefined];
  if (by !== undefined) {
    const scope = ruleScope(element, 'unless', by, noting(scopeFor(landscape, element, parametersOf(element)), note));
    found.length = 0;
    scope.compile(by, scope);
  }
  const path = pathOf(name);
  const rule = path && namesIn(landscape).find(path, element, ['rule'], element.ring);
  if (path !== undefined && rule?.is === 'one') note({ segments: path.segments, element: rule.element });
  return found;
}

function selfScope(scope: Scope, type: string): Scope {
  return withVariable(scope, 'self', { is: 'element', types: [type] }).scope;
}

/** The subjects of a rule are bound for all that stands in it; each selection sees those before it. */
function ruleScope(rule: Element, key: string, expression: Expression, base: Scope): Scope {
  let scope = base;
  for (const subject of rule.facts.get('for')?.written ?? []) {
    if (key === 'for' && (subject === expression || subject.start === expression.start)) break;
    if (subject.is === 'selection') scope = compileLoop(subject, scope).scope;
  }
  return scope;
}

/** What the parameters of a rule are called, and of which type they are. */
export function parametersOf(rule: Element | undefined): ReadonlyMap<string, Type> {
  const parameters = rule?.type === 'rule' ? rule.children.filter(({ type }) => type === 'parameter') : [];
  return new Map(parameters.map((parameter) => [parameter.name, typeOfParameter(parameter)] as const));
}
