// Writes the same landscape in LikeC4, with the same facts as metadata, so that both tools can be run on one company.

/** Texts by file name. */
export function emitLikeC4({ roles, sites }) {
  const kinds = new Set(sites.flatMap(({ areas }) => areas.flatMap(({ systems }) => systems.map(({ kind }) => kind))));
  const protocols = new Set(
    sites.flatMap(({ areas }) => areas.flatMap(({ interfaces }) => interfaces.map(({ protocol }) => protocol ?? 'unknown'))),
  );
  const files = new Map([
    [
      'specification.c4',
      [
        'specification {',
        ...['site', 'area', 'zone', 'firewall', ...kinds].map((kind) => `  element ${kind}`),
        ...[...protocols].map((protocol) => `  relationship ${protocol}`),
        ...['it', 'ot', 'both'].map((domain) => `  tag ${domain}`),
        '}',
        '',
      ].join('\n'),
    ],
    ['roles.c4', [`model {`, ...roles.map(({ id, title }) => `  area ${id} '${title}'`), '}', ''].join('\n')],
  ]);
  for (const site of sites) {
    files.set(`${site.id}/site.c4`, siteText(site));
    for (const area of site.areas) files.set(`${site.id}/${area.id}.c4`, areaText(site, area));
  }
  files.set(
    'views.c4',
    ['views {', "  view index { title 'Landscape' include site-0 }", '  view first of site-0 { include site-0, site-0.* }', '}', ''].join(
      '\n',
    ),
  );
  return files;
}

function siteText({ id, title, zones, conduits, areas }) {
  return [
    'model {',
    `  site ${id} '${title}' {`,
    ...zones.map(
      (zone) =>
        `    zone ${zone.id} '${zone.title}' { #${zone.domain} metadata { purdue '${zone.level ?? zone.levels.join('..')}' target '${zone.target}' owner '${zone.owner}' } }`,
    ),
    ...conduits.map(({ firewall, from, to }) => `    firewall ${firewall} 'Firewall ${from} to ${to}'`),
    ...areas.map((area) => `    area ${area.id} '${area.title}'`),
    '  }',
    '}',
    '',
  ].join('\n');
}

function areaText(site, area) {
  return [
    'model {',
    `  extend ${site.id}.${area.id} {`,
    ...area.systems.flatMap(systemLines),
    '  }',
    ...area.interfaces.map(
      ({ source, target, protocol, verb: [verb, data], purpose }) =>
        `  ${site.id}.${source} -[${protocol ?? 'unknown'}]-> ${site.id}.${target} '${verb} ${data}' { metadata { purpose '${purpose}' } }`,
    ),
    '}',
    '',
  ].join('\n');
}

function systemLines(system) {
  const { id, title, kind, ifItStops, ...facts } = system;
  const metadata = Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : `      ${key} '${value}'`));
  return [`    ${kind} ${id} '${title}' {`, `      description '${ifItStops}'`, '      metadata {', ...metadata, '      }', '    }'];
}
