// Writes a landscape in Weir: one file for the group, one for each site, one for each area.

/** Texts by file name. */
export function emitWeir({ vendors, products, roles, sites }) {
  const files = new Map([['weir.json', '{ "name": "bench", "profile": "recommended" }\n']]);
  files.set('group.weir', [...vendors.map(vendorLine), ...roles.map(roleLine), ...products.map(productLine), ''].join('\n'));
  for (const site of sites) {
    files.set(`${site.id}/site.weir`, siteText(site));
    for (const area of site.areas) files.set(`${site.id}/${area.id}.weir`, areaText(site, area));
  }
  return files;
}

const vendorLine = ({ id, title }) =>
  `organisation ${id} "${title}" { kind: product-supplier, maintenance-provider   criticality: medium }`;
const roleLine = ({ id, title, domain }) => `role ${id} "${title}" { domain: ${domain}   per: organisation }`;
const productLine = ({ id, title, vendor, endOfSupport }) =>
  `product ${id} "${title}" { vendor: ${vendor}   status: preferred   support { end-of-support: ${endOfSupport} } }`;

function siteText({ id, title, zones, conduits, areas }) {
  return [
    `/** ${title}, made up. */`,
    `site ${id} "${title}" {`,
    '  complete: systems, interfaces',
    ...zones.map(
      (zone) =>
        `  zone ${zone.id} "${zone.title}" { ${zone.levels ? `levels: ${zone.levels.join('..')}` : `level: ${zone.level}`}   kind: ${zone.kind}   domain: ${zone.domain}   sl-target: ${zone.target}   owner: ${zone.owner} }`,
    ),
    ...conduits.flatMap(({ id: name, from, to, firewall }) => [
      `  system ${firewall} "Firewall ${from} to ${to}" { kind: firewall   joins: ${from}, ${to}   owner: role-0   criticality: medium   product: norvik-3 }`,
      `  conduit ${name} { between: ${from}, ${to}   enforced-by: ${firewall}   default: deny   owner: role-0 }`,
    ]),
    `  responsibility run-${id} "Everything" {`,
    '    activity: patching, backup, restore-test, account-management, remote-access, change-management, incident-response, inventory, firewall-rules, vendor-management, life-cycle',
    '    accountable: role-0   responsible: role-1   consulted: role-2',
    '  }',
    ...areas.map((area) => `  area ${area.id} "${area.title}"`),
    '}',
    '',
  ].join('\n');
}

function areaText(site, area) {
  return [
    `extend ${site.id} {`,
    ...area.interfaces.map(interfaceLine),
    '}',
    '',
    `extend ${site.id}.${area.id} {`,
    ...area.systems.flatMap(systemLines),
    '}',
    '',
  ].join('\n');
}

const interfaceLine = ({ source, target, protocol, verb: [verb, data], purpose }) =>
  `  interface ${source} -> ${target} { ${protocol ? `protocol: ${protocol}   ` : ''}${verb}: ${data}   purpose: "${purpose}" }`;

function systemLines(system) {
  return [
    `  system ${system.id} "${system.title}" {`,
    `    designation: "${system.designation}"   known-as: inventory/${system.inventory}   version: "${system.version}"`,
    `    kind: ${system.kind}   zone: ${system.zone}   level: ${system.level}   product: ${system.product}${system.owner ? `   owner: ${system.owner}` : ''}${system.criticality ? `   criticality: ${system.criticality}` : ''}`,
    `    if-it-stops: "${system.ifItStops}"`,
    `    lifecycle { active: ${system.active} }`,
    `    backup { scope: project   every: 1mo   to: fw-office-idmz   offline: yes   restore-tested: ${system.restoreTested} }`,
    '  }',
  ];
}
