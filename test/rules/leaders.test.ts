import { expect, test } from 'vitest';
import { found } from './check-text.js';

const plant = `
system erp { level: 4 }
system plc { level: 1 }
interface cross erp -> plc
`;
const leader = `rule around "Around" { severity: error   because: "b"   for: every interface f where f.source.level >= 4   require: f.target.level > 2   message: "{f} goes around" }`;
const follower = `rule undeclared "Undeclared" { severity: warning   because: "b"   for: every interface f   require: count(f.conduits) > 0   message: "{f} has no conduit"   unless: around }`;

test('where a stronger finding stands on the same subject, this one becomes its note', () => {
  expect(
    found(
      `${leader}\n${follower}\nzone x\nzone y\n${plant.replace('level: 4', 'level: 4   zone: x').replace('level: 1', 'level: 1   zone: y')}`,
    ),
  ).toMatchInlineSnapshot(`
    "error around: "erp" -> "plc" goes around.
      note undeclared: "erp" -> "plc" has no conduit."
  `);
});

test('the other subject can be named with `by`', () => {
  expect(
    found(`
rule exposed "Exposed" { severity: error   because: "b"   for: every system s where s.level = 1   require: no   message: "{s} is exposed" }
rule link "Link" { severity: warning   because: "b"   for: every interface f   require: no   message: "{f} is a link"   unless: exposed by f.target }
${plant}`),
  ).toMatchInlineSnapshot(`
    "error exposed: "plc" is exposed.
      note link: "erp" -> "plc" is a link."
  `);
});

test('a leader that is switched off releases its notes', () => {
  const text = `${leader}\nrule weak "Weak" { severity: warning   because: "b"   for: every interface f   require: no   message: "{f} is weak"   unless: around }
profile calm { off: around }
${plant}`;
  expect(found(text)).toMatchInlineSnapshot(`
    "error around: "erp" -> "plc" goes around.
      note weak: "erp" -> "plc" is weak."
  `);
  expect(found(text, { profile: 'calm' })).toMatchInlineSnapshot(`"warning weak: "erp" -> "plc" is weak."`);
});

test('a leader that is waived keeps its notes, and a note that is waived is none', () => {
  const weak =
    'rule weak "Weak" { severity: warning   because: "b"   for: every interface f   require: no   message: "{f} is weak"   unless: around }';
  const waived = (rule: string) => found(`${leader}\n${weak}\n${plant}\nwaiver w { rule: ${rule}   for: cross }`);
  expect(waived('around')).toMatchInlineSnapshot(`
    "error around: "erp" -> "plc" goes around. [waived by w]
      note weak: "erp" -> "plc" is weak."
  `);
  expect(waived('weak')).toMatchInlineSnapshot(`"error around: "erp" -> "plc" goes around."`);
});

test('leaders lead to the outermost, and rules that lead each other both stay', () => {
  const rule = (name: string, leads: string) =>
    `rule ${name} "R" { severity: note   because: "b"   for: every system s where s.level = 1   require: no   message: "{s}: ${name}"${leads && `   unless: ${leads}`} }`;
  expect(found([rule('a', 'b'), rule('b', 'c'), rule('c', ''), plant].join('\n'))).toMatchInlineSnapshot(`
    "note c: "plc": c.
      note a: "plc": a.
      note b: "plc": b."
  `);
  expect(found([rule('a', 'b'), rule('b', 'a'), plant].join('\n'))).toMatchInlineSnapshot(`
    "note a: "plc": a.
    note b: "plc": b."
  `);
  expect(found([rule('a', 'a'), plant].join('\n'))).toMatchInlineSnapshot(`"note a: "plc": a."`);
});

test('subjects that are one finding lead for each of them', () => {
  expect(
    found(`
rule group "Group" { severity: error   because: "b"   for: every system s   require: no   once-per: s.zone   message: "{s.zone} is wrong" }
rule each "Each" { severity: note   because: "b"   for: every system s   require: no   message: "{s} too"   unless: group }
zone z
system a { zone: z }
system b { zone: z }
`),
  ).toMatchInlineSnapshot(`
    "error group: "z" is wrong.
      with system "b"
      note each: "a" too.
      note each: "b" too."
  `);
});
