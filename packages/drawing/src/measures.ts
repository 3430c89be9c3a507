import type { SceneCard, SceneZone } from './scene/scene.js';
import { widthOf } from './text.js';

/** Sizes in pixels that placing and painting agree on. */
export const margin = { left: 16, top: 84, right: 16 };
export const bandLabelWidth = 150;
/** Above the bands, where sites stand side by side. */
export const columnHeading = 48;
/** Above and below the lines of the legend. */
export const legendPad = { above: 40, below: 20 };
export const cardHeight = 60;
export const cardPadding = 9;
/** How far a badge on the corner of a card reaches over its title. */
export const badgeReach = 8;
export const cardText = { x: 40, size: 12.5 };
export const zoneText = { inset: 16, size: 13, most: 230, networkRoom: 190 };
export const zonePadding = 16;
export const labelHeight = 20;

/** What a network's mark takes on a card. */
export function markRoom(mark: string): number {
  return widthOf(mark, 8.5, 600) + 12;
}

/** The title of a zone, its owner and its networks, in the top left corner of the frame. */
export function headerOf(zone: SceneZone): { readonly width: number; readonly height: number } {
  const pill = zone.securityLevel === undefined ? 0 : widthOf(zone.securityLevel, 10, 600) + 24;
  const title = Math.min(zoneText.most, widthOf(zone.title, zoneText.size, 600)) + pill;
  const owner = Math.min(zoneText.most, widthOf(zone.subtitle, 11));
  const networks =
    zone.networks.length === 0 ? 0 : Math.min(zoneText.networkRoom, Math.max(...zone.networks.map(({ title }) => widthOf(title, 10)))) + 28;
  const note = zone.note === undefined ? 0 : widthOf(zone.note, 11);
  return {
    width: zoneText.inset + Math.max(title, owner, networks, note) + 14,
    height: (zone.subtitle === '' ? 30 : 42) + 16 * zone.networks.length + (zone.note === undefined ? 0 : 18),
  };
}

const leastCard = 150;
const mostCard = 206;

/** Cards of one zone are equally wide: as its longest text asks, within limits. */
export function cardWidthFor(zone: SceneZone): number {
  return Math.min(mostCard, Math.max(leastCard, ...zone.cards.map(wantedWidth)));
}

function wantedWidth(card: SceneCard): number {
  const marks =
    card.networks.slice(0, 3).reduce((sum, { mark }) => sum + markRoom(mark), 0) + (card.otherZones.length > 0 ? markRoom('2 ZONES') : 0);
  const title =
    widthOf(card.title, cardText.size, 600) +
    (card.badge === undefined ? 0 : badgeReach) +
    (card.quantity === undefined ? 0 : widthOf(`×${card.quantity}`, 11) + 4) +
    (card.isRedundant ? 16 : 0);
  const subtitle = widthOf(card.subtitle, 11) + marks;
  const chip = { 'end-of-support': 98, 'phase-out': 74, planned: 64, 'in-build': 62, healthy: 14, 'not-known': 14, none: 0 }[card.state];
  const owner = widthOf(card.owner ?? 'no owner', 10.5) + chip - 13;
  return Math.ceil(cardText.x + Math.max(title, subtitle, owner) + cardPadding + 1);
}
