import type { SourceFacts } from '@weir/model';
import { langiumParser, type ParseWithLangium } from './langium-parser.js';
import { parseWhole, readByHand, sourceFacts } from './parse-whole.js';

/** Above this many UTF-16 units the fast parser reads broken files too: Langium takes twenty seconds for a million. */
const largestForLangium = 100_000;

let cached: ParseWithLangium | undefined;

/**
 * Reads one file. Never throws: what cannot be read becomes a problem, and what can is kept.
 *
 * A file with a syntax error goes through Langium. It stands in an entry of its own, so that a program loads Langium when
 * the first broken file asks for it: most checks never do, and it takes longer than all else of a small one.
 */
export function parse(file: string, text: string): SourceFacts {
  const whole = parseWhole(file, text);
  if (whole !== undefined) return whole;
  if (text.length > largestForLangium) return sourceFacts(file, text, readByHand(text));
  cached ??= langiumParser();
  return sourceFacts(file, text, cached(text));
}
