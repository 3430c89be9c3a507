import { type Element, isPresent, zonesOf } from '@weir/model';
import type { SceneInput } from './scene/cast.js';
import type { Scene } from './scene/scene.js';

/** More cards than this nobody can read, and few programs can show. */
const mostCards = 1500;
const mostNamed = 5;

/** Why a scene is not drawn, with smaller scopes to draw in its place; undefined when it is not too large. */
export function tooLarge(scene: Scene, input: SceneInput): string | undefined {
  const cards = scene.zones.reduce((sum, zone) => sum + zone.cards.length, 0);
  if (cards <= mostCards) return undefined;
  const smaller = smallerScopes(input);
  const named = smaller.slice(0, mostNamed).map(({ path }) => `--scope ${path}`);
  const instead =
    named.length === 0 ? 'give its systems smaller areas or zones, and draw one of those' : `draw a part of it: ${named.join(', ')}`;
  return `${cards} systems are too many for one drawing, which holds ${mostCards}; ${instead}.`;
}

/** What stands in the scope, is small enough and not empty: sites first, then areas, then zones. */
function smallerScopes({ landscape, day, scope }: SceneInput): readonly Element[] {
  const systems = (landscape.byType.get('system') ?? []).filter((system) => isPresent(system, day));
  const sizes = new Map<Element, number>();
  for (const system of systems) {
    const places = new Set(zonesOf(landscape, system));
    for (let block = system.parent; block !== undefined; block = block.parent) places.add(block);
    if (scope !== undefined && !places.has(scope)) continue;
    for (const place of places) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  }
  const isSmaller = (place: Element) => place !== scope && (sizes.get(place) ?? 0) > 0 && (sizes.get(place) ?? 0) <= mostCards;
  return ['site', 'area', 'zone'].flatMap((type) => (landscape.byType.get(type) ?? []).filter(isSmaller));
}
