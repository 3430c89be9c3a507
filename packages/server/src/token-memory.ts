import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

interface Remembered {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** The tokens that an editor has of each document, so that only what changed is sent. */
export class TokenMemory {
  private readonly last = new Map<string, Remembered>();
  private count = 0;

  whole(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.remember(uri, data), data };
  }

  since(previous: string, uri: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const known = this.last.get(uri);
    if (known === undefined || known.resultId !== previous) return this.whole(uri, data);
    const edit = difference(known.data, data);
    return { resultId: this.remember(uri, data), edits: edit === undefined ? [] : [edit] };
  }

  forget(uri: string): void {
    this.last.delete(uri);
  }

  private remember(uri: string, data: readonly number[]): string {
    this.count++;
    const resultId = String(this.count);
    this.last.set(uri, { resultId, data });
    return resultId;
  }
}

/** What lies between the beginning and the end that both have. */
function difference(
  before: readonly number[],
  after: readonly number[],
): { start: number; deleteCount: number; data: number[] } | undefined {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let same = 0;
  while (same < before.length - start && same < after.length - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  if (start === before.length && start === after.length) return undefined;
  return { start, deleteCount: before.length - start - same, data: after.slice(start, after.length - same) };
}
