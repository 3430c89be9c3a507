import { type Element, elementsIn, indexOf, isPresent, levelOf, siteOf, zoneOf } from '@weir/model';
import type { Badges } from './badge-of.js';
import { statedLevels } from './bands.js';
import { cardOf, ownerOf, partyCard } from './cards.js';
import type { Cast } from './cast.js';
import type { NetworkTag, SceneCard, SceneSite, SceneZone, Tone } from './scene.js';
import { keyed, sentences, titleOf } from './words.js';

export function zonesIn(
  cast: Cast,
  badges: Badges,
  bandOf: (level: number | undefined) => number,
  tags: ReadonlyMap<Element, NetworkTag>,
): readonly SceneZone[] {
  const { landscape } = cast;
  const members = new Map<Element | undefined, SceneCard[]>();
  for (const element of [...cast.systems, ...cast.networkCards]) {
    const zone = zoneOf(landscape, element) ?? undefined;
    const card = cardOf(cast, element, badges, bandOf(levelOf(landscape, element) ?? undefined), tags);
    members.set(zone, [...(members.get(zone) ?? []), card]);
  }
  const declared = cast.zones.map((zone): SceneZone => {
    const cards = members.get(zone) ?? [];
    const stated = statedLevels(zone).map(bandOf);
    const bands = [...stated, ...cards.map(({ band }) => band), ...(stated.length + cards.length === 0 ? [bandOf(undefined)] : [])];
    const networks = [...tags].filter(([network]) => zoneOf(landscape, network) === zone).map(([, tag]) => tag);
    const owner = ownerOf(cast, zone);
    const badge = badges(zone);
    const level = securityLevelOf(zone);
    const others = (indexOf(landscape).inverses.get('systems')?.get(zone) ?? []).filter(
      (system) => system.type === 'system' && isPresent(system, cast.day) && !cast.systems.includes(system) && !cast.onConduit.has(system),
    ).length;
    const site = siteOfZone(
      zone,
      cast.systems.filter((system) => zoneOf(landscape, system) === zone),
    );
    return {
      id: zone.path,
      kind: 'zone',
      ...(site && { site }),
      title: titleOf(zone),
      subtitle: owner ?? (zone.ring === 'library' ? '' : 'no owner'),
      tone: toneOf(zone),
      firstBand: Math.min(...bands),
      lastBand: Math.max(...bands),
      cards,
      networks,
      ...(level !== undefined && { securityLevel: level }),
      ...(badge && { badge }),
      ...(others > 0
        ? { note: `and ${others} more ${others === 1 ? 'system' : 'systems'}` }
        : cards.length === 0 && { note: 'No systems stated' }),
      label: `Zone ${titleOf(zone)}, owner ${owner ?? 'not known'}${level ? `, ${level}` : ''}${sentences(badge)}`,
    };
  });
  const loose = new Map<string, LoosePlace>();
  for (const element of [...cast.systems, ...cast.networkCards]) {
    if (zoneOf(landscape, element)) continue;
    const site = siteOf(element);
    const isBetween = elementsIn(element.facts.get('joins')?.value).length > 0;
    const card = (members.get(undefined) ?? []).find(({ id }) => id === keyed(element)) as SceneCard;
    const key = `${isBetween ? 'between zones' : 'zone not stated'} ${card.band} ${site?.path ?? ''}`;
    const place = loose.get(key) ?? { band: card.band, isBetween, site, cards: [] };
    place.cards.push(card);
    loose.set(key, place);
  }
  const notStated = [...loose].map(([id, { band, isBetween, site, cards }]): SceneZone => {
    const place = isBetween ? placeFor(id, 'between', 'Between zones', band) : placeFor(id, 'not-stated', 'Zone not stated', band);
    return {
      ...place,
      ...(site && { site: siteIn(site) }),
      cards,
      label: isBetween ? 'Devices between zones' : 'Systems whose zone is not stated',
    };
  });
  if (cast.outsiders.length === 0) return [...declared, ...notStated];
  const outside: SceneZone = {
    ...placeFor('outside', 'outside', 'Outside', 0),
    cards: cast.outsiders.map((party) => partyCard(party, badges)),
    label: 'Other parties',
  };
  return [outside, ...declared, ...notStated];
}

interface LoosePlace {
  readonly band: number;
  readonly isBetween: boolean;
  readonly site: Element | undefined;
  readonly cards: SceneCard[];
}

function siteIn(site: Element): SceneSite {
  return { id: site.path, title: titleOf(site) };
}

/** Where it is declared; a zone declared for the company may still have all its systems at one site. */
function siteOfZone(zone: Element, members: readonly Element[]): SceneSite | undefined {
  const sites = new Set(siteOf(zone) === undefined ? members.map(siteOf) : [siteOf(zone)]);
  const [only] = sites;
  return only === undefined || sites.size > 1 ? undefined : siteIn(only);
}

function placeFor(id: string, kind: SceneZone['kind'], title: string, band: number): Omit<SceneZone, 'cards' | 'label'> {
  return { id, kind, title, subtitle: '', tone: 'neutral', firstBand: band, lastBand: band, networks: [] };
}

function toneOf(zone: Element): Tone {
  const kind = zone.facts.get('kind')?.value;
  if (kind === 'dmz' || kind === 'safety') return kind;
  if (kind === 'enterprise' || kind === 'internet' || kind === 'external') return 'it';
  if (kind === 'control' || kind === 'operations') return 'ot';
  const domain = zone.facts.get('domain')?.value;
  return domain === 'it' || domain === 'ot' ? domain : 'neutral';
}

/** `SL-T 2`; where the requirements differ, the span. */
function securityLevelOf(zone: Element): string | undefined {
  const value = zone.facts.get('sl-target')?.value;
  if (typeof value !== 'object' || value === null || !('levels' in value)) return undefined;
  const known = value.levels.filter((level) => level !== undefined);
  if (known.length === 0) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return least === most ? `SL-T ${least}` : `SL-T ${least}–${most}`;
}
