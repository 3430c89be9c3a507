import type { Origin } from '@weir/model';
import { positionAt } from './position.js';
import type { Report } from './report.js';
import { visible } from './visible.js';

/** `plant/kiln.weir:12:3`, which terminals and editors make a link of; the file alone when its text is not at hand. */
export function placeOf({ sources }: Report, at: Origin): string {
  const source = sources.get(at.file);
  if (source === undefined) return visible(at.file);
  const { line, column } = positionAt(source, at.start);
  return `${visible(at.file)}:${line}:${column}`;
}
