import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { templateKeys } from '@weir/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IToken } from 'vscode-textmate';
import { scan, type Token } from '../packages/language/src/scanner.js';

const grammarText = readFileSync(new URL('../syntaxes/weir.tmLanguage.json', import.meta.url), 'utf8');
const configuration = JSON.parse(readFileSync(new URL('../syntaxes/language-configuration.json', import.meta.url), 'utf8'));
let grammar: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => (scope === 'source.weir' ? textmate.parseRawGrammar(grammarText, 'weir.tmLanguage.json') : null),
  });
  grammar = (await registry.loadGrammar('source.weir')) as IGrammar;
});

describe('colours', () => {
  test('declarations: keyword, name, title, ends, labels', () => {
    expect(
      colours(`
/** Kraft pulp. */
area lime-kiln "Lime kiln" #hot {   // the cell
  interface historian -> kiln.opc-gw.ua
  permit web office <-> zone(idmz) {
  rule no-owner "..." {
  extend kotka.recovery { system plc { level: 1 } }
  clause \`SR-5.2\` "..."
  bad "Nobody owns it" {
  vocabulary { type robot-cell "Robot" {
système 制御盤 {`),
    ).toMatchInlineSnapshot(`
      "> /** Kraft pulp. */
        /**          comment.block.documentation punctuation.definition.comment.begin
        Kraft pulp.  comment.block.documentation
        */           comment.block.documentation punctuation.definition.comment.end
      > area lime-kiln "Lime kiln" #hot {   // the cell
        area       storage.type
        lime-kiln  entity.name.type
        "          string.quoted.double punctuation.definition.string.begin
        Lime kiln  string.quoted.double
        "          string.quoted.double punctuation.definition.string.end
        #          entity.name.tag punctuation.definition.tag
        hot        entity.name.tag
        {          punctuation.section.block.begin
        //         comment.line.double-slash punctuation.definition.comment
        the cell   comment.line.double-slash
      >   interface historian -> kiln.opc-gw.ua
        interface       storage.type
        historian       variable.other.end
        ->              keyword.operator.arrow
        kiln.opc-gw.ua  variable.other.end
      >   permit web office <-> zone(idmz) {
        permit      storage.type
        web         entity.name.type
        office      variable.other.end
        <->         keyword.operator.arrow
        zone(idmz)  variable.other.end
        {           punctuation.section.block.begin
      >   rule no-owner "..." {
        rule      storage.type
        no-owner  entity.name.type
        "         string.quoted.double punctuation.definition.string.begin
        ...       string.quoted.double
        "         string.quoted.double punctuation.definition.string.end
        {         punctuation.section.block.begin
      >   extend kotka.recovery { system plc { level: 1 } }
        extend          storage.type
        kotka.recovery  entity.name.type
        {               punctuation.section.block.begin
        system          storage.type
        plc             entity.name.type
        {               punctuation.section.block.begin
        level           support.type.property-name
        :               punctuation.separator.key-value
        1               constant.numeric.decimal
        }               punctuation.section.block.end
        }               punctuation.section.block.end
      >   clause \`SR-5.2\` "..."
        clause    storage.type
        \`SR-5.2\`  entity.name.type
        "         string.quoted.double punctuation.definition.string.begin
        ...       string.quoted.double
        "         string.quoted.double punctuation.definition.string.end
      >   bad "Nobody owns it" {
        bad             storage.type
        "               string.quoted.double punctuation.definition.string.begin
        Nobody owns it  string.quoted.double
        "               string.quoted.double punctuation.definition.string.end
        {               punctuation.section.block.begin
      >   vocabulary { type robot-cell "Robot" {
        vocabulary  storage.type
        {           punctuation.section.block.begin
        type        storage.type
        robot-cell  entity.name.type
        "           string.quoted.double punctuation.definition.string.begin
        Robot       string.quoted.double
        "           string.quoted.double punctuation.definition.string.end
        {           punctuation.section.block.begin
      > système 制御盤 {
        système  storage.type
        制御盤      entity.name.type
        {        punctuation.section.block.begin"
    `);
  });

  test('properties: several on a line, as blocks, with every kind of value', () => {
    expect(
      colours(`
kind: plc, hmi   lifecycle { active: 2027-Q2 }
every: 15min   in: yes   \`odd key\` : none   mfa: unknown
levels: 0..2   share: 95%   budget: 85kEUR   at: 2027-05-24T06:00   offset: -3.5
maps: iec-62443-3-3/SR-5.2   sl-target: [2, 3]   tag: 411-FIC-101
level: 2   endpoint ua { port: 4840 }`),
    ).toMatchInlineSnapshot(`
      "> kind: plc, hmi   lifecycle { active: 2027-Q2 }
        kind       support.type.property-name
        :          punctuation.separator.key-value
        plc        constant.other.name
        ,          punctuation.separator.sequence
        hmi        constant.other.name
        lifecycle  support.type.property-name
        {          punctuation.section.block.begin
        active     support.type.property-name
        :          punctuation.separator.key-value
        2027-Q2    constant.numeric.date
        }          punctuation.section.block.end
      > every: 15min   in: yes   \`odd key\` : none   mfa: unknown
        every      support.type.property-name
        :          punctuation.separator.key-value
        15min      constant.numeric.duration
        in         support.type.property-name
        :          punctuation.separator.key-value
        yes        constant.language.boolean
        \`odd key\`  support.type.property-name
        :          punctuation.separator.key-value
        none       constant.language.none
        mfa        support.type.property-name
        :          punctuation.separator.key-value
        unknown    constant.language.unknown
      > levels: 0..2   share: 95%   budget: 85kEUR   at: 2027-05-24T06:00   offset: -3.5
        levels            support.type.property-name
        :                 punctuation.separator.key-value
        0..2              constant.numeric.range
        share             support.type.property-name
        :                 punctuation.separator.key-value
        95%               constant.numeric.percentage
        budget            support.type.property-name
        :                 punctuation.separator.key-value
        85                constant.numeric.quantity
        kEUR              constant.numeric.quantity keyword.other.unit
        at                support.type.property-name
        :                 punctuation.separator.key-value
        2027-05-24T06:00  constant.numeric.date
        offset            support.type.property-name
        :                 punctuation.separator.key-value
        -3.5              constant.numeric.decimal
      > maps: iec-62443-3-3/SR-5.2   sl-target: [2, 3]   tag: 411-FIC-101
        maps           support.type.property-name
        :              punctuation.separator.key-value
        iec-62443-3-3  constant.other.compound
        /              punctuation.separator.compound
        SR-5.2         constant.other.compound
        sl-target      support.type.property-name
        :              punctuation.separator.key-value
        [              punctuation.section.tuple.begin
        2              constant.numeric.decimal
        ,              punctuation.separator.sequence
        3              constant.numeric.decimal
        ]              punctuation.section.tuple.end
        tag            support.type.property-name
        :              punctuation.separator.key-value
        411-FIC-101    invalid.illegal.number
      > level: 2   endpoint ua { port: 4840 }
        level     support.type.property-name
        :         punctuation.separator.key-value
        2         constant.numeric.decimal
        endpoint  storage.type
        ua        entity.name.type
        {         punctuation.section.block.begin
        port      support.type.property-name
        :         punctuation.separator.key-value
        4840      constant.numeric.decimal
        }         punctuation.section.block.end"
    `);
  });

  test('expressions', () => {
    expect(
      colours(`
for: every system s at any date in e where s.level <= 2 and not known(s.owner)
require: all x in interface.in satisfies x.name matches "a.*" or exists y in x.all satisfies count(y) - 1 > 2
unless: other-rule by f.source`),
    ).toMatchInlineSnapshot(`
      "> for: every system s at any date in e where s.level <= 2 and not known(s.owner)
        for          support.type.property-name
        :            punctuation.separator.key-value
        every        keyword.control
        system       support.type
        s            variable.parameter
        at any date  keyword.control
        in           keyword.control
        e            constant.other.name
        where        keyword.control
        s            variable.other.object
        .            punctuation.accessor
        level        variable.other.member
        <=           keyword.operator.comparison
        2            constant.numeric.decimal
        and          keyword.operator.logical
        not          keyword.operator.logical
        known        support.function
        (            punctuation.section.group.begin
        s            variable.other.object
        .            punctuation.accessor
        owner        variable.other.member
        )            punctuation.section.group.end
      > require: all x in interface.in satisfies x.name matches "a.*" or exists y in x.all satisfies count(y) - 1 > 2
        require    support.type.property-name
        :          punctuation.separator.key-value
        all        keyword.control
        x          variable.parameter
        in         keyword.control
        interface  variable.other.object
        .          punctuation.accessor
        in         variable.other.member
        satisfies  keyword.control
        x          variable.other.object
        .          punctuation.accessor
        name       variable.other.member
        matches    keyword.operator.matches
        "          string.quoted.double punctuation.definition.string.begin
        a.*        string.quoted.double
        "          string.quoted.double punctuation.definition.string.end
        or         keyword.operator.logical
        exists     keyword.control
        y          variable.parameter
        in         keyword.control
        x          variable.other.object
        .          punctuation.accessor
        all        variable.other.member
        satisfies  keyword.control
        count      support.function
        (          punctuation.section.group.begin
        y          constant.other.name
        )          punctuation.section.group.end
        -          keyword.operator.arithmetic
        1          constant.numeric.decimal
        >          keyword.operator.comparison
        2          constant.numeric.decimal
      > unless: other-rule by f.source
        unless      support.type.property-name
        :           punctuation.separator.key-value
        other-rule  constant.other.name
        by          keyword.control
        f           variable.other.object
        .           punctuation.accessor
        source      variable.other.member"
    `);
  });

  test('a line that continues an expression declares nothing', () => {
    expect(
      colours(`
require: a.b = c and
    f.target.level <= 2
  and known (s)
  or g in h
  where not x`),
    ).toMatchInlineSnapshot(`
      "> require: a.b = c and
        require  support.type.property-name
        :        punctuation.separator.key-value
        a        variable.other.object
        .        punctuation.accessor
        b        variable.other.member
        =        keyword.operator.comparison
        c        constant.other.name
        and      keyword.operator.logical
      >     f.target.level <= 2
        f       variable.other.object
        .       punctuation.accessor
        target  variable.other.member
        .       punctuation.accessor
        level   variable.other.member
        <=      keyword.operator.comparison
        2       constant.numeric.decimal
      >   and known (s)
        and    keyword.operator.logical
        known  constant.other.name
        (      punctuation.section.group.begin
        s      constant.other.name
        )      punctuation.section.group.end
      >   or g in h
        or  keyword.operator.logical
        g   constant.other.name
        in  keyword.control
        h   constant.other.name
      >   where not x
        where  keyword.control
        not    keyword.operator.logical
        x      constant.other.name"
    `);
  });

  test('a keyword inside a word is no keyword', () => {
    expect(colours('x: interface, inside, not-known, all-in, no_1, or2, zone.in, yes-man, ünknown')).toMatchInlineSnapshot(`
      "> x: interface, inside, not-known, all-in, no_1, or2, zone.in, yes-man, ünknown
        x          support.type.property-name
        :          punctuation.separator.key-value
        interface  constant.other.name
        ,          punctuation.separator.sequence
        inside     constant.other.name
        ,          punctuation.separator.sequence
        not-known  constant.other.name
        ,          punctuation.separator.sequence
        all-in     constant.other.name
        ,          punctuation.separator.sequence
        no_1       constant.other.name
        ,          punctuation.separator.sequence
        or2        constant.other.name
        ,          punctuation.separator.sequence
        zone       variable.other.object
        .          punctuation.accessor
        in         variable.other.member
        ,          punctuation.separator.sequence
        yes-man    constant.other.name
        ,          punctuation.separator.sequence
        ünknown    constant.other.name"
    `);
  });

  test('texts: escapes, templates after their keys only, Markdown', () => {
    expect(
      colours(`
title: "a {b} \\" \\u{1F3ED} \\x"   because: "open
message: "{{ {s.owner} is {count(s.in)}"   help: "{x
note: """
# Heading
- **bold** and \`code\` of [text](a.md) {x}
end""" level: 1`),
    ).toMatchInlineSnapshot(`
      "> title: "a {b} \\" \\u{1F3ED} \\x"   because: "open
        title      support.type.property-name
        :          punctuation.separator.key-value
        "          string.quoted.double punctuation.definition.string.begin
        a {b}      string.quoted.double
        \\"         string.quoted.double constant.character.escape
        \\u{1F3ED}  string.quoted.double constant.character.escape
        \\x         string.quoted.double invalid.illegal.escape
        "          string.quoted.double punctuation.definition.string.end
        because    support.type.property-name
        :          punctuation.separator.key-value
        "          string.quoted.double punctuation.definition.string.begin
        open       string.quoted.double
      > message: "{{ {s.owner} is {count(s.in)}"   help: "{x
        message  support.type.property-name
        :        punctuation.separator.key-value
        "        string.quoted.double punctuation.definition.string.begin
        {{       string.quoted.double constant.character.escape
        {        string.quoted.double meta.interpolation punctuation.section.interpolation.begin
        s        string.quoted.double meta.interpolation variable.other.object
        .        string.quoted.double meta.interpolation punctuation.accessor
        owner    string.quoted.double meta.interpolation variable.other.member
        }        string.quoted.double meta.interpolation punctuation.section.interpolation.end
        is       string.quoted.double
        {        string.quoted.double meta.interpolation punctuation.section.interpolation.begin
        count    string.quoted.double meta.interpolation support.function
        (        string.quoted.double meta.interpolation punctuation.section.group.begin
        s        string.quoted.double meta.interpolation variable.other.object
        .        string.quoted.double meta.interpolation punctuation.accessor
        in       string.quoted.double meta.interpolation variable.other.member
        )        string.quoted.double meta.interpolation punctuation.section.group.end
        }        string.quoted.double meta.interpolation punctuation.section.interpolation.end
        "        string.quoted.double punctuation.definition.string.end
        help     support.type.property-name
        :        punctuation.separator.key-value
        "        string.quoted.double punctuation.definition.string.begin
        {        string.quoted.double meta.interpolation punctuation.section.interpolation.begin
        x        string.quoted.double meta.interpolation constant.other.name
      > note: """
        note  support.type.property-name
        :     punctuation.separator.key-value
        """   string.quoted.triple punctuation.definition.string.begin
      > # Heading
        # Heading  string.quoted.triple markup.heading.markdown
      > - **bold** and \`code\` of [text](a.md) {x}
        -         string.quoted.triple punctuation.definition.list.begin.markdown
        **bold**  string.quoted.triple markup.bold.markdown
        and       string.quoted.triple
        \`code\`    string.quoted.triple markup.inline.raw.string.markdown
        of        string.quoted.triple
        [         string.quoted.triple
        text      string.quoted.triple string.other.link.title.markdown
        ](        string.quoted.triple
        a.md      string.quoted.triple markup.underline.link.markdown
        )         string.quoted.triple
        {x}       string.quoted.triple
      > end""" level: 1
        end    string.quoted.triple
        """    string.quoted.triple punctuation.definition.string.end
        level  support.type.property-name
        :      punctuation.separator.key-value
        1      constant.numeric.decimal"
    `);
  });
});

test('texts in which {...} shows a value are those of the vocabulary', () => {
  expect(/\(message\|help\)/.exec(grammarText)?.[0]).toBe(`(${[...templateKeys].join('|')})`);
});

/** Weir in no sensible order; the words are the ones that a grammar could take for others. */
const fragment = fc.constantFrom(
  ...['in', 'where', 'and', 'or', 'not', 'matches', 'by', 'satisfies', 'yes', 'no', 'none', 'unknown', 'true', 'false', 'at any date'],
  ...[
    'every system s',
    'every in s where',
    'every system in',
    'every system s at any date',
    'exists x in',
    'all in-x in',
    'all in',
    'a -> b',
    '`a b` <-> zone(x).c',
    'x->y',
  ],
  ...[
    'interface',
    'inside',
    'not-known',
    'x',
    's.in',
    's.every',
    'zone(x)',
    'count(s',
    'kiln-hmi',
    'système',
    '制御盤',
    '_a',
    '`41 FIC`',
    'message',
    'system plc',
    'extend a.b',
    'rule r',
  ],
  ...[
    'in:',
    'owner:',
    'message:',
    'help :',
    '`odd key`:',
    'every:',
    'all:',
    'lifecycle {',
    'system x {',
    'interface a -> b',
    'permit web a -> b {',
  ],
  ...['"text"', '"a \\" {b}"', '"""a `b` **c**"""', '/* in */', '// in\n', '/** in */', '#label-1'],
  ...[
    '12',
    '-3',
    '3.5',
    '0..2',
    '3..3.5',
    '2027',
    '2027-Q2',
    '2027-W21',
    '2027-06-30',
    '2027-05-24T06:00',
    '15min',
    '12mo',
    '7days',
    '95%',
    '85kEUR',
    '411-FIC',
    '12:30',
  ],
  ...[
    'iec-62443-3-3/SR-5.2',
    'a/b',
    'a/b// in\n',
    'a/b/* in */',
    'no/x',
    'a//b',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    '<=',
    '!=',
    '=',
    '+',
    '-',
    '*',
    '/',
    '\n',
    '\n  ',
  ],
);
const source = fc
  .array(fc.tuple(fragment, fc.constantFrom(' ', ' ', '  ', '   ', '\n')), { maxLength: 25 })
  .map((parts) => parts.flat().join(''));

test('what has a colour is what the scanner reads', () => {
  fc.assert(
    fc.property(source, (text) => {
      const { tokens, comments } = scan(text);
      const scopesAt = scopesOf(text);
      for (const token of tokens) {
        if (token.kind === 'eos') continue;
        // Whether a minus belongs to the number behind it takes more than one line to say.
        const first = token.image.startsWith('-') ? token.end - 1 : token.start;
        for (const at of [first, token.end - 1]) expect(`${token.image} ${scopesAt(at)}`).toMatch(expected(token));
      }
      for (const { start, end } of comments) for (const at of [start, end - 1]) expect(scopesAt(at)).toMatch(/^comment\./);
    }),
    { numRuns: 2000 },
  );
});

test('tokens cover the line, whatever it is', () => {
  const text = fc.oneof(
    source,
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.constantFrom(...Array.from('"`{}#/*.-:<>\\ \n aé制1')), { maxLength: 80 }).map((characters) => characters.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      for (const { line, tokens } of tokenise(given))
        expect(tokens.map(({ startIndex, endIndex }) => line.slice(startIndex, endIndex)).join('')).toBe(line);
    }),
    { numRuns: 1000 },
  );
});

test('a line of ten thousand characters is coloured in time, whatever repeats in it', () => {
  const units = [
    'a',
    'a-',
    'a.',
    'a/',
    'a ',
    'a  ',
    'a, ',
    'a:',
    'a->',
    '`',
    '`a`',
    '-',
    ' ',
    '\t',
    '.',
    '1',
    '1.',
    '1-',
    '1.1',
    '"',
    '\\',
    '{',
    '}',
    '{ ',
    '{{',
    '(',
    'a(',
    '#',
    '#a',
    '/',
    '/*',
    '*',
    '**a',
    '[',
    '[a](',
    'every ',
    'every a b ',
    'in ',
    'at any ',
    'é',
    '制',
    '=',
    ':  ',
    '#!',
  ];
  const openings = ['', 'x: ', 'x y ', '"', 'message: "', 'message: "{', '"""', '/* ', 'x: "" ', 'a-'];
  const slow = openings.flatMap((opening) =>
    units.flatMap((unit) => {
      const line = opening + unit.repeat(Math.ceil(10_000 / unit.length));
      return grammar.tokenizeLine(line, textmate.INITIAL, 3000).stoppedEarly ? [`${opening}${unit}${unit}...`] : [];
    }),
  );
  expect(slow).toEqual([]);
});

describe('editing', () => {
  const word = new RegExp(configuration.wordPattern.pattern, `${configuration.wordPattern.flags}g`);

  test('a double click takes a whole name, and no arrow', () => {
    const names = 'system lime-kiln.plc-2 制御盤 cafe\u0301 { maps: iec-62443-3-3/SR-5 } a->b';
    expect(names.match(word)).toEqual(['system', 'lime-kiln', 'plc-2', '制御盤', 'cafe\u0301', 'maps', 'iec-62443-3-3', 'SR-5', 'a', 'b']);
  });

  test('every pattern is one that a JavaScript engine takes', () => {
    const patterns = configuration.onEnterRules.flatMap((rule: Record<string, { pattern?: string }>) =>
      Object.values(rule).flatMap(({ pattern }) => pattern ?? []),
    );
    for (const pattern of [
      ...patterns,
      ...Object.values<string>(configuration.indentationRules),
      ...Object.values<string>(configuration.folding.markers),
    ])
      expect(() => new RegExp(pattern)).not.toThrow();
  });

  test.each([
    ['/** Kraft pulp', { indent: 'none', appendText: ' * ' }],
    [' * Kraft pulp', { indent: 'none', appendText: '* ' }],
    [' */', { indent: 'none', removeText: 1 }],
    ['/** Kraft pulp */', undefined],
    ['system plc {', undefined],
  ])('Enter behind "%s"', (before, action) => {
    const rules: readonly { beforeText: { pattern: string }; afterText?: unknown; action: unknown }[] = configuration.onEnterRules;
    expect(
      rules.find(({ beforeText, afterText }) => afterText === undefined && new RegExp(beforeText.pattern).test(before))?.action,
    ).toEqual(action);
  });

  test.each([
    ['system plc {', true],
    ['system plc "a {" { kind: plc', true],
    ['system plc { kind: plc }', false],
    ['title: "a {"', false],
    ['// system {', false],
  ])('the line behind "%s" is indented: %s', (line, indented) => {
    expect(new RegExp(configuration.indentationRules.increaseIndentPattern).test(line)).toBe(indented);
  });
});

function expected({ kind, image }: Token): RegExp {
  if (kind === 'keyword') return / (keyword\.(control|operator)|constant\.language)/;
  if (kind === 'key') return / support\.type\.property-name/;
  if (kind === 'string' || kind === 'markdown') return / string\.quoted/;
  if (kind === 'compound') return / constant\.other\.compound/;
  if (kind === 'label') return / entity\.name\.tag/;
  if (kind === 'symbol')
    return /^[.()]/.test(image) ? / (punctuation|entity\.name|variable\.other\.end)/ : / (keyword\.operator|punctuation)/;
  if (kind === 'id')
    return /^[0-9]/.test(image)
      ? / invalid/
      : / (storage|entity\.name\.(type|function)|variable|constant\.other\.name|support\.(function|type)|keyword\.other)/;
  return / constant\.numeric/;
}

/** A line each, and below it every token that is not blank with its scopes, without what all of them share. */
function colours(text: string): string {
  return tokenise(text.trim())
    .map(({ line, tokens }) => {
      const shown = tokens
        .map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex).trim(), short(scopes)])
        .filter(([words]) => words !== '');
      const column = Math.max(...shown.map(([words = '']) => words.length)) + 2;
      return [`> ${line}`, ...shown.map(([words = '', scopes]) => `  ${words.padEnd(column)}${scopes}`)].join('\n');
    })
    .join('\n');
}

function short(scopes: readonly string[]): string {
  return scopes
    .slice(1)
    .map((scope) => scope.replace(/\.weir$/, ''))
    .join(' ');
}

function scopesOf(text: string): (offset: number) => string {
  const scopes: string[] = [];
  let lineStart = 0;
  for (const { line, tokens } of tokenise(text)) {
    for (const token of tokens) for (let at = token.startIndex; at < token.endIndex; at++) scopes[lineStart + at] = short(token.scopes);
    lineStart += line.length + 1;
  }
  return (offset) => scopes[offset] ?? '';
}

function tokenise(text: string): readonly { readonly line: string; readonly tokens: readonly IToken[] }[] {
  let stack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return { line, tokens };
  });
}
