import { type Element, levelOf, levels } from '@weir/model';
import type { Cast } from './cast.js';
import type { SceneBand, Tone } from './scene.js';

/** Every level from the highest to the lowest in use: an empty one in between says something too. */
export function bandsOf(cast: Cast): readonly SceneBand[] {
  const used = [
    ...cast.zones.flatMap((zone) => statedLevels(zone)),
    ...[...cast.systems, ...cast.networkCards].map((element) => levelOf(cast.landscape, element) ?? undefined),
    ...(cast.outsiders.length > 0 ? [5] : []),
    ...cast.zones.filter((zone) => statedLevels(zone).length === 0).map(() => undefined),
  ];
  const known = used.filter((level) => level !== undefined);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const shown = levels.toReversed().filter((level) => level >= lowest && level <= highest);
  const withUnknown: readonly (number | undefined)[] = used.includes(undefined) || shown.length === 0 ? [...shown, undefined] : shown;
  return withUnknown.map((level) => {
    const [title, subtitle, tone] = bandWords.get(level) as readonly [string, string, Tone];
    return { level, title, subtitle, tone };
  });
}

const bandWords: ReadonlyMap<number | undefined, readonly [title: string, subtitle: string, tone: Tone]> = new Map([
  [5, ['Level 5', 'Enterprise and cloud', 'it']],
  [4, ['Level 4', 'Business and logistics', 'it']],
  [3.5, ['Level 3.5', 'Industrial DMZ', 'dmz']],
  [3, ['Level 3', 'Site operations', 'ot']],
  [2, ['Level 2', 'Supervisory control', 'ot']],
  [1, ['Level 1', 'Basic control', 'ot']],
  [0, ['Level 0', 'Physical process', 'ot']],
  [undefined, ['Level not stated', 'Nobody has said yet', 'neutral']],
]);

/** The levels that a zone says it spans. */
export function statedLevels(zone: Element): readonly number[] {
  const level = zone.facts.get('level')?.value;
  const range = zone.facts.get('levels')?.value;
  const ofRange = typeof range === 'object' && range !== null && 'from' in range ? [range.from, range.to] : [];
  return [...(typeof level === 'number' ? [level] : []), ...ofRange];
}
