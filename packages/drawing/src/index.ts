import { checkPlacement } from './check-placement.js';
import { place } from './place/place.js';
import type { PaintBox } from './png.js';
import { toSvg } from './svg.js';
import type { Theme } from './theme.js';
import { type SceneInput, zoneScene } from './zone-scene.js';

export type { PaintBox } from './png.js';
export { type Theme, themes } from './theme.js';

export interface Drawing {
  /** Empty when nothing could be drawn. */
  readonly svg: string;
  /** A sentence for everything that is not on it. */
  readonly problems: readonly string[];
}

/** Draws the zones and conduits of a landscape, or of a part of it, on their Purdue levels. */
export function drawZones({ theme, ...input }: SceneInput & { readonly theme: Theme }): Drawing {
  const { scene, problems } = zoneScene(input);
  const { placed, problems: unplaced } = place(scene);
  return { svg: toSvg(scene, placed, theme), problems: [...problems, ...unplaced, ...checkPlacement(scene, placed)] };
}

/** Paints a drawing as PNG. What paints is loaded when it is first asked for: it is ten times as large as all the rest. */
export async function drawPng(svg: string, box: PaintBox): Promise<{ readonly png: Uint8Array; readonly problems: readonly string[] }> {
  const { paintPng } = await import('./png.js');
  return paintPng(svg, box);
}
