import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WeirTerminals } from '../../packages/language/src/generated/ast.js';
import { scan, type Token } from '../../packages/language/src/scanner.js';
import { mutilated } from './mutilated.js';
import { validText } from './random-text.js';

const reserved = 'all and by every exists false in matches no none not or satisfies true unknown where yes'.split(' ');

describe('tokens', () => {
  test('of a declaration', () => {
    expect(tokens('area lime-kiln "Lime kiln" #hot #line-2 {')).toMatchInlineSnapshot(
      `"id area   id lime-kiln   string "Lime kiln"   label #hot   label #line-2   symbol {"`,
    );
    expect(tokens('interface historian -> kiln.opc-gw.ua')).toMatchInlineSnapshot(
      `"id interface   id historian   symbol ->   id kiln   symbol .   id opc-gw   symbol .   id ua"`,
    );
    expect(tokens('permit web a <-> zone(b)')).toMatchInlineSnapshot(
      `"id permit   id web   id a   symbol <->   id zone   symbol (   id b   symbol )"`,
    );
  });

  test('of properties that share a line: a word directly in front of a colon is a key, reserved or not', () => {
    expect(tokens('kind: plc, hmi   every :15min in: yes `odd key`: none')).toMatchInlineSnapshot(
      `"key kind   symbol :   id plc   symbol ,   id hmi   key every   symbol :   duration 15min   key in   symbol :   keyword yes   key \`odd key\`   symbol :   keyword none"`,
    );
  });

  test('of an expression', () => {
    expect(tokens('for: every system s at any date in e where s.level<=2 and not known(s.in)')).toMatchInlineSnapshot(
      `"key for   symbol :   keyword every   id system   id s   keyword at   keyword any   keyword date   keyword in   id e   keyword where   id s   symbol .   id level   symbol <=   number 2   keyword and   keyword not   id known   symbol (   id s   symbol .   id in   symbol )"`,
    );
  });

  test('of numbers, dates, durations, quantities and ranges', () => {
    expect(tokens('12 3.5 2.10 2027 2027-Q2 2027-W21 2027-06 2027-06-30 2027-05-24T06:00')).toMatchInlineSnapshot(
      `"number 12   number 3.5   number 2.10   number 2027   date 2027-Q2   date 2027-W21   date 2027-06   date 2027-06-30   date 2027-05-24T06:00"`,
    );
    expect(tokens('250ms 30s 15min 24h 7d 2w 18mo 2y 0.5h 95% 85kEUR 1.2MEUR 7days 3m 0..2 3..3.5')).toMatchInlineSnapshot(
      `"duration 250ms   duration 30s   duration 15min   duration 24h   duration 7d   duration 2w   duration 18mo   duration 2y   duration 0.5h   quantity 95%   quantity 85kEUR   quantity 1.2MEUR   quantity 7days   quantity 3m   range 0..2   range 3..3.5"`,
    );
  });

  test('a minus belongs to the number where a value starts, and parts two values elsewhere', () => {
    expect(tokens('a: -3, -3.5, x -3, (-3), [-3, 2 -3], f(-3), not -3, a.b -3, 5 - -3')).toMatchInlineSnapshot(
      `"key a   symbol :   number -3   symbol ,   number -3.5   symbol ,   id x   symbol -   number 3   symbol ,   symbol (   number -3   symbol )   symbol ,   symbol [   number -3   symbol ,   number 2   symbol -   number 3   symbol ]   symbol ,   id f   symbol (   number -3   symbol )   symbol ,   keyword not   number -3   symbol ,   id a   symbol .   id b   symbol -   number 3   symbol ,   number 5   symbol -   number -3"`,
    );
  });

  test('two words with a slash between them are one compound; with blanks it is a division', () => {
    expect(tokens('iec-62443-3-3/SR-5.2 dcs/expert sap-pm/10020331 a/b/c a / b a/ b a /b no/x')).toMatchInlineSnapshot(
      `"compound iec-62443-3-3/SR-5.2   compound dcs/expert   compound sap-pm/10020331   compound a/b/c   id a   symbol /   id b   id a   symbol /   id b   id a   symbol /   id b   keyword no   symbol /   id x"`,
    );
    expect(tokens('a/b// comment')).toMatchInlineSnapshot(`"compound a/b"`);
    expect(tokens('a/b/* comment */')).toMatchInlineSnapshot(`"compound a/b"`);
  });

  test('names of any script, with combining marks, and between back-ticks', () => {
    expect(tokens('_a a1 a-b a--b päämylly 制御盤 e\u0301tat `411-FIC-101` `a b`')).toMatchInlineSnapshot(
      `"id _a   id a1   id a-b   id a--b   id päämylly   id 制御盤   id état   id \`411-FIC-101\`   id \`a b\`"`,
    );
  });

  test('a hyphen at the end is no part of a name', () => {
    expect(tokens('a- a->b a-1')).toMatchInlineSnapshot(`"id a   symbol -   id a   symbol ->   id b   id a-1"`);
  });

  test('texts end at their quote, whatever stands in them', () => {
    expect(tokens(String.raw`"" "a \" // { # b" "\\" """one "two" three"""`)).toMatchInlineSnapshot(
      `"string ""   string "a \\" // { # b"   string "\\\\"   markdown """one "two" three""""`,
    );
  });

  test('other words that begin with a reserved one are names', () => {
    const names = [
      ...['allow', 'android', 'bypass', 'everyday', 'existsing', 'falsehood', 'interface', 'inside', 'matchesx', 'notary', 'nonexistent'],
      ...['noneuclidean', 'orchard', 'satisfiesx', 'trueness', 'unknowns', 'whereabouts', 'yesterday', 'atlas'],
      ...reserved.flatMap((word) => [`${word}s`, `${word}-a`, `${word}1`, `${word}_`, `${word}ä`, `a-${word}`]),
    ];
    for (const name of names) expect(kinds(`x y ${name}`), name).toBe('id id id');
  });

  test('reserved words are names behind a dot and behind `every`, and keywords elsewhere', () => {
    for (const word of reserved) {
      expect(kinds(`x: s.${word}`), word).toBe('key symbol id symbol id');
      expect(kinds(`x: every ${word} s`), word).toBe('key symbol keyword id id');
      expect(kinds(`${word}: x`), word).toBe('key symbol id');
      expect(kinds(`x: ${word}`), word).toBe('key symbol keyword');
    }
    expect(kinds('x: at, any, date, s.at any date')).toBe('key symbol id symbol id symbol id symbol id symbol id id id');
  });
});

describe('the end of a statement', () => {
  test.each([
    ['at a line end', 'a: b\nc d'],
    ['at the ends of several lines, once', 'a: b\n\n\n  c d'],
    ['in front of a key, whatever stood before', 'a: b,\nc: d'],
    ['in front of a key in an open bracket', 'a: (b\nc: d'],
    ['behind a block', 'a {\n  b: c\n}\nd e'],
    ['behind a colon: a value starts on its line', 'a:\nb c'],
    ['behind a comment over several lines', 'a: b /* c\n */ d e'],
    ['behind `every` and other words that are no operators', 'for: every\nsystem s'],
    ['in front of `every` and other words that lead nothing on', 'a: b\nevery x'],
  ])('%s', (_, text) => {
    expect(withEnds(text)).toContain(' ⏎ ');
  });

  test.each([
    ...['and', 'or', 'not', 'in', 'matches', 'by', 'where', 'satisfies'].map((word) => [`behind \`${word}\``, `a: b ${word}\nc d`]),
    ...['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', ',', '->', '<->', '.', '(', '['].map((sign) => [
      `behind \`${sign}\``,
      `a: b ${sign}\nc d`,
    ]),
    ...['and', 'or', 'not', 'in', 'matches', 'by', 'where', 'satisfies'].map((word) => [`in front of \`${word}\``, `a: b\n${word} c`]),
    ...['=', '!=', '<', '<=', '>', '>=', '+', '- ', '*', '/ ', ',', '->', '<->', '.', '{', ')', ']'].map((sign) => [
      `in front of \`${sign}\``,
      `a: b\n${sign}c`,
    ]),
    ['between round brackets', 'a: f(b\n c\n)'],
    ['between square brackets', 'a: [b\n c\n]'],
    ['in front of a label of a call', 'a: f(b,\n over: c)'],
    ['behind an opening brace', 'a {\nb c'],
    ['where nothing follows', 'a: b\n\n'],
    ['where only comments stand between', 'a: b and // why\n  // and why not\n c'],
  ])('not %s', (_, text) => {
    expect(withEnds(text)).not.toContain('⏎');
  });

  test('a block closes what was left open in front of it, so that the lines below stand alone', () => {
    expect(withEnds('a (b {\nc d\ne f\n}')).toBe('a ( b { c d ⏎ e f ⏎ }');
  });
});

test('line ends of every system are the same', () => {
  const text = 'a: b\nc {\n\n  d: """x\ny"""\n}\n';
  const images = (written: string) => scan(written).tokens.map(({ kind, image }) => `${kind} ${image.replaceAll(/\r\n?/g, '\n')}`);
  expect(images(text.replaceAll('\n', '\r\n'))).toEqual(images(text));
  expect(images(text.replaceAll('\n', '\r'))).toEqual(images(text));
});

test('a byte order mark counts only where a file begins', () => {
  expect(scan('\ufeffa: b').problems).toEqual([]);
  expect(scan('\ufeffa: b').tokens[0]).toEqual({ kind: 'key', start: 1, end: 2, image: 'a' });
  expect(scan('a: \ufeffb').problems.map(({ check }) => check)).toEqual(['hidden-character']);
});

test('comments are kept apart from the tokens, with what describes marked', () => {
  const { comments } = scan('// a\n/* b */ /** c */ /**/ d /***/ // e');
  expect(comments.map(({ start, end, describes }) => [start, end, describes])).toEqual([
    [0, 4, false],
    [5, 12, false],
    [13, 21, true],
    [22, 26, false],
    [29, 34, false],
    [35, 39, false],
  ]);
});

test('each token has the text between its offsets, and they follow one another', () => {
  fc.assert(
    fc.property(validText, (text) => {
      const { tokens } = scan(text);
      expect(tokens.map(({ image }) => image)).toEqual(tokens.map(({ start, end }) => text.slice(start, end)));
      expect(tokens.filter(({ kind, start, end }) => (kind === 'eos' ? start !== end : start >= end))).toEqual([]);
      expect(tokens.filter(({ start }, index) => start < (tokens[index - 1]?.end ?? 0))).toEqual([]);
    }),
    { numRuns: 200, seed: 1 },
  );
});

describe('the terminals of weir.langium look like what the scanner makes', () => {
  const terminals: readonly (readonly [Token['kind'], RegExp])[] = [
    ['key', WeirTerminals.KEY],
    ['compound', WeirTerminals.COMPOUND],
    ['date', WeirTerminals.DATE],
    ['range', WeirTerminals.RANGE],
    ['duration', WeirTerminals.DURATION],
    ['quantity', WeirTerminals.QUANTITY],
    ['number', WeirTerminals.NUMBER],
    ['id', WeirTerminals.ID],
    ['label', WeirTerminals.LABEL],
    ['markdown', WeirTerminals.MARKDOWN],
    ['string', WeirTerminals.STRING],
  ];

  test('in every text that has no mistake in its tokens', () => {
    fc.assert(
      fc.property(fc.oneof(validText, mutilated(validText)), (text) => {
        const { tokens, problems } = scan(text);
        if (problems.length > 0) return;
        const unlike = tokens.filter(({ kind, start, image }) => {
          const terminal = terminals.find(([name]) => name === kind)?.[1];
          return terminal !== undefined && matchAt(terminal, text, start) !== image;
        });
        expect(unlike).toEqual([]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('in every run of characters: one token of the kind whose terminal takes it first, or none does', () => {
    const run = fc.string({ unit: fc.constantFrom(...Array.from('aQWTmä_012.-/"`#%\\')), minLength: 1, maxLength: 10 });
    const dated = fc.stringMatching(/^[0-2]{4}-(Q[0-9]|W[0-9]{1,3}|[0-9]{2}(-[0-9]{2}(T[0-9]{2}){0,1}){0,1})[aT_-]{0,1}$/);
    const measured = fc.stringMatching(/^[0-9]{1,2}([.][0-9]){0,1}(ms|min|mo|s|h|d|w|y|kEUR|%|[.][.][0-9]){0,2}$/);
    fc.assert(
      fc.property(fc.oneof(run, dated, measured), (image) => {
        const { tokens, problems } = scan(`x: ${image}`);
        const [token, ...others] = tokens.slice(2);
        const isOne = token?.image === image && token.kind !== 'symbol' && others.length === 0 && problems.length === 0;
        expect(isOne ? token.kind : undefined).toBe(terminals.find(([, terminal]) => matchAt(terminal, image, 0) === image)?.[0]);
      }),
      { numRuns: 5000, seed: 3 },
    );
  });
});

function matchAt(terminal: RegExp, text: string, at: number): string | undefined {
  const pattern = new RegExp(terminal.source, `${terminal.flags}y`);
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function tokens(text: string): string {
  const { tokens, problems } = scan(text);
  return [...tokens.map(({ kind, image }) => `${kind} ${image}`), ...problems.map(({ message }) => `! ${message}`)].join('   ');
}

function kinds(text: string): string {
  return scan(text)
    .tokens.map(({ kind }) => kind)
    .join(' ');
}

function withEnds(text: string): string {
  return scan(text)
    .tokens.map(({ kind, image }) => (kind === 'eos' ? '⏎' : image))
    .join(' ');
}
