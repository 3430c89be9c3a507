import type { IconName } from './generated/icons.js';
import type { Badge, Scene, SceneCard, SceneLink, SceneZone, Tone } from './scene/scene.js';
import { widthOf } from './text.js';

/** One sign and what it means. */
export interface LegendItem {
  readonly sign: LegendSign;
  readonly words: string;
}

export type LegendSign =
  | { readonly is: 'zone'; readonly tone: Tone }
  | { readonly is: 'place' | 'conduit' | 'healthy' | 'not-known' | 'redundant' | 'neighbour' | 'network' | 'zones' }
  | { readonly is: 'device'; readonly icon: IconName }
  | { readonly is: 'line'; readonly kind: LinkStyle }
  | { readonly is: 'badge'; readonly badge: Badge };

/** How a line is painted. */
export type LinkStyle = 'flow' | 'unplaced' | 'remote' | 'undeclared-error' | 'undeclared-warning' | 'undeclared-waived';

export function styleOf({ kind, badge }: SceneLink): LinkStyle {
  if (kind !== 'undeclared') return kind;
  if (badge === undefined || badge.warnings > 0) return badge && badge.errors > 0 ? 'undeclared-error' : 'undeclared-warning';
  return badge.errors > 0 ? 'undeclared-error' : 'undeclared-waived';
}

/** The signs that the scene uses, and no others. */
export function legendOf(scene: Scene): readonly LegendItem[] {
  const { zones, conduits, links } = scene;
  const cards = zones.flatMap((zone) => zone.cards);
  const badges = [
    ...zones,
    ...zones.flatMap(({ networks }) => networks),
    ...cards,
    ...conduits,
    ...conduits.flatMap(({ devices }) => devices),
    ...links,
  ].flatMap(({ badge }) => badge ?? []);
  const styles = new Set(links.map(styleOf));
  const devices = new Set(conduits.flatMap((conduit) => conduit.devices.map(({ icon }) => icon)));
  const item = (isUsed: boolean, sign: LegendSign, words: string): readonly LegendItem[] => (isUsed ? [{ sign, words }] : []);
  const anyCard = (is: (card: SceneCard) => boolean) => cards.some(is);
  const anyZone = (is: (zone: SceneZone) => boolean) => zones.some(is);
  const anyBadge = (is: (badge: Badge) => boolean) => badges.some(is);
  return [
    ...tones.flatMap(([tone, words]) =>
      item(
        anyZone((zone) => zone.kind === 'zone' && zone.tone === tone),
        { is: 'zone', tone },
        words,
      ),
    ),
    ...item(
      anyZone(({ kind }) => kind !== 'zone'),
      { is: 'place' },
      'No zone of its own',
    ),
    ...item(conduits.length > 0, { is: 'conduit' }, 'Conduit'),
    ...[...devices].toSorted().flatMap((icon) => item(true, { is: 'device', icon }, deviceWords[icon] ?? 'Enforcing device')),
    ...item(styles.has('flow'), { is: 'line', kind: 'flow' }, 'Interface, from who opens the session'),
    ...item(styles.has('undeclared-error'), { is: 'line', kind: 'undeclared-error' }, 'Crosses zones without a conduit: error'),
    ...item(styles.has('undeclared-warning'), { is: 'line', kind: 'undeclared-warning' }, 'Crosses zones without a conduit'),
    ...item(styles.has('undeclared-waived'), { is: 'line', kind: 'undeclared-waived' }, 'Crosses zones without a conduit: waived'),
    ...item(styles.has('unplaced'), { is: 'line', kind: 'unplaced' }, 'Interface of a system without a zone'),
    ...item(styles.has('remote'), { is: 'line', kind: 'remote' }, 'Remote access'),
    ...item(
      anyBadge(({ errors }) => errors > 0),
      { is: 'badge', badge: { errors: 1, warnings: 0, waived: 0, messages: [] } },
      'Error',
    ),
    ...item(
      anyBadge(({ errors, warnings }) => errors === 0 && warnings > 0),
      { is: 'badge', badge: { errors: 0, warnings: 1, waived: 0, messages: [] } },
      'Warning',
    ),
    ...item(
      anyBadge(({ errors, warnings }) => errors + warnings === 0),
      { is: 'badge', badge: { errors: 0, warnings: 0, waived: 1, messages: [] } },
      'Waived',
    ),
    ...item(
      anyCard(({ state }) => state === 'healthy'),
      { is: 'healthy' },
      'In use and supported',
    ),
    ...item(
      anyCard(({ state }) => state === 'not-known'),
      { is: 'not-known' },
      'Support not known',
    ),
    ...item(
      anyCard(({ isRedundant }) => isRedundant),
      { is: 'redundant' },
      'Redundant',
    ),
    ...item(
      anyCard(({ networks }) => networks.length > 0),
      { is: 'network' },
      'Network, named in its zone',
    ),
    ...item(
      anyCard(({ otherZones }) => otherZones.length > 0),
      { is: 'zones' },
      'Stands in several zones',
    ),
    ...item(
      anyCard(({ isNeighbour, type }) => isNeighbour && type === 'system'),
      { is: 'neighbour' },
      'Outside what is drawn, connected to it',
    ),
  ];
}

const tones: readonly (readonly [tone: Tone, words: string])[] = [
  ['it', 'IT zone'],
  ['dmz', 'DMZ'],
  ['ot', 'OT zone'],
  ['safety', 'Safety zone'],
  ['neutral', 'Zone, IT or OT not stated'],
];

const deviceWords: Readonly<Partial<Record<IconName, string>>> = {
  firewall: 'Firewall',
  diode: 'Data diode',
  gateway: 'Gateway',
  tunnel: 'VPN gateway',
  router: 'Router',
  remote: 'Jump host',
  web: 'Proxy',
  switch: 'Switch',
};

const signWidth = 42;
const itemGap = 26;
const rowHeight = 24;

/** Where each item goes on lines of the given width, and how high they are together. */
export function legendRows(
  items: readonly LegendItem[],
  width: number,
): { readonly at: readonly { readonly x: number; readonly y: number }[]; readonly height: number } {
  let [x, y] = [0, 0];
  const at = items.map(({ words }) => {
    const room = signWidth + widthOf(words, 11);
    if (x > 0 && x + room > width) [x, y] = [0, y + rowHeight];
    const place = { x, y };
    x += room + itemGap;
    return place;
  });
  return { at, height: y + rowHeight };
}
