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

/**
 * Insertions, deletions, replacements and swapped neighbours (Damerau-Levenshtein, optimal string alignment), or the limit
 * when there are as many. Only cells less than the limit away from the diagonal can be below it.
 */
function mistakes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous: number[] = [];
  let current: number[] = [];
  for (let column = 0; column <= b.length; column++) previous[column] = column;
  for (let row = 1; row <= a.length; row++) {
    const from = Math.max(1, row - limit);
    const to = Math.min(b.length, row + limit);
    let least = from === 1 ? row : limit;
    current[from - 1] = least;
    for (let column = from; column <= to; column++) {
      const letter = a.charCodeAt(row - 1);
      const other = b.charCodeAt(column - 1);
      let cost = Math.min(previous[column] ?? limit, current[column - 1] ?? limit) + 1;
      cost = Math.min(cost, (previous[column - 1] ?? limit) + (letter === other ? 0 : 1));
      if (row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other)
        cost = Math.min(cost, (beforePrevious[column - 2] ?? limit) + 1);
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (to < b.length) current[to + 1] = limit;
    if (least >= limit) return limit;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(previous[b.length] ?? limit, limit);
}
