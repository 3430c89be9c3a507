import { checkPlacement } from './check-placement.js';
import { tooLarge } from './limits.js';
import { place } from './place/place.js';
import type { SceneInput } from './scene/cast.js';
import { overviewOf } from './scene/overview-scene.js';
import type { Scene } from './scene/scene.js';
import { zoneScene } from './scene/zone-scene.js';
import { toSvg } from './svg/svg.js';
import type { Theme } from './theme.js';

export interface DrawingInput extends SceneInput {
  readonly theme: Theme;
}

export interface Drawing {
  /** Empty when nothing could be drawn. */
  readonly svg: string;
  /** A sentence for everything that is not on it. */
  readonly problems: readonly string[];
}

/** Draws the zones and conduits of a landscape, or of a part of it, on their Purdue levels. */
export function drawZones({ theme, ...input }: DrawingInput): Drawing {
  const { scene, problems } = zoneScene(input);
  const refusal = tooLarge(scene, input);
  return refusal === undefined ? drawingOf(scene, problems, theme) : { svg: '', problems: [refusal] };
}

/** Draws the zones of a whole company without their systems: sites side by side, levels from top to bottom. */
export function drawOverview({ theme, ...input }: DrawingInput): Drawing {
  const { scene, problems } = zoneScene(input);
  return drawingOf(overviewOf(scene), problems, theme);
}

function drawingOf(scene: Scene, problems: readonly string[], theme: Theme): Drawing {
  const { placed, problems: unplaced } = place(scene);
  return { svg: toSvg(scene, placed, theme), problems: [...problems, ...unplaced, ...checkPlacement(scene, placed)] };
}
