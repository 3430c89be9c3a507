import { badgesOf } from './badge-of.js';
import { bandsOf } from './bands.js';
import { castOf, type SceneInput } from './cast.js';
import { conduitsIn } from './conduits.js';
import { countsOf } from './counts.js';
import { linksIn } from './links.js';
import { networkTags } from './networks.js';
import type { Scene } from './scene.js';
import { zonesIn } from './zones.js';

/** The scene of zones and conduits, and a sentence for each thing that could not be put on it. */
export function zoneScene(input: SceneInput): { readonly scene: Scene; readonly problems: readonly string[] } {
  const cast = castOf(input);
  const badges = badgesOf(input.findings);
  const bands = bandsOf(cast);
  const bandOf = (level: number | undefined) => bands.findIndex((band) => band.level === level);
  const networks = networkTags(cast, badges);
  const zones = zonesIn(cast, badges, bandOf, networks);
  const conduits = conduitsIn(cast, badges);
  const { links, problems } = linksIn(cast, badges);
  return {
    scene: {
      title: input.title,
      subtitle: input.subtitle,
      counts: countsOf(zones, conduits, links),
      bands,
      columns: [],
      zones,
      conduits,
      links,
    },
    problems: [...cast.looseConduits.map(({ path }) => `"${path}" is not drawn: it joins fewer than two zones.`), ...problems],
  };
}
