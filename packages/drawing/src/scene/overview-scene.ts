import type { Badge, LinkEnd, Scene, SceneBand, SceneColumn, SceneConduit, SceneLink, SceneZone } from './scene.js';

/** The scene of zones alone: sites side by side, each zone with the number of its systems and findings, lines from zone to zone. */
export function overviewOf(scene: Scene): Scene {
  const columns = columnsOf(scene);
  const columnOf = (zone: SceneZone) =>
    Math.max(
      0,
      columns.findIndex(({ id }) => id === (zone.site?.id ?? '')),
    );
  const inColumns = scene.zones.map((zone) => ({ ...summarised(zone, scene), column: columnOf(zone) }));
  const { bands, zones } = inRows(scene.bands, inColumns);
  return {
    ...scene,
    bands,
    columns,
    zones,
    conduits: scene.conduits.map(withoutWords),
    links: [...linksBetween(scene)],
  };
}

/** What belongs to no site or to several comes first, then the sites. */
function columnsOf({ zones }: Scene): readonly SceneColumn[] {
  const sites = new Map(zones.flatMap(({ site }) => (site === undefined ? [] : [[site.id, site.title] as const])));
  const shared = zones.some(({ site }) => site === undefined) ? [['', 'Across sites'] as const] : [];
  const ordered = [...shared, ...[...sites].toSorted(([a], [b]) => (a < b ? -1 : 1))];
  return ordered.map(([id, title]) => {
    const own = zones.filter(({ site }) => (site?.id ?? '') === id);
    const systems = own.flatMap(({ cards }) => cards).filter(({ type }) => type === 'system').length;
    return { id, title, subtitle: `${counted(own.filter(({ kind }) => kind === 'zone').length, 'zone')}, ${counted(systems, 'system')}` };
  });
}

function summarised(zone: SceneZone, { links }: Scene): SceneZone {
  const inside = new Set(zone.cards.map(({ id }) => id));
  const own = links.filter(
    ({ source, target }) => 'card' in source && 'card' in target && inside.has(source.card) && inside.has(target.card),
  );
  const badges = [zone, ...zone.cards, ...zone.networks, ...own].flatMap(({ badge }) => badge ?? []);
  const badge = summed(badges);
  const systems = zone.cards.filter(({ type }) => type === 'system').length;
  const others = zone.cards.length - systems;
  const findings = [counted(badge?.errors ?? 0, 'error'), counted(badge?.warnings ?? 0, 'warning')].filter(
    (words) => !words.startsWith('0 '),
  );
  const words = [zone.kind === 'outside' ? counted(others, 'party', 'parties') : counted(systems, 'system'), ...findings].join(', ');
  const { badge: _, ...rest } = zone;
  return { ...rest, cards: [], networks: [], note: words, ...(badge && { badge }), label: `${zone.label}. ${words}` };
}

const mostInRow = 4;

/** A level on which a site has many zones gets several rows; a zone that spans levels spans all their rows. */
function inRows(
  bands: readonly SceneBand[],
  zones: readonly SceneZone[],
): { readonly bands: readonly SceneBand[]; readonly zones: readonly SceneZone[] } {
  const placed = new Map<SceneZone, number>();
  const rows = bands.map((_, band) => {
    const single = zones.filter(({ firstBand, lastBand }) => firstBand === band && lastBand === band);
    const perColumn = new Map<number | undefined, number>();
    for (const zone of single) {
      const nth = perColumn.get(zone.column) ?? 0;
      perColumn.set(zone.column, nth + 1);
      placed.set(zone, Math.floor(nth / mostInRow));
    }
    return Math.max(1, ...[...perColumn.values()].map((count) => Math.ceil(count / mostInRow)));
  });
  const first = rows.map((_, band) => rows.slice(0, band).reduce((sum, count) => sum + count, 0));
  return {
    bands: bands.flatMap((band, index) =>
      [...Array(rows[index]).keys()].map((row): SceneBand => (row === 0 ? band : { ...band, goesOn: true })),
    ),
    zones: zones.map((zone) => {
      const row = placed.get(zone);
      const [top, bottom] = [first[zone.firstBand] as number, first[zone.lastBand] as number];
      if (row !== undefined) return { ...zone, firstBand: top + row, lastBand: top + row };
      return { ...zone, firstBand: top, lastBand: bottom + (rows[zone.lastBand] as number) - 1 };
    }),
  };
}

/** Many conduits meet on an overview: their names are for whoever points at them. */
function withoutWords(conduit: SceneConduit): SceneConduit {
  return { ...conduit, title: '', protocols: [] };
}

/** One line for all interfaces of a sort between two zones; what runs inside a zone or through a conduit needs none. */
function linksBetween({ zones, links }: Scene): Iterable<SceneLink> {
  const zoneOfCard = new Map(zones.flatMap((zone) => zone.cards.map((card) => [card.id, zone.id] as const)));
  const zoneOf = (end: LinkEnd) => ('card' in end ? zoneOfCard.get(end.card) : 'zone' in end ? end.zone : undefined);
  const between = new Map<string, { readonly source: string; readonly target: string; readonly links: SceneLink[] }>();
  for (const link of links) {
    const [source, target] = [zoneOf(link.source), zoneOf(link.target)];
    if (source === undefined || target === undefined || source === target || link.conduits.length > 0) continue;
    const ends = link.kind === 'remote' ? [source, target] : [source, target].toSorted();
    const key = `${link.kind} ${link.kind === 'remote' ? link.id : ''} ${ends.join(' ')}`;
    const known = between.get(key) ?? { source, target, links: [] };
    known.links.push(link);
    between.set(key, known);
  }
  return [...between.values()].map(({ source, target, links: bundled }): SceneLink => {
    const [first] = bundled as [SceneLink];
    const badge = summed(bundled.flatMap(({ badge: one }) => one ?? []));
    const isBundle = first.kind !== 'remote' && bundled.length > 1;
    const isMutual = bundled.some((link) => link.isMutual || zoneOf(link.source) !== source);
    return {
      id: isBundle ? `${source} -> ${target}` : first.id,
      kind: first.kind,
      source: { zone: source },
      target: { zone: target },
      isMutual,
      conduits: [],
      ...(badge && { badge }),
      ...markOf(first, bundled.length),
      label: bundled.map(({ label }) => label).join('; '),
    };
  });
}

function markOf({ kind, mark }: SceneLink, count: number): { readonly mark?: string } {
  if (mark === undefined) return {};
  if (kind === 'remote') return { mark: mark.slice(0, mark.indexOf(' ') + 1) };
  return { mark: count === 1 ? '1 interface' : `${count} interfaces` };
}

function summed(badges: readonly Badge[]): Badge | undefined {
  if (badges.length === 0) return undefined;
  const total = (of: (badge: Badge) => number) => badges.reduce((sum, badge) => sum + of(badge), 0);
  return {
    errors: total(({ errors }) => errors),
    warnings: total(({ warnings }) => warnings),
    waived: total(({ waived }) => waived),
    messages: badges.flatMap(({ messages }) => messages).toSorted(),
  };
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
