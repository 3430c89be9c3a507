import { type Call, type Element, holdersOf, indexOf, isElement, levelSteps, levels, siteOf, suggest } from '@weir/model';
import { count, max, min, sum } from './aggregates.js';
import { twoArguments } from './arguments.js';
import { known, resolved, surely } from './certainty.js';
import { type Compiled, constant, dependenciesOf } from './compiled.js';
import { cut, cycles, endTypes, path, reached, reaches } from './graph-functions.js';
import { typedName } from './names.js';
import type { Environment, Runtime } from './runtime.js';
import { mistake, type Scope } from './scope.js';
import { anything, elementOf, number, setOf, type Type } from './type.js';

/** A function of the expression language. The reference page is made from these rows. */
export interface FunctionRow {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  readonly example: string;
  /** `calledAs`: the signature without what it gives, for telling how to call it. */
  readonly compile: (call: Call, scope: Scope, calledAs: string) => Compiled;
}

/** `f(...)`: a function, or the name of an element with its type in front. */
export function call(expression: Call, scope: Scope): Compiled {
  const name = expression.callee.text;
  const row = functions.find((candidate) => candidate.name === name);
  if (row !== undefined) return row.compile(expression, scope, row.signature.replace(/ -> .*/, ''));
  const named = typedName(expression, scope);
  if (named !== undefined) return named;
  const near = suggest(
    name,
    functions.map((candidate) => candidate.name),
  );
  return mistake(
    scope,
    expression.callee,
    `There is no function \`${name}\`.`,
    near ? `Did you mean \`${near}\`?` : `The functions are ${functions.map((candidate) => `\`${candidate.name}\``).join(', ')}.`,
  );
}

export const functions: readonly FunctionRow[] = [
  {
    name: 'count',
    signature: 'count(set) -> number',
    doc: 'How many members a set has. Where some are not known, a range, and comparisons with it are three-valued.',
    example: 'count(s.interfaces) > 12',
    compile: count,
  },
  {
    name: 'sum',
    signature: 'sum(set of numbers, durations or amounts)',
    doc: 'The sum of all of them, equal ones included; unknown when one is.',
    example: 'sum(z.systems.quantity)',
    compile: sum,
  },
  {
    name: 'min',
    signature: 'min(set of numbers, dates or ranked words)',
    doc: 'The least; none of an empty set, unknown when a member is.',
    example: 'min(s.products.support.end-of-support)',
    compile: min,
  },
  {
    name: 'max',
    signature: 'max(set of numbers, dates or ranked words)',
    doc: 'The greatest; none of an empty set, unknown when a member is.',
    example: 'max(s.interfaces.target.level)',
    compile: max,
  },
  {
    name: 'known',
    signature: 'known(value) -> yes or no',
    doc: 'Whether a value is stated or follows; `none` is known. Yes or no also where the value is unknown, so a rule can demand that a fact be stated.',
    example: 'known(s.owner)',
    compile: known,
  },
  {
    name: 'surely',
    signature: 'surely(condition) -> yes or no',
    doc: 'Yes where the condition certainly holds, no where it does not or where nobody knows. For selections and exceptions that must not wait for facts.',
    example: 'surely(s.zone.kind = dmz)',
    compile: surely,
  },
  {
    name: 'resolved',
    signature: 'resolved(element.property) -> yes or no',
    doc: 'Whether every name in the property names something that is there.',
    example: 'resolved(w.for)',
    compile: resolved,
  },
  {
    name: 'steps',
    signature: 'steps(level, level) -> number',
    doc: 'How many positions of the Purdue scale lie between two levels; 3.5 is a position.',
    example: 'steps(f.source.level, f.target.level) > 1',
    compile: ofTwo(number, [{ is: 'level' }, { is: 'level' }], stepsBetween),
  },
  {
    name: 'holders',
    signature: 'holders(role, element) -> set of persons, teams and organisations',
    doc: 'Who holds a role where the element stands. A team or organisation holds itself.',
    example: 'holders(s.owner, s)',
    compile: ofTwo(setOf(elementOf('person', 'team', 'organisation')), [elementOf('role', 'team', 'organisation'), elementOf()], holderSet),
  },
  {
    name: 'interfaces',
    signature: 'interfaces(a, b) -> set of interfaces',
    doc: 'The connections that join two elements, whichever way they lead.',
    example: 'interfaces(erp, mes)',
    compile: ofTwo(setOf(elementOf('interface')), [elementOf(...endTypes), elementOf(...endTypes)], joining),
  },
  {
    name: 'reaches',
    signature: 'reaches(from, to, over: interfaces, avoiding: elements) -> yes or no',
    doc: 'Whether a chain of connections leads from one to the other. `over:` is a set of interfaces (all, when absent), `data` or `dependencies`; what is `avoiding:` is not passed. No is only known where interfaces are complete.',
    example: 'reaches(office-pc, plc, over: every interface f where f.pivots, avoiding: every system b where broker in b.traits)',
    compile: reaches,
  },
  {
    name: 'reached',
    signature: 'reached(from, over: interfaces, avoiding: elements) -> set of systems and organisations',
    doc: 'All that chains of connections lead to, without the start. Others may be among them until interfaces are complete.',
    example: 'reached(f.target, over: every interface g where g.pivots)',
    compile: reached,
  },
  {
    name: 'path',
    signature: 'path(from, to, over: interfaces, avoiding: elements, through: interface) -> path',
    doc: 'A shortest such chain, ties by name; `none` when there is none. `through:` names a connection that it must use.',
    example: 'path(erp, plc)',
    compile: path,
  },
  {
    name: 'cut',
    signature: 'cut(from, to, over: interfaces, avoiding: elements) -> set of interfaces',
    doc: 'A smallest set of connections whose removal parts the two; of several, the one nearest the start. Empty when they are apart.',
    example: 'cut(every system o where o.level >= 4, every system c where controller in c.traits)',
    compile: cut,
  },
  {
    name: 'cycles',
    signature: 'cycles(over: dependencies) -> set of elements',
    doc: 'The elements of one shortest cycle of each group that depends on itself.',
    example: 'count(cycles(over: dependencies)) = 0',
    compile: cycles,
  },
];

/** A function of two single values. */
function ofTwo(
  type: Type,
  takes: readonly [Type, Type],
  compute: (first: Runtime, second: Runtime, environment: Environment) => Runtime,
): FunctionRow['compile'] {
  return (expression, scope, calledAs) => {
    const both = twoArguments(expression, scope, takes, calledAs);
    if (both === undefined) return constant(anything, undefined);
    const [first, second] = both;
    return {
      type,
      ...dependenciesOf(first, second),
      run: (environment) => {
        const a = first.run(environment);
        const b = second.run(environment);
        if (a === undefined || b === undefined) return undefined;
        return a === null || b === null ? null : compute(a, b, environment);
      },
    };
  };
}

function stepsBetween(from: Runtime, to: Runtime): number | undefined {
  const isOnScale = [from, to].every((level) => typeof level === 'number' && levels.includes(level));
  return isOnScale ? levelSteps(from as number, to as number) : undefined;
}

function holderSet(role: Runtime, subject: Runtime, { landscape, missing }: Environment): Runtime {
  if (!isElement(role) || !isElement(subject)) return undefined;
  const holders = holdersOf(landscape, role, subject);
  if (holders !== undefined) return { items: holders, maybe: [] };
  missing.push(unheld(role, subject));
  return undefined;
}

/** Who holds a role is said where the role is assigned: in the site, when it exists for each of them. */
function unheld(role: Element, subject: Element) {
  const site = role.facts.get('per')?.value === 'site' ? siteOf(subject) : undefined;
  if (site === undefined) return { element: role, fact: 'held-by' };
  return {
    element: site,
    fact: `the holder of ${role.name}`,
    help: `Write \`assignment ${role.name} { held-by: ... }\` in its block.`,
  };
}

function joining(a: Runtime, b: Runtime, { landscape }: Environment): Runtime {
  const { interfaces } = indexOf(landscape);
  const [ofA, ofB] = [interfaces.get(a as Element), interfaces.get(b as Element)];
  const inOfB = new Set(ofB?.in);
  const outOfB = new Set(ofB?.out);
  const joins = [...(ofA?.out ?? []).filter((item) => inOfB.has(item)), ...(ofA?.in ?? []).filter((item) => outOfB.has(item))];
  return { items: [...new Set(joins)], maybe: [] };
}
