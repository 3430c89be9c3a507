import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { lettersBeyondFont } from './text.js';

/** What painting needs beyond the SVG, as bytes, since this package reads no files. */
export interface PaintBox {
  /** The WebAssembly of resvg. */
  readonly wasm: Uint8Array;
  /** Inter, as TrueType, regular and semibold. */
  readonly fonts: readonly Uint8Array[];
}

/** Pixels of a picture that most programs still open, and that fit into memory here. */
const mostPixels = 40_000_000;
const scaleOfChoice = 2;

let ready: Promise<void> | undefined;

/** Paints an SVG of ours as PNG, twice as large where that is not too much. Same SVG, same bytes: no fonts of the machine are used. */
export async function paintPng(
  svg: string,
  { wasm, fonts }: PaintBox,
): Promise<{ readonly png: Uint8Array; readonly problems: readonly string[] }> {
  // WebAssembly is set up once for a process; a second time is an error.
  ready ??= initWasm(wasm);
  await ready;
  const { width, height } = sizeOf(svg);
  const scale = Math.min(scaleOfChoice, Math.sqrt(mostPixels / (width * height)));
  const painter = new Resvg(svg, {
    font: { loadSystemFonts: false, fontBuffers: [...fonts], defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: scale },
  });
  try {
    const image = painter.render();
    const png = image.asPng();
    image.free();
    return { png, problems: [...problemsOfFont(svg), ...problemsOfScale(scale)] };
  } finally {
    painter.free();
  }
}

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width ?? 1), height: Number(height ?? 1) };
}

function problemsOfFont(svg: string): readonly string[] {
  const shown = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words ?? '').join('');
  const letters = lettersBeyondFont(shown);
  if (letters.length === 0) return [];
  return [
    `A PNG shows Latin, Greek and Cyrillic letters only, so ${letters.slice(0, 5).join(' ')}${letters.length > 5 ? ' and others' : ''} are missing; the SVG has them.`,
  ];
}

function problemsOfScale(scale: number): readonly string[] {
  if (scale >= 1) return [];
  return [`The drawing is so large that the PNG shows it at ${Math.floor(scale * 100)} %; draw a smaller scope, or take the SVG.`];
}
