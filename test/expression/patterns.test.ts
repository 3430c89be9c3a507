import { checkExpressions } from '@weir/expression';
import { expect, test } from 'vitest';
import { bindText } from '../model/fixture.js';

function found(text: string): string {
  const { landscape, problems } = bindText(text);
  expect(problems).toEqual([]);
  return checkExpressions(landscape)
    .map(({ check, message, help, at }) => `${text.slice(at.start, at.end)} ${check}: ${message} ${help}`)
    .join('\n');
}

test('a text looks as a whole like its pattern', () => {
  expect(
    found(`vocabulary {
  property system.cost-centre { type: text   pattern: "[0-9]{4}" }
  property system.signs { type: text   pattern: "[A-Z]+-[0-9]+"   many: yes }
}
system a { cost-centre: "4711"   signs: "LK-1", "LK-2" }
system b { cost-centre: "47110"   signs: "LK-1", "lk", X }
extend b { signs: "LK-3", "_" }
system c { cost-centre: none }
system d { cost-centre: unknown }
system e`),
  ).toMatchInlineSnapshot(`
    ""47110" wrong-value: "47110" is not what \`cost-centre\` looks like. Write a text that the whole of \`[0-9]{4}\` matches.
    "lk" wrong-value: "lk" is not what \`signs\` looks like. Write a text that the whole of \`[A-Z]+-[0-9]+\` matches.
    X wrong-value: "X" is not what \`signs\` looks like. Write a text that the whole of \`[A-Z]+-[0-9]+\` matches.
    "_" wrong-value: "_" is not what \`signs\` looks like. Write a text that the whole of \`[A-Z]+-[0-9]+\` matches."
  `);
});

test('a pattern that cannot be read is a mistake where it stands', () => {
  expect(found('vocabulary { property system.x { type: text   pattern: "[0-9" } }   system a { x: "1" }')).toMatchInlineSnapshot(
    `""[0-9" ill-typed-rule: This pattern cannot be read: missing closing ]: \`[0-9\`. Patterns are written in RE2 syntax, such as \`"[0-9]{4}"\`."`,
  );
});

test('a pattern made to be slow is not', () => {
  const text = `vocabulary { property system.x { type: text   pattern: "(a+)+$" } }   system a { x: "${'a'.repeat(5000)}!" }`;
  expect(found(text)).toContain('wrong-value');
});
