import { expect, test } from 'vitest';
import { checkPlacement } from './check-placement.js';
import type { Box, PlacedScene } from './geometry.js';
import type { Scene, SceneCard, SceneLink, SceneZone } from './scene/scene.js';

/** Two zones, a card in each, a line between them: as it should be. */
function wellPlaced(): { scene: Scene; placed: PlacedScene } {
  const [a, b] = [zoneOf('a', 'a1'), zoneOf('b', 'b1')];
  const link: SceneLink = {
    id: 'a1->b1',
    kind: 'undeclared',
    source: { card: 'a1' },
    target: { card: 'b1' },
    isMutual: false,
    conduits: [],
    label: '',
  };
  const scene: Scene = { title: '', subtitle: '', counts: [], bands: [], columns: [], zones: [a, b], conduits: [], links: [link] };
  const placed: PlacedScene = {
    width: 500,
    height: 500,
    legendTop: 400,
    bands: [],
    columns: [],
    zones: [
      { zone: a, box: box(0, 0, 200, 150) },
      { zone: b, box: box(0, 200, 200, 150) },
    ],
    cards: [
      { card: a.cards[0] as SceneCard, zone: a, box: box(20, 60, 100, 60) },
      { card: b.cards[0] as SceneCard, zone: b, box: box(20, 260, 100, 60) },
    ],
    lines: [
      {
        link,
        points: [
          { x: 70, y: 120 },
          { x: 70, y: 260 },
        ],
        startsAt: 'card',
        endsAt: 'card',
      },
    ],
    pipes: [],
    devices: [],
    labels: [{ label: { of: link, mark: '!', words: '', width: 40 }, box: box(50, 165, 40, 20) }],
    marks: [],
  };
  return { scene, placed };
}

test('a good placement has no problems', () => {
  const { scene, placed } = wellPlaced();
  expect(checkPlacement(scene, placed)).toEqual([]);
});

const mistakes: Readonly<Record<string, (placed: PlacedScene) => Partial<PlacedScene>>> = {
  'a zone is missing': ({ zones }) => ({ zones: zones.slice(1) }),
  'a card is missing': ({ cards }) => ({ cards: cards.slice(1) }),
  'a line is missing': () => ({ lines: [] }),
  'zones overlap': ({ zones }) => ({ zones: zones.map((zone) => ({ ...zone, box: box(0, 0, 200, 350) })) }),
  'a card stands outside its zone': ({ cards }) => ({ cards: cards.map((card) => ({ ...card, box: { ...card.box, x: 150 } })) }),
  'a line ends in the air': (placed) => ({ lines: moved(placed, [70, 120], [70, 250]) }),
  'a line is slanted': (placed) => ({ lines: moved(placed, [70, 120], [90, 260]) }),
  'a line runs through a card': (placed) => ({ lines: moved(placed, [20, 90], [70, 90], [70, 260]) }),
  'a label lies on a zone': ({ labels }) => ({ labels: labels.map((label) => ({ ...label, box: box(50, 140, 40, 20) })) }),
  'labels overlap': ({ labels }) => ({ labels: [...labels, ...labels] }),
};

test.each(Object.entries(mistakes))('%s, and is found', (_, mistake) => {
  const { scene, placed } = wellPlaced();
  expect(checkPlacement(scene, { ...placed, ...mistake(placed) })).not.toEqual([]);
});

test('a line through a zone that is neither of its own is found', () => {
  const { scene, placed } = wellPlaced();
  const between = zoneOf('c', 'c1');
  const inTheWay = { zone: between, box: box(40, 160, 100, 30) };
  const found = checkPlacement(
    { ...scene, zones: [...scene.zones, { ...between, cards: [] }] },
    { ...placed, labels: [], zones: [...placed.zones, { ...inTheWay, zone: { ...between, cards: [] } }] },
  );
  expect(found).toContain('The line of "a1->b1" runs through zone "c".');
});

function moved({ lines }: PlacedScene, ...points: [number, number][]): PlacedScene['lines'] {
  return lines.map((line) => ({ ...line, points: points.map(([x, y]) => ({ x, y })) }));
}

function box(x: number, y: number, width: number, height: number): Box {
  return { x, y, width, height };
}

function zoneOf(id: string, card: string): SceneZone {
  const cards: SceneCard[] = [
    {
      id: card,
      type: 'system',
      band: 0,
      icon: 'system',
      title: card,
      subtitle: '',
      state: 'none',
      isRedundant: false,
      otherZones: [],
      networks: [],
      isNeighbour: false,
      label: card,
    },
  ];
  return { id, kind: 'zone', title: id, subtitle: '', tone: 'ot', firstBand: 0, lastBand: 0, cards, networks: [], label: id };
}
