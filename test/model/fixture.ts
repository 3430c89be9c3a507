import { parse } from '@weir/language/parse';
import {
  type BoundFile,
  bind,
  descendantsOf,
  type Element,
  effectiveFact,
  type Fact,
  formatDay,
  isBlock,
  isElement,
  type Landscape,
  mentionsOf,
  type Origin,
  type Problem,
  type Value,
} from '@weir/model';

/**
 * Cases in text: what is bound, and below it what came of it.
 *
 *     ### A title
 *     === library words.weir        a file; of the project, where no ring is named
 *     kind plc
 *     === plant.weir
 *     system a { kind: plcc }
 *                      ^^^^ unresolved-name: No kind is called "plcc".
 *                         | Did you mean `plc`?
 *     > system a                    the landscape, where the case asks for it with a line `>`
 *
 * Everything that begins with `^`, `|` or `>` is made anew and compared.
 */
export function renderFixture(text: string): string {
  return withoutResults(text)
    .split(/^(?=### )/m)
    .map(renderCase)
    .join('');
}

export interface BoundCase {
  readonly landscape: Landscape;
  readonly problems: readonly Problem[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Binds a text of one or several files. */
export function bindText(text: string): BoundCase {
  const files = filesIn(text);
  const bound = files.map(({ name, ring, imported, text: content }): BoundFile => ({ facts: parse(name, content), ring, imported }));
  const library = bound.filter(({ ring }) => ring === 'library');
  const own = bound.filter(({ ring }) => ring !== 'library');
  const around = library.length === 0 ? undefined : bind({ files: library });
  const { landscape, problems } = bind({ files: own, ...(around && { around: around.landscape }) });
  const syntax = bound.flatMap(({ facts }) =>
    facts.problems.map(({ start, end, ...problem }): Problem => ({ ...problem, at: { file: facts.file, start, end }, related: [] })),
  );
  return {
    landscape,
    problems: [...syntax, ...(around?.problems ?? []), ...problems],
    texts: new Map(files.map((file) => [file.name, file.text])),
  };
}

/** An element by its path, and its type where several share the path. */
export function elementAt({ landscape }: { readonly landscape: Landscape }, path: string, type?: string): Element {
  const found = landscape.elements.find((element) => element.path === path && (type === undefined || element.type === type));
  if (found === undefined) throw new Error(`The fixture has no element "${path}".`);
  return found;
}

/** The elements of the project and what its changes plan, with their facts, and where each fact comes from. */
function showLandscape({ landscape, texts }: BoundCase): string {
  return landscape.elements
    .filter(({ ring }) => ring !== 'library')
    .flatMap((element) => (element.type === 'change' ? [element, ...descendantsOf(element)] : [element]))
    .map((element) => showElement(landscape, element, texts))
    .join('\n');
}

interface FixtureFile {
  readonly header: string;
  readonly name: string;
  readonly ring: BoundFile['ring'];
  readonly imported: boolean;
  readonly text: string;
}

const fileHeader = /^=== (?:(library|import|pack (\S+)) )?(\S+\.weir)\n/m;

function filesIn(text: string): FixtureFile[] {
  if (!text.startsWith('=== ')) return [{ header: '', name: 'plant.weir', ring: 'project', imported: false, text }];
  return text.split(/^(?==== )/m).map((part): FixtureFile => {
    const [header = '', kind, pack, name = ''] = fileHeader.exec(part) ?? [];
    return {
      header,
      name,
      ring: pack === undefined ? (kind === 'library' ? 'library' : 'project') : { pack },
      imported: kind === 'import',
      text: part.slice(header.length),
    };
  });
}

function withoutResults(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^ *(\^+|\|) /.test(line) && !/^> /.test(line))
    .join('\n');
}

function renderCase(text: string): string {
  const [title = '', ...lines] = text.split('\n');
  const wantsLandscape = lines.includes('>');
  const content = lines.filter((line) => line !== '>').join('\n');
  const bound = bindText(content);
  const annotated = filesIn(content).map(({ header, name, text: source }) => header + annotate(source, name, bound));
  const shown = showLandscape(bound)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const body = annotated.join('').trimEnd();
  return `${title}\n${body}\n${wantsLandscape ? `>\n${shown}\n` : ''}\n`;
}

/** The lines of a text, below each what was found in it. */
function annotate(text: string, file: string, { problems, texts }: BoundCase): string {
  const own = problems.filter(({ at }) => at.file === file).toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  let start = 0;
  return text
    .split('\n')
    .map((line) => {
      const end = start + line.length;
      const here = own.filter(({ at }) => at.start >= start && at.start <= end);
      const marks = here.map((problem) => markOf(problem, start, end, texts));
      start = end + 1;
      return [line, ...marks].join('\n');
    })
    .join('\n');
}

function markOf({ check, message, help, at, related }: Problem, lineStart: number, lineEnd: number, texts: BoundCase['texts']): string {
  const indent = ' '.repeat(at.start - lineStart);
  const marks = '^'.repeat(Math.max(1, Math.min(at.end, lineEnd) - at.start));
  const below = `${indent}${' '.repeat(marks.length)}| `;
  return [
    `${indent}${marks} ${check}: ${message}`,
    ...(help === undefined ? [] : [`${below}${help}`]),
    ...related.map((other) => `${below}${placeOf(other.at, texts)}: ${other.message}`),
  ].join('\n');
}

function placeOf({ file, start }: Origin, texts: BoundCase['texts']): string {
  const before = (texts.get(file) ?? '').slice(0, start).split('\n');
  return `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function showElement(landscape: Landscape, element: Element, texts: BoundCase['texts']): string {
  const { type, path, title, ends, names, labels } = element;
  const head = [
    `${type} ${path}`,
    title === undefined ? '' : `"${title}"`,
    ends === undefined ? '' : `(${ends.source.path} ${ends.mutual ? '<->' : '->'} ${ends.target.path})`,
    names === undefined ? '' : `names ${names.type} ${names.path}`,
    ...labels.map((label) => `#${label}`),
  ];
  const own = [...element.facts.values()].map((fact) => showFact(fact, texts));
  const inherited = Object.keys(landscape.vocabulary.types.get(type)?.properties ?? {}).flatMap((key) => {
    const fact = element.facts.has(key) ? undefined : effectiveFact(landscape, element, key);
    return fact === undefined ? [] : `  ${showFact(fact, texts)} inherited`;
  });
  return [head.filter(Boolean).join(' '), ...own.map((line) => `  ${line}`), ...inherited].join('\n');
}

function showFact(fact: Fact, texts: BoundCase['texts']): string {
  const places = mentionsOf(fact).map(({ origin }) => placeOf(origin, texts));
  const block = isBlock(fact.value)
    ? `{ ${[...fact.value.block.values()].map((inner) => `${inner.key}: ${showValue(inner.value, isDate(inner))} <- ${placeOf(inner.origin, texts)}`).join('   ')} }`
    : showValue(fact.value, isDate(fact));
  return `${fact.key}: ${block} <- ${places.join(', ')}`;
}

function isDate({ value, written }: Fact): boolean {
  return typeof value === 'number' && (written[0]?.is === 'date' || (written[0]?.is === 'number' && value !== written[0].value));
}

function showValue(value: Value, asDate = false): string {
  if (value === undefined) return 'unknown';
  if (value === null) return 'none';
  if (Array.isArray(value)) return `[${value.map((member) => showValue(member)).join(', ')}]`;
  if (isElement(value)) return value.path;
  if (typeof value === 'number') return asDate ? formatDay(value) : String(value);
  if (typeof value !== 'object') return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
  if ('amount' in value) return `${value.amount}${value.unit}`;
  if ('from' in value) return `${value.from}..${value.to}`;
  if ('levels' in value) return `SL ${value.levels.map((level) => level ?? '?').join(' ')}`;
  if ('skill' in value) return `${value.skill.path}/${value.ability}`;
  if ('register' in value) return `${value.register}/${value.id}`;
  return 'expression' in value ? '(expression)' : '{ }';
}
