import { type Element, elementsIn } from '@weir/model';
import type { Badges } from './badge-of.js';
import { ownerOf } from './cards.js';
import { type Cast, zonesOfConduit } from './cast.js';
import { iconOf } from './icon-of.js';
import type { Device, SceneConduit } from './scene.js';
import { keyed, sentences, titleOf } from './words.js';

export function conduitsIn(cast: Cast, badges: Badges): readonly SceneConduit[] {
  return cast.conduits.map((conduit, index) => {
    const devices = elementsIn(conduit.facts.get('enforced-by')?.value).map((device): Device => {
      const badge = badges(device);
      const hasCard = !cast.onConduit.has(device);
      return {
        id: keyed(device),
        icon: iconOf(device),
        title: [titleOf(device), quantityOf(device)].join(' ').trim(),
        ...(badge && !hasCard && { badge }),
        label: `${titleOf(device)}, owner ${ownerOf(cast, device) ?? 'not known'}${sentences(badge)}`,
        hasCard,
      };
    });
    const badge = badges(conduit);
    const permits = conduit.children.filter(({ type }) => type === 'permit');
    const protocols = [
      ...new Set(permits.flatMap((permit) => elementsIn(permit.facts.get('protocol')?.value)).map(shortProtocol)),
    ].toSorted();
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

function quantityOf(device: Element): string {
  const quantity = device.facts.get('quantity')?.value;
  return typeof quantity === 'number' && quantity > 1 ? `×${quantity}` : '';
}

/** Its title where that is as short as a label must be, else its name in capitals. */
export function shortProtocol(protocol: Element): string {
  return protocol.title !== undefined && protocol.title.length <= 12 ? protocol.title : protocol.name.toUpperCase();
}
