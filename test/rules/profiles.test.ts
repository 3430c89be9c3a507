import { expect, test } from 'vitest';
import { found, marked } from './check-text.js';

const rules = `
rule unowned "Unowned" { severity: error   because: "b"   for: every system s   require: known(s.owner)   message: "{s} has no owner" }
rule old "Old" {
  severity: warning   because: "b"
  parameter longest { type: duration   default: 12mo }
  parameter strict { type: yes-no   default: no }
  for: every system s
  require: s.backup.restore-tested + longest >= today and not strict
  message: "{s} was not restored for {longest}"
}
system a { backup { restore-tested: 2026-06-01 } }
`;

test('a profile sets severity and parameters, and what it extends counts where it says nothing', () => {
  const text = `${rules}
profile base { unowned { severity: note }   old { longest: 1mo   severity: note } }
profile own { extends: base   old { longest: 2mo   severity: error } }
profile strict { extends: own   old { strict: yes   longest: 24mo } }`;
  expect(found(text)).toMatchInlineSnapshot(`"error unowned: "a" has no owner."`);
  expect(found(text, { profile: 'base' })).toMatchInlineSnapshot(`
    "note old: "a" was not restored for 1mo.
    note unowned: "a" has no owner."
  `);
  expect(found(text, { profile: 'own' })).toMatchInlineSnapshot(`
    "error old: "a" was not restored for 2mo.
    note unowned: "a" has no owner."
  `);
  expect(found(text, { profile: 'strict' })).toMatchInlineSnapshot(`
    "error old: "a" was not restored for 24mo.
    note unowned: "a" has no owner."
  `);
});

test('`off` switches rules off, `only` all others', () => {
  const text = `${rules}
profile calm { off: unowned   old { longest: 1mo } }
profile narrow { only: unowned }
profile back { extends: calm   only: unowned }
profile both { only: unowned, old   off: unowned   old { longest: 1mo } }`;
  expect(found(text, { profile: 'calm' })).toMatchInlineSnapshot(`"warning old: "a" was not restored for 1mo."`);
  expect(found(text, { profile: 'narrow' })).toMatchInlineSnapshot(`"error unowned: "a" has no owner."`);
  expect(found(text, { profile: 'back' })).toMatchInlineSnapshot(`"error unowned: "a" has no owner."`);
  expect(found(text, { profile: 'both' })).toMatchInlineSnapshot(`"warning old: "a" was not restored for 1mo."`);
});

test('profiles that extend each other are a mistake, and no loop', () => {
  expect(
    found(
      `${rules}
profile one { extends: two   unowned { severity: note } }
profile two { extends: one   off: old }`,
      { profile: 'one' },
    ),
  ).toMatchInlineSnapshot(`
    "note unowned: "a" has no owner.
    error cyclic-definition: "one" extends itself: one -> two -> one. Correct \`extends\` in one of them.
      with "two" is part of it."
  `);
});

test('a setting that means nothing is told where it stands', () => {
  expect(
    marked(`${rules}
profile wrong {
  old { longets: 1mo   strict: 5   longest: 1mo, 2mo }
  unowned { longest: 1mo   source: "Audit of May" }
  odl { severity: note }
  old { longest: thrice }
}`)
      .split('\n')
      .slice(12)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "
    profile wrong {
      old { longets: 1mo   strict: 5   longest: 1mo, 2mo }
            ^^^^^^^ error unknown-word: The rule "old" has no parameter \`longets\`. Did you mean \`longest\`?
      with The rule stands here.
                                   ^ error wrong-value: \`strict\` is \`yes\` or \`no\`; this is a number. Write \`yes\` or \`no\`.
                                                ^^^^^^^^ error wrong-value: This does not fit \`longest\`. Write one value: an expression.
      unowned { longest: 1mo   source: "Audit of May" }
                ^^^^^^^ error unknown-word: The rule "unowned" has no parameter \`longest\`. It has none; only \`severity\` can be set.
      with The rule stands here.
      odl { severity: note }
      ^^^ error unresolved-name: No rule is called "odl". Did you mean \`old\`?
      old { longest: thrice }
      ^^^ error duplicate-name: There is already a setting for "old" in "wrong". Put the facts of both into one of them.
      with The other one is here.
                     ^^^^^^ error wrong-value: \`thrice\` is not a duration. Write a value of that type, or a variable.
    }"
  `);
});
