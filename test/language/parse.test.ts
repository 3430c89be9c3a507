import type { Word } from '@weir/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../packages/language/src/parse.js';
import { factsAsText } from './facts-as-text.js';
import { validText } from './random-text.js';

describe('declarations', () => {
  test('with a name, a title, ends, labels, a block', () => {
    expect(
      facts(`
role ops
role ops "Operations"
bad "Nobody owns it" { }
system plc "Feed PLC" #hot #line-2 {
  kind: plc
}
interface erp -> mes
interface erp <-> area.mes.ua "Orders" { reads: yes }
interface orders "Orders" erp -> zone(mes.core)
extend kotka.recovery { system dcs }
site \`Kotka 2\` { area \`a.b\`.c { } }
retire lime-kiln.hmi`),
    ).toMatchInlineSnapshot(`
      "role ops
      role ops "Operations"
      bad "Nobody owns it" {
      }
      system plc "Feed PLC" #hot #line-2 {
        kind: plc
      }
      interface erp -> mes
      interface "Orders" erp <-> area.mes.ua {
        reads: <yes>
      }
      interface orders "Orders" erp -> zone(mes.core)
      extend kotka.recovery {
        system dcs
      }
      site Kotka 2 {
        area a.b.c {
        }
      }
      retire lime-kiln.hmi"
    `);
  });

  test('on one line with others', () => {
    expect(
      facts('role a   role b "B"   interface a -> b   system c { level: 2   zone: d   backup { every: 1y }   owner: e }'),
    ).toMatchInlineSnapshot(`
      "role a
      … role b "B"
      … interface a -> b
      … system c {
        level: 2
        zone: d
        … backup {
          every: duration(1 y)
        }
        owner: e
      }"
    `);
  });

  test('over several lines', () => {
    expect(
      facts(`
system plc "Feed PLC"
{
  owner:  automation-manager
}
interface historian ->
  kiln.opc-gw
  { reads: yes }`),
    ).toMatchInlineSnapshot(`
      "system plc "Feed PLC" {
        owner: automation-manager
      }
      interface historian -> kiln.opc-gw {
        reads: <yes>
      }"
    `);
  });

  test('with the comment in front of them as their description', () => {
    expect(
      facts(`
/** Kraft pulp. */
site kotka { /** On one line. */ area a
  /**
   * The *kiln*:
   *   - lime
   *   - gas
   */
  area kiln
  /* no description */
  area b
  /** of nothing */

  level: 2
  /** Two comments: the nearer one counts. */
  /** This. */
  // nothing between
  area c
}`),
    ).toMatchInlineSnapshot(`
      "/** "Kraft pulp."
      site kotka {
        /** "On one line."
        area a
        /** "The *kiln*:\\n  - lime\\n  - gas"
        area kiln
        area b
        level: 2
        area c
      }"
    `);
  });
});

describe('values', () => {
  test('of every kind', () => {
    expect(
      facts(String.raw`
text: "a \"b\" \\ \n \u{1F3ED} {c} // d"
long: """
    Two lines,
      one further in

    the margin is gone.
    """
numbers: 12, 3.5, -4, 2.10, 2027
dates: 2027-Q2, 2027-W21, 2027-06, 2027-06-30, 2027-05-24T06:00
durations: 250ms, 30s, 15min, 24h, 7d, 2w, 18mo, 2y, 0.5h
quantities: 95%, 85kEUR, 1.2MEUR, 7days
ranges: 0..2, 3..3.5
constants: yes, no, none, unknown, true, false
names: a, a.b.c, zone.in.where, ${'`411-FIC`'}, ${'`411`'}.x
compounds: iec-62443-3-3/SR-5.2, dcs/expert, sap-pm/10020331
tuples: [2, 2, 1], []
sets: (a, b), (a)`),
    ).toMatchInlineSnapshot(`
      "text: "a \\"b\\" \\\\ \\n 🏭 {c} // d"
      long: "Two lines,\\n  one further in\\n\\nthe margin is gone."
      numbers: 12, 3.5, -4, 2.10, 2027
      dates: date(2027-Q2), date(2027-W21), date(2027-06), date(2027-06-30), date(2027-05-24T06:00)
      durations: duration(250 ms), duration(30 s), duration(15 min), duration(24 h), duration(7 d), duration(2 w), duration(18 mo), duration(2 y), duration(0.5 h)
      quantities: quantity(95 %), quantity(85 kEUR), quantity(1.2 MEUR), quantity(7 days)
      ranges: range(0 2), range(3 3.5)
      constants: <yes>, <no>, <none>, <unknown>, <yes>, <no>
      names: a, a.b.c, zone.in.where, 411-FIC, 411.x
      compounds: compound(iec-62443-3-3 SR-5.2), compound(dcs expert), compound(sap-pm 10020331)
      tuples: [2, 2, 1], []
      sets: {a, b}, a"
    `);
  });

  test('that are expressions', () => {
    expect(
      facts(`
require: a or b and not c = d + e * f.g - h / 2
require: not not a and (b or c)
require: a in b and c not in (d, e) or f matches "x.*"
require: a - b - c, a / b / c, a and b and c
unless: other-rule by f.source
for: every system s
for: every system s at any date in z.systems where s.level <= 2 and known(s.owner), every zone z
require: exists x in s.interfaces satisfies x.encrypted and all y in x.data satisfies y = z
require: (exists x in a satisfies x) and count(every system t where t.zone = s.zone) > 0
require: not reaches(internet, s, over: every interface f where f.pivots, avoiding: (a, b))
value: f(), f(g(1)).h.i, today - s.verified > 12mo`),
    ).toMatchInlineSnapshot(`
      "require: (or a (and b (not (= c (- (+ d (* e f.g)) (/ h 2))))))
      require: (and (not (not a)) (or b c))
      require: (or (and (in a b) (not in c {d, e})) (matches f "x.*"))
      require: (- (- a b) c), (/ (/ a b) c), (and (and a b) c)
      unless: (by other-rule f.source)
      for: (every system s)
      for: (every system s at any date in z.systems where (and (<= s.level 2) known(s.owner))), (every zone z)
      require: (exists x in s.interfaces satisfies (and x.encrypted (all y in x.data satisfies (= y z))))
      require: (and (exists x in a satisfies x) (> count((every system t where (= t.zone s.zone))) 0))
      require: (not reaches(internet, s, over: (every interface f where f.pivots), avoiding: {a, b}))
      value: f(), f(g(1)).h.i, (> (- today s.verified) duration(12 mo))"
    `);
  });

  test('over several lines, with comments between', () => {
    expect(
      facts(`
require: a and   // first
    b
  or c           /* second */
  // third
  or (
    d,
    e
  )
networks: vlan-1,
  vlan-2
  , vlan-3
owner: x`),
    ).toMatchInlineSnapshot(`
      "require: (or (or (and a b) c) {d, e})
      networks: vlan-1, vlan-2, vlan-3
      owner: x"
    `);
  });

  test('in templates, and only there', () => {
    expect(
      facts(String.raw`
message: "{s} of {s.owner.title} has {count(every system t where t = s)} {{braces}} and \"{s.tag matches \"a\\\"b\"}\""
help: """
  Set ${'`owner:`'} of {s},
  not {{this}}.
  """
message: "plain", s.message, "a" + "{b}"
because: "not {a} template"`),
    ).toMatchInlineSnapshot(`
      "message: template(s " of " s.owner.title " has " count((every system t where (= t s))) " " "{" "braces" "}" " and \\"" (matches s.tag "a\\"b") "\\"")
      help: template("Set \`owner:\` of " s ",\\nnot " "{" "this" "}" ".")
      message: "plain", s.message, (+ "a" "{b}")
      because: "not {a} template""
    `);
  });

  test('that are names of JavaScript itself', () => {
    expect(
      facts('system __proto__ { constructor: toString   __proto__: hasOwnProperty.constructor   valueOf { } }'),
    ).toMatchInlineSnapshot(`
      "system __proto__ {
        constructor: toString
        __proto__: hasOwnProperty.constructor
        … valueOf {
        }
      }"
    `);
  });
});

test('names are compared in NFC, however they are typed', () => {
  const [composed, decomposed] = ['\u00e9tat', 'e\u0301tat'];
  expect(facts(`system ${decomposed} #${decomposed} { ${decomposed}: ${decomposed}.x }`)).toBe(
    facts(`system ${composed} #${composed} { ${composed}: ${composed}.x }`),
  );
});

test('numbers keep how they were typed, and what they are', () => {
  const [property] = parse('a.weir', 'version: 2.10').statements;
  expect(property).toMatchObject({ values: [{ is: 'number', value: 2.1, text: '2.10' }] });
});

test('the hash changes exactly when the text does', () => {
  const hashes = ['', 'a: b', 'a: b ', 'a: c', 'a: b\n', 'b: a'].map((text) => parse('a.weir', text).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(parse('other.weir', 'a: b').hash).toBe(parse('a.weir', 'a: b').hash);
});

test('a file says where its lines begin', () => {
  expect(parse('a.weir', 'a: b\n\r\nc: d').lineStarts).toEqual([0, 5, 7]);
});

test('of two statements on a line only what may be the rest of a value is marked', () => {
  expect(facts('owner: a   zone b { }\nzone c { }   zone d\nzone e   zone f')).toMatchInlineSnapshot(`
    "owner: a
    … zone b {
    }
    zone c {
    }
    zone d
    zone e
    … zone f"
  `);
});

test('every word stands where it says', () => {
  fc.assert(
    fc.property(validText, (text) => {
      const strayed = wordsOf(parse('a.weir', text).statements).filter(
        ({ start, end, text: word }) => plain(text.slice(start, end)) !== word,
      );
      expect(strayed).toEqual([]);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test('what stands inside something lies within its text', () => {
  fc.assert(
    fc.property(validText, (text) => {
      const escaped: unknown[] = [];
      const within = (outer: { start: number; end: number }, node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        const isSpan = 'start' in node && 'end' in node;
        const span = isSpan ? (node as { start: number; end: number }) : outer;
        if (span.start < outer.start || span.end > outer.end || span.start > span.end) escaped.push(node);
        for (const child of Object.values(node)) within(span, child);
      };
      within({ start: 0, end: text.length }, parse('a.weir', text).statements);
      expect(escaped).toEqual([]);
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('blank lines and comments where a statement ends change nothing', () => {
  fc.assert(
    fc.property(validText, fc.constantFrom('\n\n', ' // remark\n', ' /* over\n lines */\n', '\r\n', '\n\t\n'), (text, ending) => {
      // Ends that are in no text and no comment: those behind a whole statement at the top of the file.
      const ends = parse('a.weir', text)
        .statements.map(({ end }) => end)
        .filter((end) => text[end] === '\n');
      const spaced = ends.reduceRight((changed, end) => changed.slice(0, end) + ending + changed.slice(end + 1), text);
      expect(factsAsText(parse('a.weir', spaced))).toBe(factsAsText(parse('a.weir', text)));
    }),
    { numRuns: 200, seed: 6 },
  );
});

function facts(text: string): string {
  const parsed = parse('a.weir', text.trim());
  expect(parsed.problems).toEqual([]);
  return factsAsText(parsed);
}

/** How a word is typed: bare, between back-ticks, as a label. */
function plain(image: string): string {
  return image
    .replace(/^#/, '')
    .replace(/^`(.*)`$/, '$1')
    .normalize('NFC');
}

function wordsOf(node: unknown): Word[] {
  if (typeof node !== 'object' || node === null) return [];
  const isWord = 'text' in node && 'start' in node && !('is' in node);
  return isWord ? [node as Word] : Object.values(node).flatMap(wordsOf);
}
