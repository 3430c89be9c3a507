import type { PlacedCard } from '../geometry.js';
import { badgeReach, cardPadding, cardText, markRoom } from '../measures.js';
import type { LifeState, SceneCard } from '../scene/scene.js';
import { escaped, fitted, widthOf } from '../text.js';
import { badgeAt, markAt } from './badge.js';
import { icon, round, text } from './ink.js';

export function cardOf({ card, zone, box }: PlacedCard): string {
  const { x, y, width, height } = box;
  const right = x + width - cardPadding;
  const textX = x + cardText.x;
  const quantity = card.quantity === undefined ? '' : `×${card.quantity}`;
  const titleRoom =
    right -
    textX -
    (card.badge === undefined ? 0 : badgeReach) -
    (quantity === '' ? 0 : widthOf(quantity, 11) + 4) -
    (card.isRedundant ? 16 : 0);
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
export function lifeMark(state: LifeState, right: number, y: number): string {
  if (state === 'none') return '';
  const chip = chipOf(state);
  if (chip === undefined)
    return `<circle class="${state === 'healthy' ? 'healthy' : 'unknown'}" cx="${round(right - 5)}" cy="${round(y)}" r="3.6"/>`;
  const width = widthOf(chip.words, 8.5, 600) + 12;
  const shape = `<rect class="device chip-${chip.tone}" x="${round(right - width)}" y="${round(y - 7)}" width="${round(width)}" height="14" rx="7"/>`;
  return shape + text(right - width / 2, y + 3.1, chip.words, { size: 8.5, weight: 600, classes: `${chip.tone}-text`, anchor: 'middle' });
}
