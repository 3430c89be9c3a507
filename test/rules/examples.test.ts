import { parse } from '@weir/language/parse';
import { bind } from '@weir/model';
import { runExample } from '@weir/rules';
import { expect, test } from 'vitest';

const rule = `
rule stale "Stale" {
  severity: warning   because: "b"
  parameter longest { type: duration   default: 12mo }
  for: every system s
  require: s.backup.restore-tested + longest >= today
  message: "{s} was last restored on {s.backup.restore-tested}"
  EXAMPLE
}
`;

test('a bad example yields its findings, a good one none', () => {
  expect(
    outcomes([
      'bad "Two years ago" { system a { backup { restore-tested: 2024-01-01 } } }',
      'bad "Two of them" { expects: 2   system a { backup { restore-tested: 2024-01-01 } }   system b { backup { restore-tested: 2023 } } }',
      'good "Last month" { system a { backup { restore-tested: 2025-12-01 } } }',
      'good "Empty" { }',
      'bad "Nothing is wrong" { system a { backup { restore-tested: 2025-12-01 } } }',
      'bad "One too many" { system a { backup { restore-tested: 2024 } }   system b { backup { restore-tested: 2024 } } }',
      'good "It is wrong" { system a { backup { restore-tested: 2024-01-01 } } }',
      'good "Nobody knows" { system a }',
      'bad "Nobody knows" { system a }',
    ]),
  ).toMatchInlineSnapshot(`
    "passed bad "Two years ago"
    passed bad "Two of them"
    passed good "Last month"
    passed good "Empty"
    FAILED bad "Nothing is wrong": 1 finding expected, 0 found.
    FAILED bad "One too many": 1 finding expected, 2 found.
    FAILED good "It is wrong": Nothing should be found, but: "a" was last restored on 2024-01-01.
    FAILED good "Nobody knows": The rule should pass, but cannot be decided: Nobody has stated \`backup\` of system "a", so "stale" cannot be decided.
    FAILED bad "Nobody knows": 1 finding expected, 0 found. Not known: Nobody has stated \`backup\` of system "a", so "stale" cannot be decided."
  `);
});

test('the reference date, the number of findings and the parameters are its own', () => {
  expect(
    outcomes([
      'bad "Later" { at-date: 2027-01-01   system a { backup { restore-tested: 2025-12-01 } } }',
      'bad "A quarter is asked" { longest: 3mo   system a { backup { restore-tested: 2025-07-01 } } }',
      'good "Two years are" { longest: 2y   system a { backup { restore-tested: 2024-07-01 } } }',
      'good "Misspelt" { longets: 2y   system a { backup { restore-tested: 2025-07-01 } } }',
      'good "Of another type" { longest: 5   system a { backup { restore-tested: 2025-07-01 } } }',
      'bad "No number" { expects: a   system a { backup { restore-tested: 2024-01-01 } } }',
    ]),
  ).toMatchInlineSnapshot(`
    "passed bad "Later"
    passed bad "A quarter is asked"
    passed good "Two years are"
    FAILED good "Misspelt": The example itself is not right: The rule "stale" has no parameter \`longets\`.
    FAILED good "Of another type": The example itself is not right: \`longest\` is a duration; this is a number.
    FAILED bad "No number": \`expects\` is how many findings there must be, a number."
  `);
});

test('an example that is wrong itself proves nothing', () => {
  expect(
    outcomes([
      'bad "An unknown name" { system a { owner: nobody-here   backup { restore-tested: 2024-01-01 } } }',
      'bad "An unknown key" { system a { ownr: none   backup { restore-tested: 2024-01-01 } } }',
    ]),
  ).toMatchInlineSnapshot(`
    "FAILED bad "An unknown name": The example itself is not right: No role, team or organisation is called "nobody-here".
    FAILED bad "An unknown key": The example itself is not right: A system has no property \`ownr\`."
  `);
});

test('what a waiver covers is no finding of an example', () => {
  expect(
    outcomes(['good "Waived" { system a { backup { restore-tested: 2024-01-01 }   waiver w { rule: stale } } }']),
  ).toMatchInlineSnapshot(`"passed good "Waived""`);
});

test('a rule that takes too many steps is no pass', () => {
  expect(outcomes(['good "Many" { system a { backup { restore-tested: 2025-12-01 } } }'], 0)).toMatchInlineSnapshot(
    `"FAILED good "Many": The rule "stale" could not be evaluated: it needs more steps than the budget allows."`,
  );
});

/** Each example with what came of it. */
function outcomes(examples: readonly string[], budget = 100_000): string {
  return examples
    .map((example) => {
      const text = rule.replace('EXAMPLE', () => example);
      const facts = parse('rules.weir', text);
      const { landscape, problems } = bind({ files: [{ facts, ring: 'project', imported: false }] });
      const [first] = [...facts.problems, ...problems];
      if (first !== undefined) throw new Error(`The fixture is not right: ${first.message}`);
      const [declared] = landscape.byType.get('rule') ?? [];
      const [shown] = declared?.children.filter(({ type }) => type === 'bad' || type === 'good') ?? [];
      if (declared === undefined || shown === undefined) throw new Error('The fixture has no example.');
      const result = runExample({ rule: declared, example: shown, around: landscape, parse, budget });
      return `${result.passed ? 'passed' : 'FAILED'} ${result.is} "${result.title}"${result.reason === undefined ? '' : `: ${result.reason}`}`;
    })
    .join('\n');
}
