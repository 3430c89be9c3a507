import type { Badge, Count, SceneConduit, SceneLink, SceneZone } from './scene.js';

/** What the heading counts. */
export function countsOf(zones: readonly SceneZone[], conduits: readonly SceneConduit[], links: readonly SceneLink[]): readonly Count[] {
  const cards = zones.flatMap((zone) => zone.cards);
  const devices = new Map(conduits.flatMap((conduit) => conduit.devices).map((device) => [device.id, device]));
  const drawn = [...cards, ...zones, ...zones.flatMap(({ networks }) => networks), ...conduits, ...links, ...devices.values()];
  const total = (of: (badge: Badge) => number) => drawn.reduce((sum, { badge }) => sum + (badge ? of(badge) : 0), 0);
  const count = (number: number, one: string, tone: Count['tone'] = 'plain'): Count => ({
    number,
    noun: number === 1 ? one : `${one}s`,
    tone,
  });
  const systems = cards.filter(({ type }) => type === 'system').length + [...devices.values()].filter(({ hasCard }) => !hasCard).length;
  return [
    count(zones.filter(({ kind }) => kind === 'zone').length, 'zone'),
    count(systems, 'system'),
    count(links.filter(({ kind }) => kind !== 'remote').length, 'interface'),
    count(
      total(({ errors }) => errors),
      'error',
      'error',
    ),
    count(
      total(({ warnings }) => warnings),
      'warning',
      'warning',
    ),
  ];
}
