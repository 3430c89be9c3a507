import { type Element, elementsIn } from '@weir/model';
import type { Badges } from './badge-of.js';
import type { Cast } from './cast.js';
import type { NetworkTag } from './scene.js';
import { byPath, keyed, titleOf } from './words.js';

export function networkTags(cast: Cast, badges: Badges): ReadonlyMap<Element, NetworkTag> {
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
