/**
 * The candidate a typing mistake away from the word, or undefined when none is near. Ties go to the first by name.
 * Candidates that are near are also asked whether they are meant at all.
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  isMeant: (candidate: string) => boolean = () => true,
): string | undefined {
  const wanted = word.toLowerCase();
  const letters = lettersOf(wanted);
  let best: string | undefined;
  let bestDistance = mistakesAllowed(wanted) + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - wanted.length) > bestDistance) continue;
    const name = candidate.toLowerCase();
    if (countBits(letters ^ lettersOf(name)) > 2 * bestDistance) continue;
    const distance = mistakes(wanted, name, bestDistance + 1);
    const better = distance < bestDistance || (distance === bestDistance && best !== undefined && candidate < best);
    if (!better || !isMeant(candidate)) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

function mistakesAllowed(word: string): number {
  if (word.length <= 3) return 1;
  return word.length <= 6 ? 2 : 3;
}

/** Which letters a word has, in 32 bits. Every mistake changes two of them at most, so most words need no closer look. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Insertions, deletions, replacements and swapped neighbours (Damerau-Levenshtein, optimal string alignment); gives up at the limit. */
function mistakes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] as number) + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] as number, limit);
}
