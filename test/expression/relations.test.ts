import { relations } from '@weir/expression';
import { expect, test } from 'vitest';
import { evaluateAll } from './evaluate.js';

const plant = `
  kind device { traits: host }
  kind plc { is: device   traits: controller }
  protocol opc
  protocol modbus
  skill step5 "STEP 5"
  organisation vendor
  team automation
  role head { held-by: automation }
  role nobody
  activity patching
  system loose
  product old { support { end-of-support: 2020-01-14   end-of-extended-support: 2028-01-12   extended: yes } }
  product older { support { end-of-support: 2019-12-31 } }
  product unclear
  site mill "Pulp mill" {
    complete: systems, interfaces, changes
    zone cell { levels: 0..2   kind: control   domain: ot }
    zone office { level: 4 }
    network lan { zone: office }
    network bus { zone: cell }
    conduit border { between: office, cell   permit office -> cell { protocol: opc }   permit cell <-> office { protocol: modbus } }
    window stop { from: 2027-W21   to: 2027-W22 }
    /** Feeds the kiln. */
    system plc "Feed PLC" #pilot {
      kind: plc   level: 1   zone: cell   networks: bus   owner: head   product: old   os: older   safety: sil-2   if-it-stops: "It stops."
      lifecycle { active: 1996   phase-out: 2027-03 }
      backup { every: 1d   restore-tested: 2026-03-14   to: host }
      endpoint ua { protocol: opc   network: lan }
      system card
      depends-on host
    }
    system host { zone: office   networks: lan, bus   product: old }
    system silent
    system planned { lifecycle { plan: 2027   active: 2028 } }
    system gone { lifecycle { retired: 2020 } }
    area kiln { unit burner { system nozzle } }
    team crew { skill-cover step5 { able: 1 } }
    assignment head { held-by: automation }
    interface opens host -> plc.ua { reads: yes   commands: no   writes: unknown }
    interface answers plc <-> host { protocol: modbus   session: yes }
    interface outside vendor -> host
    interface retired host -> gone
    interface inside silent -> nozzle
    remote-access way-in { from: vendor   through: host   to: plc }
    responsibility row { activity: patching   for: plc, kiln   accountable: head   responsible: automation   consulted: vendor }
    responsibility all-but { activity: patching   for: every system s where s.level <= 2   instead-of: row }
    agreement care { with: vendor   for: cell }
    change renew { for: plc
      retire mill.host }
    waiver w { rule: probe }
  }
`;

/** By row of the table, in its order: the types it is for and its name. */
const cases: readonly (readonly [row: string, expressions: string])[] = [
  ['name', 'mill.plc.name'],
  ['title', 'mill.plc.title\nmill.host.title'],
  ['path', 'mill.plc.path'],
  ['type', 'mill.plc.type'],
  ['description', 'mill.plc.description\nmill.host.description'],
  ['built-in', 'mill.plc.built-in'],
  ['labels', 'mill.plc.labels'],
  ['parent', 'mill.plc.card.parent\nmill.parent'],
  ['site', 'mill.kiln.burner.nozzle.site\nvendor.site\nloose.site'],
  ['place', 'mill.kiln.burner.nozzle.place\nmill.plc.place\nvendor.place'],
  ['present', 'mill.plc.present\nmill.planned.present\nmill.gone.present\nmill.retired.present'],
  ['texts', 'mill.plc.texts\nvendor.texts'],
  ['dates', 'mill.plc.dates\nmill.planned.dates\nold.dates'],
  ['references', 'mill.plc.references'],
  ['system, endpoint, zone: level', 'mill.plc.level\nmill.plc.ua.level\nmill.host.level\nmill.cell.level\nmill.silent.level'],
  ['network, organisation: level', 'mill.lan.level\nmill.bus.level\nvendor.level'],
  ['system, endpoint, network, zone: zone', 'mill.plc.zone\nmill.plc.ua.zone\nmill.lan.zone\nmill.cell.zone\nmill.silent.zone'],
  ['organisation: zone', 'vendor.zone'],
  ['system: zones', 'mill.plc.zones\nmill.host.zones\nmill.silent.zones'],
  ['system, network, endpoint: domain', 'mill.plc.domain\nmill.host.domain\nmill.bus.domain'],
  ['organisation: domain', 'vendor.domain'],
  ['system, kind: traits', 'mill.plc.traits\nplc.traits\nmill.silent.traits'],
  ['endpoint: traits', 'mill.plc.ua.traits'],
  ['zone, network, organisation: traits', 'mill.cell.traits'],
  ['system: kinds', 'mill.plc.kinds\nmill.silent.kinds'],
  ['organisation, zone, network, endpoint: safety', 'mill.plc.ua.safety\nmill.lan.safety'],
  [
    'system, endpoint, network, zone, organisation: interfaces',
    'mill.plc.interfaces\nmill.plc.ua.interfaces\nmill.host.interfaces\nmill.gone.interfaces\nvendor.interfaces',
  ],
  ['system, endpoint, network, zone, organisation: interfaces-out', 'mill.host.interfaces-out'],
  ['system, endpoint, network, zone, organisation: interfaces-in', 'mill.host.interfaces-in'],
  ['system: products', 'mill.plc.products\nmill.host.products\nmill.silent.products'],
  ['system, interface: state', 'mill.plc.state\nmill.host.state\nmill.planned.state\nmill.gone.state'],
  ['system: support-state', 'mill.plc.support-state\nmill.host.support-state\nmill.silent.support-state'],
  ['product: support-state', 'old.support-state\nolder.support-state\nunclear.support-state'],
  ['system: support-ends', 'mill.plc.support-ends\nmill.host.support-ends\nmill.silent.support-ends'],
  ['site, area, unit: systems', 'mill.systems\nmill.kiln.systems\nmill.kiln.burner.systems'],
  ['system: subsystems', 'mill.plc.subsystems'],
  ['system: endpoints', 'mill.plc.endpoints'],
  ['system: dependencies', 'mill.plc.dependencies'],
  ['system: needs', 'mill.plc.needs\nmill.host.needs'],
  ['system: dependents', 'mill.host.dependents'],
  ['permit: interfaces', '(every permit p).interfaces'],
  ['system, area, unit, site: windows', 'mill.plc.windows\nmill.kiln.windows'],
  ['system, interface, network, conduit, zone, product, site, area: changes', 'mill.plc.changes\nmill.host.changes\nmill.silent.changes'],
  ['system: responsibilities', 'mill.plc.responsibilities\nmill.kiln.burner.nozzle.responsibilities\nmill.host.responsibilities'],
  ['responsibility, agreement: systems', 'mill.row.systems\nmill.all-but.systems\nmill.care.systems'],
  ['system: agreements', 'mill.plc.agreements\nmill.host.agreements'],
  ['responsibility: parties', 'mill.row.parties'],
  ['skill-cover: skill', '(every skill-cover c).skill'],
  ['depends-on: target', 'mill.plc.dependencies.target'],
  ['assignment: role', '(every assignment a).role'],
  ['interface, permit: source', 'mill.opens.source\nmill.border.permits.source'],
  ['interface, permit: target', 'mill.opens.target'],
  ['interface: source-endpoint', 'mill.opens.source-endpoint'],
  ['interface: target-endpoint', 'mill.opens.target-endpoint'],
  ['interface: source-zone', 'mill.opens.source-zone\nmill.outside.source-zone\nmill.inside.source-zone'],
  ['interface: target-zone', 'mill.opens.target-zone\nmill.answers.target-zone'],
  ['interface: protocol', 'mill.opens.protocol\nmill.answers.protocol\nmill.outside.protocol'],
  ['interface: conduits', 'mill.opens.conduits\nmill.answers.conduits\nmill.inside.conduits'],
  ['interface: permits', 'mill.answers.permits\nmill.opens.permits\nmill.outside.permits\nmill.inside.permits'],
  ['conduit: permits', 'mill.border.permits'],
  ['interface: verbs', 'mill.opens.verbs\nmill.answers.verbs\nmill.outside.verbs'],
  ['interface, permit: mutual', 'mill.opens.mutual\nmill.answers.mutual'],
  [
    'interface: remote-access',
    'mill.opens.remote-access\ncut(vendor, mill.plc, over: every interface f where f.session = yes).remote-access',
  ],
  ['role: holders', 'head.holders\nnobody.holders'],
  ['role: assignments', 'head.assignments'],
  ['waiver: covered-findings', 'mill.w.covered-findings'],
];

test('every relation has its cases', () => {
  expect(cases.map(([row]) => row)).toEqual(relations.map(({ on, name }) => (on.length === 0 ? name : `${on.join(', ')}: ${name}`)));
});

test('relations follow from what is stated', () => {
  expect(cases.map(([, expressions]) => evaluateAll(plant, expressions)).join('\n\n')).toMatchInlineSnapshot(`
    "mill.plc.name  plc

    mill.plc.title   Feed PLC
    mill.host.title  none

    mill.plc.path  mill.plc

    mill.plc.type  system

    mill.plc.description   Feeds the kiln.
    mill.host.description  none

    mill.plc.built-in  no

    mill.plc.labels  {pilot}

    mill.plc.card.parent  "mill.plc"
    mill.parent           none

    mill.kiln.burner.nozzle.site  "mill"
    vendor.site                   none
    loose.site                    unknown, waits for loose: site

    mill.kiln.burner.nozzle.place  "mill.kiln.burner"
    mill.plc.place                 "mill"
    vendor.place                   none

    mill.plc.present      yes
    mill.planned.present  no
    mill.gone.present     no
    mill.retired.present  no

    mill.plc.texts  {It stops.}
    vendor.texts    {}

    mill.plc.dates      {1996-01-01, 2027-03-01, 2026-03-14}
    mill.planned.dates  {2027-01-01, 2028-01-01}
    old.dates           {2020-01-14, 2028-01-12}

    mill.plc.references  {"plc", "mill.cell", "mill.bus", "head", "old", "older", "mill.host"}

    mill.plc.level     1
    mill.plc.ua.level  1
    mill.host.level    4
    mill.cell.level    0 to 2, waits for mill.cell: level
    mill.silent.level  unknown, waits for mill.silent: level

    mill.lan.level  4
    mill.bus.level  0 to 2, waits for mill.bus: level
    vendor.level    none

    mill.plc.zone     "mill.cell"
    mill.plc.ua.zone  "mill.office"
    mill.lan.zone     "mill.office"
    mill.cell.zone    "mill.cell"
    mill.silent.zone  unknown, waits for mill.silent: zone

    vendor.zone  none

    mill.plc.zones     {"mill.cell", "mill.office"}
    mill.host.zones    {"mill.office", "mill.cell"}
    mill.silent.zones  {...}, waits for mill.silent: zone, mill.silent: networks

    mill.plc.domain   ot
    mill.host.domain  unknown, waits for mill.host: domain
    mill.bus.domain   ot

    vendor.domain  none

    mill.plc.traits     {controller, host}
    plc.traits          {controller, host}
    mill.silent.traits  unknown, waits for mill.silent: kind

    mill.plc.ua.traits  {controller, host}

    mill.cell.traits  {}

    mill.plc.kinds     {"plc", "device"}
    mill.silent.kinds  unknown, waits for mill.silent: kind

    mill.plc.ua.safety  sil-2
    mill.lan.safety     none

    mill.plc.interfaces     {"mill.plc" <-> "mill.host", "mill.host" -> "mill.plc.ua"}
    mill.plc.ua.interfaces  {"mill.host" -> "mill.plc.ua"}
    mill.host.interfaces    {"mill.host" -> "mill.plc.ua", "mill.plc" <-> "mill.host", "vendor" -> "mill.host"}
    mill.gone.interfaces    {"mill.host" -> "mill.gone"}
    vendor.interfaces       {"vendor" -> "mill.host", ...}, waits for vendor: complete: interfaces

    mill.host.interfaces-out  {"mill.host" -> "mill.plc.ua"}

    mill.host.interfaces-in  {"mill.plc" <-> "mill.host", "vendor" -> "mill.host"}

    mill.plc.products     {"old", "older"}
    mill.host.products    {"old"}
    mill.silent.products  unknown, waits for mill.silent: product

    mill.plc.state      active
    mill.host.state     active
    mill.planned.state  planned
    mill.gone.state     retired

    mill.plc.support-state     unsupported
    mill.host.support-state    extended
    mill.silent.support-state  unknown, waits for mill.silent: product

    old.support-state      extended
    older.support-state    unsupported
    unclear.support-state  unknown, waits for unclear: support

    mill.plc.support-ends     2019-12-31
    mill.host.support-ends    2028-01-12
    mill.silent.support-ends  unknown, waits for mill.silent: product

    mill.systems              {"mill.plc", "mill.host", "mill.silent", "mill.plc.card", "mill.kiln.burner.nozzle"}
    mill.kiln.systems         {"mill.kiln.burner.nozzle"}
    mill.kiln.burner.systems  {"mill.kiln.burner.nozzle"}

    mill.plc.subsystems  {"mill.plc.card"}

    mill.plc.endpoints  {"mill.plc.ua", ...}, waits for mill.plc: complete: endpoints

    mill.plc.dependencies  {"mill.plc/depends-on(host)", ...}, waits for mill.plc: complete: dependencies

    mill.plc.needs   {"mill.host"}
    mill.host.needs  {}

    mill.host.dependents  {"mill.plc"}

    (every permit p).interfaces  {"mill.plc" <-> "mill.host", "mill.silent" -> "mill.kiln.burner.nozzle"?, "mill.host" -> "mill.plc"?}, waits for mill.silent: zone, mill.way-in: protocol

    mill.plc.windows   {"mill.stop", ...}, waits for mill.plc: complete: windows
    mill.kiln.windows  {"mill.stop", ...}, waits for mill.kiln: complete: windows

    mill.plc.changes     {"mill.renew"}
    mill.host.changes    {"mill.renew"}
    mill.silent.changes  {}

    mill.plc.responsibilities                 {"mill.all-but"}
    mill.kiln.burner.nozzle.responsibilities  {"mill.all-but"?, "mill.row"?}, waits for loose: level, mill.silent: level, mill.kiln.burner.nozzle: level
    mill.host.responsibilities                {}

    mill.row.systems      {"mill.plc", "mill.kiln.burner.nozzle"}
    mill.all-but.systems  {"mill.plc", "mill.plc.card", "loose"?, "mill.silent"?, "mill.kiln.burner.nozzle"?}, waits for loose: level, mill.silent: level, mill.kiln.burner.nozzle: level
    mill.care.systems     {"mill.plc", "mill.plc.card"}

    mill.plc.agreements   {"mill.care"}
    mill.host.agreements  {}

    mill.row.parties  {"head", "automation", "vendor"}

    (every skill-cover c).skill  {"step5"}

    mill.plc.dependencies.target  {"mill.host", ...}, waits for mill.plc: complete: dependencies

    (every assignment a).role  {"head"}

    mill.opens.source           "mill.host"
    mill.border.permits.source  {"mill.office", "mill.cell", ...}, waits for mill.border: complete: permits

    mill.opens.target  "mill.plc"

    mill.opens.source-endpoint  none

    mill.opens.target-endpoint  "mill.plc.ua"

    mill.opens.source-zone    "mill.office"
    mill.outside.source-zone  none
    mill.inside.source-zone   unknown, waits for mill.silent: zone

    mill.opens.target-zone    "mill.office"
    mill.answers.target-zone  "mill.office"

    mill.opens.protocol    "opc"
    mill.answers.protocol  "modbus"
    mill.outside.protocol  unknown, waits for mill.outside: protocol

    mill.opens.conduits    {}
    mill.answers.conduits  {"mill.border"}
    mill.inside.conduits   unknown, waits for mill.silent: zone

    mill.answers.permits  {"mill.cell" <-> "mill.office"}
    mill.opens.permits    {}
    mill.outside.permits  {}
    mill.inside.permits   unknown, waits for mill.silent: zone

    mill.border.permits  {"mill.office" -> "mill.cell", "mill.cell" <-> "mill.office", ...}, waits for mill.border: complete: permits

    mill.opens.verbs    {reads, writes?}, waits for mill.opens: writes
    mill.answers.verbs  {session}
    mill.outside.verbs  unknown, waits for mill.outside: the verbs

    mill.opens.mutual    no
    mill.answers.mutual  yes

    mill.opens.remote-access                                                            none
    cut(vendor, mill.plc, over: every interface f where f.session = yes).remote-access  {"mill.way-in"}

    head.holders    {"automation"}
    nobody.holders  unknown, waits for nobody: held-by

    head.assignments  {"mill/assignment(head)", ...}, waits for head: complete: assignments

    mill.w.covered-findings  unknown"
  `);
});

test('an inverse relation sees who names an element, and who may but does not say so', () => {
  expect(
    evaluateAll(
      plant,
      `
      mill.cell.systems
      mill.office.systems
      mill.lan.members
      head.owns
      old.installations
      plc.systems
      mill.host.keeps-copies-of
      vendor.agreements
      `,
    ),
  ).toMatchInlineSnapshot(`
    "mill.cell.systems          {"mill.plc", "mill.plc.card"}
    mill.office.systems        {"mill.host"}
    mill.lan.members           {"mill.host"}
    head.owns                  {"mill.plc", "mill.plc.card", ...}, waits for head: complete: sites
    old.installations          {"mill.plc", "mill.host", ...}, waits for old: complete: systems
    plc.systems                {"mill.plc", ...}, waits for plc: complete: systems
    mill.host.keeps-copies-of  {"mill.plc"}
    vendor.agreements          {"mill.care", ...}, waits for vendor: complete: agreements"
  `);
});

test('what is not there on the reference date does not count, unless it is asked for', () => {
  expect(
    evaluateAll(
      plant,
      `
      count(every system s)
      count(every system s at any date)
      mill.gone in every system s
      mill.gone in every system s at any date
      every interface f at any date in mill.gone.interfaces
      every interface f in mill.host.interfaces where f.target = mill.gone
      `,
    ),
  ).toMatchInlineSnapshot(`
    "count(every system s)                                                 6
    count(every system s at any date)                                     8
    mill.gone in every system s                                           no
    mill.gone in every system s at any date                               yes
    every interface f at any date in mill.gone.interfaces                 {"mill.host" -> "mill.gone"}
    every interface f in mill.host.interfaces where f.target = mill.gone  {}"
  `);
  expect(evaluateAll(plant, 'mill.planned in every system s', { today: '2028-01-01' })).toMatchInlineSnapshot(
    `"mill.planned in every system s  yes"`,
  );
});
