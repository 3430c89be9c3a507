import { patternEngine } from './pattern-engine.js';

/** Patterns come from strangers, so they run on RE2's linear engine: no pattern can make it slow. */
export interface Pattern {
  readonly matches: (text: string) => boolean;
}

const longestPattern = 200;
const longestText = 10_000;

/** Letters and digits, whatever their case. Here all engines agree, and none can be made slow. */
const plainWord = /^\(\?i\)(\w+)$/;

/** A pattern that must match the whole text, or what is wrong with it. */
export function compilePattern(source: string): Pattern | { readonly problem: string } {
  if (source.length > longestPattern) return { problem: `A pattern has at most ${longestPattern} characters.` };
  const [, word] = plainWord.exec(source) ?? [];
  if (word !== undefined) return plain(new RegExp(`^${word}$`, 'iu'));
  try {
    const compiled = patternEngine().compile(source);
    return { matches: (text) => text.length <= longestText && compiled.matches(text) };
  } catch (error) {
    return { problem: `${reasonOf(error)}.` };
  }
}

function plain(pattern: RegExp): Pattern {
  return { matches: (text) => text.length <= longestText && pattern.test(text) };
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/^error parsing regexp: /, '').replace(/\.$/, '');
}
