import type { PlacedScene, Point } from '../geometry.js';
import { type LegendItem, legendOf, legendRows } from '../legend.js';
import { legendPad, margin } from '../measures.js';
import type { Scene } from '../scene/scene.js';
import { badgeAt, markAt } from './badge.js';
import { lifeMark } from './card.js';
import { icon, round, text } from './ink.js';
import { arrowHead } from './line.js';

export function legend(scene: Scene, { width, legendTop }: PlacedScene): readonly string[] {
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
