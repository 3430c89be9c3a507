import { icons, type IconName } from './generated/icons.js';
import type { Box, PlacedCard, PlacedDevice, PlacedLabel, PlacedLine, PlacedPipe, PlacedScene, PlacedZone, Point } from './geometry.js';
import { badgeReach, cardPadding, cardText, legendPad, markRoom, margin, zoneText } from './measures.js';
import { type LegendItem, legendOf, legendRows, styleOf } from './legend.js';
import { labelText, markWidth } from './place/label.js';
import type { Badge, LifeState, Scene, SceneCard, SceneColumn, SceneLink, Tone } from './scene.js';
import { escaped, fitted, widthOf } from './text.js';
import { palettes, styleSheet, type Theme } from './theme.js';

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

export function round(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded);
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
    parts.push(text(x + zoneText.inset + markRoom(network.mark) + 2, top + 9.6, fitted(network.title, zoneText.networkRoom, 10), { size: 10, classes: 'muted' }));
  }
  if (zone.badge) parts.push(badgeAt(x + width, y, zone.badge));
  if (zone.note !== undefined) parts.push(text(x + zoneText.inset, y + (zone.subtitle === '' ? 39 : 54) + zone.networks.length * 16, zone.note, { classes: 'muted' }));
  parts.push('</g>');
  return parts.join('');
}

function cardOf({ card, zone, box }: PlacedCard): string {
  const { x, y, width, height } = box;
  const right = x + width - cardPadding;
  const textX = x + cardText.x;
  const quantity = card.quantity === undefined ? '' : `×${card.quantity}`;
  const titleRoom = right - textX - (card.badge === undefined ? 0 : badgeReach) - (quantity === '' ? 0 : widthOf(quantity, 11) + 4) - (card.isRedundant ? 16 : 0);
  const title = fitted(card.title, titleRoom, cardText.size, 600);
  const marks = marksOf(card);
  const marksWidth = marks.reduce((sum, mark) => sum + markRoom(mark.text), 0);
  const parts = [
    `<g class="card-group${card.isNeighbour ? ' neighbour' : ''}" role="graphics-symbol img" tabindex="0" data-id="${escaped(card.id.slice(card.id.indexOf(' ') + 1))}" aria-label="${escaped(card.label)}">`,
    `<title>${escaped(card.label)}</title>`,
    `<rect class="card" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    `<rect class="${zone.tone}" x="${round(x)}" y="${round(y + 8)}" width="3" height="${round(height - 16)}"/>`,
    icon(card.icon, x + 11, y + 9, 22, zone.tone),
    text(textX, y + 20, title, { size: cardText.size, weight: 600 }),
    text(textX, y + 35, fitted(card.subtitle, right - textX - marksWidth, 11), { classes: 'muted' }),
  ];
  let after = textX + widthOf(title, cardText.size, 600) + 4;
  if (quantity !== '') {
    parts.push(text(after, y + 20, quantity, { classes: 'muted' }));
    after += widthOf(quantity, 11) + 4;
  }
  if (card.isRedundant) parts.push(icon('pair', after, y + 10, 12, 'muted'));
  let markX = right;
  for (const mark of marks.toReversed()) {
    markX -= markRoom(mark.text);
    parts.push(markAt(markX + 4, y + 26, mark.text, mark.isForeign ? 'dmz' : 'neutral'));
  }
  const chip = chipOf(card.state);
  const chipWidth = chip === undefined ? 14 : widthOf(chip.words, 8.5, 600) + 12;
  if (card.owner !== undefined) {
    const classes = card.owner === null ? 'error-text semibold' : 'muted';
    parts.push(icon('person', x + 12, y + 43, 12, card.owner === null ? 'error' : 'muted'));
    parts.push(text(x + 27, y + 52.6, fitted(card.owner ?? 'no owner', right - x - 27 - chipWidth, 10.5), { size: 10.5, classes }));
  }
  parts.push(lifeMark(card.state, right, y + 49));
  if (card.badge) parts.push(badgeAt(x + width, y, card.badge));
  parts.push('</g>');
  return parts.join('');
}

/** Networks that the card is on, and the word for standing in several zones. */
function marksOf(card: SceneCard): readonly { readonly text: string; readonly isForeign: boolean }[] {
  const networks = card.networks.slice(0, 3).map(({ mark, isForeign }) => ({ text: mark, isForeign }));
  const zones = card.otherZones.length;
  return zones === 0 ? networks : [{ text: `${zones + 1} ZONES`, isForeign: true }, ...networks];
}

function chipOf(state: LifeState): { readonly words: string; readonly tone: string } | undefined {
  if (state === 'end-of-support') return { words: 'END OF SUPPORT', tone: 'error' };
  if (state === 'phase-out') return { words: 'PHASE-OUT', tone: 'warning' };
  if (state === 'planned') return { words: 'PLANNED', tone: 'it' };
  return state === 'in-build' ? { words: 'IN BUILD', tone: 'it' } : undefined;
}

/** Healthy is a dot, not known a ring; only what deviates gets a word. */
function lifeMark(state: LifeState, right: number, y: number): string {
  if (state === 'none') return '';
  const chip = chipOf(state);
  if (chip === undefined) return `<circle class="${state === 'healthy' ? 'healthy' : 'unknown'}" cx="${round(right - 5)}" cy="${round(y)}" r="3.6"/>`;
  const width = widthOf(chip.words, 8.5, 600) + 12;
  const shape = `<rect class="device chip-${chip.tone}" x="${round(right - width)}" y="${round(y - 7)}" width="${round(width)}" height="14" rx="7"/>`;
  return shape + text(right - width / 2, y + 3.1, chip.words, { size: 8.5, weight: 600, classes: `${chip.tone}-text`, anchor: 'middle' });
}

/** On a corner: a circle for errors, a triangle for warnings, a hollow circle with a tick where all is waived. */
export function badgeAt(x: number, y: number, badge: Badge): string {
  const { errors, warnings } = badge;
  if (errors > 0) {
    const sign = errors + warnings > 99 ? '99' : errors + warnings > 1 ? String(errors + warnings) : '!';
    return `<circle class="error" cx="${round(x - 4)}" cy="${round(y + 2)}" r="8.5"/>${text(x - 4, y + 5.8, sign, { size: 10.5, weight: 600, classes: 'on-strong', anchor: 'middle' })}`;
  }
  if (warnings > 0) {
    const sign = warnings > 9 ? '9+' : warnings > 1 ? String(warnings) : '!';
    const top = y - 8;
    return `<path class="warning" d="M${round(x - 4)} ${round(top)}l10 17h-20z" stroke-linejoin="round"/>${text(x - 4, y + 6.6, sign, { size: 9.5, weight: 600, classes: 'on-strong', anchor: 'middle' })}`;
  }
  return `<circle class="waived" cx="${round(x - 4)}" cy="${round(y + 2)}" r="7.8"/>${icon('check', x - 9.5, y - 3.5, 11, 'muted')}`;
}

function pipeOf({ conduit, points }: PlacedPipe): readonly string[] {
  const d = path(points, 10);
  return [
    `<g class="conduit" data-id="${escaped(conduit.id)}"><title>${escaped(conduit.label)}</title><path class="pipe-edge" d="${d}"/><path class="pipe" d="${d}"/></g>`,
  ];
}

function lineOf({ link, points, endsAt, startsAt }: PlacedLine): string {
  const style = styleOf(link);
  const heads = [
    endsAt === 'card' || 'zone' in link.target ? arrowHead(points.at(-2), points.at(-1), `${style}-arrow`) : '',
    link.isMutual && (startsAt === 'card' || 'zone' in link.source) ? arrowHead(points[1], points[0], `${style}-arrow`) : '',
  ];
  return `<g class="link" data-id="${escaped(link.id)}"><title>${escaped(link.label)}</title><path class="line ${style}" d="${path(points, 5)}"/>${heads.join('')}</g>`;
}

function arrowHead(from: Point | undefined, to: Point | undefined, classes: string): string {
  if (from === undefined || to === undefined) return '';
  const tail = towards(to, from, 1);
  const [dx, dy] = [to.x - tail.x, to.y - tail.y];
  const back = (along: number, aside: number) => `${round(to.x - dx * along + dy * aside)} ${round(to.y - dy * along + dx * aside)}`;
  return `<path class="${classes}" d="M${round(to.x)} ${round(to.y)}L${back(7, 3)}L${back(7, -3)}Z"/>`;
}

/** Straight pieces with rounded corners. */
export function path(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let d = `M${round(first.x)} ${round(first.y)}`;
  let from = first;
  for (const [index, to] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) {
      d += `L${round(to.x)} ${round(to.y)}`;
      break;
    }
    const bend = Math.min(radius, distance(from, to) / 2, distance(to, next) / 2);
    const before = towards(to, from, bend);
    const after = towards(to, next, bend);
    d += `L${round(before.x)} ${round(before.y)}Q${round(to.x)} ${round(to.y)} ${round(after.x)} ${round(after.y)}`;
    from = to;
  }
  return d;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** A step along a straight piece, which is horizontal or vertical but for rounding. */
function towards(from: Point, to: Point, by: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return Math.abs(dx) > Math.abs(dy) ? { x: from.x + Math.sign(dx) * by, y: from.y } : { x: from.x, y: from.y + Math.sign(dy) * by };
}

function deviceOf({ device, conduit, box }: PlacedDevice): string {
  const { x, y, width, height } = box;
  if (device === undefined)
    return `<rect class="port" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="3"/>`;
  const role = device.hasCard ? 'aria-hidden="true"' : `role="graphics-symbol img" tabindex="0" aria-label="${escaped(device.label)}"`;
  return [
    `<g class="device-group" ${role} data-id="${escaped(device.id.slice(device.id.indexOf(' ') + 1))}">`,
    `<title>${escaped(`${device.label} (${conduit.title})`)}</title>`,
    `<rect class="device edge-safety" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    icon(device.icon, x + 4, y + 4, width - 8, 'safety'),
    device.badge ? badgeAt(x + width, y, device.badge) : '',
    '</g>',
  ].join('');
}

function labelOf({ label: { of, mark, words }, box }: PlacedLabel): string {
  const { x, y, width, height } = box;
  const tone = 'kind' in of ? styleOf(of) : 'conduit';
  const dark = markWidth(mark);
  const middle = y + height / 2;
  const parts = [
    `<g class="label" data-id="${escaped(of.id)}"><title>${escaped(of.label)}</title>`,
    `<rect class="pill pill-${tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(height / 2)}"/>`,
    `<rect class="mark mark-${tone}" x="${round(x + 2.5)}" y="${round(y + 2.5)}" width="${round(dark)}" height="${round(height - 5)}" rx="${round(height / 2 - 2.5)}"/>`,
    text(x + 2.5 + dark / 2, middle + 3.4, mark, { size: labelText.markSize, weight: 600, classes: 'on-strong', anchor: 'middle' }),
    text(x + dark + 8, middle + 3.8, words, { size: labelText.size, weight: 600, classes: tone === 'conduit' ? '' : `${tone}-text` }),
    of.badge && !tone.startsWith('undeclared') ? badgeAt(x + width + 7, y + 1, of.badge) : '',
    '</g>',
  ];
  return parts.join('');
}

function markOf(link: SceneLink, { x, y }: Point): string {
  return link.badge === undefined ? '' : `<g data-id="${escaped(link.id)}"><title>${escaped(link.label)}</title>${badgeAt(x + 4, y - 2, link.badge)}</g>`;
}

function legend(scene: Scene, { width, legendTop }: PlacedScene): readonly string[] {
  const items = legendOf(scene);
  const left = margin.left + 12;
  const { at } = legendRows(items, width - margin.left - margin.right - 24);
  return [
    text(left, legendTop + 24, 'Legend', { size: 11.5, weight: 600 }),
    ...items.map((item, index) => {
      const { x, y } = at[index] as Point;
      const [signX, middle] = [left + x, legendTop + legendPad.above + y + 8];
      return `${signOf(item, signX, middle)}${text(signX + 36, middle + 3.8, item.words, { classes: 'muted' })}`;
    }),
  ];
}

function signOf({ sign }: LegendItem, x: number, y: number): string {
  switch (sign.is) {
    case 'zone':
      return `<rect class="frame edge-${sign.tone}" x="${round(x)}" y="${round(y - 8)}" width="28" height="16" rx="4"/>`;
    case 'place':
      return `<rect class="frame place edge-neutral" x="${round(x)}" y="${round(y - 8)}" width="28" height="16" rx="4"/>`;
    case 'neighbour':
      return `<g class="neighbour"><rect class="card" x="${round(x)}" y="${round(y - 8)}" width="28" height="16" rx="4"/></g>`;
    case 'conduit':
      return `<path class="pipe-edge" d="M${round(x)} ${round(y)}h28"/><path class="pipe" d="M${round(x)} ${round(y)}h28"/>`;
    case 'device':
      return `<rect class="device edge-safety" x="${round(x + 4)}" y="${round(y - 10)}" width="20" height="20" rx="5"/>${icon(sign.icon, x + 7, y - 7, 14, 'safety')}`;
    case 'line':
      return `<path class="line ${sign.kind}" d="M${round(x)} ${round(y)}h28"/>${arrowHead({ x, y }, { x: x + 29, y }, `${sign.kind}-arrow`)}`;
    case 'badge':
      return badgeAt(x + 18, y - 2, sign.badge);
    case 'healthy':
      return lifeMark('healthy', x + 19, y);
    case 'not-known':
      return lifeMark('not-known', x + 19, y);
    case 'redundant':
      return icon('pair', x + 7, y - 7, 14, 'muted');
    case 'network':
      return markAt(x + 4, y - 6, 'N1', 'neutral');
    case 'zones':
      return markAt(x - 13, y - 6, '2 ZONES', 'dmz');
  }
}

/** A small box with letters: a network, or the word for standing in several zones. */
function markAt(x: number, y: number, words: string, tone: Tone): string {
  const width = markRoom(words) - 4;
  const box = `<rect class="device edge-${tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="12" rx="3" stroke-width="1"/>`;
  return box + text(x + width / 2, y + 9, words, { size: 8.5, weight: 600, classes: 'muted', anchor: 'middle' });
}

interface TextStyle {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly classes?: string;
  readonly anchor?: 'middle' | 'end';
}

export function text(x: number, y: number, words: string, { size = 11, weight = 400, classes = '', anchor }: TextStyle = {}): string {
  const named = [classes, weight === 600 && !classes.includes('semibold') ? 'semibold' : ''].filter((name) => name !== '').join(' ');
  const attributes = [
    named && ` class="${named}"`,
    size === 11 ? '' : ` style="font-size:${round(size)}px"`,
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
  ];
  return `<text x="${round(x)}" y="${round(y)}"${attributes.join('')}>${escaped(words)}</text>`;
}

export function icon(name: IconName, x: number, y: number, size: number, classes: string): string {
  return `<path class="${classes}-icon" transform="translate(${round(x)} ${round(y)}) scale(${(size / 24).toFixed(3)})" d="${icons[name]}"/>`;
}
