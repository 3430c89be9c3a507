import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlacement } from '../check-placement.js';
import type { Badge, Scene, SceneCard, SceneConduit, SceneLink, SceneZone } from '../scene/scene.js';
import { toSvg } from '../svg/svg.js';
import { place } from './place.js';

const bandCount = 6;
const badge: Badge = { errors: 1, warnings: 0, waived: 0, messages: ['error: "x" is wrong.'] };

const zones = fc.array(
  fc.record({
    first: fc.nat(bandCount - 1),
    span: fc.nat(3),
    cards: fc.array(fc.nat(3), { maxLength: 7 }),
    title: fc.constantFrom('Cell', 'A zone with a name that is far too long to be shown whole', '漢字系統漢字系統漢字系統'),
    column: fc.nat(2),
  }),
  { minLength: 1, maxLength: 8 },
);
const pairs = (most: number) => fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9)), { maxLength: most });

const scenes: fc.Arbitrary<Scene> = fc
  .record({ zones, conduits: pairs(8), links: pairs(40), hasColumns: fc.boolean() })
  .map(({ zones: drawn, conduits, links, hasColumns }) => sceneOf(drawn, conduits, links, hasColumns));

describe('whatever the plant', () => {
  test('everything has its place, every line reaches its ends and keeps out of what is not its own', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { placed, problems } = place(scene);
        expect([...problems, ...checkPlacement(scene, placed)]).toEqual([]);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });

  test('the same scene gives the same bytes', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(toSvg(scene, place(scene).placed, 'light')).toBe(toSvg(scene, place(structuredClone(scene)).placed, 'light'));
      }),
      { numRuns: 20 },
    );
  });
});

type DrawnZone = { first: number; span: number; cards: number[]; title: string; column: number };

function sceneOf(
  drawn: readonly DrawnZone[],
  conduitPairs: [number, number, number][],
  linkPairs: [number, number, number][],
  hasColumns: boolean,
): Scene {
  const placed = drawn.map(({ first, span, cards, title, column }, index): SceneZone => {
    const last = Math.min(bandCount - 1, first + span);
    return {
      id: `zone ${index}`,
      kind: index % 5 === 4 ? 'not-stated' : 'zone',
      title,
      subtitle: 'Somebody',
      tone: 'ot',
      firstBand: first,
      lastBand: last,
      cards: cards.map((offset, at) => cardOf(`system ${index}.${at}`, Math.min(last, first + offset))),
      networks: index % 3 === 0 ? [{ id: `network n${index}`, mark: `N${index}`, title: 'A network' }] : [],
      label: title,
      ...(index % 2 === 0 && { badge, securityLevel: 'SL-T 2' }),
      ...(hasColumns && { column }),
    };
  });
  const zoneOfCard = new Map(placed.flatMap((zone) => zone.cards.map(({ id }) => [id, zone.id] as const)));
  const cards = [...zoneOfCard.keys()];
  const conduits = conduitPairs.flatMap(([a, b, kind], index): SceneConduit[] => {
    const [from, to] = [placed[a % placed.length], placed[b % placed.length]];
    if (from === undefined || to === undefined || from === to) return [];
    const device = { id: `system fw${index}`, icon: 'firewall', title: 'Firewall', label: 'Firewall', hasCard: false } as const;
    const title = kind % 2 === 0 ? 'A conduit with a rather long name' : 'Short';
    return [
      {
        id: `conduit ${index}`,
        mark: `C${index + 1}`,
        title,
        protocols: ['HTTPS'],
        zones: [from.id, to.id],
        devices: kind % 3 === 0 ? [device] : [],
        label: title,
      },
    ];
  });
  const links = linkPairs.flatMap(([a, b, kind], index): SceneLink[] => {
    const [source, target] = [cards[a % cards.length], cards[b % cards.length]];
    if (source === undefined || target === undefined) return [];
    const [home, away] = [zoneOfCard.get(source), zoneOfCard.get(target)] as [string, string];
    const conduit = conduits.find(({ zones: joined }) => joined.includes(home) && joined.includes(away));
    const base = { id: `interface ${index}`, isMutual: kind === 1, label: 'An interface', ...(kind === 2 && { badge }) };
    if (home === away) return [{ ...base, kind: 'flow', source: { card: source }, target: { card: target }, conduits: [] }];
    if (kind === 3) return [{ ...base, kind: 'undeclared', source: { zone: home }, target: { zone: away }, conduits: [], mark: 'ZON-002' }];
    if (kind === 4)
      return [{ ...base, kind: 'remote', source: { card: source }, target: { card: target }, conduits: [], mark: 'R1 Somebody comes in' }];
    if (conduit !== undefined)
      return [{ ...base, kind: 'flow', source: { card: source }, target: { card: target }, conduits: [conduit.id] }];
    const alone = kind < 7 ? { kind: 'undeclared' as const, mark: 'ZON-002 · MODBUS-TCP' } : { kind: 'unplaced' as const };
    return [{ ...base, ...alone, source: { card: source }, target: { card: target }, conduits: [] }];
  });
  return {
    title: 'A plant',
    subtitle: 'Zones and conduits',
    counts: [],
    bands: [5, 4, 3.5, 3, 2, 1].map((level) => ({ level, title: `Level ${level}`, subtitle: '', tone: 'ot' })),
    columns: hasColumns ? ['a', 'b', 'c'].map((id) => ({ id, title: id, subtitle: '' })) : [],
    zones: placed,
    conduits,
    links,
  };
}

function cardOf(id: string, band: number): SceneCard {
  return {
    id,
    type: 'system',
    band,
    icon: 'controller',
    title: id,
    subtitle: 'Product',
    owner: 'Somebody',
    state: 'healthy',
    isRedundant: false,
    otherZones: [],
    networks: [],
    isNeighbour: false,
    label: id,
  };
}
