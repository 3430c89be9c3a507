import {
  conduitsOf,
  type Element,
  effectiveFact,
  elementsIn,
  type Finding,
  indexOf,
  isPresent,
  type Landscape,
  levelOf,
  levels,
  permitsFor,
  protocolOf,
  siteOf,
  stateOn,
  systemAt,
  systemSupport,
  zoneOf,
  zonesOf,
} from '@weir/model';
import { type Badges, badgesOf } from './badge-of.js';
import { iconOf, kindsOf } from './icon-of.js';
import type {
  Badge,
  Count,
  Device,
  LifeState,
  LinkEnd,
  LinkKind,
  NetworkTag,
  Scene,
  SceneBand,
  SceneCard,
  SceneConduit,
  SceneLink,
  SceneSite,
  SceneZone,
  Tone,
} from './scene.js';

export interface SceneInput {
  readonly landscape: Landscape;
  /** Days since 1970-01-01: what is planned or retired on that day is marked or left out. */
  readonly day: number;
  readonly findings: readonly Finding[];
  readonly title: string;
  readonly subtitle: string;
  /** A site, area or zone; absent, everything. */
  readonly scope?: Element;
}

/** The scene of zones and conduits, and a sentence for each thing that could not be put on it. */
export function zoneScene(input: SceneInput): { readonly scene: Scene; readonly problems: readonly string[] } {
  const cast = castOf(input);
  const badges = badgesOf(input.findings);
  const bands = bandsOf(cast);
  const bandOf = (level: number | undefined) => bands.findIndex((band) => band.level === level);
  const networks = networkTags(cast, badges);
  const zones = zonesIn(cast, badges, bandOf, networks);
  const conduits = conduitsIn(cast, badges);
  const { links, problems } = linksIn(cast, badges);
  return {
    scene: { title: input.title, subtitle: input.subtitle, counts: countsOf(zones, conduits, links), bands, columns: [], zones, conduits, links },
    problems,
  };
}

/** Who is on the drawing: the elements themselves, each list in canonical order. */
interface Cast extends SceneInput {
  readonly systems: readonly Element[];
  readonly core: ReadonlySet<Element>;
  readonly outsiders: readonly Element[];
  readonly networkCards: readonly Element[];
  readonly zones: readonly Element[];
  readonly conduits: readonly Element[];
  readonly connections: readonly Element[];
  readonly accesses: readonly Element[];
  /** Boundary devices that stand on a conduit instead of on a card. */
  readonly onConduit: ReadonlySet<Element>;
}

function castOf(input: SceneInput): Cast {
  const { landscape, day, scope } = input;
  const of = (type: string) => (landscape.byType.get(type) ?? []).filter((element) => isPresent(element, day) || isComing(element, day));
  const core = new Set(of('system').filter((system) => isInScope(input, system)));
  const coreZones = new Set([
    ...of('zone').filter((zone) => zone === scope || (scope?.type !== 'zone' && isBelow(zone, scope) && zone.ring === 'project')),
    ...[...core].flatMap((system) => zoneOf(landscape, system) ?? []),
  ]);
  const connections = of('interface').filter(({ ends }) =>
    [ends?.source, ends?.target].some((end) => end !== undefined && (core.has(systemAt(end)) || coreZones.has(end) || isBelow(end, scope))),
  );
  const accesses = of('remote-access').filter((access) => hopsOf(access).some((hop) => core.has(hop)));
  const conduits = of('conduit').filter((conduit) => zonesOfConduit(conduit).some((zone) => coreZones.has(zone)));
  const ends = [...connections.flatMap(({ ends }) => (ends ? [ends.source, ends.target] : [])), ...accesses.flatMap(hopsOf)].map(systemAt);
  const onConduit = new Set(
    conduits.flatMap((conduit) => elementsIn(conduit.facts.get('enforced-by')?.value)).filter((device) => zoneOf(landscape, device) == null),
  );
  const among = (type: string) => ends.filter((end) => end.type === type);
  const systems = new Set([...core, ...among('system')].filter((system) => !onConduit.has(system)));
  const networkCards = new Set(among('network'));
  const zones = new Set([
    ...coreZones,
    ...among('zone'),
    ...[...systems, ...networkCards].flatMap((element) => zoneOf(landscape, element) ?? []),
    ...conduits.flatMap(zonesOfConduit),
  ]);
  return {
    ...input,
    core,
    onConduit,
    systems: byPath(systems),
    networkCards: byPath(networkCards),
    outsiders: byPath(new Set([...among('organisation'), ...among('team'), ...among('role')])),
    zones: byPath(zones),
    conduits: byPath(conduits),
    connections: byPath(connections),
    accesses: byPath(accesses),
  };
}

/** What is planned is drawn, marked; what is retired is not. */
function isComing(element: Element, day: number): boolean {
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (stateOn(block, day) === 'retired') return false;
  if (element.type !== 'interface' || element.ends === undefined) return true;
  return isComing(element.ends.source, day) && isComing(element.ends.target, day);
}

function isInScope({ landscape, scope }: SceneInput, system: Element): boolean {
  if (scope?.type === 'zone') return zonesOf(landscape, system).includes(scope);
  return isBelow(system, scope);
}

function isBelow(element: Element, scope: Element | undefined): boolean {
  if (scope === undefined) return true;
  for (let block: Element | undefined = element; block !== undefined; block = block.parent) if (block === scope) return true;
  return false;
}

function zonesOfConduit(conduit: Element): readonly Element[] {
  return elementsIn(conduit.facts.get('between')?.value);
}

function hopsOf(access: Element): readonly Element[] {
  return ['from', 'through', 'to'].flatMap((key) => elementsIn(access.facts.get(key)?.value));
}

function byPath(elements: Iterable<Element>): readonly Element[] {
  return [...elements].toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.type < b.type ? -1 : 1));
}

// Bands.

const bandWords: ReadonlyMap<number | undefined, readonly [title: string, subtitle: string, tone: Tone]> = new Map([
  [5, ['Level 5', 'Enterprise and cloud', 'it']],
  [4, ['Level 4', 'Business and logistics', 'it']],
  [3.5, ['Level 3.5', 'Industrial DMZ', 'dmz']],
  [3, ['Level 3', 'Site operations', 'ot']],
  [2, ['Level 2', 'Supervisory control', 'ot']],
  [1, ['Level 1', 'Basic control', 'ot']],
  [0, ['Level 0', 'Physical process', 'ot']],
  [undefined, ['Level not stated', 'Nobody has said yet', 'neutral']],
]);

/** Every level from the highest to the lowest in use: an empty one in between says something too. */
function bandsOf(cast: Cast): readonly SceneBand[] {
  const used = [
    ...cast.zones.flatMap((zone) => statedLevels(zone)),
    ...[...cast.systems, ...cast.networkCards].map((element) => levelOf(cast.landscape, element) ?? undefined),
    ...(cast.outsiders.length > 0 ? [5] : []),
    ...cast.zones.filter((zone) => statedLevels(zone).length === 0).map(() => undefined),
  ];
  const known = used.filter((level) => level !== undefined);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const shown = levels.toReversed().filter((level) => level >= lowest && level <= highest);
  const withUnknown: readonly (number | undefined)[] = used.includes(undefined) || shown.length === 0 ? [...shown, undefined] : shown;
  return withUnknown.map((level) => {
    const [title, subtitle, tone] = bandWords.get(level) as readonly [string, string, Tone];
    return { level, title, subtitle, tone };
  });
}

/** The levels that a zone says it spans. */
function statedLevels(zone: Element): readonly number[] {
  const level = zone.facts.get('level')?.value;
  const range = zone.facts.get('levels')?.value;
  const ofRange = typeof range === 'object' && range !== null && 'from' in range ? [range.from, range.to] : [];
  return [...(typeof level === 'number' ? [level] : []), ...ofRange];
}

// Zones and cards.

function zonesIn(
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
    const site = siteOfZone(zone, cast.systems.filter((system) => zoneOf(landscape, system) === zone));
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
    return { ...place, ...(site && { site: siteIn(site) }), cards, label: isBetween ? 'Devices between zones' : 'Systems whose zone is not stated' };
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

function cardOf(cast: Cast, element: Element, badges: Badges, band: number, tags: ReadonlyMap<Element, NetworkTag>): SceneCard {
  const { landscape, day } = cast;
  const own = zoneOf(landscape, element) ?? undefined;
  const otherZones = zonesOf(landscape, element).filter((zone) => zone !== own);
  const owner = ownerOf(cast, element);
  const badge = badges(element);
  const quantity = element.facts.get('quantity')?.value;
  const isSystem = element.type === 'system';
  const state = isSystem ? lifeOf(landscape, element, day) : 'none';
  const networks = elementsIn(element.facts.get('networks')?.value).flatMap((network) => {
    const tag = tags.get(network);
    return tag === undefined ? [] : [{ mark: tag.mark, isForeign: (zoneOf(landscape, network) ?? undefined) !== own }];
  });
  const title = titleOf(element);
  const subtitle = isSystem ? productOf(element) : 'Network';
  return {
    id: keyed(element),
    type: isSystem ? 'system' : 'network',
    band,
    icon: isSystem ? iconOf(element) : 'network',
    title,
    subtitle,
    owner,
    state,
    ...(typeof quantity === 'number' && quantity > 1 && { quantity }),
    isRedundant: elementsIn(element.facts.get('redundant-with')?.value).length > 0,
    otherZones: otherZones.map(titleOf),
    networks: networks.toSorted((a, b) => (a.mark < b.mark ? -1 : 1)),
    ...(badge && { badge }),
    isNeighbour: !cast.core.has(element),
    label: [
      `${title}, ${subtitle || 'product not known'}`,
      `owner ${owner ?? 'not known'}`,
      stateWords[state],
      otherZones.length > 0 ? `also in ${otherZones.map(titleOf).join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join(', ')
      .concat(sentences(badge)),
  };
}

function partyCard(party: Element, badges: Badges): SceneCard {
  const badge = badges(party);
  return {
    id: keyed(party),
    type: 'organisation',
    band: 0,
    icon: party.type === 'organisation' ? 'organisation' : 'people',
    title: titleOf(party),
    subtitle: wordsOf(party.facts.get('kind')?.value) || party.type,
    state: 'none',
    isRedundant: false,
    otherZones: [],
    networks: [],
    ...(badge && { badge }),
    isNeighbour: true,
    label: `${titleOf(party)}, ${party.type}${sentences(badge)}`,
  };
}

export const stateWords: Readonly<Record<LifeState, string>> = {
  healthy: 'in use and supported',
  'not-known': 'support not known',
  planned: 'planned',
  'in-build': 'being built',
  'phase-out': 'on its way out',
  'end-of-support': 'without support',
  none: '',
};

function lifeOf(landscape: Landscape, system: Element, day: number): LifeState {
  const state = stateOn(system, day);
  if (state === 'planned') return 'planned';
  if (state === 'build') return 'in-build';
  const support = systemSupport(landscape, system, day);
  if (support === 'unsupported') return 'end-of-support';
  if (state === 'phase-out') return 'phase-out';
  return support === undefined ? 'not-known' : 'healthy';
}

function productOf(system: Element): string {
  const product = elementsIn(system.facts.get('product')?.value)[0];
  const version = system.facts.get('version')?.value;
  if (product !== undefined) return [titleOf(product), typeof version === 'string' ? version : ''].join(' ').trim();
  const kind = kindsOf(system)[0];
  return kind === undefined ? '' : titleOf(kind);
}

function ownerOf({ landscape }: Cast, element: Element): string | null {
  const owner = elementsIn(effectiveFact(landscape, element, 'owner')?.value)[0];
  return owner === undefined ? null : titleOf(owner);
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

// Networks.

function networkTags(cast: Cast, badges: Badges): ReadonlyMap<Element, NetworkTag> {
  const used = byPath(new Set(cast.systems.flatMap((system) => elementsIn(system.facts.get('networks')?.value))));
  return new Map(
    used.map((network, index) => {
      const badge = badges(network);
      return [network, { id: keyed(network), mark: `N${index + 1}`, title: networkTitle(network), ...(badge && { badge }) }];
    }),
  );
}

function networkTitle(network: Element): string {
  const vlan = network.facts.get('vlan')?.value;
  return typeof vlan === 'number' ? `${titleOf(network)} · VLAN ${vlan}` : titleOf(network);
}

// Conduits.

function conduitsIn(cast: Cast, badges: Badges): readonly SceneConduit[] {
  return cast.conduits
    .filter((conduit) => zonesOfConduit(conduit).length > 1)
    .map((conduit, index) => {
      const devices = elementsIn(conduit.facts.get('enforced-by')?.value).map((device): Device => {
        const badge = badges(device);
        const hasCard = !cast.onConduit.has(device);
        return {
          id: keyed(device),
          icon: iconOf(device),
          title: titleOf(device),
          ...(badge && !hasCard && { badge }),
          label: `${titleOf(device)}, owner ${ownerOf(cast, device) ?? 'not known'}${sentences(badge)}`,
          hasCard,
        };
      });
      const badge = badges(conduit);
      const permits = conduit.children.filter(({ type }) => type === 'permit');
      const protocols = [...new Set(permits.flatMap((permit) => elementsIn(permit.facts.get('protocol')?.value)).map(shortProtocol))].toSorted();
      const title = titleOf(conduit);
      return {
        id: conduit.path,
        mark: `C${index + 1}`,
        title,
        protocols,
        zones: zonesOfConduit(conduit).map(({ path }) => path),
        devices,
        ...(badge && { badge }),
        label: `Conduit ${[title, ...protocols].join(', ')}${sentences(badge)}`,
      };
    });
}

/** Its title where that is as short as a label must be, else its name in capitals. */
function shortProtocol(protocol: Element): string {
  return protocol.title !== undefined && protocol.title.length <= 12 ? protocol.title : protocol.name.toUpperCase();
}

// Links.

function linksIn(cast: Cast, badges: Badges): { readonly links: readonly SceneLink[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const links: SceneLink[] = [];
  for (const connection of cast.connections) {
    if (connection.ends === undefined) continue;
    const { source, target, mutual } = connection.ends;
    const ends = { source: endOf(cast, systemAt(source)), target: endOf(cast, systemAt(target)) };
    if (ends.source === undefined || ends.target === undefined) {
      problems.push(`"${connection.path}" is not drawn: an end of it has no place on the drawing.`);
      continue;
    }
    const badge = badges(connection);
    const protocol = protocolOf(connection);
    const spoken = protocol === undefined ? '' : shortProtocol(protocol);
    const kind = kindOfLink(cast, connection);
    links.push({
      id: connection.path,
      kind: kind.is,
      source: ends.source,
      target: ends.target,
      isMutual: mutual,
      conduits: kind.conduits,
      ...(badge && { badge }),
      ...(kind.is === 'undeclared' && { mark: [ruleOf(cast, connection) ?? 'no conduit', spoken].filter((part) => part !== '').join(' · ') }),
      label: `${titleOf(source)} to ${titleOf(target)}${spoken && `, ${spoken}`}${sentences(badge)}`,
    });
  }
  for (const [index, access] of cast.accesses.entries()) {
    const hops = hopsOf(access).flatMap((hop) => (cast.onConduit.has(hop) ? [] : [endOf(cast, hop)]));
    const badge = badges(access);
    for (const [at, target] of hops.slice(1).entries()) {
      const source = hops[at];
      if (source === undefined || target === undefined) {
        problems.push(`"${access.path}" is not drawn whole: a hop of it has no place on the drawing.`);
        continue;
      }
      links.push({
        id: access.path,
        kind: 'remote',
        source,
        target,
        isMutual: false,
        conduits: [],
        ...(badge && at === 0 && { badge }),
        mark: `R${index + 1} ${titleOf(access)}`,
        label: `Remote access ${titleOf(access)}${sentences(badge)}`,
      });
    }
  }
  return { links, problems };
}

function endOf(cast: Cast, end: Element): LinkEnd | undefined {
  if (cast.onConduit.has(end)) return { device: keyed(end) };
  if (end.type === 'zone') return { zone: end.path };
  return cast.systems.includes(end) || cast.networkCards.includes(end) || cast.outsiders.includes(end) ? { card: keyed(end) } : undefined;
}

function kindOfLink(cast: Cast, connection: Element): { readonly is: LinkKind; readonly conduits: readonly string[] } {
  const { landscape } = cast;
  const [source, target] = [connection.ends?.source, connection.ends?.target].map((end) => end && zoneOf(landscape, end));
  if (source != null && source === target) return { is: 'flow', conduits: [] };
  const conduits = conduitsOf(landscape, connection);
  const isDrawn = conduits?.every((conduit) => cast.conduits.includes(conduit)) ?? false;
  if (conduits !== undefined && conduits.length > 0 && isDrawn) {
    const isStated = connection.facts.has('via');
    const permitting = permitsFor(landscape, connection)[0]?.parent ?? conduits[0];
    return { is: 'flow', conduits: isStated ? conduits.map(({ path }) => path) : permitting ? [permitting.path] : [] };
  }
  const isDevice = [connection.ends?.source, connection.ends?.target].some((end) => end !== undefined && cast.onConduit.has(systemAt(end)));
  if (isDevice) return { is: 'flow', conduits: [] };
  return { is: source == null || target == null ? 'unplaced' : 'undeclared', conduits: [] };
}

/** The catalogue number, else the name, of the worst rule that finds fault with it. */
function ruleOf({ findings, landscape }: Cast, connection: Element): string | undefined {
  const rank = { error: 0, warning: 1, note: 2 };
  const worst = findings
    .filter(({ subject, verdict }) => verdict === 'fail' && subject?.path === connection.path && subject.type === connection.type)
    .toSorted((a, b) => rank[a.severity] - rank[b.severity] || (a.rule < b.rule ? -1 : 1))[0];
  if (worst === undefined) return undefined;
  return landscape.byType.get('rule')?.find(({ name }) => name === worst.rule)?.aliases[0] ?? worst.rule;
}

// Words.

function countsOf(zones: readonly SceneZone[], conduits: readonly SceneConduit[], links: readonly SceneLink[]): readonly Count[] {
  const cards = zones.flatMap((zone) => zone.cards);
  const devices = new Map(conduits.flatMap((conduit) => conduit.devices).map((device) => [device.id, device]));
  const drawn = [...cards, ...zones, ...zones.flatMap(({ networks }) => networks), ...conduits, ...links, ...devices.values()];
  const total = (of: (badge: Badge) => number) => drawn.reduce((sum, { badge }) => sum + (badge ? of(badge) : 0), 0);
  const count = (number: number, one: string, tone: Count['tone'] = 'plain'): Count => ({ number, noun: number === 1 ? one : `${one}s`, tone });
  const systems = cards.filter(({ type }) => type === 'system').length + [...devices.values()].filter(({ hasCard }) => !hasCard).length;
  return [
    count(zones.filter(({ kind }) => kind === 'zone').length, 'zone'),
    count(systems, 'system'),
    count(links.filter(({ kind }) => kind !== 'remote').length, 'interface'),
    count(total(({ errors }) => errors), 'error', 'error'),
    count(total(({ warnings }) => warnings), 'warning', 'warning'),
  ];
}

function sentences(badge: Badge | undefined): string {
  return badge === undefined ? '' : `. ${badge.messages.join('. ')}`;
}

function titleOf(element: Element): string {
  return element.title ?? element.name;
}

function wordsOf(value: unknown): string {
  return (Array.isArray(value) ? value : []).filter((word) => typeof word === 'string').join(', ');
}

/** The identity of an element. */
function keyed(element: Element): string {
  return `${element.type} ${element.path}`;
}
