import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Formatted, format } from '../../packages/language/src/format.js';
import { parse } from '../../packages/language/src/parse.js';
import { scan } from '../../packages/language/src/scanner.js';
import { factsAsText } from './facts-as-text.js';
import { withMarks } from './marked.js';
import { mutilated } from './mutilated.js';
import { validText } from './random-text.js';

describe('lays out', () => {
  test('blanks in and between statements', () => {
    expect(
      laidOut(`
system   plc   "Feed PLC"#hot{kind :plc,hmi   level:1
networks:a ,b,  c}
role a role b "B"   interface a->b {reads:yes}   level :2
site x {area y {zone z{}}}   system   w
levels: 0..2   maps: iec/2 . x   x: 2 . y`),
    ).toMatchInlineSnapshot(`
      "system plc "Feed PLC" #hot { kind: plc, hmi   level: 1
        networks: a, b, c }
      role a   role b "B"   interface a -> b { reads: yes }   level: 2
      site x { area y { zone z { } } }   system w
      levels: 0..2   maps: iec/2 .x   x: 2 .y
      "
    `);
  });

  test('expressions', () => {
    expect(
      laidOut(`
require:not(a+b*c-d/e)>=2 and s . owner . title!=none or x in(a,b)
for: every  system s   at any date in e where  f( a,over :b )
message: "{ s }  stays"   value: [1,2] , -3, a - -3, (-3)
permit web   office<->zone ( idmz ) { }`),
    ).toMatchInlineSnapshot(`
      "require: not (a + b * c-d/e) >= 2 and s.owner.title != none or x in (a, b)
      for: every system s at any date in e where f(a, over: b)
      message: "{ s }  stays"   value: [1, 2], -3, a - -3, (-3)
      permit web office <-> zone(idmz) { }
      "
    `);
  });

  test('lines that go on, one step further in', () => {
    expect(
      laidOut(`
system a {
require: a and
b
or (
c,
d
)
// why
and e
level: 2
}
networks: x,
y
system b
{
level: 2
}
interface a ->
b`),
    ).toMatchInlineSnapshot(`
      "system a {
        require: a and
          b
          or (
            c,
            d
          )
          // why
          and e
        level: 2
      }
      networks: x,
        y
      system b
      {
        level: 2
      }
      interface a ->
        b
      "
    `);
  });

  test('comments and blank lines, which stay where they are', () => {
    expect(
      laidOut(`
// top



/** Kraft pulp. */
site a{// behind a brace

  // in a block
  level: 2// behind a value
      /* inside */owner: x /* twice */ /* over */
  /*
     keeps its own margin
  */


  zone: y

}   // behind
`),
    ).toMatchInlineSnapshot(`
      "// top

      /** Kraft pulp. */
      site a {  // behind a brace

        // in a block
        level: 2  // behind a value
        /* inside */ owner: x  /* twice */ /* over */
        /*
           keeps its own margin
        */

        zone: y
      }  // behind
      "
    `);
  });

  test('a file with the line ends that it has', () => {
    expect(format('a: b\r\nc {\r\nd: """x\r\n  y"""\r\n}\r\n').text).toBe('a: b\r\nc {\r\n  d: """x\r\n  y"""\r\n}\r\n');
    expect(format('\ufeffa:b').text).toBe('\ufeffa: b\n');
    expect(format('system a\rsystem b').text).toBe('system a\nsystem b\n');
    expect(format(' \n\n ').text).toBe('');
  });
});

describe('leaves as it was typed', () => {
  test('the block around a mistake, and at the top of a file the statement', () => {
    expect(
      marked(`
site a{
level :2
  zone   b{   owner:ops   level   2
      kind:control }
owner :c
}
system   x   y   {
   level:2 }
level :2`),
    ).toMatchInlineSnapshot(`
      "site a {
        level: 2
        zone b {   owner:ops   level   2
                               ^^^^^ \`level\` stands directly behind \`ops\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
            kind:control }
        owner: c
      }
      system   x   y   {
                   ^ \`y\` stands directly behind the name \`x\`. | A name has no blanks: write \`x-y\`, or \`x -> y\` if it joins two; a title goes between double quotes.
         level:2 }
      level: 2
      "
    `);
  });

  test('a file whose braces do not pair, or whose tokens cannot be told apart', () => {
    for (const text of ['a {b:c', 'a {b:c}}', 'a  :"b', 'a  :b && c', '\u0000a  :b', 'a  :/*', `${'a{'.repeat(65)}${'}'.repeat(65)}`]) {
      const formatted = format(text);
      expect(formatted.text).toBe(text);
      expect(formatted.problems, text).not.toEqual([]);
    }
  });

  test('a file with more mistakes than anybody counts, and one too large to read', () => {
    const many = 'a  b  c\n'.repeat(200);
    expect(format(many).text).toBe(many);
    const large = `a  : b\n`.repeat(300_000);
    expect(format(large)).toMatchObject({ text: large, problems: [{ check: 'file-too-large' }] });
  });
});

describe.each([
  ['a text of the grammar', validText],
  ['a mutilated text', mutilated(validText)],
])('whatever is in %s', (_, texts) => {
  test('formatting twice is formatting once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = format(text).text;
        expect(format(once).text).toBe(once);
      }),
      { numRuns: 250, seed: 7 },
    );
  });

  test('tokens and comments come out as they went in', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(written(format(text).text)).toEqual(written(text));
      }),
      { numRuns: 250, seed: 8 },
    );
  });

  test('it says what it said, and nothing else is wrong with it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [before, after] = [parse('a.weir', text), parse('a.weir', format(text).text)];
        expect(factsAsText(after)).toBe(factsAsText(before));
        expect(after.problems.map(({ check }) => check)).toEqual(before.problems.map(({ check }) => check));
      }),
      { numRuns: 250, seed: 9 },
    );
  });
});

function laidOut(text: string): string {
  const formatted = format(text.trim());
  expect(formatted.problems).toEqual([]);
  return formatted.text;
}

function marked(text: string): string {
  const { text: formatted, problems }: Formatted = format(text.trim());
  expect(problems.length).toBeGreaterThan(0);
  return withMarks(formatted, parse('a.weir', formatted).problems);
}

function written(text: string): readonly string[] {
  const { tokens, comments } = scan(text);
  return [
    ...tokens.map(({ kind, image }) => `${kind} ${image}`),
    ...comments.map(({ start, end, describes }) => `${describes} ${text.slice(start, end).trimEnd()}`),
  ];
}
