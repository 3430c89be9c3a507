import { describe, expect, test } from 'vitest';
import { format } from '../../packages/language/src/format.js';
import { parse } from '../../packages/language/src/parse.js';
import { factsAsText } from './facts-as-text.js';

/** What nobody types, but a broken tool or a bad stranger sends. */

test('names of JavaScript itself are names', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']) {
    const text = `${name} ${name} "x" {\n  ${name}: ${name}.${name}, ${name}(${name}: ${name})\n}\n`;
    const { statements, problems } = parse('a.weir', text);
    expect(problems).toEqual([]);
    expect(factsAsText({ statements })).toBe(text.trim());
    expect(format(text).text).toBe(text);
  }
});

describe('a file that repeats one thing', () => {
  const pieces = [
    ...['{', '}', '(', ')', '[', ']', '{\n', '}\n', '((', 'a {', 'a { ', 'a {\n', '} a {\n', 'a (b\n', 'a: (b\n', 'a: f(b: ', 'a [ b: c\n'],
    ...['"', '""', '"a ', '"""', '"""a', '`', '``', '#', '# ', '#a ', "'", "'a", '„', '«', '/*', '/**/', '//', '/** x */ a b\n', '<!--'],
    ...[
      'a.a.',
      'a ',
      'a\n',
      'a b\n',
      'a b c\n',
      'a: ',
      'a:',
      'a: b ',
      'a: b\n',
      'a: b c\n',
      'a: b, ',
      ',',
      ', ',
      ':',
      'a: b)\n',
      'a "b" "c"\n',
    ],
    ...[
      'not ',
      'a and ',
      'a: not\n',
      'every ',
      'every a b where ',
      'exists x in ',
      'a: b = c = d\n',
      'x -> ',
      'a -> b\n',
      '->',
      '<-',
      '--',
      '- ',
      '-',
    ],
    ...['1', '1.', '1..', '1-', '-1 ', '1:', '1.1', '2027-', 'a/', 'a/b', 'a-', 'a/a-', '1a-', 'http://', 'a: http://x ', 'a:a:', 'C:\\'],
    ...[
      'message: "{a}{',
      'message: "{a',
      '\\',
      '@',
      'a@',
      '%',
      '?',
      '&',
      '|',
      ';',
      '!',
      '=',
      '<',
      '\u0000',
      '\ud83d',
      '\u202e',
      '\u00ad',
      '🏭',
      '制',
      'é',
      '\r',
      '\n',
      ' ',
    ],
  ];

  test('takes time in proportion to its length', () => {
    const of = (piece: string, length: number) => `x y ${piece.repeat(length / piece.length)}`;
    const isSlow = (piece: string) => {
      const [small, large] = [of(piece, 2_000), of(piece, 16_000)];
      return timed(large) > 24 * Math.max(timed(small), 2);
    };
    for (const piece of pieces) timed(of(piece, 2_000));
    // Eight times the text may take eight times as long, and by chance three times that, but not twice by chance.
    expect(pieces.filter(isSlow).filter(isSlow)).toEqual([]);
  });

  test.each(['{', '"', 'a.a.', 'not ', '((', 'a and ', '`', '#', 'a: b c\n'])('has at most twenty problems, however long: %j', (piece) => {
    const { problems } = parse('a.weir', piece.repeat(400_000 / piece.length));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
  });
});

test('a line of ten million characters is refused with a sentence', () => {
  const text = `title: "${'a'.repeat(10_000_000)}"`;
  expect(parse('a.weir', text).problems).toMatchInlineSnapshot(`
    [
      {
        "check": "file-too-large",
        "end": 0,
        "help": "Split it: all files of a project share one scope, so nothing needs to be imported.",
        "message": "This file has 10.0 million characters; at most 2 million are read.",
        "start": 0,
      },
    ]
  `);
  expect(format(text).text).toBe(text);
});

test('a hundred thousand nested braces are one problem', () => {
  expect(parse('a.weir', 'a { '.repeat(100_000)).problems.map(({ message, start }) => `${start}: ${message}`)).toMatchInlineSnapshot(`
    [
      "258: Brackets nest more than 64 deep here, so the file was not read.",
    ]
  `);
});

test('a file full of characters that cannot be seen is not a file full of problems', () => {
  expect(parse('a.weir', '\u0000'.repeat(1_000_000)).problems).toHaveLength(20);
});

/** In milliseconds of this process, whatever else the machine does. */
function timed(text: string): number {
  const before = process.cpuUsage();
  parse('a.weir', text);
  format(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
