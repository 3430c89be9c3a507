import { conduitsOf, type Element, permitsFor, protocolOf, systemAt, zoneOf } from '@weir/model';
import type { Badges } from './badge-of.js';
import { type Cast, hopsOf } from './cast.js';
import { shortProtocol } from './conduits.js';
import type { LinkEnd, LinkKind, SceneLink } from './scene.js';
import { keyed, sentences, titleOf } from './words.js';

export function linksIn(cast: Cast, badges: Badges): { readonly links: readonly SceneLink[]; readonly problems: readonly string[] } {
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
      ...(kind.is === 'undeclared' && {
        mark: [ruleOf(cast, connection) ?? 'no conduit', spoken].filter((part) => part !== '').join(' · '),
      }),
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
  return cast.drawn.has(end) ? { card: keyed(end) } : undefined;
}

function kindOfLink(cast: Cast, connection: Element): { readonly is: LinkKind; readonly conduits: readonly string[] } {
  const { landscape } = cast;
  const [source, target] = [connection.ends?.source, connection.ends?.target].map((end) => end && zoneOf(landscape, end));
  if (source != null && source === target) return { is: 'flow', conduits: [] };
  const conduits = conduitsOf(landscape, connection);
  const isDrawn = conduits?.every((conduit) => cast.conduits.some(({ path }) => path === conduit.path)) ?? false;
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
