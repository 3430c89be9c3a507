import { type Element, elementsIn, indexOf, isPresent, levelOf, siteOf, zoneOf } from '@weir/model';
import type { Badges } from './badge-of.js';
import { statedLevels } from './bands.js';
import { cardOf, ownerOf, partyCard } from './cards.js';
import type { Cast } from './cast.js';
import type { NetworkTag, SceneCard, SceneSite, SceneZone, Tone } from './scene.js';
import { sentences, titleOf } from './words.js';

type BandOf = (level: number | undefined) => number;
type Tags = ReadonlyMap<Element, NetworkTag>;

/** Every zone with its cards; what has no zone stands in places of its own, so that nothing is left out. */
export function zonesIn(cast: Cast, badges: Badges, bandOf: BandOf, tags: Tags): readonly SceneZone[] {
  const { landscape } = cast;
  const members = new Map<string, Member[]>();
  const loose: Member[] = [];
  for (const element of [...cast.systems, ...cast.networkCards]) {
    const card = cardOf(cast, element, badges, bandOf(levelOf(landscape, element) ?? undefined), tags);
    const zone = zoneOf(landscape, element);
    if (!zone) loose.push({ element, card });
    else members.set(zone.path, [...(members.get(zone.path) ?? []), { element, card }]);
  }
  return [
    ...outsidePlaces(cast, badges),
    ...cast.zones.map((zone) => zoneWith(members.get(zone.path) ?? [], zone, cast, badges, bandOf, tags)),
    ...placesWithoutZone(loose),
  ];
}

interface Member {
  readonly element: Element;
  readonly card: SceneCard;
}

function zoneWith(members: readonly Member[], zone: Element, cast: Cast, badges: Badges, bandOf: BandOf, tags: Tags): SceneZone {
  const cards = members.map(({ card }) => card);
  const known = [...statedLevels(zone).map(bandOf), ...cards.map(({ band }) => band)];
  const bands = known.length === 0 ? [bandOf(undefined)] : known;
  const owner = ownerOf(cast, zone);
  const badge = badges(zone);
  const securityLevel = securityLevelOf(zone);
  const site = siteOfZone(zone, members);
  const note = noteFor(zone, cards.length, cast);
  return {
    id: zone.path,
    kind: 'zone',
    title: titleOf(zone),
    subtitle: owner ?? (zone.ring === 'library' ? '' : 'no owner'),
    tone: toneOf(zone),
    firstBand: Math.min(...bands),
    lastBand: Math.max(...bands),
    cards,
    networks: [...tags].flatMap(([network, tag]) => (zoneOf(cast.landscape, network) === zone ? [tag] : [])),
    label: `Zone ${titleOf(zone)}, owner ${owner ?? 'not known'}${securityLevel ? `, ${securityLevel}` : ''}${sentences(badge)}`,
    ...(site && { site }),
    ...(securityLevel !== undefined && { securityLevel }),
    ...(badge && { badge }),
    ...(note !== undefined && { note }),
  };
}

/** How many of its systems are not on this drawing, or that it has none. */
function noteFor(zone: Element, shown: number, { landscape, day, drawn }: Cast): string | undefined {
  const systems = indexOf(landscape).inverses.get('systems')?.get(zone) ?? [];
  const more = systems.filter((system) => system.type === 'system' && isPresent(system, day) && !drawn.has(system)).length;
  if (more > 0) return `and ${more} more ${more === 1 ? 'system' : 'systems'}`;
  return shown === 0 ? 'No systems stated' : undefined;
}

/** One place for each site and level, and one for the devices that say which zones they join. */
function placesWithoutZone(members: readonly Member[]): readonly SceneZone[] {
  const places = new Map<string, SceneZone & { readonly cards: SceneCard[] }>();
  for (const { element, card } of members) {
    const site = siteOf(element);
    const isBetween = elementsIn(element.facts.get('joins')?.value).length > 0;
    const title = isBetween ? 'Between zones' : 'Zone not stated';
    const id = `${title} ${card.band} ${site?.path ?? ''}`;
    const label = isBetween ? 'Devices between zones' : 'Systems whose zone is not stated';
    const place = places.get(id) ?? {
      ...placeFor(id, isBetween ? 'between' : 'not-stated', title, card.band),
      ...(site && { site: siteIn(site) }),
      cards: [],
      label,
    };
    place.cards.push(card);
    places.set(id, place);
  }
  return [...places.values()];
}

function outsidePlaces({ outsiders }: Cast, badges: Badges): readonly SceneZone[] {
  if (outsiders.length === 0) return [];
  return [
    { ...placeFor('outside', 'outside', 'Outside', 0), cards: outsiders.map((party) => partyCard(party, badges)), label: 'Other parties' },
  ];
}

function siteIn(site: Element): SceneSite {
  return { id: site.path, title: titleOf(site) };
}

/** Where it is declared; a zone declared for the company may still have all its systems at one site. */
function siteOfZone(zone: Element, members: readonly Member[]): SceneSite | undefined {
  const sites = new Set(siteOf(zone) === undefined ? members.map(({ element }) => siteOf(element)) : [siteOf(zone)]);
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
