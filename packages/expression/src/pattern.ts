import { RE2JS } from 're2js';

/** Patterns come from strangers, so they run on RE2's linear engine: no pattern can make it slow. */
export interface Pattern {
  readonly matches: (text: string) => boolean;
}

const longestPattern = 200;
const longestText = 10_000;

/** A pattern that must match the whole text, or what is wrong with it. */
export function compilePattern(source: string): Pattern | { readonly problem: string } {
  if (source.length > longestPattern) return { problem: `A pattern has at most ${longestPattern} characters.` };
  try {
    const compiled = RE2JS.compile(source);
    return { matches: (text) => text.length <= longestText && compiled.matches(text) };
  } catch (error) {
    return { problem: `${reasonOf(error)}.` };
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/^error parsing regexp: /, '').replace(/\.$/, '');
}
