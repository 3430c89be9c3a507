import { functions } from '@weir/expression';
import { expect, test } from 'vitest';
import { evaluateAll, mistakes } from './evaluate.js';

const plant = `
  kind plc { traits: controller }
  kind jump { traits: broker }
  organisation vendor
  person kr-11
  role head { per: site   held-by: kr-11 }
  role lead { held-by: kr-11, vendor }
  role nobody
  site mill {
    complete: interfaces
    assignment head { held-by: kr-11 }
    zone cell { level: 1 }
    zone office { level: 4 }
    network lan { zone: office }
    system pc { zone: office   level: 4   networks: lan   quantity: 2   owner: nobody }
    system hop { kind: jump   level: 3.5   quantity: 2 }
    system mes { level: 3   quantity: 3
      depends-on plc
      depends-on pc }
    system plc { kind: plc   level: 1   zone: cell   quantity: unknown   owner: head   backup { every: 1d } }
    system spare { kind: plc   level: 1   owner: lead   backup { every: 12h }
      depends-on mes }
    interface one pc -> hop { session: yes }
    interface two hop -> mes { session: yes }
    interface three mes -> plc { reads: yes }
    interface four pc -> mes { writes: yes }
    interface five mes <-> spare { commands: yes }
    interface six lan -> plc { programs: yes }
    remote-access way-in { from: vendor   through: hop   to: spare }
  }
  site other {
    system x { level: 4 }
    system y { level: 1 }
    interface seven x -> y
  }
  extend mill.plc { depends-on mill.spare }
  change cheap { budget: 50kEUR }
  change dear { budget: 0.1MEUR }
  change abroad { budget: 1kUSD }
  waiver w { rule: probe   for: mill.pc, mill.gone }
`;

/** What every function gives, so that none is left out. */
const cases: Readonly<Record<string, string>> = {
  count: `
    count((mill.pc, mill.mes))
    count(every system s where s.level >= 3)
    count(every system s where s.quantity = 2) >= 2
    count(every system s where s.quantity = 2) > 4
    count(every system s where s.quantity = 2) = 1
    count(mill.pc.interfaces)
    count(other.x.interfaces)
    count(other.x.interfaces) > 0
    count(other.x.interfaces) = 1
    count(none)
    count(path(mill.pc, mill.plc))
    count(mill.cell.systems) + count(mill.office.systems) >= 2
    1 - count(mill.cell.systems)`,
  sum: `
    sum((every system s where s.level >= 3).quantity)
    sum((mill.pc, mill.hop).quantity)
    sum((mill.pc, mill.plc).quantity)
    sum((mill.plc, mill.spare).backup.every)
    sum((cheap, dear).budget)
    sum((cheap, abroad).budget)
    sum((every system s where s.name = "gone").quantity)`,
  min: `
    min((mill.pc, mill.mes).level)
    min((mill.plc, mill.spare).backup.every)
    min((cheap, dear).budget)
    min((mill.pc, mill.plc).quantity)
    min((every system s where s.name = "gone").level)`,
  max: `
    max((mill.pc, mill.mes).level)
    max((cheap, dear).budget)
    max((2026-03-01, 2027-01-01))
    max((every system s where s.name = "gone").level)`,
  known: `
    known(mill.plc.owner)
    known(mill.hop.owner)
    known(mill.hop.backup)
    known(mill.plc.quantity)
    known(mill.pc.interfaces)
    known(mill.hop.networks)
    known(count(other.x.interfaces))
    known(count(mill.pc.interfaces))
    known(1 / 0)`,
  surely: `
    surely(mill.pc.level = 4)
    surely(mill.hop.zone = mill.cell)
    surely(not (mill.hop.zone = mill.cell))`,
  resolved: `
    resolved(w.for)
    resolved(mill.plc.owner)`,
  steps: `
    steps(mill.pc.level, mill.plc.level)
    steps(3, 4)
    steps(mill.pc.level, mill.cell.level)
    steps(7, 1)`,
  holders: `
    holders(mill.plc.owner, mill.plc)
    holders(mill.spare.owner, mill.spare)
    holders(mill.pc.owner, mill.pc)
    holders(head, other.x)
    holders(vendor, mill.plc)
    holders(mill.hop.owner, mill.hop)`,
  interfaces: `
    interfaces(mill.pc, mill.mes)
    interfaces(mill.mes, mill.pc)
    interfaces(mill.spare, mill.mes)
    interfaces(mill.pc, mill.plc)`,
  reaches: `
    reaches(mill.pc, mill.plc)
    reaches(mill.plc, mill.pc)
    reaches(mill.pc, mill.pc)
    reaches(mill.pc, mill.plc, avoiding: mill.mes)
    reaches(mill.hop, mill.plc, avoiding: mill.mes)
    reaches(mill.pc, mill.plc, over: every interface f where session in f.verbs)
    reaches(mill.pc, mill.mes, over: every interface f where session in f.verbs)
    reaches(mill.pc, mill.mes, over: every interface f where f.session = yes)
    reaches(mill.hop, mill.mes, over: every interface f where session in f.verbs, avoiding: mill.hop)
    reaches(mill.lan, mill.plc, over: every interface f where programs in f.verbs)
    reaches(vendor, mill.spare)
    reaches(other.x, other.y)
    reaches(other.y, other.x)
    reaches(other.y, mill.plc)
    reaches(other.y, mill.pc)
    reaches(mill.plc, mill.pc, over: data)
    reaches(mill.plc, mill.mes, over: data)
    reaches(mill.spare, mill.pc, over: dependencies)
    reaches(every system s where s.level >= 4, mill.plc, avoiding: every system b where broker in b.traits)
    reaches(every system s where s.quantity = 3, mill.pc)`,
  reached: `
    reached(mill.hop)
    reached(mill.hop, over: every interface f where session in f.verbs)
    reached(mill.pc, avoiding: every system b where broker in b.traits)
    reached(other.x)`,
  path: `
    path(mill.pc, mill.plc)
    path(mill.hop, mill.plc)
    path(mill.plc, mill.pc)
    path(mill.plc, mill.pc) = none
    path(other.y, other.x)
    path(mill.pc, mill.spare, through: mill.two)
    path(mill.pc, mill.plc, over: every interface f where f.reads != none)`,
  cut: `
    cut(mill.pc, mill.spare)
    cut(mill.hop, mill.plc)
    cut(mill.pc, mill.plc)
    cut(mill.plc, mill.pc)
    cut(other.y, other.x)
    cut(vendor, mill.spare, over: every interface f where session in f.verbs)`,
  cycles: `
    cycles(over: dependencies)
    mill.plc in cycles(over: dependencies)
    cycles()`,
};

test('every function has its cases', () => {
  expect(Object.keys(cases)).toEqual(functions.map(({ name }) => name));
});

test('functions give what their documentation says', () => {
  const all = Object.values(cases).map((expressions) => evaluateAll(plant, expressions));
  expect(all.join('\n\n')).toMatchInlineSnapshot(`
    "count((mill.pc, mill.mes))                                  2
    count(every system s where s.level >= 3)                    4
    count(every system s where s.quantity = 2) >= 2             yes
    count(every system s where s.quantity = 2) > 4              unknown, waits for mill.plc: quantity, mill.spare: quantity, other.x: quantity, other.y: quantity
    count(every system s where s.quantity = 2) = 1              no
    count(mill.pc.interfaces)                                   2
    count(other.x.interfaces)                                   at least 1, waits for other.x: complete: interfaces
    count(other.x.interfaces) > 0                               yes
    count(other.x.interfaces) = 1                               unknown, waits for other.x: complete: interfaces
    count(none)                                                 ! \`count\` needs a set; this is \`none\`.
    count(path(mill.pc, mill.plc))                              1
    count(mill.cell.systems) + count(mill.office.systems) >= 2  yes
    1 - count(mill.cell.systems)                                at most 0, waits for mill.cell: complete: systems

    sum((every system s where s.level >= 3).quantity)     unknown, waits for other.x: quantity
    sum((mill.pc, mill.hop).quantity)                     4
    sum((mill.pc, mill.plc).quantity)                     unknown, waits for mill.plc: quantity
    sum((mill.plc, mill.spare).backup.every)              1.5d
    sum((cheap, dear).budget)                             150000EUR
    sum((cheap, abroad).budget)                           unknown
    sum((every system s where s.name = "gone").quantity)  0

    min((mill.pc, mill.mes).level)                     3
    min((mill.plc, mill.spare).backup.every)           12h
    min((cheap, dear).budget)                          50kEUR
    min((mill.pc, mill.plc).quantity)                  unknown, waits for mill.plc: quantity
    min((every system s where s.name = "gone").level)  none

    max((mill.pc, mill.mes).level)                     4
    max((cheap, dear).budget)                          0.1MEUR
    max((2026-03-01, 2027-01-01))                      2027-01-01
    max((every system s where s.name = "gone").level)  none

    known(mill.plc.owner)             yes
    known(mill.hop.owner)             no
    known(mill.hop.backup)            no
    known(mill.plc.quantity)          no
    known(mill.pc.interfaces)         yes
    known(mill.hop.networks)          no
    known(count(other.x.interfaces))  no
    known(count(mill.pc.interfaces))  yes
    known(1 / 0)                      no

    surely(mill.pc.level = 4)                yes
    surely(mill.hop.zone = mill.cell)        no
    surely(not (mill.hop.zone = mill.cell))  no

    resolved(w.for)           no
    resolved(mill.plc.owner)  yes

    steps(mill.pc.level, mill.plc.level)   4
    steps(3, 4)                            2
    steps(mill.pc.level, mill.cell.level)  4
    steps(7, 1)                            unknown

    holders(mill.plc.owner, mill.plc)      {"kr-11"}
    holders(mill.spare.owner, mill.spare)  {"kr-11", "vendor"}
    holders(mill.pc.owner, mill.pc)        unknown, waits for nobody: held-by
    holders(head, other.x)                 unknown, waits for other: the holder of head
    holders(vendor, mill.plc)              {"vendor"}
    holders(mill.hop.owner, mill.hop)      unknown, waits for mill.hop: owner

    interfaces(mill.pc, mill.mes)     {"mill.pc" -> "mill.mes"}
    interfaces(mill.mes, mill.pc)     {"mill.pc" -> "mill.mes"}
    interfaces(mill.spare, mill.mes)  {"mill.mes" <-> "mill.spare"}
    interfaces(mill.pc, mill.plc)     {}

    reaches(mill.pc, mill.plc)                                                                               yes
    reaches(mill.plc, mill.pc)                                                                               no
    reaches(mill.pc, mill.pc)                                                                                no
    reaches(mill.pc, mill.plc, avoiding: mill.mes)                                                           yes
    reaches(mill.hop, mill.plc, avoiding: mill.mes)                                                          no
    reaches(mill.pc, mill.plc, over: every interface f where session in f.verbs)                             no
    reaches(mill.pc, mill.mes, over: every interface f where session in f.verbs)                             yes
    reaches(mill.pc, mill.mes, over: every interface f where f.session = yes)                                yes
    reaches(mill.hop, mill.mes, over: every interface f where session in f.verbs, avoiding: mill.hop)        no
    reaches(mill.lan, mill.plc, over: every interface f where programs in f.verbs)                           yes
    reaches(vendor, mill.spare)                                                                              yes
    reaches(other.x, other.y)                                                                                yes
    reaches(other.y, other.x)                                                                                unknown, waits for other: complete: interfaces
    reaches(other.y, mill.plc)                                                                               unknown, waits for other: complete: interfaces
    reaches(other.y, mill.pc)                                                                                no
    reaches(mill.plc, mill.pc, over: data)                                                                   no
    reaches(mill.plc, mill.mes, over: data)                                                                  yes
    reaches(mill.spare, mill.pc, over: dependencies)                                                         yes
    reaches(every system s where s.level >= 4, mill.plc, avoiding: every system b where broker in b.traits)  unknown, waits for mill.pc: kind, mill.mes: kind, other.x: kind, other.y: kind
    reaches(every system s where s.quantity = 3, mill.pc)                                                    no

    reached(mill.hop)                                                    {"mill.mes", "mill.spare", "mill.plc"}
    reached(mill.hop, over: every interface f where session in f.verbs)  {"mill.mes", "mill.spare"}, waits for other.seven: the verbs
    reached(mill.pc, avoiding: every system b where broker in b.traits)  {"mill.mes"?, "mill.plc"?, "mill.spare"?}, waits for mill.pc: kind, mill.mes: kind, other.x: kind, other.y: kind
    reached(other.x)                                                     {"other.y", ...}, waits for other: complete: interfaces

    path(mill.pc, mill.plc)                                                 mill.pc -> mill.lan -> mill.plc
    path(mill.hop, mill.plc)                                                mill.hop -> mill.mes -> mill.plc
    path(mill.plc, mill.pc)                                                 none
    path(mill.plc, mill.pc) = none                                          yes
    path(other.y, other.x)                                                  unknown, waits for other: complete: interfaces
    path(mill.pc, mill.spare, through: mill.two)                            mill.pc -> mill.hop -> mill.mes -> mill.spare
    path(mill.pc, mill.plc, over: every interface f where f.reads != none)  unknown, waits for mill.one: reads, mill.two: reads, mill.four: reads, mill.five: reads, mill.six: reads, other.seven: reads, mill.way-in/vendor->hop: reads, mill.way-in/hop->spare: reads

    cut(mill.pc, mill.spare)                                                   {"mill.pc" -> "mill.mes", "mill.pc" -> "mill.hop"}
    cut(mill.hop, mill.plc)                                                    {"mill.mes" -> "mill.plc"}
    cut(mill.pc, mill.plc)                                                     {"mill.lan" -> "mill.plc", "mill.mes" -> "mill.plc"}
    cut(mill.plc, mill.pc)                                                     {}
    cut(other.y, other.x)                                                      unknown, waits for other: complete: interfaces
    cut(vendor, mill.spare, over: every interface f where session in f.verbs)  {"vendor" -> "mill.hop"}

    cycles(over: dependencies)              {"mill.mes", "mill.plc", "mill.spare"}
    mill.plc in cycles(over: dependencies)  yes
    cycles()                                {"mill.mes", "mill.spare"}"
  `);
});

test('a call with other arguments says how to call it', () => {
  const wrong = [
    'count()',
    'count(mill.pc)',
    'count(mill.cell.systems, mill.office.systems)',
    'sum(mill.cell.systems)',
    'sum(mill.cell.systems.owner)',
    'max(mill.cell.systems.name)',
    'known()',
    'surely(mill.pc.level)',
    'resolved(w)',
    'resolved(w.fro)',
    'resolved(mill.cell.systems.owner)',
    'steps(mill.pc.level)',
    'steps(mill.pc, mill.plc)',
    'steps(mill.cell.systems.level, 1)',
    'holders(mill.plc, mill.plc)',
    'interfaces(mill.pc, (mill.plc, mill.mes))',
    'reaches(mill.pc)',
    'reaches(mill.pc, mill.plc, over: every system s)',
    'reaches(mill.pc, mill.plc, avoiding: head)',
    'reaches(mill.pc, mill.plc, past: mill.mes)',
    'reaches(mill.pc, head)',
    'path(mill.pc, mill.plc, through: mill.mes)',
    'cut(mill.pc, mill.plc, through: mill.one)',
    'cycles(mill.pc)',
    'cycles(past: dependencies)',
  ];
  expect(wrong.map((expression) => mistakes(plant, expression)).join('\n')).toMatchInlineSnapshot(`
    "count()
    ^^^^^^^ \`count\` cannot be called with these arguments. Call it as \`count(set)\`.
    count(mill.pc)
          ^^^^^^^ \`count\` needs a set; this is a system. Give it a relation such as \`s.interfaces\`, or a selection such as \`every system s\`.
    count(mill.cell.systems, mill.office.systems)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`count\` cannot be called with these arguments. Call it as \`count(set)\`.
    sum(mill.cell.systems)
    ^^^^^^^^^^^^^^^^^^^^^^ \`sum\` needs numbers, durations or money; this is a set (each a system). Name the property to compute with: \`z.systems.quantity\`.
    sum(mill.cell.systems.owner)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`sum\` needs numbers, durations or money; this is a set (each a role, a team or an organisation). Name the property to compute with: \`z.systems.quantity\`.
    max(mill.cell.systems.name)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`max\` needs numbers, durations, money, dates, levels or ranked words; this is a set (each a text). Name the property to compute with: \`z.systems.quantity\`.
    known()
    ^^^^^^^ \`known\` cannot be called with these arguments. Call it as \`known(value)\`.
    surely(mill.pc.level)
           ^^^^^^^^^^^^^ This is a Purdue level, where a condition is needed. Compare it with something, such as \`... = yes\`.
    resolved(w)
    ^^^^^^^^^^^ \`resolved\` cannot be called with these arguments. Call it as \`resolved(element.property)\`.
    resolved(w.fro)
             ^^^^^ A waiver has no property \`fro\` that could name something. Name a property of one element: \`resolved(w.for)\`.
    resolved(mill.cell.systems.owner)
             ^^^^^^^^^^^^^^^^^^^^^^^ A set (each a system) has no property \`owner\` that could name something. Name a property of one element: \`resolved(w.for)\`.
    steps(mill.pc.level)
    ^^^^^^^^^^^^^^^^^^^^ \`steps\` cannot be called with these arguments. Call it as \`steps(level, level)\`.
    steps(mill.pc, mill.plc)
          ^^^^^^^ \`steps\` needs a Purdue level here; this is a system. Call it as \`steps(level, level)\`.
    steps(mill.cell.systems.level, 1)
          ^^^^^^^^^^^^^^^^^^^^^^^ \`steps\` needs a Purdue level here; this is a set (each a Purdue level). Call it as \`steps(level, level)\`.
    holders(mill.plc, mill.plc)
            ^^^^^^^^ \`holders\` needs a role, a team or an organisation here; this is a system. Call it as \`holders(role, element)\`.
    interfaces(mill.pc, (mill.plc, mill.mes))
                        ^^^^^^^^^^^^^^^^^^^^ \`interfaces\` needs a system, an endpoint, a network, a zone or an organisation here; this is a set (each a system). Call it as \`interfaces(a, b)\`.
    reaches(mill.pc)
    ^^^^^^^^^^^^^^^^ \`reaches\` cannot be called with these arguments. Call it as \`reaches(from, to, over: interfaces, avoiding: elements)\`.
    reaches(mill.pc, mill.plc, over: every system s)
                                     ^^^^^^^^^^^^^^ \`over:\` needs interfaces; this is a set (each a system). Write \`over: every interface f where f.pivots\`, \`over: data\` or \`over: dependencies\`.
    reaches(mill.pc, mill.plc, avoiding: head)
                                         ^^^^ This is a role, where \`reaches\` needs a system, an endpoint, a network, a zone or an organisation, or a set of them. Call it as \`reaches(from, to, over: interfaces, avoiding: elements)\`.
    reaches(mill.pc, mill.plc, past: mill.mes)
                               ^^^^ \`reaches\` has no argument \`past\`. Call it as \`reaches(from, to, over: interfaces, avoiding: elements)\`.
    reaches(mill.pc, head)
                     ^^^^ This is a role, where \`reaches\` needs a system, an endpoint, a network, a zone or an organisation, or a set of them. Call it as \`reaches(from, to, over: interfaces, avoiding: elements)\`.
    path(mill.pc, mill.plc, through: mill.mes)
                                     ^^^^^^^^ This is a system, where \`path\` needs an interface, or a set of them. Call it as \`path(from, to, over: interfaces, avoiding: elements, through: interface)\`.
    cut(mill.pc, mill.plc, through: mill.one)
                           ^^^^^^^ \`cut\` has no argument \`through\`. Call it as \`cut(from, to, over: interfaces, avoiding: elements)\`.
    cycles(mill.pc)
    ^^^^^^^^^^^^^^^ \`cycles\` cannot be called with these arguments. Call it as \`cycles(over: dependencies)\`.
    cycles(past: dependencies)
           ^^^^ \`cycles\` has no argument \`past\`. Call it as \`cycles(over: dependencies)\`."
  `);
});
