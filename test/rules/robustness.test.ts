import type { Finding } from '@weir/model';
import { expect, test } from 'vitest';
import { asLine, checkFiles, found } from './check-text.js';

const rule = (name: string, body: string) => `rule ${name} "R" { severity: error   because: "b"   message: "{s} is found"   ${body} }`;

test('a rule that needs more steps than the budget could not be evaluated, and the others are', () => {
  const systems = Array.from({ length: 100 }, (_, index) => `system s${index} { level: 1 }`).join('\n');
  const text = `${systems}
${rule('slow', 'for: every system s   require: all t in every system u satisfies t.level <= s.level')}
${rule('quick', 'for: every system s where s.name = "s7"   require: no')}`;
  expect(found(text, { budget: 5_000 })).toMatchInlineSnapshot(`
    "error quick: "s7" is found.
    error (not-evaluated) slow: The rule "slow" could not be evaluated: it needs more steps than the budget allows. Narrow its selections, or raise \`budget\` in weir.json.
    error quadratic-rule: Every system is gone through as \`t\`, once for every subject. Range over a relation of the subject with \`every system t in ...\`, or join the two with \`=\` in a \`where\`."
  `);
});

test('navigation over sets is counted too', () => {
  const systems = Array.from({ length: 50 }, (_, index) => `system s${index} { zone: z   owner: head }`).join('\n');
  const text = `zone z\nrole head\n${systems}\n${rule('wide', 'for: every system s   require: count(s.zone.systems.owner.owns.zone.systems) > 0')}`;
  expect(found(text, { budget: 5_000 })).toContain('error (not-evaluated) wide');
});

test('properties computed through very many others are no crash', () => {
  const chain = Array.from({ length: 5_000 }, (_, index) => `property system.p${index} "P" { value: not self.p${index + 1} }`).join('\n');
  const text = `vocabulary {\n${chain}\nproperty system.p5000 "P" { value: self.level = 1 }\n}\nsystem a { level: 1 }
${rule('deep', 'for: every system s   require: s.p0')}`;
  const inRule = checkFiles({ 'plant.weir': text }).findings.filter(({ at }) => at.start > text.indexOf('rule deep'));
  expect(inRule.map(asLine).join('\n')).toMatchInlineSnapshot(
    `"error ill-typed-rule: \`p0\` is computed through too many others. Let at most 32 stand on one another."`,
  );
});

test('no two findings have the same fingerprint', () => {
  const text = `
system a { owner: nobody-here   supplier: nobody-here }
system a { owner: nobody-here }
${rule('pairs', 'for: every system s, every interface f in s.interfaces   require: no')}
system b
interface b -> a
interface b -> a
interface other b -> a
remote-access one { from: b   through: a, b, a   to: a }
${rule('hops', 'for: every interface s in cut(b, a)   require: no')}`;
  const { findings } = checkFiles({ 'plant.weir': text });
  expect(findings.length).toBeGreaterThan(5);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
});

test('a fingerprint stays when lines move, and goes with the subject', () => {
  const plant = `${rule('unowned', 'for: every system s   require: known(s.owner)')}\nsystem a\nsystem b`;
  const prints = (text: string) => checkFiles({ 'plant.weir': text }).findings.map(({ fingerprint }) => fingerprint);
  expect(prints(`\n\n// moved\n${plant}`)).toEqual(prints(plant));
  expect(prints(plant.replace('system a', 'system c'))[1]).toBe(prints(plant)[1]);
});

test('the order of files changes nothing', () => {
  const files = {
    'rules.weir': `
${rule('unowned', 'for: every system s   require: known(s.owner)')}
rule crossing "C" { severity: warning   because: "b"   for: every interface f   require: f.source.zone = f.target.zone   once-per: f.target-zone   message: "{f} crosses" }
rule open "O" { severity: error   because: "b"   for: every interface f in cut(every system o where o.level = 4, every system p where p.level = 1)   require: no   path: path(every system o where o.level = 4, every system p where p.level = 1, through: f)   message: "{f} is open" }
rule undecided "U" { severity: note   because: "b"   for: every system s   require: s.criticality = high   message: "m" }`,
    'a.weir':
      'zone x { kind: control }\nsystem plc-1 { level: 1   zone: x }\nsystem plc-2 { level: 1   zone: x }\nwaiver v { rule: unowned   for: plc-1 }',
    'b.weir': 'zone y\nsystem pc-1 { level: 4   zone: y }\nsystem pc-2 { level: 4   zone: y }\nwaiver w { rule: unowned   for: plc-1 }',
    'c.weir':
      'system mes-1 { zone: y }\nsystem mes-2 { zone: y }\ninterface pc-1 -> mes-1\ninterface pc-2 -> mes-2\ninterface mes-1 -> plc-1\ninterface mes-2 -> plc-1\ninterface pc-1 -> plc-2',
  };
  const checked = (names: readonly string[]): readonly Finding[] =>
    checkFiles(Object.fromEntries(names.map((name) => [name, files[name as keyof typeof files]]))).findings;
  const names = Object.keys(files);
  const inOrder = checked(names);
  expect(inOrder.length).toBeGreaterThan(8);
  for (const order of [names.toReversed(), [...names.slice(1), ...names.slice(0, 1)], names.toSorted()])
    expect(checked(order)).toEqual(inOrder);
});

test('only the rules asked for run, and a rule about waivers still knows what they cover', () => {
  const text = `
${rule('unowned', 'for: every system s   require: known(s.owner)')}
rule idle "Idle" { severity: warning   because: "b"   for: every waiver w   require: w.covered-findings > 0   message: "{w} covers nothing" }
system a { waiver used { rule: unowned } }
waiver unused { rule: idle   for: a }`;
  expect(found(text, { only: ['idle'] })).toMatchInlineSnapshot(`"warning idle: "unused" covers nothing."`);
});
