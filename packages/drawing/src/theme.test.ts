import { expect, test } from 'vitest';
import { palettes } from './theme.js';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((first, second) => second - first) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(Object.entries(palettes))('every text in the %s theme can be read', (_, palette) => {
  const grounds = [palette.page, palette.surface, ...Object.values(palette.tones).map(({ band }) => band)];
  const onGround = [palette.text, palette.muted, palette.error, palette.warning, palette.remote].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  );
  const onStrong = [
    palette.error,
    palette.warning,
    palette.remote,
    palette.pipeEdge,
    ...Object.values(palette.tones).map(({ strong }) => strong),
  ].map((ground) => [palette.onStrong, ground] as const);
  const poor = [...onGround, ...onStrong].filter(([ink, ground]) => contrast(ink, ground) < 4.5);
  expect(poor.map(([ink, ground]) => `${ink} on ${ground}: ${contrast(ink, ground).toFixed(2)}`)).toEqual([]);
});
