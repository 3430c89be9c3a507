import type { PlacedDevice, PlacedLabel, PlacedLine, PlacedPipe, Point } from '../geometry.js';
import { styleOf } from '../legend.js';
import { captionText, labelText, markWidth } from '../place/label.js';
import type { SceneLink } from '../scene/scene.js';
import { escaped } from '../text.js';
import { badgeAt } from './badge.js';
import { icon, path, round, text, towards } from './ink.js';

export function pipeOf({ conduit, points }: PlacedPipe): readonly string[] {
  const d = path(points, 10);
  return [
    `<g class="conduit" data-id="${escaped(conduit.id)}"><title>${escaped(conduit.label)}</title><path class="pipe-edge" d="${d}"/><path class="pipe" d="${d}"/></g>`,
  ];
}

export function lineOf({ link, points, endsAt, startsAt }: PlacedLine): string {
  const style = styleOf(link);
  const heads = [
    endsAt === 'card' || 'zone' in link.target ? arrowHead(points.at(-2), points.at(-1), `${style}-arrow`) : '',
    link.isMutual && (startsAt === 'card' || 'zone' in link.source) ? arrowHead(points[1], points[0], `${style}-arrow`) : '',
  ];
  return `<g class="link" data-id="${escaped(link.id)}"><title>${escaped(link.label)}</title><path class="line ${style}" d="${path(points, 5)}"/>${heads.join('')}</g>`;
}

export function arrowHead(from: Point | undefined, to: Point | undefined, classes: string): string {
  if (from === undefined || to === undefined) return '';
  const tail = towards(to, from, 1);
  const [dx, dy] = [to.x - tail.x, to.y - tail.y];
  const back = (along: number, aside: number) => `${round(to.x - dx * along + dy * aside)} ${round(to.y - dy * along + dx * aside)}`;
  return `<path class="${classes}" d="M${round(to.x)} ${round(to.y)}L${back(7, 3)}L${back(7, -3)}Z"/>`;
}

export function deviceOf({ device, conduit, box, caption }: PlacedDevice): string {
  const { x, y, width, height } = box;
  if (device === undefined)
    return `<rect class="port" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="3"/>`;
  const role = device.hasCard ? 'aria-hidden="true"' : `role="graphics-symbol img" tabindex="0" aria-label="${escaped(device.label)}"`;
  return [
    `<g class="device-group" ${role} data-id="${escaped(device.id.slice(device.id.indexOf(' ') + 1))}">`,
    `<title>${escaped(`${device.label} (${conduit.title})`)}</title>`,
    `<rect class="device edge-safety" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    icon(device.icon, x + 4, y + 4, width - 8, 'safety'),
    caption ? text(caption.box.x, caption.box.y + 9, caption.words, { size: captionText.size, classes: 'muted' }) : '',
    device.badge ? badgeAt(x + width, y, device.badge) : '',
    '</g>',
  ].join('');
}

export function labelOf({ label: { of, mark, words }, box }: PlacedLabel): string {
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

export function markOf(link: SceneLink, { x, y }: Point): string {
  return link.badge === undefined
    ? ''
    : `<g data-id="${escaped(link.id)}"><title>${escaped(link.label)}</title>${badgeAt(x + 4, y - 2, link.badge)}</g>`;
}
