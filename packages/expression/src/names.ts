import { type Call, type Expression, type Found, type Name, namesIn, orList, type Path, pathOf, suggest, withArticle } from '@weir/model';
import { type Compiled, constant, given } from './compiled.js';
import { isBound, mistake, type Scope } from './scope.js';
import { date, describe, elementOf, itemOf, type Type } from './type.js';

/** A bare word: a variable, a parameter, a word of the enumeration expected, or the name of an element. */
export function bareWord(name: Name, scope: Scope, expected: Type | undefined): Compiled {
  const word = name.text;
  const bound = boundName(word, scope);
  if (bound !== undefined) return bound;
  if (word === 'today') return given(date, ({ today }) => today);
  const wanted = expected && itemOf(expected);
  if (wanted?.is === 'word') return wordOf(word, wanted, name, scope);
  const found = elementNamed({ segments: [name] }, scope, wanted);
  if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  if (found.is === 'several')
    return mistake(
      scope,
      name,
      `"${word}" can be ${orList(found.candidates.slice(0, 4).map(({ type, path }) => `${withArticle(type)} ("${path}")`))}.`,
      `Say which type you mean: \`${found.candidates[0]?.type}(${word})\`.`,
      'unresolved-name',
    );
  return unknownWord(word, wanted, name, scope);
}

function boundName(name: string, { variables, parameters }: Scope): Compiled | undefined {
  const variable = variables.get(name);
  if (variable !== undefined) return { type: variable.type, run: () => variable.value, uses: new Set([variable]), late: false };
  const parameter = parameters.get(name);
  return parameter && given(parameter, ({ parameters: values }) => values.get(name));
}

function wordOf(word: string, wanted: Type & { is: 'word' }, span: Omit<Expression, 'is'>, scope: Scope): Compiled {
  const words = wanted.words.map((candidate) => candidate.word);
  if (words.includes(word)) return constant(wanted, word);
  const near = suggest(word, words);
  return mistake(
    scope,
    span,
    `\`${word}\` is not one of the words possible here.`,
    near ? `Did you mean \`${near}\`?` : `They are ${orList(words.map((candidate) => `\`${candidate}\``))}.`,
  );
}

function unknownWord(word: string, wanted: Type | undefined, span: Omit<Expression, 'is'>, scope: Scope): Compiled {
  const parts = word.split('-');
  if (parts.length > 1 && parts.every((part) => isBound(part, scope) || part === 'today'))
    return mistake(
      scope,
      span,
      `No variable or element is called \`${word}\`.`,
      `To subtract, write blanks around the minus: \`${parts.join(' - ')}\`.`,
    );
  const variables = [...scope.variables.keys(), ...scope.parameters.keys()];
  const near = suggest(word, variables) ?? namesIn(scope.landscape).near(word, wanted?.is === 'element' ? wanted.types : []);
  if (wanted !== undefined && wanted.is !== 'element' && wanted.is !== 'anything')
    return mistake(
      scope,
      span,
      `\`${word}\` is not ${describe(wanted)}.`,
      near ? `Did you mean \`${near}\`?` : 'Write a value of that type, or a variable.',
    );
  return mistake(
    scope,
    span,
    `Nothing is called \`${word}\` here.`,
    near
      ? `Did you mean \`${near}\`?`
      : variables.length > 0
        ? `Variables here are ${orList(variables.map((variable) => `\`${variable}\``))}.`
        : 'Correct the name, or declare what it names.',
    'unresolved-name',
  );
}

/** `kiln.plc-feed`: an element by a path, unless the path begins with a variable. */
export function elementAt(expression: Expression & { is: 'member' }, scope: Scope, expected: Type | undefined): Compiled | undefined {
  const head = headOf(expression);
  const path = head === undefined || head === 'today' || isBound(head, scope) ? undefined : pathOf(expression);
  if (path === undefined) return undefined;
  const found = elementNamed(path, scope, expected && itemOf(expected));
  return found.is === 'one' ? constant(elementOf(found.element.type), found.element) : undefined;
}

/** An element of the type wanted; where there is none, one of another type, for whoever wants it to say that it does not fit. */
function elementNamed(path: Pick<Path, 'segments'>, { landscape, element, ring }: Scope, wanted: Type | undefined): Found {
  const names = namesIn(landscape);
  const found = names.find(path, element, wanted?.is === 'element' ? wanted.types : [], ring);
  if (found.is !== 'nothing' || wanted?.is !== 'element') return found;
  const other = names.find(path, element, [], ring);
  return other.is === 'one' ? other : found;
}

function headOf(expression: Expression): string | undefined {
  let head = expression;
  while (head.is === 'member') head = head.of;
  return head.is === 'name' ? head.text : undefined;
}

/** `zone(recovery)`: an element of the type that stands in front; undefined when the word is not a type. */
export function typedName(expression: Call, scope: Scope): Compiled | undefined {
  const type = expression.callee.text;
  const path = scope.landscape.vocabulary.types.has(type) ? pathOf(expression) : undefined;
  if (path === undefined) return undefined;
  const names = namesIn(scope.landscape);
  const found = names.find(path, scope.element, [], scope.ring);
  if (found.is === 'one') return constant(elementOf(found.element.type), found.element);
  const name = path.segments.map(({ text }) => text).join('.');
  if (found.is === 'several')
    return mistake(
      scope,
      expression,
      `Several are called ${type} "${name}".`,
      `Write more of the path: ${orList(found.candidates.slice(0, 4).map((candidate) => `\`${type}(${candidate.path})\``))}.`,
      'unresolved-name',
    );
  const near = names.near(name, [type]);
  return mistake(
    scope,
    expression,
    `No ${type} is called "${name}".`,
    near ? `Did you mean \`${near}\`?` : 'Correct the name.',
    'unresolved-name',
  );
}
