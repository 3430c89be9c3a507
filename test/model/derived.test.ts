import {
  absentAmong,
  conduitsOf,
  daysOf,
  domainOf,
  type Element,
  formatDay,
  holdersOf,
  indexOf,
  isComplete,
  isPresent,
  kindsOf,
  levelOf,
  permitsFor,
  productSupport,
  productSupportEnd,
  protocolOf,
  remoteAccessHops,
  siteOf,
  stateOn,
  systemSupport,
  systemSupportEnd,
  zoneOf,
  zonesOf,
} from '@weir/model';
import { expect, test } from 'vitest';
import { type BoundCase, bindText, elementAt } from './fixture.js';

/** What a function says of each element, by path. */
function table(bound: BoundCase, paths: readonly string[], read: (element: Element) => unknown): string {
  return `\n${paths.map((path) => `${path}: ${show(read(elementAt(bound, path)))}`).join('\n')}\n`;
}

function show(value: unknown): string {
  if (value === undefined) return 'unknown';
  if (value === null) return 'none';
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object') return (value as Element).path;
  return typeof value === 'number' && value > 100 ? formatDay(value) : String(value as number | string | boolean);
}

const day = (text: string) => daysOf(text)?.first as number;

test('zone, level and domain are stated, inherited or those of the zone', () => {
  const bound = bindText(`
organisation aurelec
zone cell { levels: 0..2   domain: ot }   zone office { level: 4 }   zone exact { levels: 3..3 }
network bus { zone: office }   network loose
site mill {
  domain: it
  area kiln {
    zone: cell   domain: unknown
    system plc { level: 1   endpoint ua { network: bus }   endpoint plain }
    system app { zone: none }
  }
  system hmi { zone: office }
  system mes { zone: exact   level: unknown }
  system dcs { zone: exact }
}
system roof { zone: cell }
system lost
`);
  const all = [
    'mill.kiln.plc',
    'mill.kiln.plc.ua',
    'mill.kiln.plc.plain',
    'mill.kiln.app',
    'mill.hmi',
    'mill.mes',
    'mill.dcs',
    'roof',
    'lost',
    'bus',
  ];
  const of =
    ({ landscape }: BoundCase) =>
    (element: Element) => [zoneOf(landscape, element), levelOf(landscape, element), domainOf(landscape, element)];
  expect(table(bound, [...all, 'aurelec'], of(bound))).toMatchInlineSnapshot(`
    "
    mill.kiln.plc: [cell, 1, unknown]
    mill.kiln.plc.ua: [office, 1, unknown]
    mill.kiln.plc.plain: [cell, 1, ot]
    mill.kiln.app: [none, unknown, unknown]
    mill.hmi: [office, 4, it]
    mill.mes: [exact, unknown, it]
    mill.dcs: [exact, 3, it]
    roof: [cell, unknown, ot]
    lost: [unknown, unknown, unknown]
    bus: [office, 4, unknown]
    aurelec: [none, unknown, unknown]
    "
  `);
});

test('a system is in the zones of its networks and endpoints too', () => {
  const bound = bindText(`
zone cell { level: 1 }   zone office { level: 4 }
network bus { zone: cell }   network lan { zone: office }   network loose
system plc { zone: cell   networks: bus }
system dual { zone: cell   networks: bus, lan, loose }
system gate { networks: none   endpoint ua { network: lan }   endpoint other { network: bus } }
system free
`);
  const { members } = indexOf(bound.landscape);
  expect(table(bound, ['plc', 'dual', 'gate', 'free'], (system) => zonesOf(bound.landscape, system))).toMatchInlineSnapshot(`
    "
    plc: [cell]
    dual: [cell, office]
    gate: [office, cell]
    free: []
    "
  `);
  expect(table(bound, ['cell', 'office', 'bus', 'lan', 'loose'], (group) => members.get(group) ?? [])).toMatchInlineSnapshot(`
    "
    cell: [plc, dual, gate]
    office: [dual, gate]
    bus: [plc, dual, gate]
    lan: [dual, gate]
    loose: [dual]
    "
  `);
});

test('a connection passes the conduits it names, else the one between its zones', () => {
  const bound = bindText(`
organisation vendor
zone a { level: 1 }   zone b { level: 2 }   zone c { level: 3 }
conduit ab { between: a, b }   conduit bc { between: c, b }   conduit bc-2 { between: b, c }
system in-a { zone: a }   system in-b { zone: b }   system in-c { zone: c }   system nowhere   system outside { zone: none }
interface one in-a -> in-b
interface back in-b -> in-a
interface two in-b -> in-c
interface apart in-a -> in-c
interface named in-a -> in-c { via: ab, bc }
interface direct in-a -> in-b { via: none }
interface silent in-a -> in-b { via: unknown }
interface inside in-a <-> in-a
interface unknown-zone in-a -> nowhere
interface no-zone outside -> in-a
interface foreign vendor -> in-a
interface zones a -> b
`);
  const names = ['one', 'back', 'two', 'apart', 'named', 'direct', 'silent', 'inside', 'unknown-zone', 'no-zone', 'foreign', 'zones'];
  expect(table(bound, names, (connection) => conduitsOf(bound.landscape, connection))).toMatchInlineSnapshot(`
    "
    one: [ab]
    back: [ab]
    two: [bc, bc-2]
    apart: []
    named: [ab, bc]
    direct: []
    silent: unknown
    inside: []
    unknown-zone: unknown
    no-zone: []
    foreign: []
    zones: [ab]
    "
  `);
});

test('a permit lets through what it names', () => {
  const bound = bindText(`
protocol https   protocol modbus
zone a { level: 1 }   zone b { level: 2 }
network bus { zone: a }
system x { zone: a   networks: bus }   system y { zone: b   endpoint ua { protocol: modbus } }   system z { zone: b }
conduit ab {
  between: a, b
  permit by-zone a -> b { protocol: https }
  permit by-network bus -> z { protocol: https }
  permit by-system x -> y { protocol: modbus }
  permit only-z a -> b { any: yes   to: z }
  permit both a <-> b { protocol: modbus }
}
interface web x -> y { protocol: https }
interface web-back y -> x { protocol: https }
interface to-z x -> z { protocol: https }
interface bus-talk x -> y.ua
interface bus-back y -> x { protocol: modbus }
interface peers x <-> z { protocol: modbus }
interface silent x -> z
`);
  const names = ['web', 'web-back', 'to-z', 'bus-talk', 'bus-back', 'peers', 'silent'];
  expect(
    table(bound, names, (connection) => [protocolOf(connection), permitsFor(bound.landscape, connection).map(({ name }) => name)]),
  ).toMatchInlineSnapshot(`
    "
    web: [https, [by-zone]]
    web-back: [https, []]
    to-z: [https, [by-zone, by-network, only-z]]
    bus-talk: [modbus, [by-system, both]]
    bus-back: [modbus, [both]]
    peers: [modbus, [only-z, both]]
    silent: [unknown, [only-z]]
    "
  `);
});

test('a role is held by whom the nearest assignment names, else by who holds it everywhere', () => {
  const bound = bindText(`
person ann   person bob   person cid   person dan
role manager { per: site   held-by: dan }
role engineer { held-by: dan }
role guard { per: site }
site north {
  assignment manager { held-by: ann }
  assignment engineer { held-by: none }
  area kiln { assignment manager { held-by: bob, cid }   system plc }
  system hmi
}
site south {
  complete: assignments
  system erp
}
site west { system mes }
system roof
`);
  const holders = (role: string) => (subject: Element) => holdersOf(bound.landscape, elementAt(bound, role), subject);
  const systems = ['north.kiln.plc', 'north.hmi', 'south.erp', 'west.mes', 'roof'];
  expect(table(bound, systems, holders('manager'))).toMatchInlineSnapshot(`
    "
    north.kiln.plc: [bob, cid]
    north.hmi: [ann]
    south.erp: []
    west.mes: unknown
    roof: [dan]
    "
  `);
  expect(table(bound, systems, holders('engineer'))).toMatchInlineSnapshot(`
    "
    north.kiln.plc: []
    north.hmi: []
    south.erp: [dan]
    west.mes: [dan]
    roof: [dan]
    "
  `);
  expect(table(bound, systems, holders('guard'))).toMatchInlineSnapshot(`
    "
    north.kiln.plc: unknown
    north.hmi: unknown
    south.erp: []
    west.mes: unknown
    roof: unknown
    "
  `);
  expect(holders('ann')(elementAt(bound, 'roof'))).toEqual([elementAt(bound, 'ann')]);
});

test('what is complete in a block is complete in the blocks inside', () => {
  const bound = bindText(`
site north {
  complete: systems
  area kiln {
    complete: interfaces
    system plc
  }
}
site south {
  complete: everything
  area kiln
}
site west
`);
  const complete = (element: Element) =>
    ['systems', 'interfaces', 'zones'].filter((plural) => isComplete(bound.landscape, element, plural));
  expect(table(bound, ['north', 'north.kiln', 'north.kiln.plc', 'south.kiln', 'west'], complete)).toMatchInlineSnapshot(`
    "
    north: [systems]
    north.kiln: [systems, interfaces]
    north.kiln.plc: [systems, interfaces]
    south.kiln: [systems, interfaces, zones]
    west: []
    "
  `);
  expect(isComplete({ ...bound.landscape, complete: new Set(['zones']) }, undefined, 'zones')).toBe(true);
});

test('who names an element is found from it, through blocks and inheritance, and once', () => {
  const bound = bindText(`
role shift   product win   zone cell { level: 1 }   skill s5   person ann { skills: s5/able }
site mill {
  area kiln { owner: shift   zone: cell   system plc { product: win   os: win   lifecycle { successor: hmi } }   network bus }
  system hmi {
    owner: shift   zone: cell   needs-skills: s5/expert
    endpoint ua
  }
}
interface up mill.kiln.plc -> mill.hmi.ua
interface down mill.hmi -> mill.kiln.plc
`);
  const { inverses, interfaces } = indexOf(bound.landscape);
  const named = (inverse: string, path: string) => show(inverses.get(inverse)?.get(elementAt(bound, path)) ?? []);
  expect([
    `owns: ${named('owns', 'shift')}`,
    `systems: ${named('systems', 'cell')}`,
    `networks: ${named('networks', 'cell')}`,
    `installations: ${named('installations', 'win')}`,
    `replaces: ${named('replaces', 'mill.hmi')}`,
    `persons: ${named('persons', 's5')}`,
    `needed-by: ${named('needed-by', 's5')}`,
  ]).toMatchInlineSnapshot(`
    [
      "owns: [mill.kiln, mill.kiln.plc, mill.hmi, mill.kiln.bus]",
      "systems: [mill.kiln.plc, mill.hmi]",
      "networks: [mill.kiln.bus]",
      "installations: [mill.kiln.plc]",
      "replaces: [mill.kiln.plc]",
      "persons: [ann]",
      "needed-by: [mill.hmi]",
    ]
  `);
  const connections = (element: Element) => [interfaces.get(element)?.out ?? [], interfaces.get(element)?.in ?? []];
  expect(table(bound, ['mill.kiln.plc', 'mill.hmi', 'mill.hmi.ua', 'shift'], connections)).toMatchInlineSnapshot(`
    "
    mill.kiln.plc: [[up], [down]]
    mill.hmi: [[down], [up]]
    mill.hmi.ua: [[], [up]]
    shift: [[], []]
    "
  `);
});

test('a kind is also what it is a special case of, even where that leads in a circle', () => {
  const bound = bindText('kind controller   kind plc { is: controller }   kind mini { is: plc }   kind a { is: b }   kind b { is: a }');
  expect(table(bound, ['controller', 'mini', 'a'], kindsOf)).toMatchInlineSnapshot(`
    "
    controller: [controller]
    mini: [mini, plc, controller]
    a: [a, b]
    "
  `);
});

test('an element stands in its site', () => {
  const bound = bindText('site mill { area kiln { system plc { endpoint ua } } }   system roof');
  expect(table(bound, ['mill', 'mill.kiln.plc.ua', 'roof'], siteOf)).toMatchInlineSnapshot(`
    "
    mill: mill
    mill.kiln.plc.ua: mill
    roof: unknown
    "
  `);
});

test('a life cycle says where a system stands on a day', () => {
  const bound = bindText(`
system whole { lifecycle { plan: 2020   build: 2022   active: 2024   phase-out: 2028   retired: 2030 } }
system ends { lifecycle { phase-out: 2028   retired: 2030 } }
system starts { lifecycle { active: 2024 } }
system named { lifecycle { successor: starts } }
system none { lifecycle: none }
system bare
`);
  const years = ['2019-12-31', '2020-01-01', '2022-06-30', '2024-01-01', '2028-01-01', '2030-01-01'];
  const names = ['whole', 'ends', 'starts', 'named', 'none', 'bare'];
  expect(table(bound, names, (system) => years.map((date) => stateOn(system, day(date))))).toMatchInlineSnapshot(`
    "
    whole: [planned, planned, build, active, phase-out, retired]
    ends: [active, active, active, active, phase-out, retired]
    starts: [planned, planned, planned, active, active, active]
    named: [unknown, unknown, unknown, unknown, unknown, unknown]
    none: [unknown, unknown, unknown, unknown, unknown, unknown]
    bare: [unknown, unknown, unknown, unknown, unknown, unknown]
    "
  `);
  expect(table(bound, names, (system) => years.map((date) => isPresent(system, day(date))))).toMatchInlineSnapshot(`
    "
    whole: [false, false, true, true, true, false]
    ends: [true, true, true, true, true, false]
    starts: [false, false, false, true, true, true]
    named: [true, true, true, true, true, true]
    none: [true, true, true, true, true, true]
    bare: [true, true, true, true, true, true]
    "
  `);
});

test('what stands in it and what joins it is there as long as it is', () => {
  const bound = bindText(`
system old { lifecycle { retired: 2025 }   system app   endpoint ua }
system new { lifecycle { build: 2024 } }
interface new -> old.ua
interface kept new -> new { lifecycle { retired: 2026 } }
`);
  const years = ['2023-06-01', '2024-06-01', '2025-06-01', '2026-06-01'];
  const names = ['old', 'old.app', 'old.ua', 'new', 'new->old.ua', 'kept'];
  expect(table(bound, names, (element) => years.map((date) => isPresent(element, day(date))))).toMatchInlineSnapshot(`
    "
    old: [true, true, false, false]
    old.app: [true, true, false, false]
    old.ua: [true, true, false, false]
    new: [false, true, true, true]
    new->old.ua: [false, true, false, false]
    kept: [false, true, true, false]
    "
  `);
});

test('what is absent among many is what is not present', () => {
  const { landscape } = bindText(`
site mill { system old { lifecycle { retired: 2025 }   system app { endpoint ua } } }
system new { lifecycle { build: 2024 } }   system always
interface new -> old.app.ua
interface always -> old.app
interface always -> new { system odd }
remote-access way { from: new   to: always   lifecycle { retired: 2026 } }
`);
  const all = [...landscape.elements, ...remoteAccessHops(landscape)];
  const dates = ['2023-06-01', '2024-06-01', '2025-06-01', '2026-06-01'].map(day);
  const absent = dates.map((date) => [...absentAmong(all, date)]);
  expect(absent).toEqual(dates.map((date) => all.filter((element) => !isPresent(element, date))));
  expect(absent.map(({ length }) => length)).toMatchInlineSnapshot(`
    [
      4,
      0,
      5,
      5,
    ]
  `);
});

test('a product is supported until its last day, and longer where that is paid for', () => {
  const bound = bindText(`
product plain { support { end-of-support: 2025 } }
product paid { support { end-of-support: 2024   end-of-extended-support: 2026   extended: yes } }
product unpaid { support { end-of-support: 2024   end-of-extended-support: 2026   extended: no } }
product unsaid { support { end-of-support: 2024   end-of-extended-support: 2026 } }
product open { support { end-of-support: 2024   extended: yes } }
product forever { support { end-of-support: none } }
product orphan { support: none }
product half { support { end-of-sale: 2020 } }
product bare
`);
  const days = ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01'].map(day);
  const names = ['plain', 'paid', 'unpaid', 'unsaid', 'open', 'forever', 'orphan', 'half', 'bare'];
  expect(
    table(bound, names, (product) => [...days.map((date) => productSupport(product, date)), productSupportEnd(product)]),
  ).toMatchInlineSnapshot(`
    "
    plain: [supported, supported, unsupported, unsupported, 2025-12-31]
    paid: [supported, extended, extended, unsupported, 2026-12-31]
    unpaid: [supported, unsupported, unsupported, unsupported, 2024-12-31]
    unsaid: [supported, unknown, unknown, unsupported, 2024-12-31]
    open: [supported, unknown, unknown, unknown, 2024-12-31]
    forever: [supported, supported, supported, supported, none]
    orphan: [unsupported, unsupported, unsupported, unsupported, unknown]
    half: [unknown, unknown, unknown, unknown, unknown]
    bare: [unknown, unknown, unknown, unknown, unknown]
    "
  `);
});

test('a system is supported as long as all of its products are', () => {
  const bound = bindText(`
product old { support { end-of-support: 2024 } }   product new { support { end-of-support: 2030 } }
product forever { support { end-of-support: none } }   product silent
system both { product: new   os: old }
system fine { product: new   os: forever }
system endless { product: forever }
system half { product: new   os: silent }
system worse { product: old   os: silent }
system bare
`);
  const read = (system: Element) => [systemSupport(bound.landscape, system, day('2026')), systemSupportEnd(bound.landscape, system)];
  expect(table(bound, ['both', 'fine', 'endless', 'half', 'worse', 'bare'], read)).toMatchInlineSnapshot(`
    "
    both: [unsupported, 2024-12-31]
    fine: [supported, 2030-12-31]
    endless: [supported, none]
    half: [unknown, 2030-12-31]
    worse: [unsupported, 2024-12-31]
    bare: [unknown, unknown]
    "
  `);
});
