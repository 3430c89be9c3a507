import { expect, test } from 'vitest';
import { evaluateAll } from './evaluate.js';

const plant = `
  kind plc { traits: controller }
  kind hmi { traits: operator-station, host }
  role head   role shift
  zone cell { levels: 0..2   kind: control }
  zone office { level: 4   kind: enterprise }
  system a "Feed" { kind: plc   level: 1   zone: cell   criticality: high   owner: head   quantity: 2   backup { every: 1d   restore-tested: 2026-03-14 } }
  system b "Drum" { kind: hmi   level: none   zone: office   criticality: low   owner: none   quantity: 2   backup: none }
  system c
  change x { budget: 85kEUR }
  change y { budget: 0.085MEUR }
  change z { budget: 90kUSD }
`;

test('logic is Kleene’s: what is not known matters only where nothing else decides', () => {
  expect(
    evaluateAll(
      plant,
      `
      a.level = 1 and c.level = 1
      a.level = 2 and c.level = 1
      c.level = 1 and a.level = 2
      a.level = 1 or c.level = 1
      c.level = 1 or a.level = 1
      c.level = 1 or a.level = 2
      not c.level = 1
      not (a.level = 1)
      not a.level = 1 and a.level = 1
      a.level = 2 or a.level = 1 and a.criticality = high
      c.level = 1 and c.owner = head
      `,
    ),
  ).toMatchInlineSnapshot(`
    "a.level = 1 and c.level = 1                          unknown, waits for c: level
    a.level = 2 and c.level = 1                          no
    c.level = 1 and a.level = 2                          no
    a.level = 1 or c.level = 1                           yes
    c.level = 1 or a.level = 1                           yes
    c.level = 1 or a.level = 2                           unknown, waits for c: level
    not c.level = 1                                      unknown, waits for c: level
    not (a.level = 1)                                    no
    not a.level = 1 and a.level = 1                      no
    a.level = 2 or a.level = 1 and a.criticality = high  yes
    c.level = 1 and c.owner = head                       unknown, waits for c: level, c: owner"
  `);
});

test('a comparison with an unknown is unknown, an order with none never holds', () => {
  expect(
    evaluateAll(
      plant,
      `
      a.level = 1
      a.level != 1
      c.level = 1
      c.level != 1
      b.level = none
      a.level = none
      b.level != 3
      b.level < 3
      b.level >= 3
      not b.level < 3
      b.owner = none
      b.owner.domain
      c.owner.domain
      b.backup.every
      b.backup = none
      a.backup != none
      a.criticality >= medium
      b.criticality >= medium
      c.criticality >= medium
      a.kind = plc
      a.kind != hmi
      a.name < b.name
      `,
    ),
  ).toMatchInlineSnapshot(`
    "a.level = 1              yes
    a.level != 1             no
    c.level = 1              unknown, waits for c: level
    c.level != 1             unknown, waits for c: level
    b.level = none           yes
    a.level = none           no
    b.level != 3             yes
    b.level < 3              no
    b.level >= 3             no
    not b.level < 3          yes
    b.owner = none           yes
    b.owner.domain           none
    c.owner.domain           unknown, waits for c: owner
    b.backup.every           none
    b.backup = none          yes
    a.backup != none         yes
    a.criticality >= medium  yes
    b.criticality >= medium  no
    c.criticality >= medium  unknown, waits for c: criticality
    a.kind = plc             yes
    a.kind != hmi            yes
    a.name < b.name          yes"
  `);
});

test('numbers, durations and money compute; what no number can say is unknown', () => {
  expect(
    evaluateAll(
      plant,
      `
      1 + 2 * 3 - 4 / 8
      a.quantity * 3
      c.quantity + 1
      b.owner.name
      1 / 0
      (a.quantity - b.quantity) / (a.quantity - b.quantity) = 1
      2 * 12h
      12h * 2 + 1d
      36h / 1d
      1d / 0d
      1y - 12mo
      1mo = 30d
      12mo < 1y
      a.backup.every < 25h
      x.budget = y.budget
      x.budget + y.budget
      x.budget * 2
      x.budget > 50kEUR
      x.budget > 100000EUR
      x.budget = 90kUSD
      x.budget < z.budget
      x.budget + z.budget
      95%
      95% > 0.9
      `,
    ),
  ).toMatchInlineSnapshot(`
    "1 + 2 * 3 - 4 / 8                                          6.5
    a.quantity * 3                                             6
    c.quantity + 1                                             unknown, waits for c: quantity
    b.owner.name                                               none
    1 / 0                                                      unknown
    (a.quantity - b.quantity) / (a.quantity - b.quantity) = 1  unknown
    2 * 12h                                                    24h
    12h * 2 + 1d                                               2d
    36h / 1d                                                   1.5
    1d / 0d                                                    unknown
    1y - 12mo                                                  5d
    1mo = 30d                                                  yes
    12mo < 1y                                                  yes
    a.backup.every < 25h                                       yes
    x.budget = y.budget                                        yes
    x.budget + y.budget                                        170000EUR
    x.budget * 2                                               170kEUR
    x.budget > 50kEUR                                          yes
    x.budget > 100000EUR                                       no
    x.budget = 90kUSD                                          unknown
    x.budget < z.budget                                        unknown
    x.budget + z.budget                                        unknown
    95%                                                        0.95
    95% > 0.9                                                  yes"
  `);
});

test('a date literal is an interval: before its first day, up to its last, within', () => {
  const dates = `
    person first { leaves: 2027-04-01 }
    person last { leaves: 2027-06-30 }
    person after { leaves: 2027-07-01 }
    person quarter { leaves: 2027-Q2 }
  `;
  expect(
    evaluateAll(
      dates,
      `
      first.leaves < 2027-Q2
      first.leaves <= 2027-Q2
      first.leaves = 2027-Q2
      first.leaves >= 2027-Q2
      first.leaves > 2027-Q2
      last.leaves < 2027-Q2
      last.leaves <= 2027-Q2
      last.leaves = 2027-Q2
      last.leaves > 2027-Q2
      after.leaves <= 2027-Q2
      after.leaves = 2027-Q2
      after.leaves != 2027-Q2
      after.leaves > 2027-Q2
      2027-Q2 = last.leaves
      2027-Q2 < after.leaves
      quarter.leaves
      after.leaves = 2027
      after.leaves < 2028
      last.leaves = 2027-W26
      today
      today < 2027
      today + 1mo
      2027-01-31 + 1mo
      2028-02-29 + 1y
      2027-Q1 + 3mo = last.leaves
      last.leaves - first.leaves
      last.leaves - today > 200d
      today + 99999999y
      2027-05-24T06:00 > 2027-05-24
      `,
    ),
  ).toMatchInlineSnapshot(`
    "first.leaves < 2027-Q2         no
    first.leaves <= 2027-Q2        yes
    first.leaves = 2027-Q2         yes
    first.leaves >= 2027-Q2        yes
    first.leaves > 2027-Q2         no
    last.leaves < 2027-Q2          no
    last.leaves <= 2027-Q2         yes
    last.leaves = 2027-Q2          yes
    last.leaves > 2027-Q2          no
    after.leaves <= 2027-Q2        no
    after.leaves = 2027-Q2         no
    after.leaves != 2027-Q2        yes
    after.leaves > 2027-Q2         yes
    2027-Q2 = last.leaves          yes
    2027-Q2 < after.leaves         yes
    quarter.leaves                 2027-04-01
    after.leaves = 2027            yes
    after.leaves < 2028            yes
    last.leaves = 2027-W26         yes
    today                          2026-11-24
    today < 2027                   yes
    today + 1mo                    2026-12-24
    2027-01-31 + 1mo               2027-02-28
    2028-02-29 + 1y                2029-02-28
    2027-Q1 + 3mo = last.leaves    yes
    last.leaves - first.leaves     90d
    last.leaves - today > 200d     yes
    today + 99999999y              unknown
    2027-05-24T06:00 > 2027-05-24  yes"
  `);
});

test('membership asks a set, a range or a list', () => {
  expect(
    evaluateAll(
      plant,
      `
      a.level in 0..2
      a.level not in 0..2
      b.level in 0..2
      b.level not in 0..2
      c.level in 0..2
      cell.level in 0..2
      cell.level in 0..1
      cell.level in 3..4
      cell.level in (3.5, 4)
      a.level in (0, 1)
      controller in a.traits
      controller not in b.traits
      controller in c.traits
      a.criticality in (high, critical)
      low in (a.criticality, b.criticality)
      a.owner in (head, shift)
      b.owner in (head, shift)
      b.owner not in (head, shift)
      a.owner in (c.owner, head)
      shift in (c.owner, head)
      a.backup.every in (24h, 2d)
      a in cell.systems
      c in cell.systems
      2 in (a.quantity, 3)
      `,
    ),
  ).toMatchInlineSnapshot(`
    "a.level in 0..2                        yes
    a.level not in 0..2                    no
    b.level in 0..2                        no
    b.level not in 0..2                    yes
    c.level in 0..2                        unknown, waits for c: level
    cell.level in 0..2                     yes
    cell.level in 0..1                     unknown, waits for cell: level
    cell.level in 3..4                     no
    cell.level in (3.5, 4)                 no
    a.level in (0, 1)                      yes
    controller in a.traits                 yes
    controller not in b.traits             yes
    controller in c.traits                 unknown, waits for c: kind
    a.criticality in (high, critical)      yes
    low in (a.criticality, b.criticality)  yes
    a.owner in (head, shift)               yes
    b.owner in (head, shift)               no
    b.owner not in (head, shift)           yes
    a.owner in (c.owner, head)             yes
    shift in (c.owner, head)               unknown, waits for c: owner
    a.backup.every in (24h, 2d)            yes
    a in cell.systems                      yes
    c in cell.systems                      unknown, waits for cell: complete: systems
    2 in (a.quantity, 3)                   yes"
  `);
});

test('a set keeps apart what belongs, what may, and whether there may be others', () => {
  expect(
    evaluateAll(
      plant,
      `
      (a, b)
      (a, a, (b, a))
      (a.owner, b.owner)
      (a.owner, c.owner)
      every system s
      every system s where s.level <= 2
      every system s where controller in s.traits
      every system s in (a, b) where s.level = 1
      every system s in b
      cell.systems
      cell.systems.owner
      (every system s).level
      (every system s).quantity
      (every system s).owner = none
      cell.systems = none
      office.systems != none
      (a, b).backup.every
      `,
    ),
  ).toMatchInlineSnapshot(`
    "(a, b)                                       {"a", "b"}
    (a, a, (b, a))                               {"a", "b"}
    (a.owner, b.owner)                           {"head"}
    (a.owner, c.owner)                           {"head", ...}, waits for c: owner
    every system s                               {"a", "b", "c"}
    every system s where s.level <= 2            {"a", "c"?}, waits for c: level
    every system s where controller in s.traits  {"a", "c"?}, waits for c: kind
    every system s in (a, b) where s.level = 1   {"a"}
    every system s in b                          {"b"}
    cell.systems                                 {"a", ...}, waits for cell: complete: systems
    cell.systems.owner                           {"head", ...}, waits for cell: complete: systems
    (every system s).level                       {1, ...}, waits for c: level
    (every system s).quantity                    {2, 2, ...}, waits for c: quantity
    (every system s).owner = none                no
    cell.systems = none                          no
    office.systems != none                       yes
    (a, b).backup.every                          {1d}"
  `);
  expect(evaluateAll(plant, 'cell.systems\nc in cell.systems', { complete: ['systems'] })).toMatchInlineSnapshot(`
    "cell.systems       {"a"}
    c in cell.systems  no"
  `);
});

test('quantifiers are decided by the first member that decides', () => {
  expect(
    evaluateAll(
      plant,
      `
      exists s in every system t satisfies s.level = 1
      exists s in every system t satisfies s.level = 2
      exists s in (a, b) satisfies s.level = 2
      all s in every system t satisfies s.level = 1
      all s in (a, c) satisfies s.level = 1
      all s in (every system t where t.name = "nobody") satisfies s.level = 1
      exists s in (every system t where t.name = "nobody") satisfies s.level = 1
      all s in cell.systems satisfies s.level = 1
      exists s in cell.systems satisfies s.level = 1
      exists s in cell.systems satisfies s.level = 2
      all s in (every system t where t.level <= 2) satisfies s.criticality = high
      exists s in (every system t where t.level <= 2) satisfies s.criticality = critical
      exists k in a.kind.special-cases satisfies k = plc
      `,
    ),
  ).toMatchInlineSnapshot(`
    "exists s in every system t satisfies s.level = 1                                    yes
    exists s in every system t satisfies s.level = 2                                    unknown, waits for c: level
    exists s in (a, b) satisfies s.level = 2                                            no
    all s in every system t satisfies s.level = 1                                       no
    all s in (a, c) satisfies s.level = 1                                               unknown, waits for c: level
    all s in (every system t where t.name = "nobody") satisfies s.level = 1             yes
    exists s in (every system t where t.name = "nobody") satisfies s.level = 1          no
    all s in cell.systems satisfies s.level = 1                                         unknown, waits for cell: complete: systems
    exists s in cell.systems satisfies s.level = 1                                      yes
    exists s in cell.systems satisfies s.level = 2                                      unknown, waits for cell: complete: systems
    all s in (every system t where t.level <= 2) satisfies s.criticality = high         unknown, waits for c: criticality, c: level
    exists s in (every system t where t.level <= 2) satisfies s.criticality = critical  unknown, waits for c: criticality, c: level
    exists k in a.kind.special-cases satisfies k = plc                                  unknown, waits for plc: complete: kinds"
  `);
});

test('texts match patterns as a whole, and templates show what is not known as such', () => {
  expect(
    evaluateAll(
      plant,
      `
      a.title matches "F.*"
      a.title matches "F"
      a.title matches "(?i)feed"
      c.title matches "F.*"
      a.owner.name matches "[a-z]+"
      b.owner.name matches "[a-z]+"
      `,
    ),
  ).toMatchInlineSnapshot(`
    "a.title matches "F.*"          yes
    a.title matches "F"            no
    a.title matches "(?i)feed"     yes
    c.title matches "F.*"          no
    a.owner.name matches "[a-z]+"  yes
    b.owner.name matches "[a-z]+"  no"
  `);
});

test('security levels compare requirement by requirement', () => {
  const zones = `
    zone strong { sl-target: 3 }
    zone mixed { sl-target { all: 2   rdf: 3 } }
    zone partial { sl-target { rdf: 1 } }
  `;
  expect(
    evaluateAll(
      zones,
      `
      strong.sl-target >= mixed.sl-target
      mixed.sl-target >= strong.sl-target
      mixed.sl-target >= 2
      mixed.sl-target = 2
      mixed.sl-target = [2, 2, 2, 2, 3, 2, 2]
      partial.sl-target >= 2
      partial.sl-target >= 1
      `,
    ),
  ).toMatchInlineSnapshot(`
    "strong.sl-target >= mixed.sl-target      yes
    mixed.sl-target >= strong.sl-target      no
    mixed.sl-target >= 2                     yes
    mixed.sl-target = 2                      no
    mixed.sl-target = [2, 2, 2, 2, 3, 2, 2]  yes
    partial.sl-target >= 2                   no
    partial.sl-target >= 1                   unknown"
  `);
});

test('a word that only some of the possible types have is none on the others', () => {
  const ends = `
    kind plc
    role head
    organisation vendor
    zone cell { kind: control   owner: head }
    system a { kind: plc   owner: head   criticality: high }
    interface from-zone cell -> a
    interface from-vendor vendor -> a
  `;
  expect(
    evaluateAll(
      ends,
      `
      from-zone.source.owner
      from-zone.source.criticality
      from-zone.source.kind
      from-zone.source.kind.traits
      from-vendor.source.criticality
      from-vendor.source.level
      from-vendor.target.kind
      (every interface f).source.criticality
      `,
    ),
  ).toMatchInlineSnapshot(`
    "from-zone.source.owner                  "head"
    from-zone.source.criticality            none
    from-zone.source.kind                   none
    from-zone.source.kind.traits            none
    from-vendor.source.criticality          unknown, waits for vendor: criticality
    from-vendor.source.level                none
    from-vendor.target.kind                 "plc"
    (every interface f).source.criticality  {...}, waits for vendor: criticality"
  `);
});
