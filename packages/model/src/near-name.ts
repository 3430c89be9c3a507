/** The candidate a typing mistake away from the word, or undefined when none is near. Ties go to the first by name. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = mistakesAllowed(wanted) + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = mistakes(wanted, candidate.toLowerCase(), bestDistance + 1);
    const better = distance < bestDistance || (distance === bestDistance && best !== undefined && candidate < best);
    if (!better) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

function mistakesAllowed(word: string): number {
  if (word.length <= 3) return 1;
  return word.length <= 6 ? 2 : 3;
}

/** Insertions, deletions, replacements and swapped neighbours (Damerau-Levenshtein, optimal string alignment); gives up at the limit. */
function mistakes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] as number) + 1);
      current.push(cost);
    }
    if (Math.min(...current) >= limit) return limit;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] as number, limit);
}
