import type { Problem } from '@weir/model';

/** A file or folder that was not read, so that nothing found in it is no pass. */
export function unread(file: string, why: string, help?: string): Problem {
  return {
    check: 'unreadable-file',
    message: `"${file}" was not read: ${why}.`,
    ...(help !== undefined && { help }),
    at: { file, start: 0, end: 0 },
    related: [],
  };
}

/** Checks that leave a whole file unread. */
const unreadChecks: ReadonlySet<string> = new Set(['unreadable-file', 'file-too-large', 'too-deep']);

export function isUnread({ check }: Pick<Problem, 'check'>): boolean {
  return unreadChecks.has(check);
}
