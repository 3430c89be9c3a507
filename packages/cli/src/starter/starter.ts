import organisation from './organisation.weir';
import products from './products.weir';
import site from './site.weir';
import configuration from './weir.json' with { type: 'json' };

/** The plant that `weir init` writes, by file name. */
export const starter: ReadonlyMap<string, string> = new Map([
  ['weir.json', `${JSON.stringify(configuration, null, 2)}\n`],
  ['organisation.weir', organisation],
  ['site.weir', site],
  ['products.weir', products],
]);
