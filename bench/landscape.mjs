// A made-up industrial group of any size, as plain data: what the emitters write in Weir and in LikeC4.
//
// Sites of 250 systems, each with an office, a DMZ, operations and production cells on their Purdue levels, conduits
// between neighbours, some 12 facts a system and 3 connections a system. About 5 % of the systems and connections
// break a rule on purpose, so that the rules have something to say.
import { seeded } from './random.mjs';

const systemsPerFile = 50;
const filesPerSite = 5;

const controlKinds = ['plc', 'plc', 'plc', 'hmi', 'remote-io', 'variable-speed-drive', 'dcs-controller', 'transmitter'];
const operationsKinds = ['mes', 'data-historian', 'lims', 'scada-server', 'engineering-station', 'backup-server'];
const officeKinds = ['erp', 'workstation', 'file-server', 'database-server', 'mail-server'];
const controlProtocols = ['opc-ua', 'modbus-tls', 'profinet', 's7comm-tls'];
const officeProtocols = ['https', 'amqps', 'sftp', 'ssh'];
const criticalities = ['low', 'medium', 'high'];
const makers = ['Norvik', 'Altera', 'Castello', 'Brightline', 'Ferrum', 'Zentral', 'Kaarna', 'Ostrov'];
const words = ['line', 'press', 'mixer', 'oven', 'store', 'quality', 'energy', 'recipe', 'order', 'kiln', 'bleach', 'dryer'];

/** The group: what all sites share, and the sites with their files. */
export function makeLandscape({ systems, seed = 1 }) {
  const random = seeded(seed);
  const products = makers.flatMap((maker, index) =>
    [1, 2, 3].map((version) => ({
      id: `${maker.toLowerCase()}-${version}`,
      title: `${maker} ${version}`,
      vendor: `vendor-${index}`,
      endOfSupport: version === 1 ? 2021 + (index % 3) : 2031 + index,
    })),
  );
  const roles = Array.from({ length: 24 }, (_, index) => ({
    id: `role-${index}`,
    title: `${index % 2 === 0 ? 'Automation' : 'IT'} team ${index}`,
    domain: index % 2 === 0 ? 'ot' : 'it',
  }));
  const vendors = makers.map((maker, index) => ({ id: `vendor-${index}`, title: `${maker} Automation` }));
  const sites = [];
  for (let made = 0, index = 0; made < systems; index++) {
    const count = Math.min(systemsPerFile * filesPerSite, systems - made);
    sites.push(makeSite({ random, index, count, products, roles }));
    made += count;
  }
  return { vendors, products, roles, sites };
}

function makeSite({ random, index, count, products, roles }) {
  const id = `site-${index}`;
  const ownerOf = (domain) => random.pick(roles.filter((role) => role.domain === domain)).id;
  const zones = [
    { id: 'office', title: 'Office', level: 4, kind: 'enterprise', domain: 'it' },
    { id: 'idmz', title: 'Industrial DMZ', level: 3.5, kind: 'dmz', domain: 'both' },
    { id: 'operations', title: 'Operations', level: 3, kind: 'operations', domain: 'ot' },
    ...Array.from({ length: filesPerSite }, (_, cell) => ({
      id: `cell-${cell}`,
      title: `Cell ${cell}`,
      levels: [0, 2],
      kind: 'control',
      domain: 'ot',
    })),
  ].map((zone) => ({ ...zone, owner: ownerOf(zone.domain === 'it' ? 'it' : 'ot'), target: 1 + random.below(3) }));
  const conduits = [['office', 'idmz'], ['idmz', 'operations'], ...zones.slice(3).map((zone) => ['operations', zone.id])].map(
    ([from, to]) => ({ id: `${from}-${to}`, from, to, firewall: `fw-${from}-${to}` }),
  );
  const areas = Array.from({ length: Math.ceil(count / systemsPerFile) }, (_, area) => {
    const size = Math.min(systemsPerFile, count - area * systemsPerFile);
    return {
      id: `area-${area}`,
      title: `Area ${area} ${random.pick(words)}`,
      systems: Array.from({ length: size }, (_, nth) => makeSystem({ random, area, nth, products, ownerOf })),
    };
  });
  const site = { id, title: `Mill ${index}`, zones, conduits, areas };
  for (const area of areas) area.interfaces = makeInterfaces({ random, site, area });
  return site;
}

/** One in ten systems in the office, one in five in operations, the rest in the cell of its area. */
function makeSystem({ random, area, nth, products, ownerOf }) {
  const place = nth % 10 === 0 ? 'office' : nth % 5 === 1 ? 'operations' : `cell-${area}`;
  const kinds = place === 'office' ? officeKinds : place === 'operations' ? operationsKinds : controlKinds;
  const supported = products.filter(({ endOfSupport }) => endOfSupport > 2030);
  return {
    id: `sys-${area}-${nth}`,
    title: `${random.pick(words)} ${nth}`,
    kind: random.pick(kinds),
    zone: place,
    level: place === 'office' ? 4 : place === 'operations' ? 3 : random.below(3),
    owner: random.happens(0.02) ? undefined : ownerOf(place === 'office' ? 'it' : 'ot'),
    criticality: random.happens(0.01) ? undefined : random.pick(criticalities),
    product: random.happens(0.02) ? random.pick(products).id : random.pick(supported).id,
    designation: `${area}-${nth}-${random.below(10_000)}`,
    inventory: random.below(1_000_000),
    version: `${random.below(9)}.${random.below(20)}`,
    active: 1998 + random.below(27),
    ifItStops: `The ${random.pick(words)} stops within ${1 + random.below(48)} hours.`,
    restoreTested: `202${5 + random.below(2)}-0${1 + random.below(9)}`,
  };
}

/** Three connections a system, within its zone or along a conduit; a few go where they should not. */
function makeInterfaces({ random, site, area }) {
  const systems = site.areas.flatMap((other) => other.systems.map((system) => ({ ...system, path: `${other.id}.${system.id}` })));
  const byZone = groupByZone(systems);
  const neighbours = new Map(site.zones.map(({ id }) => [id, [id]]));
  for (const { from, to } of site.conduits) neighbours.get(from).push(to);
  const interfaces = [];
  const known = new Set();
  for (const system of area.systems) {
    const source = `${area.id}.${system.id}`;
    for (let nth = 0; nth < 3; nth++) {
      const strays = random.happens(0.01);
      const zone = strays ? random.pick(site.zones).id : random.pick(neighbours.get(system.zone));
      const target = random.pick(byZone.get(zone) ?? []);
      if (target === undefined || target.path === source || known.has(`${source} ${target.path}`)) continue;
      known.add(`${source} ${target.path}`);
      const isOffice = system.zone === 'office' || zone === 'office';
      interfaces.push({
        source,
        target: target.path,
        protocol: random.happens(0.01) ? undefined : random.pick(isOffice ? officeProtocols : controlProtocols),
        verb: random.happens(0.05) ? ['commands', 'setpoint'] : ['reads', isOffice ? 'trend' : 'process-value'],
        purpose: `${random.pick(words)} ${random.pick(words)}`,
      });
    }
  }
  return interfaces;
}

function groupByZone(systems) {
  const groups = new Map();
  for (const system of systems) groups.set(system.zone, [...(groups.get(system.zone) ?? []), system]);
  return groups;
}
