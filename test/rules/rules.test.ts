import { expect, test } from 'vitest';
import { found, marked } from './check-text.js';

test('a rule finds where its conditions hold and `require` does not', () => {
  expect(
    marked(`
rule unowned "Unowned" {
  severity: error   because: "b"
  for: every system s where s.level <= 2
  require: known(s.owner) and s.owner != none
  message: "{s} on level {s.level} has no owner"
  help: "Write \`owner:\` in {s.title}."
}
role head
system plc "Feed PLC" { level: 1 }
system hmi { level: 2   owner: head }
system erp { level: 4 }
system drum { level: 0   owner: none }
`),
  ).toMatchInlineSnapshot(`
    "
    rule unowned "Unowned" {
      severity: error   because: "b"
      for: every system s where s.level <= 2
      require: known(s.owner) and s.owner != none
      message: "{s} on level {s.level} has no owner"
      help: "Write \`owner:\` in {s.title}."
    }
    role head
    system plc "Feed PLC" { level: 1 }
           ^^^ error unowned: "plc" on level 1 has no owner. Write \`owner:\` in Feed PLC.
    system hmi { level: 2   owner: head }
    system erp { level: 4 }
    system drum { level: 0   owner: none }
           ^^^^ error unowned: "drum" on level 0 has no owner. Write \`owner:\` in none.
    "
  `);
});

const asked = `
rule unowned "Unowned" {
  severity: error   because: "b"   for: every system s   require: known(s.owner) and s.owner != none   message: "{s} has no owner"
}
rule unready "Unready" { severity: error   because: "b"   for: every system s   require: s.state != build   message: "{s} is being built" }
rule crowded "Crowded" { severity: error   because: "b"   for: every site t   require: count(t.systems) < 3   message: "{t}: {t.systems}" }
`;

test('what is stated and not understood is one finding: no rule asks for it again, and it is no gap', () => {
  expect(
    found(`${asked}
role head
site mill {
  area kiln { owner: haed   system drum { lifecycle: none } }
  system plc { owner: 2027   lifecycle { build: soon }   rto: 4 hours }
}
`),
  ).toMatchInlineSnapshot(`
    "error unresolved-name: No role, team or organisation is called "haed". Did you mean \`head\`?
    error wrong-value: The number 2027 does not fit \`owner\`. Write the name of a role, a team or an organisation.
    error wrong-value: \`soon\` does not fit \`build\`. Write a date such as \`2027-06\` or \`2027-06-30\`.
    error syntax-error: A blank parts \`4\` from its unit. Write \`4h\`."
  `);
});

test('what a change plans does not stand in the site yet', () => {
  expect(
    found(`${asked}
role head
site mill {
  system plc { owner: head   lifecycle { active: 2000 } }   system hmi { owner: head   lifecycle { active: 2000 } }
  change replace { state: approved
    system new
  }
}
`),
  ).toMatchInlineSnapshot(`""`);
});

test('further selections are counterparts, and `at` says what to point at', () => {
  expect(
    marked(`
rule flat "Flat" {
  severity: warning   because: "b"
  for: every system s where s.level = 4, every network n in s.networks, every system c in n.members where c.level = 1
  require: c = s
  at: n
  message: "{s} shares {n} with {c}"
}
network office
network lan
system pc { level: 4   networks: office, lan }
system plc { level: 1   networks: lan }
`),
  ).toMatchInlineSnapshot(`
    "
    rule flat "Flat" {
      severity: warning   because: "b"
      for: every system s where s.level = 4, every network n in s.networks, every system c in n.members where c.level = 1
      require: c = s
      at: n
      message: "{s} shares {n} with {c}"
    }
    network office
    network lan
            ^^^ warning flat: "pc" shares "lan" with "plc".
      with system "plc"
    system pc { level: 4   networks: office, lan }
    system plc { level: 1   networks: lan }
    "
  `);
});

test('what is not known is one gap for each fact, with the rules that wait for it', () => {
  const plant = `
rule high "High" { severity: error   because: "b"   for: every system s   require: s.level < 4   message: "{s} is high" }
rule odd "Odd" { severity: note   because: "b"   for: every system s where s.level = 1   require: s.criticality = high   message: "{s} is odd" }
rule moot "Moot" { severity: note   because: "b"   for: every system s where s.name = "b"   require: s.level = 1 or s.name = "b"   message: "m" }
system a { level: 1 }
system b { criticality: low }
system c
`;
  expect(found(plant, { complete: [] })).toMatchInlineSnapshot(`
    "note (not-known) fact-not-known: Nobody has stated \`criticality\` of system "a", so "odd" cannot be decided. Write \`criticality: ...\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated \`level\` of system "b", so "high" and "odd" cannot be decided. Write \`level: ...\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated \`criticality\` of system "c", so "odd" cannot be decided. Write \`criticality: ...\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated \`level\` of system "c", so "high" and "odd" cannot be decided. Write \`level: ...\`, or \`none\` when there is none."
  `);
  // Where all systems are declared, what one of them does not state is a warning.
  expect(found(plant, { complete: ['systems'] })).toMatchInlineSnapshot(`
    "warning (not-known) fact-not-known: Nobody has stated \`criticality\` of system "a", so "odd" cannot be decided. Write \`criticality: ...\`, or \`none\` when there is none.
    warning (not-known) fact-not-known: Nobody has stated \`level\` of system "b", so "high" and "odd" cannot be decided. Write \`level: ...\`, or \`none\` when there is none.
    warning (not-known) fact-not-known: Nobody has stated \`criticality\` of system "c", so "odd" cannot be decided. Write \`criticality: ...\`, or \`none\` when there is none.
    warning (not-known) fact-not-known: Nobody has stated \`level\` of system "c", so "high" and "odd" cannot be decided. Write \`level: ...\`, or \`none\` when there is none."
  `);
});

test('a gap tells what to type', () => {
  expect(
    found(
      `
role head { per: site }
skill step5
rule r1 "R" { severity: note   because: "b"   for: every system s   require: s.backup.every <= 1d   message: "m" }
rule r2 "R" { severity: note   because: "b"   for: every system s   require: s.lifecycle.successor != none   message: "m" }
rule r3 "R" { severity: note   because: "b"   for: every system s   require: s.site.name = "mill"   message: "m" }
rule r4 "R" { severity: note   because: "b"   for: every system s where known(s.site)   require: count(holders(head, s)) > 0   message: "m" }
rule r5 "R" { severity: note   because: "b"   for: every interface f   require: commands in f.verbs   message: "m" }
rule r6 "R" { severity: note   because: "b"   for: every system s where s.level = 1   require: count(s.interfaces) = 1   message: "m" }
rule r7 "R" { severity: note   because: "b"   for: every system s   require: s.support-state != unsupported   message: "m" }
site mill { system plc { level: 1   backup { every: unknown }   product: old   lifecycle { active: 1996 } } }
product old
system loose { level: 2   backup: none   product: none   lifecycle: none }
interface mill.plc -> loose
`,
      { complete: [] },
    ),
  ).toMatchInlineSnapshot(`
    "note (not-known) fact-not-known: Nobody has stated the holder of head of site "mill", so "r4" cannot be decided. Write \`assignment head { held-by: ... }\` in its block.
    note (not-known) fact-not-known: Nobody has stated \`backup.every\` of system "mill.plc", so "r1" cannot be decided. Write \`backup { every: ... }\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated \`lifecycle.successor\` of system "mill.plc", so "r2" cannot be decided. Write \`lifecycle { successor: ... }\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated whether all interfaces of system "mill.plc" are declared, so "r6" cannot be decided. If they are, write \`complete: interfaces\` in its block.
    note (not-known) fact-not-known: Nobody has stated \`support\` of product "old", so "r7" cannot be decided. Write \`support { ... }\`, or \`none\` when there is none.
    note (not-known) fact-not-known: Nobody has stated \`site\` of system "loose", so "r3" cannot be decided. Declare it in the block of its \`site\`, or open that with \`extend\`.
    note r1: m.
    note r2: m.
    note (not-known) fact-not-known: Nobody has stated the verbs of interface "mill.plc->loose", so "r5" cannot be decided. Write \`reads:\`, \`writes:\`, \`commands:\`, \`programs:\` or \`session:\`."
  `);
});

test('what nothing that anybody could state would decide shows too', () => {
  expect(
    found(`
rule ratio "Ratio" { severity: note   because: "b"   for: every system s   require: s.quantity / 0 > 1   message: "m" }
rule dear "Dear" { severity: note   because: "b"   for: every change c   require: c.budget < 1kUSD   message: "m" }
system a { quantity: 2 }
change x { budget: 1kEUR }
`),
  ).toMatchInlineSnapshot(`
    "warning (not-known) fact-not-known: There is not a value that can be worked out of system "a", so "ratio" cannot be decided. Look for a division by zero, amounts in two currencies, or a fact that only the library could state.
    warning (not-known) fact-not-known: There is not a value that can be worked out of change "x", so "dear" cannot be decided. Look for a division by zero, amounts in two currencies, or a fact that only the library could state."
  `);
});

test('what a computed property waits for is a gap of every rule that reads it, for every subject', () => {
  expect(
    found(`
vocabulary { property system.high "High" { value: self.zone.level >= 3 } }
rule one "One" { severity: note   because: "b"   for: every system s   require: s.high   message: "m" }
rule two "Two" { severity: note   because: "b"   for: every system s   require: not s.high and s.high   message: "m" }
zone silent
system a { zone: silent }
system b { zone: silent }
system c
`),
  ).toMatchInlineSnapshot(`
    "warning (not-known) fact-not-known: Nobody has stated \`level\` of zone "silent", so "one" and "two" cannot be decided. Write \`level: ...\`, or \`none\` when there is none.
    warning (not-known) fact-not-known: Nobody has stated \`zone\` of system "c", so "one" and "two" cannot be decided. Write \`zone: ...\`, or \`none\` when there is none."
  `);
});

test('what is asked again for the next counterpart is waited for again', () => {
  expect(
    found(`
rule hosted "Hosted" {
  severity: note   because: "b"
  for: every system s, every activity a
  require: count(every system h in s.runs-on) > 0 or a.mandatory = yes
  message: "m"
}
activity first { mandatory: yes }
activity second { mandatory: no }
system s
`),
  ).toMatchInlineSnapshot(
    `"warning (not-known) fact-not-known: Nobody has stated \`runs-on\` of system "s", so "hosted" cannot be decided. Write \`runs-on: ...\`, or \`none\` when there is none."`,
  );
});

test('candidates that may belong are neither found nor passed', () => {
  expect(
    found(`
rule low "Low" {
  severity: note   because: "b"
  for: every system s in (every system t where t.level <= 2)
  require: s.criticality = high
  message: "{s} is low"
}
system a { level: 1   criticality: low }
system b { criticality: low }
system c { criticality: high }
`),
  ).toMatchInlineSnapshot(`
    "note low: "a" is low.
    warning (not-known) fact-not-known: Nobody has stated \`level\` of system "b", so "low" cannot be decided. Write \`level: ...\`, or \`none\` when there is none.
    warning (not-known) fact-not-known: Nobody has stated \`level\` of system "c", so "low" cannot be decided. Write \`level: ...\`, or \`none\` when there is none."
  `);
});

test('`once-per` makes one finding of all that share it', () => {
  expect(
    found(`
rule crossing "Crossing" {
  severity: warning   because: "b"
  for: every interface f where f.source-zone != f.target-zone
  require: no
  once-per: (f.source-zone, f.target-zone)
  message: "{f.source-zone} talks to {f.target-zone}"
}
zone x
zone y
system a { zone: x }
system b { zone: x }
system c { zone: y }
interface one a -> c
interface two b -> c
interface three c -> a
interface four a -> b
`),
  ).toMatchInlineSnapshot(`
    "warning crossing: "x" talks to "y".
      with interface "b" -> "c"
      with interface "c" -> "a""
  `);
});

test('`path` shows the chain', () => {
  expect(
    found(`
rule open "Open" {
  severity: error   because: "b"
  for: every interface f in cut(erp, plc)
  require: no
  path: path(erp, plc, through: f)
  message: "{f} opens {path(erp, plc)}"
}
system erp
system mes
system plc
interface erp -> mes
interface mes -> plc
`),
  ).toMatchInlineSnapshot(`"error open: "erp" -> "mes" opens erp -> mes -> plc."`);
});

test('what is wrong in a rule is told where it stands, and the rule does not run', () => {
  expect(
    marked(`
rule wrong "Wrong" {
  severity: warning   because: "b"
  for: every system s, s.interfaces
  require: s.levle = 1
  at: s.level
  path: s
  once-per: s.zoen
  message: "{s.titel} is wrong"
  unless: wrogn, right by s.level, s.level
  parameter longest { type: duration   default: 5 }
}
rule right "Right" {
  severity: warning   because: "b"
  parameter most { type: number   default: 3 }
  for: every system s
  require: count(s.interfaces) <= most
  message: "{s} has more than {most}"
}
system a
`),
  ).toMatchInlineSnapshot(`
    "
    rule wrong "Wrong" {
      severity: warning   because: "b"
      for: every system s, s.interfaces
                           ^^^^^^^^^^^^ error unresolved-name: No element is called "s.interfaces". Declare it, such as \`system interfaces\`, or correct the name.
      require: s.levle = 1
                 ^^^^^ error ill-typed-rule: A system has no \`levle\`. Did you mean \`level\`?
      at: s.level
          ^^^^^^^ error ill-typed-rule: \`at\` is an element; this is a Purdue level. Name an element, such as \`f.target\`.
      path: s
            ^ error ill-typed-rule: \`path\` is a path of connections; this is a system. Write it as \`path: path(a, b)\`.
      once-per: s.zoen
                  ^^^^ error ill-typed-rule: A system has no \`zoen\`. Did you mean \`zone\`?
      message: "{s.titel} is wrong"
                   ^^^^^ error ill-typed-rule: A system has no \`titel\`. Did you mean \`title\`?
      unless: wrogn, right by s.level, s.level
              ^^^^^ error unresolved-name: No rule is called "wrogn". Did you mean \`wrong\`?
                              ^^^^^^^ error ill-typed-rule: \`by\` is an element; this is a Purdue level. Name an element, such as \`f.target\`.
                                       ^^^^^^^ error unresolved-name: No rule is called "s.level". Write \`unless: other-rule\` or \`unless: other-rule by f.source\`.
      parameter longest { type: duration   default: 5 }
                                                    ^ error ill-typed-rule: \`longest\` is a duration; this is a number. Write a duration, such as \`12mo\`.
    }
    rule right "Right" {
      severity: warning   because: "b"
      parameter most { type: number   default: 3 }
      for: every system s
      require: count(s.interfaces) <= most
      message: "{s} has more than {most}"
    }
    system a
    "
  `);
});

test('what a `for:` outside a rule selects is checked like a rule', () => {
  expect(
    marked(`
activity patching
responsibility patch { activity: patching   for: every system s where s.levle <= 2 }
agreement care { with: vendor   for: every sytem s }
organisation vendor
system a
`),
  ).toMatchInlineSnapshot(`
    "
    activity patching
    responsibility patch { activity: patching   for: every system s where s.levle <= 2 }
                                                                            ^^^^^ error ill-typed-rule: A system has no \`levle\`. Did you mean \`level\`?
    agreement care { with: vendor   for: every sytem s }
                                               ^^^^^ error ill-typed-rule: There is no element type \`sytem\`. Did you mean \`system\`?
    organisation vendor
    system a
    "
  `);
});

test('a computed property that does not fit its type is told where it stands', () => {
  expect(
    marked(`
vocabulary {
  property system.high "High" { type: number   value: self.level >= 3 }
  property system.odd "Odd" { value: self.nothing = 1 }
}
system a { level: 1 }
`),
  ).toMatchInlineSnapshot(`
    "
    vocabulary {
      property system.high "High" { type: number   value: self.level >= 3 }
                                                          ^^^^^^^^^^^^^^^ error ill-typed-rule: \`high\` is a number, and this is \`yes\` or \`no\`. Correct its \`type\`, or leave it out: it follows from \`value\`.
      property system.odd "Odd" { value: self.nothing = 1 }
                                              ^^^^^^^ error ill-typed-rule: A system has no \`nothing\`. Did you mean \`patching\`?
    }
    system a { level: 1 }
    "
  `);
});

test('a second selection over everything is a warning where both are many', () => {
  expect(
    marked(`
activity patching
rule pairs "Pairs" { severity: note   because: "b"   for: every system s, every system t   require: s = t or yes   message: "m" }
rule joined "Joined" { severity: note   because: "b"   for: every system s, every system t where t.zone = s.zone   require: yes   message: "m" }
rule matrix "Matrix" { severity: note   because: "b"   for: every activity a, every system s   require: yes   message: "m" }
`),
  ).toMatchInlineSnapshot(`
    "
    activity patching
    rule pairs "Pairs" { severity: note   because: "b"   for: every system s, every system t   require: s = t or yes   message: "m" }
                                                                                    ^^^^^^^^ error quadratic-rule: Every system is gone through as \`t\`, once for every subject. Range over a relation of the subject with \`every system t in ...\`, or join the two with \`=\` in a \`where\`.
    rule joined "Joined" { severity: note   because: "b"   for: every system s, every system t where t.zone = s.zone   require: yes   message: "m" }
    rule matrix "Matrix" { severity: note   because: "b"   for: every activity a, every system s   require: yes   message: "m" }
    "
  `);
});
