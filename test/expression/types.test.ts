import { expect, test } from 'vitest';
import { mistakes, typeOf } from './evaluate.js';

const plant = `
  vocabulary {
    property system.important "Whether much depends on it" { value: self.criticality >= high }
  }
  kind plc { traits: controller }
  role head
  skill step5
  framework rules { clause one }
  zone cell { levels: 0..2   sl-target: 2 }
  person p { leaves: 2027   skills: step5/expert }
  system a "Feed" { kind: plc   level: 1   zone: cell   owner: head   quantity: 2   known-as: sap/1   backup { every: 1d }   lifecycle { active: 1996 }
    endpoint ua }
  system b
  interface link a -> b
  change x { budget: 85kEUR }
`;

test.each([
  ['"text"', 'a text'],
  ['a.level = 1 and b.level = 1', '`yes` or `no`'],
  ['not a.important', '`yes` or `no`'],
  ['a.level', 'a Purdue level'],
  ['a.quantity', 'a number'],
  ['a.quantity + 1', 'a number'],
  ['1 / 2', 'a number'],
  ['95%', 'a number'],
  ['85kEUR', 'an amount of money'],
  ['x.budget + 1kEUR', 'an amount of money'],
  ['2 * x.budget', 'an amount of money'],
  ['12mo', 'a duration'],
  ['12mo + 1d', 'a duration'],
  ['12mo * 2', 'a duration'],
  ['12mo / 1mo', 'a number'],
  ['today', 'a date'],
  ['2027-Q2', 'a date'],
  ['today + 12mo', 'a date'],
  ['today - 12mo', 'a date'],
  ['p.leaves - today', 'a duration'],
  ['0..2', 'a range of Purdue levels'],
  ['cell.levels.from', 'a Purdue level'],
  ['[2, 2, 2, 2, 3, 2, 2]', 'a vector of security levels'],
  ['p.skills', 'a set (each a skill with its level)'],
  ['p.skills.skill', 'a set (each a skill)'],
  ['a.known-as', 'a set (each an id in another register)'],
  ['a.known-as.id', 'a set (each a text)'],
  ['a', 'a system'],
  ['system(a)', 'a system'],
  ['a.ua', 'an endpoint'],
  ['rules/one', 'a clause'],
  ['a.lifecycle', 'the block `lifecycle`'],
  ['a.lifecycle.active', 'a date'],
  ['a.owner', 'a role, a team or an organisation'],
  ['cell.systems', 'a set (each a system)'],
  ['cell.systems.level', 'a set (each a Purdue level)'],
  ['link.source', 'a system, a network, a zone or an organisation'],
  ['every system s where s.level = 1', 'a set (each a system)'],
  ['every element e', 'a set (each an element)'],
  ['(a, head)', 'a set (each a system or a role)'],
  ['(1, 2)', 'a set (each a number)'],
  ['exists s in every system t satisfies s.important', '`yes` or `no`'],
  ['1 in (1, 2)', '`yes` or `no`'],
  ['a.name matches "a"', '`yes` or `no`'],
  ['none', '`none`'],
  ['unknown', 'anything'],
])('%s is %s', (expression, type) => {
  expect(typeOf(plant, expression)).toBe(type);
});

test('a mistake says where it is, what it is and what to type', () => {
  const wrong = [
    'a.levle = 1',
    'a.zone.colour = 1',
    'a.level.name',
    'a = "Feed"',
    'a.level = "1"',
    'a.kind = "plc"',
    'a.criticality >= hihg',
    'a.criticality >= severe',
    'a.criticality = "high"',
    'a.criticality = x.state',
    'a.criticality < x.state',
    'a.owner >= head',
    'a.important > no',
    'a.level < none',
    'a.level = unknown',
    'cell.systems = a',
    'cell.systems > none',
    'cell.systems and a.important',
    'a.level and a.important',
    'not a.quantity',
    'a + 1',
    'today + today',
    '2027 + 1y',
    'a.quantity - 1d',
    'x.budget / 2d',
    'a.level in (head, a)',
    'a in 0..2',
    'cell.systems in (a, b)',
    'a.name matches a.title',
    'a.level matches "1"',
    'a.name matches "("',
    'exists s in a.level satisfies s = 1',
    'exists s in every system t satisfies s',
    'every sytem s where s.level = 1',
    'every zone z in cell.systems',
    'every system s in cell.systems where s.levle = 1',
    '(1, "one")',
    'foo.bar',
    'hed',
    'a.owner = heed',
    'nobody-knows-this',
    'system(aa)',
    'rules/two',
    'cuont(cell.systems)',
    'frobnicate(a)',
    'a.owner by a.zone',
    'a-b',
  ];
  expect(wrong.map((expression) => mistakes(plant, expression)).join('\n')).toMatchInlineSnapshot(`
    "a.levle = 1
      ^^^^^ A system has no \`levle\`. Did you mean \`level\`?
    a.zone.colour = 1
           ^^^^^^ A zone has no \`colour\`. It has \`places\`, \`conduits\`, \`risks\`, \`systems\`, \`boundary-devices\`, \`networks\`, \`remote-accesses\`, \`assessments\`, \`plans\`, \`changes\`, \`level\`, \`levels\` and others.
    a.level.name
            ^^^^ A Purdue level has no \`name\`. Only elements and blocks have members.
    a = "Feed"
    ^^^^^^^^^^ A system cannot be compared with a text. Only texts stand between quotes.
    a.level = "1"
    ^^^^^^^^^^^^^ A Purdue level cannot be compared with a text. Only texts stand between quotes.
    a.kind = "plc"
    ^^^^^^^^^^^^^^ A kind cannot be compared with a text. Only texts stand between quotes.
    a.criticality >= hihg
                     ^^^^ \`hihg\` is not one of the words possible here. Did you mean \`high\`?
    a.criticality >= severe
                     ^^^^^^ \`severe\` is not one of the words possible here. They are \`low\`, \`medium\`, \`high\` or \`critical\`.
    a.criticality = "high"
    ^^^^^^^^^^^^^^^^^^^^^^ One of \`low\`, \`medium\`, \`high\`, \`critical\` cannot be compared with a text. Only texts stand between quotes.
    a.criticality = x.state
    ^^^^^^^^^^^^^^^^^^^^^^^ One of \`low\`, \`medium\`, \`high\`, \`critical\` cannot be compared with one of \`proposed\`, \`approved\`, \`running\`, \`done\`. Compare values of one type.
    a.criticality < x.state
    ^^^^^^^^^^^^^^^^^^^^^^^ One of \`low\`, \`medium\`, \`high\`, \`critical\` cannot be compared with one of \`proposed\`, \`approved\`, \`running\`, \`done\`. Compare values of one type.
    a.owner >= head
    ^^^^^^^^^^^^^^^ A role, a team or an organisation has no order, so \`>=\` says nothing. Use \`=\`, \`!=\` or \`in\`.
    a.important > no
    ^^^^^^^^^^^^^^^^ \`yes\` or \`no\` has no order, so \`>\` says nothing. Use \`=\`, \`!=\` or \`in\`.
    a.level < none
    ^^^^^^^^^^^^^^ \`none\` is neither more nor less than anything, so \`<\` never holds. Use \`=\` or \`!=\`.
    a.level = unknown
    ^^^^^^^^^^^^^^^^^ Comparing with \`unknown\` is always unknown. Ask whether it is stated: \`known(...)\` or \`not known(...)\`.
    cell.systems = a
    ^^^^^^^^^^^^^^^^ A set (each a system) cannot be compared with one value. Use \`x in set\`, \`count(set) = n\`, or \`exists x in set satisfies x ...\`.
    cell.systems > none
    ^^^^^^^^^^^^^^^^^^^ A set is not more or less than none. Use \`=\` or \`!=\`, or compare its \`count(...)\`.
    cell.systems and a.important
    ^^^^^^^^^^^^ This is a set (each a system), where a condition is needed. Ask about its members: \`exists x in ... satisfies ...\`, or \`count(...) > 0\`.
    a.level and a.important
    ^^^^^^^ This is a Purdue level, where a condition is needed. Compare it with something, such as \`... = yes\`.
    not a.quantity
        ^^^^^^^^^^ This is a number, where a condition is needed. Compare it with something, such as \`... = yes\`.
    a + 1
    ^^^^^ \`+\` does not join a system and a number. Numbers, durations, dates and money can be computed with: \`today + 12mo\`, \`s.support-ends - today\`.
    today + today
    ^^^^^^^^^^^^^ \`+\` does not join a date and a date. Numbers, durations, dates and money can be computed with: \`today + 12mo\`, \`s.support-ends - today\`.
    2027 + 1y
    ^^^^^^^^^ \`+\` does not join a number and a duration. Numbers, durations, dates and money can be computed with: \`today + 12mo\`, \`s.support-ends - today\`.
    a.quantity - 1d
    ^^^^^^^^^^^^^^^ \`-\` does not join a number and a duration. Numbers, durations, dates and money can be computed with: \`today + 12mo\`, \`s.support-ends - today\`.
    x.budget / 2d
    ^^^^^^^^^^^^^ \`/\` does not join an amount of money and a duration. Numbers, durations, dates and money can be computed with: \`today + 12mo\`, \`s.support-ends - today\`.
    a.level in (head, a)
    ^^^^^^^^^^^^^^^^^^^^ A Purdue level can never be in a set (each a role or a system). Look for a value of the type that the set holds.
    a in 0..2
    ^^^^^^^^^ A system cannot lie in a range of levels. Ask for a level or a number: \`s.level in 0..2\`.
    cell.systems in (a, b)
    ^^^^^^^^^^^^ A set is looked for in a set. Write \`exists x in ... satisfies x in ...\`, or \`all x in ... satisfies x in ...\`.
    a.name matches a.title
                   ^^^^^^^ A pattern is a text between quotes. Write it as \`s.name matches "plc-[0-9]+"\`.
    a.level matches "1"
    ^^^^^^^ A Purdue level cannot match a pattern. Match a text, such as \`s.name\`.
    a.name matches "("
                   ^^^ This pattern cannot be read: missing closing ): \`(\`. Patterns are RE2 regular expressions and match the whole text.
    exists s in a.level satisfies s = 1
                ^^^^^^^ A Purdue level is not a set. Write \`exists x in\` and a set, such as \`s.interfaces\` or \`every system t\`.
    exists s in every system t satisfies s
                                         ^ This is a system, where a condition is needed. Compare it with something, such as \`... = yes\`.
    every sytem s where s.level = 1
          ^^^^^ There is no element type \`sytem\`. Did you mean \`system\`?
    every zone z in cell.systems
                    ^^^^^^^^^^^^ A set (each a system) holds no zones. Range over a set of zones.
    every system s in cell.systems where s.levle = 1
                                           ^^^^^ A system has no \`levle\`. Did you mean \`level\`?
    (1, "one")
        ^^^^^ A text stands in a set of which another member is a number. A set holds values of one type.
    foo.bar
    ^^^ unresolved-name: Nothing is called \`foo\` here. Correct the name, or declare what it names.
    hed
    ^^^ unresolved-name: Nothing is called \`hed\` here. Did you mean \`head\`?
    a.owner = heed
              ^^^^ unresolved-name: Nothing is called \`heed\` here. Did you mean \`head\`?
    nobody-knows-this
    ^^^^^^^^^^^^^^^^^ unresolved-name: Nothing is called \`nobody-knows-this\` here. Correct the name, or declare what it names.
    system(aa)
    ^^^^^^^^^^ unresolved-name: No system is called "aa". Did you mean \`a\`?
    rules/two
    ^^^^^^^^^ unresolved-name: Nothing is called "rules/two". Correct the name.
    cuont(cell.systems)
    ^^^^^ There is no function \`cuont\`. Did you mean \`count\`?
    frobnicate(a)
    ^^^^^^^^^^ There is no function \`frobnicate\`. The functions are \`count\`, \`sum\`, \`min\`, \`max\`, \`known\`, \`surely\`, \`resolved\`, \`steps\`, \`holders\`, \`interfaces\`, \`reaches\`, \`reached\`, \`path\`, \`cut\`, \`cycles\`.
    a.owner by a.zone
    ^^^^^^^^^^^^^^^^^ \`by\` only stands in \`unless\`. Write \`unless: other-rule by f.source\`.
    a-b
    ^^^ unresolved-name: Nothing is called \`a-b\` here. Correct the name, or declare what it names."
  `);
});
