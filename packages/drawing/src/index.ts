import type { PaintBox } from './png.js';

export { type Drawing, type DrawingInput, drawOverview, drawZones } from './draw.js';
export { draw, drawingOf, drawingsOf, drawingsOfView, type PlannedDrawing, viewsIn } from './drawings.js';
export type { PaintBox } from './png.js';
export type { Theme } from './theme.js';

/** Paints a drawing as PNG. What paints is loaded when it is first asked for: it is ten times as large as all the rest. */
export async function drawPng(svg: string, box: PaintBox): Promise<{ readonly png: Uint8Array; readonly problems: readonly string[] }> {
  const { paintPng } = await import('./png.js');
  return paintPng(svg, box);
}
