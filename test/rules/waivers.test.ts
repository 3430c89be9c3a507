import { expect, test } from 'vitest';
import { found } from './check-text.js';

const rules = `
rule unowned "Unowned" { severity: error   because: "b"   for: every system s   require: known(s.owner)   message: "{s} has no owner" }
rule idle "Idle" { severity: warning   because: "b"   for: every waiver w   require: w.covered-findings > 0   message: "{w} covers nothing" }
`;
const role = 'role head';

test('a waiver covers what it is for, up to and including its last day', () => {
  const text = `${rules}${role}
system a
waiver w { rule: unowned   for: a   reason: "Later."   approved: 2026-07-01   expires: 2027-06-30 }`;
  const on = (today: string) => found(text, { today });
  expect(['2026-06-30', '2026-07-01', '2027-06-30', '2027-07-01'].map((day) => `${day}: ${on(day)}`).join('\n')).toMatchInlineSnapshot(`
    "2026-06-30: error unowned: "a" has no owner.
    warning idle: "w" covers nothing.
    2026-07-01: error unowned: "a" has no owner. [waived by w]
    2027-06-30: error unowned: "a" has no owner. [waived by w]
    2027-07-01: error unowned: "a" has no owner.
    warning idle: "w" covers nothing."
  `);
});

test('inside an element it needs no `for`', () => {
  expect(found(`${rules}${role}\nsystem a { waiver w { rule: unowned } }\nsystem b`)).toMatchInlineSnapshot(`
    "error unowned: "a" has no owner. [waived by a.w]
    error unowned: "b" has no owner."
  `);
});

test('a selection covers only what it surely selects', () => {
  expect(
    found(`${rules}${role}
system a { level: 1 }
system b { level: 4   owner: head }
system c
waiver w { rule: unowned   for: every system s where s.level <= 2 }`),
  ).toMatchInlineSnapshot(`
    "error unowned: "a" has no owner. [waived by w]
    error unowned: "c" has no owner."
  `);
});

test('one that covers nothing can be found, one that covers a note of another is needed', () => {
  expect(
    found(`${rules}${role}
rule nameless "Nameless" { severity: note   because: "b"   for: every system s   require: s.title != none   message: "{s} has no title"   unless: unowned }
system a
system b { owner: head }
waiver needed { rule: nameless   for: a }
waiver idle-one { rule: unowned   for: b }`),
  ).toMatchInlineSnapshot(`
    "error unowned: "a" has no owner.
    note nameless: "b" has no title.
    warning idle: "idle-one" covers nothing."
  `);
});

test('no waiver covers what a rule says about that waiver', () => {
  expect(
    found(`${rules}${role}
system a { owner: head }
waiver w { rule: idle   for: w }
waiver v { rule: idle   for: every waiver x }`),
  ).toMatchInlineSnapshot(`
    "warning idle: "w" covers nothing. [waived by v]
    warning idle: "v" covers nothing."
  `);
});

test('a hop of a remote access is waived with it', () => {
  expect(
    found(`
rule open "Open" { severity: error   because: "b"   for: every interface f in cut(vendor, plc)   require: no   message: "{f} is open" }
organisation vendor
system plc
remote-access way-in { from: vendor   to: plc }
waiver w { rule: open   for: way-in }`),
  ).toMatchInlineSnapshot(`"error open: "vendor" -> "plc" is open. [waived by w]"`);
});

test('of subjects that are one finding, what is waived stays apart', () => {
  expect(
    found(`
rule group "Group" { severity: error   because: "b"   for: every system s   require: no   once-per: s.zone   message: "{s.zone} is wrong at {s}" }
zone z
system a { zone: z }
system b { zone: z }
system c { zone: z }
waiver w { rule: group   for: b }`),
  ).toMatchInlineSnapshot(`
    "error group: "z" is wrong at "a".
      with system "c"
    error group: "z" is wrong at "b". [waived by w]"
  `);
});

test('what selects too much to be worked out covers nothing, and says so', () => {
  const systems = Array.from({ length: 60 }, (_, index) => `system s${index} { level: 1 }`).join('\n');
  expect(
    found(
      `${systems}
waiver w { rule: calm   for: every system s where exists t in every system u satisfies t.level > s.level }
rule calm "Calm" { severity: note   because: "b"   for: every zone z   require: yes   message: "m" }`,
      { budget: 2_000 },
    ),
  ).toMatchInlineSnapshot(`
    "error (not-evaluated) w: The waiver "w" could not be evaluated: what it is for takes more steps than the budget allows. Name what it is for, or narrow the selection in its \`for\`.
    error quadratic-rule: Every system is gone through as \`t\`, once for every subject. Range over a relation of the subject with \`every system t in ...\`, or join the two with \`=\` in a \`where\`."
  `);
});
