import { shortName } from '../short-name.js';
import type { Fix, FixContext } from './fix.js';

/** What these checks find is a word that means nothing; what they suggest stands in its place. */
const wordChecks: ReadonlySet<string> = new Set(['unresolved-name', 'unknown-word', 'ambiguous-name', 'ill-typed-rule']);

/** Replaces a word by the one that was probably meant, or by one of those that it can mean. */
export function replacements({ finding, analysis, document }: FixContext): readonly Fix[] {
  const { rule, help = '', at, related } = finding;
  if (!wordChecks.has(rule)) return [];
  const written = document.getText().slice(at.start, at.end);
  if (rule === 'ambiguous-name') return candidates(finding, analysis, written);
  const suggested = /^(?:Did you mean|Write(?: it as)?) `([^`]+)`[?.]/.exec(help)?.[1];
  if (suggested === undefined || suggested.includes('...') || /[{}:]/.test(suggested)) return [];
  const meant = partFor(written, suggested, document.getText(), at.start);
  if (meant === undefined || meant === written) return [];
  const isSure = help.startsWith('Did you mean') || related.length > 0;
  return [{ title: `Change to \`${meant}\``, file: at.file, edits: [{ ...at, newText: meant }], ...(isSure && { isPreferred: true }) }];
}

/** Of `iec-62443/SR-5.2` only one half may be wrong, and only that is marked. */
function partFor(written: string, suggested: string, text: string, start: number): string | undefined {
  if (!suggested.includes('/') || written.includes('/')) return suggested.includes(' ') ? undefined : suggested;
  const [head, tail] = suggested.split(/\/(.*)/s);
  return text.charAt(start - 1) === '/' ? tail : head;
}

function candidates({ at, related }: FixContext['finding'], analysis: FixContext['analysis'], written: string): readonly Fix[] {
  const { landscape } = analysis;
  return related.flatMap(({ at: place }) => {
    const element = landscape.elements.find(({ origin }) => origin.file === place.file && origin.start === place.start);
    if (element === undefined) return [];
    // From the top of the file only the whole name is sure to mean it.
    const name = shortName(element, [], { landscape, element: undefined, ring: 'project' });
    const meant = name === written ? `${element.type}(${name})` : name;
    return [{ title: `Use ${element.type} \`${meant}\``, file: at.file, edits: [{ ...at, newText: meant }] }];
  });
}
