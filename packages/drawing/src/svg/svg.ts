import type { Box, PlacedScene, PlacedZone } from '../geometry.js';
import { markRoom, zoneText } from '../measures.js';
import type { Scene, SceneColumn } from '../scene/scene.js';
import { escaped, fitted, widthOf } from '../text.js';
import { palettes, styleSheet, type Theme } from '../theme.js';
import { badgeAt, markAt } from './badge.js';
import { cardOf } from './card.js';
import { round, text } from './ink.js';
import { legend } from './legend.js';
import { deviceOf, labelOf, lineOf, markOf, pipeOf } from './line.js';

/** The drawing as SVG. Nothing in it depends on anything but the arguments: same scene, same bytes. */
export function toSvg(scene: Scene, placed: PlacedScene, theme: Theme): string {
  const { width, height } = placed;
  const counted = scene.counts.map(({ number, noun }) => `${number} ${noun}`).join(', ');
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="graphics-document document" aria-labelledby="weir-title weir-desc">`,
    `<title id="weir-title">${escaped(scene.title)}</title>`,
    `<desc id="weir-desc">${escaped(`${scene.subtitle}. ${counted}.`)}</desc>`,
    `<style>\n${styleSheet(palettes[theme])}\n</style>`,
    `<rect class="page" width="${round(width)}" height="${round(height)}"/>`,
    ...headingOf(scene, width),
    ...placed.bands.flatMap(({ band, box }) => bandOf(band, box)),
    ...placed.columns.flatMap(({ column, box }) => columnOf(column, box)),
    ...placed.zones.map(zoneOf),
    ...placed.pipes.flatMap(pipeOf),
    ...placed.lines.map(lineOf),
    ...placed.cards.map(cardOf),
    ...placed.devices.map(deviceOf),
    ...placed.labels.map(labelOf),
    ...placed.marks.map(({ link, at }) => markOf(link, at)),
    ...legend(scene, placed),
    '</svg>\n',
  ];
  return parts.join('\n');
}

function headingOf(scene: Scene, width: number): readonly string[] {
  const parts = [
    text(28, 42, fitted(scene.title, width - 520, 20, 600), { size: 20, weight: 600 }),
    text(28, 62, fitted(scene.subtitle, width - 520, 12), { size: 12, classes: 'muted' }),
  ];
  let right = width - 28;
  for (const { number, noun, tone } of scene.counts.toReversed()) {
    const column = Math.max(widthOf(noun, 11), widthOf(String(number), 16, 600));
    const classes = number > 0 && tone !== 'plain' ? `${tone}-text` : 'muted';
    parts.push(text(right, 40, String(number), { size: 16, weight: 600, classes: tone === 'plain' ? '' : classes, anchor: 'end' }));
    parts.push(text(right, 58, noun, { classes, anchor: 'end' }));
    right -= column + 22;
  }
  return parts;
}

function bandOf(band: Scene['bands'][number], { x, y, width, height }: Box): readonly string[] {
  const ground = [
    `<rect class="band-${band.tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`,
    `<rect class="${band.tone}" x="${round(x)}" y="${round(y)}" width="4" height="${round(height)}"/>`,
  ];
  if (band.goesOn) return ground;
  return [
    ...ground,
    `<path class="rule" d="M${round(x)} ${round(y)}H${round(x + width)}"/>`,
    text(x + 18, y + height / 2 - 2, band.title, { size: 13, weight: 600 }),
    text(x + 18, y + height / 2 + 14, band.subtitle, { classes: 'muted' }),
  ];
}

function columnOf({ id, title, subtitle }: SceneColumn, { x, y, width, height }: Box): readonly string[] {
  const room = width - 32;
  return [
    `<g data-id="${escaped(id)}">${text(x + 16, y + 20, fitted(title, room, 14, 600), { size: 14, weight: 600 })}${text(x + 16, y + 37, fitted(subtitle, room, 11), { classes: 'muted' })}</g>`,
    `<path class="rule column" d="M${round(x)} ${round(y)}V${round(y + height)}"/>`,
  ];
}

function zoneOf({ zone, box }: PlacedZone): string {
  const { x, y, width, height } = box;
  const frame = zone.kind === 'zone' ? 'frame' : 'frame place';
  const title = fitted(zone.title, zoneText.most, zoneText.size, 600);
  const after = x + zoneText.inset + widthOf(title, zoneText.size, 600) + 8;
  const parts = [
    `<g class="zone" role="graphics-object group" data-id="${escaped(zone.id)}" aria-label="${escaped(zone.label)}">`,
    `<title>${escaped(zone.label)}</title>`,
    `<rect class="${frame} edge-${zone.tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8"/>`,
    text(x + zoneText.inset, y + 22, title, { size: zoneText.size, weight: 600 }),
    text(x + zoneText.inset, y + 38, fitted(zone.subtitle, zoneText.most, 11), {
      classes: zone.kind === 'zone' && zone.subtitle === 'no owner' ? 'error-text' : 'muted',
    }),
  ];
  if (zone.securityLevel !== undefined) {
    const pill = widthOf(zone.securityLevel, 10, 600) + 16;
    parts.push(`<rect class="${zone.tone}" x="${round(after)}" y="${round(y + 10)}" width="${round(pill)}" height="16" rx="8"/>`);
    parts.push(text(after + pill / 2, y + 21.6, zone.securityLevel, { size: 10, weight: 600, classes: 'on-strong', anchor: 'middle' }));
  }
  for (const [index, network] of zone.networks.entries()) {
    const top = y + 44 + index * 16;
    parts.push(markAt(x + zoneText.inset, top, network.mark, 'neutral'));
    parts.push(
      text(x + zoneText.inset + markRoom(network.mark) + 2, top + 9.6, fitted(network.title, zoneText.networkRoom, 10), {
        size: 10,
        classes: 'muted',
      }),
    );
  }
  if (zone.badge) parts.push(badgeAt(x + width, y, zone.badge));
  if (zone.note !== undefined)
    parts.push(text(x + zoneText.inset, y + (zone.subtitle === '' ? 39 : 54) + zone.networks.length * 16, zone.note, { classes: 'muted' }));
  parts.push('</g>');
  return parts.join('');
}
