import { type Element, effectiveFact, elementsIn, type Landscape, stateOn, systemSupport, zoneOf, zonesOf } from '@weir/model';
import type { Badges } from './badge-of.js';
import type { Cast } from './cast.js';
import { iconOf, kindsOfSystem } from './icon-of.js';
import type { LifeState, NetworkTag, SceneCard } from './scene.js';
import { keyed, sentences, titleOf, wordsOf } from './words.js';

export function cardOf(cast: Cast, element: Element, badges: Badges, band: number, tags: ReadonlyMap<Element, NetworkTag>): SceneCard {
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
  const joins = own === undefined ? elementsIn(element.facts.get('joins')?.value) : [];
  const subtitle = joins.length > 0 ? `Joins ${joins.map(titleOf).join(', ')}` : isSystem ? productOf(element) : 'Network';
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
    isNeighbour: isSystem && !cast.core.has(element),
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

export function partyCard(party: Element, badges: Badges): SceneCard {
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

const stateWords: Readonly<Record<LifeState, string>> = {
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
  const kind = kindsOfSystem(system)[0];
  return kind === undefined ? '' : titleOf(kind);
}

export function ownerOf({ landscape }: Cast, element: Element): string | null {
  const owner = elementsIn(effectiveFact(landscape, element, 'owner')?.value)[0];
  return owner === undefined ? null : titleOf(owner);
}
