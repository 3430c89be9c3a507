import type { Element } from '../landscape.js';
import { suggest } from '../near-name.js';
import type { Declaration, Path } from '../source-facts.js';
import { orList, withArticle } from '../vocabulary/vocabulary.js';
import { type Binding, type BoundFile, originOf, pathText, report } from './context.js';
import type { Found } from './names.js';

/** Nobody reads a longer list of what a name can mean. */
const mostCandidates = 5;

/** Says why a name does not name one element of an accepted type. */
export function reportUnfound(
  binding: Binding,
  element: Element | undefined,
  file: BoundFile,
  path: Path,
  types: readonly string[],
  found: Found,
): void {
  if (found.is === 'one') return;
  if (found.is === 'several') return reportAmbiguous(binding, element, file, path, found.candidates);
  const written = path.segments.map(({ text }) => text).join('.');
  const last = path.segments.at(-1)?.text ?? '';
  const wanted = types.length === 0 ? 'element' : orList(types);
  const complain = (message: string, help: string | (() => string), other?: Element) =>
    report(binding, {
      check: 'unresolved-name',
      at: originOf(file, path),
      message,
      help,
      related: other === undefined ? [] : [{ message: `The ${other.type} "${other.path}" is declared here.`, at: other.origin }],
      element,
    });
  if (path.type !== undefined && !binding.vocabulary.types.has(path.type.text))
    return complain(`There is no element type \`${path.type.text}\`.`, () => {
      const near = suggest(path.type?.text ?? '', binding.vocabulary.types.keys());
      return near === undefined ? `Write \`${written}\` alone.` : `Did you mean \`${near}(${written})\`?`;
    });
  const planned = binding.names.plannedAs(last, types);
  if (planned !== undefined)
    return complain(
      `"${written}" is only planned by a change, and named outside of it.`,
      'Name it inside the change, or declare it outside with `lifecycle { build: 2027 }`.',
      planned,
    );
  const [renamed] = binding.names.formerly(written, types);
  if (renamed !== undefined) return complain(`"${written}" is called "${renamed.path}" now.`, `Write \`${renamed.path}\`.`, renamed);
  const [unseen] = binding.names.ofAnyType(last).filter(({ type }) => path.segments.length === 1 && types.includes(type));
  if (unseen !== undefined)
    return unseen.ring === 'project'
      ? complain(`"${written}" belongs to the project, which a pack does not see.`, 'Declare it in the pack.', unseen)
      : complain(`"${written}" stands inside ${ringTitle(unseen)}, so it takes its whole name.`, `Write \`${fullName(unseen)}\`.`, unseen);
  const [other] = path.segments.length === 1 && types.length > 0 ? binding.names.ofAnyType(last) : [];
  if (other !== undefined)
    return complain(
      `"${written}" is ${withArticle(other.type)}, not ${withArticle(wanted)}.`,
      `Name ${withArticle(wanted)} here, or declare one with this name.`,
      other,
    );
  const owner = ownerOf(binding, element, file, path);
  if (owner !== undefined)
    return complain(
      `"${owner.path}" has no "${last}".`,
      () => {
        const near = suggest(
          last,
          owner.children.map(({ name }) => name),
        );
        const begin = path.segments.slice(0, -1).map(({ text }) => text);
        if (near !== undefined) return `Did you mean \`${[...begin, near].join('.')}\`?`;
        const type = types.find((candidate) => binding.vocabulary.types.get(candidate)?.within.includes(owner.type));
        return `Declare it there${type === undefined ? '' : `, such as \`${type} ${last}\``}, or correct the name.`;
      },
      owner,
    );
  complain(`No ${wanted} is called "${written}".`, () => {
    const near = binding.names.near(last, types);
    return near === undefined
      ? `Declare it, such as \`${types[0] ?? 'system'} ${last}\`, or correct the name.`
      : `Did you mean \`${[...path.segments.slice(0, -1).map(({ text }) => text), near].join('.')}\`?`;
  });
}

/** What stands before the last dot, if it names something. */
function ownerOf(binding: Binding, element: Element | undefined, file: BoundFile, { segments }: Path): Element | undefined {
  if (segments.length < 2) return undefined;
  const found = binding.names.find({ segments: segments.slice(0, -1) }, element, [], file.ring);
  return found.is === 'one' ? found.element : undefined;
}

function reportAmbiguous(
  binding: Binding,
  element: Element | undefined,
  file: BoundFile,
  path: Path,
  candidates: readonly Element[],
): void {
  const written = path.segments.map(({ text }) => text).join('.');
  const shown = candidates.slice(0, mostCandidates);
  const isOneType = new Set(candidates.map(({ type }) => type)).size === 1;
  const names = shown.map(({ path: name, type }) => (isOneType ? `"${name}"` : `"${name}" (${type})`));
  const others = candidates.length - shown.length;
  const [first] = shown;
  report(binding, {
    check: 'ambiguous-name',
    at: originOf(file, path),
    message: `"${written}" can be ${orList(others > 0 ? [...names, `${others} more`] : names)}.`,
    help: isOneType
      ? `Write more of its name, such as \`${first?.path}\`.`
      : `Say which type you mean, such as \`${first?.type}(${first?.path})\`.`,
    related: shown.map((candidate) => ({ message: `The ${candidate.type} "${candidate.path}" is declared here.`, at: candidate.origin })),
    element,
  });
}

/** Says why an `extend` opens nothing. */
export function reportNoTarget(binding: Binding, { name, keyword }: Declaration, file: BoundFile, whole: Found): void {
  if (name === undefined) {
    report(binding, {
      check: 'syntax-error',
      at: originOf(file, keyword),
      message: 'This `extend` does not say what it extends.',
      help: 'Write the qualified name behind it, such as `extend koskenranta.lime-kiln { ... }`.',
    });
    return;
  }
  if (whole.is === 'several') return reportAmbiguous(binding, undefined, file, name, whole.candidates);
  const at = originOf(file, name);
  const written = pathText(name);
  const found = whole.is === 'one' ? whole : binding.names.find(name, undefined, [], file.ring);
  const [meant] = found.is === 'one' ? [found.element] : found.is === 'several' ? found.candidates : [];
  if (meant !== undefined) {
    const isLibrary = meant.ring === 'library';
    const isPart = !isLibrary && (meant.ring === 'project' || name.segments.length < meant.path.split('.').length);
    report(binding, {
      check: 'unresolved-name',
      at,
      message: isPart
        ? `An \`extend\` takes the whole name, and "${written}" is only the end of one.`
        : `"${written}" belongs to ${ringTitle(meant)}${isLibrary ? ', which cannot be extended' : ''}.`,
      help: isLibrary ? `Declare ${withArticle(meant.type)} of your own.` : `Write \`extend ${fullName(meant)}\`.`,
      related: [{ message: `The ${meant.type} "${meant.path}" is declared here.`, at: meant.origin }],
    });
    return;
  }
  report(binding, {
    check: 'unresolved-name',
    at,
    message: `"${written}" is declared nowhere, so it cannot be extended.`,
    help: () => {
      const near = binding.names.nearInProject(name.segments.at(-1)?.text ?? '');
      const [similar] = near === undefined ? [] : binding.names.ofAnyType(near).filter(({ ring }) => ring === 'project');
      return similar === undefined ? 'Write the qualified name of an element of this project.' : `Did you mean \`${fullName(similar)}\`?`;
    },
  });
}

/** The name that means it from any ring. */
export function fullName({ path, ring }: Element): string {
  if (ring === 'project') return path;
  return `${ring === 'library' ? 'weir' : ring.pack}.${path}`;
}

export function ringTitle({ ring }: Element): string {
  if (ring === 'project') return 'the project';
  return ring === 'library' ? 'the standard library' : `the pack "${ring.pack}"`;
}
