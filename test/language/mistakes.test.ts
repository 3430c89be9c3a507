import { describe, expect, test } from 'vitest';
import { parse } from '../../packages/language/src/parse.js';
import { factsAsText } from './facts-as-text.js';
import { marked } from './marked.js';

/** What people type who come from other languages, other keyboards, or are not done yet: each a file of its own. */

describe('properties', () => {
  test('without a colon, or with another sign for it', () => {
    expect(
      marks(`
system plc {
  level 2
}
---
system plc {
  kind = plc
  level: 2
}
---
kind := plc
---
level:: 2
---
level: : 2
---
"level": 2
---
'level': 2
---
system plc level: 2
---
runs without: 8h`),
    ).toMatchInlineSnapshot(`
      "system plc {
        level 2
        ^^^^^ No colon follows \`level\`. | Write \`level: 2\`.
      }
      ─
      system plc {
        kind = plc
             ^ A property has a colon, not \`=\`. | Write \`kind: plc\`.
        level: 2
      }
      ─
      kind := plc
            ^ A property has a colon, not \`:=\`. | Write \`kind:\` and the value.
      ─
      level:: 2
            ^ There is one colon too many. | Write \`level:\` and the value.
      ─
      level: : 2
             ^ There is one colon too many. | Write \`level:\` and the value.
      ─
      "level": 2
      ^^^^^^^ A key has no quotes. | Write \`level:\`.
      ─
      'level': 2
      ^^^^^^^ A key has no quotes. | Write \`level:\`.
      ─
      system plc level: 2
                 ^^^^^ \`level:\` stands outside the block of \`system plc\`. | Put braces around its properties; if it is all one key, write \`system-plc-level:\`.
      ─
      runs without: 8h
      ^^^^ The word \`runs\` stands alone in front of \`without:\`. | Delete it, or write \`runs without { ... }\`: only a property has a colon."
    `);
  });

  test('without a value', () => {
    expect(
      marks(`
system plc {
  owner:
  level: 2
}
---
owner:
  ops
---
owner:
zone office { level: 4 }
---
system plc { owner: }
---
owner: ,
---
networks: a,, b
---
networks: a, b,
level: 2
---
networks: a, b,
zone office { level: 4 }`),
    ).toMatchInlineSnapshot(`
      "system plc {
        owner:
        ^^^^^ \`owner:\` has no value. | Write the value on the same line; \`unknown\` says that nobody knows it, \`none\` that there is none.
        level: 2
      }
      ─
      owner:
      ^^^^^ The value of \`owner:\` does not stand on its line. | Write it behind the colon: \`owner: ops\`.
        ops
      ─
      owner:
      ^^^^^ \`owner:\` has no value. | Write the value on the same line; \`unknown\` says that nobody knows it, \`none\` that there is none.
      zone office { level: 4 }
      ─
      system plc { owner: }
                   ^^^^^ \`owner:\` has no value. | Write the value on the same line; \`unknown\` says that nobody knows it, \`none\` that there is none.
      ─
      owner: ,
             ^ Nothing stands in front of this comma. | Delete the comma, or write the first value in front of it.
      ─
      networks: a,, b
                 ^ Nothing stands between these two commas. | Delete the comma, or write the next value behind it.
      ─
      networks: a, b,
                    ^ Nothing follows this comma. | Delete the comma, or write the next value behind it.
      level: 2
      ─
      networks: a, b,
                    ^ Nothing follows this comma. | Delete the comma, or write the next value behind it.
      zone office { level: 4 }"
    `);
  });

  test('with values that do not fit together', () => {
    expect(
      marks(`
networks: a b
---
owner: head of automation
---
owner: ops level 2
---
kind: plc, level: 2
---
a: "b" "c"
---
a: yes no
---
a: b"c"
---
a: -x
---
a: #hot
---
a: * 2
---
phone: +358 40 123
---
a: where
---
a: b -> c
---
a: b where c
---
a: b satisfies c
---
a: b {
  c: 2
}
---
a: "b" {
  c: 2
}
---
a: )
---
a: b)
---
a: b] c`),
    ).toMatchInlineSnapshot(`
      "networks: a b
                  ^ \`b\` stands directly behind \`a\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      owner: head of automation
                  ^^ \`of\` stands directly behind \`head\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      owner: ops level 2
                 ^^^^^ \`level\` stands directly behind \`ops\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      kind: plc, level: 2
               ^ This comma stands between two properties. | Delete it: blanks or a line end are enough.
      ─
      a: "b" "c"
             ^^^ The text "c" stands directly behind the text "b". | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      a: yes no
             ^^ \`no\` stands directly behind \`yes\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      a: b"c"
          ^^^ The text "c" stands directly behind \`b\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      a: -x
         ^ A list has no dashes in front of its values. | Write commas between them: \`a: first, second\`.
      ─
      a: #hot
         ^^^^ \`#hot\` is a label, and a label is no value. | Write \`a: hot\`, or put the label behind the title of the declaration.
      ─
      a: * 2
         ^ Nothing stands in front of \`*\`. | Write a value in front of it.
      ─
      phone: +358 40 123
             ^ A number has no plus in front of it. | Delete it; a telephone number is a text between double quotes.
      ─
      a: where
         ^^^^^ \`where\` cannot be a value: it is a word of the language. | If it is a name, put it between back-ticks: \`where\`.
      ─
      a: b -> c
           ^^ An arrow joins the two ends of a declaration, not values. | Several values have commas between them: \`a, b\`. In an expression a dot leads on: \`s.level\`; a declaration has no colon: \`interface a -> b\`.
      ─
      a: b where c
           ^^^^^ \`where\` stands only in a selection. | Write \`every system s where s.level <= 2\`.
      ─
      a: b satisfies c
           ^^^^^^^^^ \`satisfies\` stands only behind \`exists\` and \`all\`. | Write \`exists x in s.interfaces satisfies x.encrypted\`.
      ─
      a: b {
      ^ A declaration has no colon behind its keyword. | Write \`a b { ... }\`.
        c: 2
      }
      ─
      a: "b" {
             ^ A block cannot stand behind a value. | A declaration has no colon: \`system historian { ... }\`.
        c: 2
      }
      ─
      a: )
      ^ \`a:\` has no value. | Write the value behind the colon.
      ─
      a: b)
          ^ This \`)\` closes nothing. | Delete it, or look for a \`(\` that is missing in front of it.
      ─
      a: b] c
          ^ This \`]\` closes nothing. | Delete it, or look for a \`[\` that is missing in front of it."
    `);
  });

  test('whose block has a colon', () => {
    expect(
      marks(`
lifecycle: { active: 1996 }
---
system plc: { level: 2 }
---
system: plc { level: 2 }
---
system plc = {
  level: 2
}`),
    ).toMatchInlineSnapshot(`
      "lifecycle: { active: 1996 }
      ^^^^^^^^^ A colon stands between \`lifecycle\` and its block. | Delete it: \`lifecycle { ... }\`.
      ─
      system plc: { level: 2 }
             ^^^ A colon stands between \`plc\` and its block. | Delete it: \`plc { ... }\`.
      ─
      system: plc { level: 2 }
      ^^^^^^ A declaration has no colon behind its keyword. | Write \`system plc { ... }\`.
      ─
      system plc = {
                 ^ No \`=\` stands in front of a block. | Delete it: \`plc { ... }\`.
        level: 2
      }"
    `);
  });
});

describe('heads of declarations', () => {
  test('with names that are none', () => {
    expect(
      marks(`
system feed plc { level: 2 }
---
system 411-FIC-101 { level: 2 }
---
system plc.feed/1 { level: 2 }
---
system plc@kiln { level: 2 }
---
system plc- { level: 2 }
---
system -plc { level: 2 }
---
system plc#1 { level: 2 }
---
system 🏭 { level: 2 }
---
system 🏭mill { level: 2 }
---
system in { level: 2 }
---
zone all "All" { level: 2 }
---
interface yes -> no
---
every { level: 2 }
---
system \`plc { level: 2 }
---
system \`\` { level: 2 }
---
system plc. { level: 2 }`),
    ).toMatchInlineSnapshot(`
      "system feed plc { level: 2 }
                  ^^^ \`plc\` stands directly behind the name \`feed\`. | A name has no blanks: write \`feed-plc\`, or \`feed -> plc\` if it joins two; a title goes between double quotes.
      ─
      system 411-FIC-101 { level: 2 }
             ^^^^^^^^^^^ "411-FIC-101" begins with a digit but is not a number, a date, a duration or a quantity. | If it is a name write \`411-FIC-101\` between back-ticks, if it is a text write "411-FIC-101".
      ─
      system plc.feed/1 { level: 2 }
             ^^^^^^^^^ A name may not hold \`/\`. | Letters, digits, \`_\` and \`-\` need no quotes; put any other name between back-ticks.
      ─
      system plc@kiln { level: 2 }
             ^^^^^^^^ A name may not hold "@". | Write \`plc@kiln\` between back-ticks.
      ─
      system plc- { level: 2 }
             ^^^^ A name does not end with a hyphen. | Write \`plc\`, or put it between back-ticks.
      ─
      system -plc { level: 2 }
             ^ A name does not begin with a hyphen. | Write it without, or put it between back-ticks.
      ─
      system plc#1 { level: 2 }
             ^^^^^ A label stands apart from what is in front of it. | Write \`plc #1\`, or \`plc#1\` between back-ticks if it is all one name.
      ─
      system 🏭 { level: 2 }
             ^^ A name may not hold "🏭". | Write \`🏭\` between back-ticks.
      ─
      system 🏭mill { level: 2 }
             ^^^^^^ A name may not hold "🏭". | Write \`🏭mill\` between back-ticks.
      ─
      system in { level: 2 }
             ^^ \`in\` cannot be a name: it is a word of the language. | If it is a name, put it between back-ticks: \`in\`.
      ─
      zone all "All" { level: 2 }
           ^^^ \`all\` cannot be a name: it is a word of the language. | If it is a name, put it between back-ticks: \`all\`.
      ─
      interface yes -> no
                ^^^ \`yes\` cannot be a name: it is a word of the language. | If it is a name, put it between back-ticks: \`yes\`.
      ─
      every { level: 2 }
      ^^^^^ \`every\` cannot begin a statement: it is a word of the language. | If it is a name, put it between back-ticks: \`every\`.
      ─
      system \`plc { level: 2 }
             ^^^^ This name in back-ticks is not closed on its line. | Add a \` after the name.
      ─
      system \`\` { level: 2 }
             ^^ There is no name between these back-ticks. | Write the name between them.
      ─
      system plc. { level: 2 }
                ^ No name follows this dot. | Write the name behind the dot, or delete the dot."
    `);
  });

  test('with parts in another order, or twice', () => {
    expect(
      marks(`
system "Feed PLC" plc { level: 2 }
---
system plc "Feed PLC" "Kiln" { level: 2 }
---
interface a -> b orders
---
interface orders a -> b "Orders"
---
system plc #hot "Feed PLC"
---
system plc, hmi { level: 2 }
---
system plc 2
---
system plc iec/2 { level: 2 }
---
system plc & { level: 2 }`),
    ).toMatchInlineSnapshot(`
      "system "Feed PLC" plc { level: 2 }
                        ^^^ The name stands behind the title. | Write it in front: \`system plc "..."\`.
      ─
      system plc "Feed PLC" "Kiln" { level: 2 }
                            ^^^^^^ This declaration has two titles. | Keep one of them.
      ─
      interface a -> b orders
                       ^^^^^^ The name stands behind the ends. | Write it in front of them: \`interface orders ...\`.
      ─
      interface orders a -> b "Orders"
                              ^^^^^^^^ The title stands behind the ends. | Write it behind the name, in front of the ends.
      ─
      system plc #hot "Feed PLC"
                      ^^^^^^^^^^ The title stands behind a label. | Write the title first, and the labels behind it.
      ─
      system plc, hmi { level: 2 }
                ^ A declaration declares one thing. | Write one \`system\` for each name.
      ─
      system plc 2
                 ^ \`2\` does not fit behind \`plc\`. | Behind the keyword stand a name, a title between double quotes, two ends with an arrow, labels, and a block between braces.
      ─
      system plc iec/2 { level: 2 }
                 ^^^^^ \`iec/2\` is no name here. | A name of letters, digits and hyphens needs no quotes; any other goes between back-ticks.
      ─
      system plc & { level: 2 }
                 ^ \`&\` means nothing in Weir. | Write \`and\`."
    `);
  });

  test('with arrows', () => {
    expect(
      marks(`
historian -> gateway
---
interface -> gateway
---
interface historian ->
---
interface historian ->
zone office { level: 4 }
---
interface a -> b -> c
---
interface a - b
---
interface a > b
---
interface a --> b
---
interface a => b
---
interface a → b
---
interface a <--> b
---
interface a <- b
---
interface zone(a -> b
---
interface zone() -> b
---
-> b`),
    ).toMatchInlineSnapshot(`
      "historian -> gateway
                ^^ Only one word stands in front of the arrow \`->\`. | Write a keyword and who opens the session, such as \`interface historian -> gateway\`.
      ─
      interface -> gateway
                ^^ Only one word stands in front of the arrow \`->\`. | Write a keyword and who opens the session, such as \`interface historian -> gateway\`.
      ─
      interface historian ->
                          ^^ The arrow \`->\` has no target. | Write who answers behind it, such as \`historian -> gateway\`.
      ─
      interface historian ->
                          ^^ The arrow \`->\` has no target. | Write who answers behind it, such as \`historian -> gateway\`.
      zone office { level: 4 }
      ─
      interface a -> b -> c
                       ^^ A declaration joins two ends and no more. | Write another \`interface\` for the next arrow.
      ─
      interface a - b
                  ^ \`-\` is no arrow. | An arrow goes from who opens the session to who answers: \`->\`.
      ─
      interface a > b
                  ^ \`>\` is no arrow. | An arrow goes from who opens the session to who answers: \`->\`.
      ─
      interface a --> b
                  ^^^ \`-->\` means nothing in Weir. | Write \`->\`.
      ─
      interface a => b
                  ^^ \`=>\` means nothing in Weir. | An arrow is \`->\`; "at least" is \`>=\`.
      ─
      interface a → b
                  ^ \`→\` means nothing in Weir. | Write \`->\`.
      ─
      interface a <--> b
                  ^^^^ \`<-->\` means nothing in Weir. | Write \`<->\`.
      ─
      interface a <- b
                  ^^ \`<-\` means nothing in Weir. | An arrow goes from who opens the session to who answers: write \`b -> a\` where you mean \`a <- b\`.
      ─
      interface zone(a -> b
                    ^ This \`(\` is never closed. | Add a \`)\` where it ends.
      ─
      interface zone() -> b
                    ^^ There is nothing between these brackets. | Write between them what is meant, or delete them.
      ─
      -> b
      ^^ The arrow \`->\` has no declaration. | Write one, such as \`interface a -> b\`."
    `);
  });

  test('that stand alone', () => {
    expect(
      marks(`
plc
---
level 2
---
contains x
---
if a is b`),
    ).toMatchInlineSnapshot(`
      "plc
      ^^^ The word \`plc\` stands alone. | A statement is \`key: value\` or a declaration such as \`system historian "Historian" { ... }\`.
      ─
      level 2
      ^^^^^ No colon follows \`level\`. | Write \`level: 2\`.
      ─
      contains x
      ─
      if a is b"
    `);
  });

  test('without their block', () => {
    expect(
      marks(`
system plc "Feed PLC" level: 2   kind: plc
---
system plc (
  level: 2
)
system hmi { level: 2 }
---
system plc [
  level: 2
]
---
system plc {{ level: 2 }}
---
{ level: 2 }`),
    ).toMatchInlineSnapshot(`
      "system plc "Feed PLC" level: 2   kind: plc
                            ^^^^^ \`level:\` stands outside the block of \`system plc\`. | Put braces around its properties: \`{\` in front of the first, \`}\` behind the last.
      ─
      system plc (
                 ^ A block stands between braces. | Write \`{\` for \`(\`, and \`}\` where the block ends.
        level: 2
      )
      system hmi { level: 2 }
      ─
      system plc [
                 ^ A block stands between braces. | Write \`{\` for \`[\`, and \`}\` where the block ends.
        level: 2
      ]
      ─
      system plc {{ level: 2 }}
                  ^ This block belongs to nothing. | Write in front of it what it describes, such as \`system historian { ... }\`.
      ─
      { level: 2 }
      ^ This block belongs to nothing. | Write in front of it what it describes, such as \`system historian { ... }\`."
    `);
  });
});

describe('brackets', () => {
  test('that are never closed', () => {
    expect(
      marks(`
system plc {
  level: 2
system hmi {
  level: 2
}
---
site a {
  zone b {
    level: 2
  system c { level: 2 }
}
---
site a { zone b { level: 2
---
system plc { level: 2 ]
---
networks: [a, b
level: 2
---
require: (a and b
---
require: f(a, b
level: 2
---
require: f(
---
a: (b,
c: d
)
e: f`),
    ).toMatchInlineSnapshot(`
      "system plc {
                 ^ This \`{\` is never closed. | Add a \`}\` in front of line 3.
        level: 2
      system hmi {
        level: 2
      }
      ─
      site a {
        zone b {
               ^ This \`{\` is never closed. | Add a \`}\` in front of line 4.
          level: 2
        system c { level: 2 }
      }
      ─
      site a { zone b { level: 2
                      ^ This \`{\` is never closed, nor the one around it. | Add 2 \`}\` at the end of the file.
      ─
      system plc { level: 2 ]
                            ^ A block is not closed with \`]\`. | Write \`}\`.
      ─
      networks: [a, b
                ^ This \`[\` is never closed. | Add a \`]\` where it ends.
      level: 2
      ─
      require: (a and b
               ^ This \`(\` is never closed. | Add a \`)\` where it ends.
      ─
      require: f(a, b
                ^ This \`(\` is never closed. | Add a \`)\` where it ends.
      level: 2
      ─
      require: f(
                ^ This \`(\` is never closed. | Add a \`)\` where it ends.
      ─
      a: (b,
      c: d
      ^ \`c:\` stands between brackets. | Properties stand between braces: \`{ level: 2 }\`; only what a function takes has a name, such as \`reaches(a, b, over: ...)\`.
      )
      e: f"
    `);
  });

  test('that close nothing', () => {
    expect(
      marks(`
system plc {
  level: 2
}
}
system hmi { level: 2 }
---
site a {
  zone b { level: 2 } }
  system c { level: 2 }
}
---
system plc
  level: 2
}
---
a b )
---
require: (a]
---
require: ()
---
require: f(a,)
---
require: f(a b)
---
require: f(over: )`),
    ).toMatchInlineSnapshot(`
      "system plc {
        level: 2
      }
      }
      ^ This \`}\` closes nothing. | Delete it, or look for a \`{\` that is missing above.
      system hmi { level: 2 }
      ─
      site a {
        zone b { level: 2 } }
                            ^ This \`}\` closes its block too early, so the one in line 4 closes nothing. | Delete one of the two.
        system c { level: 2 }
      }
      ─
      system plc
        level: 2
      }
      ^ This \`}\` closes nothing. | Delete it, or look for a \`{\` that is missing above.
      ─
      a b )
          ^ \`)\` does not fit behind \`b\`. | Behind the keyword stand a name, a title between double quotes, two ends with an arrow, labels, and a block between braces.
      ─
      require: (a]
                 ^ A \`(\` is closed with \`]\`. | Write \`)\`.
      ─
      require: ()
               ^^ There is nothing between these brackets. | Write between them what is meant, or delete them.
      ─
      require: f(a,)
                  ^ Nothing follows this comma. | Delete the comma, or write the next value behind it.
      ─
      require: f(a b)
                   ^ \`b\` stands directly behind \`a\`. | Put a comma or an operator between them, or close the \`(\` in front of it with \`)\`.
      ─
      require: f(over: )
                 ^^^^ \`over:\` has no value. | Write the value behind the colon."
    `);
  });
});

describe('texts', () => {
  test('between other quotes', () => {
    expect(
      marks(`
title: 'Feed PLC'
---
title: 'Kiln's hall'
---
title: “Feed PLC”
---
title: ”Uuni pysähtyy”
---
title: „Ofen“
---
title: »Kiln«
---
title: ‘Kiln’
---
title: ´Kiln´
---
title: don't`),
    ).toMatchInlineSnapshot(`
      "title: 'Feed PLC'
             ^^^^^^^^^^ A text stands between double quotes, not between \`'\`. | Write "Feed PLC".
      ─
      title: 'Kiln's hall'
             ^^^^^^^^^^^^^ A text stands between double quotes, not between \`'\`. | Write "Kiln's hall".
      ─
      title: “Feed PLC”
             ^^^^^^^^^^ A text stands between double quotes, not between \`“\`. | Write "Feed PLC".
      ─
      title: ”Uuni pysähtyy”
             ^^^^^^^^^^^^^^^ A text stands between double quotes, not between \`”\`. | Write "Uuni pysähtyy".
      ─
      title: „Ofen“
             ^^^^^^ A text stands between double quotes, not between \`„\`. | Write "Ofen".
      ─
      title: »Kiln«
             ^^^^^^ A text stands between double quotes, not between \`»\`. | Write "Kiln".
      ─
      title: ‘Kiln’
             ^^^^^^ A text stands between double quotes, not between \`‘\`. | Write "Kiln".
      ─
      title: ´Kiln´
             ^^^^^^ A text stands between double quotes, not between \`´\`. | Write "Kiln".
      ─
      title: don't
             ^^^^^ Only a text may hold "'". | Write "don't"."
    `);
  });

  test('that are not closed', () => {
    expect(
      marks(`
system plc {
  title: "Feed PLC
  level: 2
}
---
system plc { title: "Feed PLC }
system hmi { level: 2 }
---
system plc "Feed PLC {
  level: 2
}
---
note: "two
lines"
level: 2
---
note: """ never closed
level: 2
---
/* never closed
level: 2`),
    ).toMatchInlineSnapshot(`
      "system plc {
        title: "Feed PLC
               ^^^^^^^^^ This text is not closed on its line. | Add a \`"\` where the text ends.
        level: 2
      }
      ─
      system plc { title: "Feed PLC }
                          ^^^^^^^^^^^ This text is not closed on its line. | Add a \`"\` where the text ends.
      system hmi { level: 2 }
      ─
      system plc "Feed PLC {
                 ^^^^^^^^^^^ This text is not closed on its line. | Add a \`"\` where the text ends.
        level: 2
      }
      ─
      note: "two
            ^^^^ A text between \`"\` stays on its line. | Write \`"""\` before and behind a text over several lines.
      lines"
      level: 2
      ─
      note: """ never closed
            ^^^ This \`"""\` text is never closed. | Add \`"""\` where the text ends.
      level: 2
      ─
      /* never closed
      ^^ This comment is never closed. | Add \`*/\` where the comment ends.
      level: 2"
    `);
  });

  test('with escapes and braces', () => {
    expect(
      marks(String.raw`
title: "C:\plc"
---
title: "\u{110000} \u12"
---
message: "{s} has {"
---
message: "{s} has }"
---
message: "{} has"
---
message: "{s.owner name}"
---
message: "{s.}"
---
message: "{s.owner == 2}"
---
message: "{every system}"
---
message: "{2027-02-30}"
---
message: "{\"a\" \"b\"}"
---
help: """
  {a
   b}
  """`),
    ).toMatchInlineSnapshot(`
      "title: "C:\\plc"
                ^^ \`\\p\` is not an escape. | The escapes are \`\\"\`, \`\\\\\`, \`\\n\` and \`\\u{1F3ED}\`; a backslash itself is \`\\\\\`.
      ─
      title: "\\u{110000} \\u12"
              ^^^^^^^^^^ \`\\u{110000}\` is not an escape. | The escapes are \`\\"\`, \`\\\\\`, \`\\n\` and \`\\u{1F3ED}\`; a backslash itself is \`\\\\\`.
                         ^^ \`\\u\` is not an escape. | The escapes are \`\\"\`, \`\\\\\`, \`\\n\` and \`\\u{1F3ED}\`; a backslash itself is \`\\\\\`.
      ─
      message: "{s} has {"
                        ^ This \`{\` has no partner in the text. | Write \`{{\` for a brace that is meant as one.
      ─
      message: "{s} has }"
                        ^ This \`}\` has no partner in the text. | Write \`}}\` for a brace that is meant as one.
      ─
      message: "{} has"
                 ^ There is nothing between these braces. | Write what is shown there, such as \`{s.owner}\`; a brace itself is \`{{\` or \`}}\`.
      ─
      message: "{s.owner name}"
                         ^^^^ \`name\` stands directly behind \`owner\`. | Is a dot missing between them, as in \`{s.owner}\`? A brace itself is \`{{\` or \`}}\`.
      ─
      message: "{s.}"
                  ^ No name follows this dot. | Write the name behind the dot, or delete the dot.
      ─
      message: "{s.owner == 2}"
                         ^^ \`==\` means nothing in Weir. | Write \`=\`.
      ─
      message: "{every system}"
                 ^^^^^^^^^^^^ This selection does not name its variable. | Write \`every system s\`, and behind it \`where\` and a condition if not all are meant.
      ─
      message: "{2027-02-30}"
                 ^^^^^^^^^^ impossible-date: No calendar has the date 2027-02-30. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`.
      ─
      message: "{\\"a\\" \\"b\\"}"
                       ^^^^^ The text "b" stands directly behind the text "a". | Is a dot missing between them, as in \`{s.owner}\`? A brace itself is \`{{\` or \`}}\`.
      ─
      help: """
        {a
         ^ A line ends between these braces. | Write what stands between them on one line.
         b}
        """"
    `);
  });

  test('that lack their quotes', () => {
    expect(
      marks(`
ip: 10.0.0.1
---
mac: 00:1b:44:11:3a:b7
---
url: https://example.com/a?b=c
---
path: C:\\plc\\v2
---
share: \\\\server\\plc
---
mail: ops@mill.example
---
time: 12:30
---
size: ~5`),
    ).toMatchInlineSnapshot(`
      "ip: 10.0.0.1
          ^^^^^^^^ "10.0.0.1" begins with a digit but is not a number, a date, a duration or a quantity. | If it is a text, write "10.0.0.1".
      ─
      mac: 00:1b:44:11:3a:b7
           ^^^^^^^^^^^^^^^^^ An address is a text, so it stands between double quotes. | Write "00:1b:44:11:3a:b7".
      ─
      url: https://example.com/a?b=c
           ^^^^^^^^^^^^^^^^^^^^^^^^^ An address is a text, so it stands between double quotes. | Write "https://example.com/a?b=c".
      ─
      path: C:\\plc\\v2
            ^^^^^^^^^ Only a text may hold "\\". | Write "C:\\\\plc\\\\v2".
      ─
      share: \\\\server\\plc
             ^^^^^^^^^^^^ Only a text may hold "\\". | Write "\\\\\\\\server\\\\plc".
      ─
      mail: ops@mill.example
            ^^^^^^^^^^^^^^^^ Only a text may hold "@". | Write "ops@mill.example".
      ─
      time: 12:30
            ^^^^^ \`12:30\` is no value: a colon stands only behind a key. | If it is a text, write "12:30".
      ─
      size: ~5
            ^^ Only a text may hold "~". | Write "~5"."
    `);
  });
});

describe('numbers and dates', () => {
  test('as other notations write them', () => {
    expect(
      marks(`
version: 1.2.3
---
date: 24.12.2026
---
date: 12/24/2026
---
date: 2026/12/24
---
date: 2027-6-1
---
date: 2027-06-30 06:00
---
date: 2027 Q2
---
date: 2027 W21
---
levels: 0-2
---
levels: 0..
---
levels: 0...2
---
share: 95 %
---
budget: 85 kEUR
---
budget: €85
---
budget: 85k€
---
budget: 85 €
---
every: 15 min
---
every: -3d
---
tag: 12a-b`),
    ).toMatchInlineSnapshot(`
      "version: 1.2.3
               ^^^^^ "1.2.3" begins with a digit but is not a number, a date, a duration or a quantity. | If it is a text, write "1.2.3".
      ─
      date: 24.12.2026
            ^^^^^^^^^^ "24.12.2026" begins with a digit but is not a number, a date, a duration or a quantity. | Write the date as \`2026-12-24\`.
      ─
      date: 12/24/2026
            ^^^^^^^^^^ "12/24/2026" begins with a digit but is not a number, a date, a duration or a quantity. | Write the date as \`2026-12-24\`.
      ─
      date: 2026/12/24
            ^^^^^^^^^^ "2026/12/24" begins with a digit but is not a number, a date, a duration or a quantity. | Write the date as \`2026-12-24\`.
      ─
      date: 2027-6-1
            ^^^^^^^^ "2027-6-1" begins with a digit but is not a number, a date, a duration or a quantity. | Write the date as \`2027-06-01\`.
      ─
      date: 2027-06-30 06:00
            ^^^^^^^^^^^^^ A blank parts the day from its time. | Write a \`T\` for it, such as \`2027-06-30T06:00\`.
      ─
      date: 2027 Q2
            ^^^^^^^ A blank parts \`2027\` from its quarter. | Write \`2027-Q2\`.
      ─
      date: 2027 W21
            ^^^^^^^^ A blank parts \`2027\` from its week. | Write \`2027-W21\`.
      ─
      levels: 0-2
              ^^^ "0-2" begins with a digit but is not a number, a date, a duration or a quantity. | Write a range as \`0..2\`, a subtraction with blanks as \`0 - 2\`.
      ─
      levels: 0..
              ^^^ "0.." begins with a digit but is not a number, a date, a duration or a quantity. | Write both ends of the range, such as \`0..5\`.
      ─
      levels: 0...2
              ^^^^^ "0...2" begins with a digit but is not a number, a date, a duration or a quantity. | Write the range as \`0..2\`.
      ─
      share: 95 %
                ^ The character "%" means nothing here. | A percentage has no blank in it: \`95%\`.
      ─
      budget: 85 kEUR
              ^^^^^^^ A blank parts \`85\` from its unit. | Write \`85kEUR\`.
      ─
      budget: €85
              ^^^ \`€\` is no unit. | Write the amount as \`85EUR\`.
      ─
      budget: 85k€
              ^^^^ \`€\` is no unit. | Write the amount as \`85kEUR\`.
      ─
      budget: 85 €
                 ^ The character "€" means nothing here. | An amount has its currency behind it, and no blank: \`85kEUR\`.
      ─
      every: 15 min
             ^^^^^^ A blank parts \`15\` from its unit. | Write \`15min\`.
      ─
      every: -3d
             ^^^ "-3d" cannot be negative: only a plain number can. | Delete the minus; a subtraction has blanks around it, such as \`today - 3d\`.
      ─
      tag: 12a-b
           ^^^^^ "12a-b" begins with a digit but is not a number, a date, a duration or a quantity. | If it is a name write \`12a-b\` between back-ticks, if it is a text write "12a-b"."
    `);
  });

  test('that no calendar has', () => {
    expect(
      marks(`
date: 2027-02-30
---
date: 2027-13
---
date: 2027-W54
---
date: 2027-Q5
---
date: 2027-06-30T25:00`),
    ).toMatchInlineSnapshot(`
      "date: 2027-02-30
            ^^^^^^^^^^ impossible-date: No calendar has the date 2027-02-30. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`.
      ─
      date: 2027-13
            ^^^^^^^ impossible-date: No calendar has the date 2027-13. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`.
      ─
      date: 2027-W54
            ^^^^^^^^ impossible-date: No calendar has the date 2027-W54. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`.
      ─
      date: 2027-Q5
            ^^^^^^^ impossible-date: No calendar has the date 2027-Q5. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`.
      ─
      date: 2027-06-30T25:00
            ^^^^^^^^^^^^^^^^ impossible-date: No calendar has the date 2027-06-30T25:00. | Write a year, quarter, week, month or day that exists, such as \`2027\`, \`2027-Q2\`, \`2027-W21\`, \`2027-06\` or \`2027-06-30\`."
    `);
  });
});

describe('expressions', () => {
  test('in the words of other languages', () => {
    expect(
      marks(`
require: a == 2 && b || !c
---
require: a <> 2
---
require: a =< 2
---
require: a ≥ 2
---
require: a – b
---
require: if a then b else c
---
require: a is b
---
require: a isnt b
---
require: a contains b
---
require: a equals b
---
require: a > 2 ? b : c
---
for: every system s with s.level = 2`),
    ).toMatchInlineSnapshot(`
      "require: a == 2 && b || !c
                 ^^ \`==\` means nothing in Weir. | Write \`=\`.
                      ^^ \`&&\` means nothing in Weir. | Write \`and\`.
                           ^^ \`||\` means nothing in Weir. | Write \`or\`.
                              ^ \`!\` means nothing in Weir. | Write \`not\`.
      ─
      require: a <> 2
                 ^^ \`<>\` means nothing in Weir. | Write \`!=\`.
      ─
      require: a =< 2
                 ^^ \`=<\` means nothing in Weir. | Write \`<=\`.
      ─
      require: a ≥ 2
                 ^ \`≥\` means nothing in Weir. | Write \`>=\`.
      ─
      require: a – b
                 ^ \`–\` means nothing in Weir. | Write \`-\`.
      ─
      require: if a then b else c
               ^^ There is no \`if\` in Weir. | Write the condition itself, such as \`require: s.level = 2\`; who it is for goes behind \`where\`.
      ─
      require: a is b
                 ^^ There is no \`is\` in Weir. | Write \`=\`.
      ─
      require: a isnt b
                 ^^^^ There is no \`isnt\` in Weir. | Write \`!=\`.
      ─
      require: a contains b
                 ^^^^^^^^ There is no \`contains\` in Weir. | Write \`x in s.networks\` where you mean "contains x".
      ─
      require: a equals b
                 ^^^^^^ There is no \`equals\` in Weir. | Write \`=\`.
      ─
      require: a > 2 ? b : c
                     ^^^^^^^ There is no \`?\` in Weir. | Write the condition itself, with \`and\`, \`or\` and \`not\`.
      ─
      for: every system s with s.level = 2
                          ^^^^ There is no \`with\` in Weir. | Write \`where\`, and behind it the condition."
    `);
  });

  test('that are not finished', () => {
    expect(
      marks(`
require: a =
---
require: a = = b
---
require: a and
level: 2
---
require: a and
zone office { level: 4 }
---
require: and b
---
require: a and or b
---
require: not
---
require: s.
---
owner: s.
level: 2
---
require: s..level
---
require: .level
---
require: a < b < c
---
message: "{a < b < c}"`),
    ).toMatchInlineSnapshot(`
      "require: a =
                 ^ Nothing follows \`=\`. | Write the other side behind it, on this line or the next.
      ─
      require: a = = b
                   ^ There is one \`=\` too many. | Write \`=\`.
      ─
      require: a and
                 ^^^ Nothing follows \`and\`. | Write the other side behind it, on this line or the next.
      level: 2
      ─
      require: a and
                 ^^^ Nothing follows \`and\`. | Write the other side behind it, on this line or the next.
      zone office { level: 4 }
      ─
      require: and b
               ^^^ Nothing stands in front of \`and\`. | Write a value in front of it.
      ─
      require: a and or b
                 ^^^ Nothing follows \`and\`. | Write the other side behind it, on this line or the next.
      ─
      require: not
               ^^^ Nothing follows \`not\`. | Write the condition behind it, on this line or the next.
      ─
      require: s.
                ^ No name follows this dot. | Write the name behind the dot, or delete the dot.
      ─
      owner: s.
              ^ No name follows this dot. | Write the name behind the dot, or delete the dot.
      level: 2
      ─
      require: s..level
                ^ No name follows this dot. | Write the name behind the dot, or delete the dot.
      ─
      require: .level
               ^ Nothing stands in front of \`.\`. | Write a value in front of it.
      ─
      require: a < b < c
                     ^ Comparisons cannot be chained. | Write two and join them, such as \`a < b and b < c\`.
      ─
      message: "{a < b < c}"
                       ^ Comparisons cannot be chained. | Write two and join them, such as \`a < b and b < c\`."
    `);
  });

  test('that select', () => {
    expect(
      marks(`
for: every
---
for: every system
---
for: every system where s.level = 2
---
for: every system s where
---
for: every system s in
---
for: every system s at date
---
require: exists in s.interfaces satisfies x
---
require: exists x s.interfaces satisfies x
---
require: exists x in s.interfaces
---
require: exists x in s.interfaces satisfies`),
    ).toMatchInlineSnapshot(`
      "for: every
           ^^^^^ This selection does not say what it selects. | Write \`every system s\`, and behind it \`where\` and a condition if not all are meant.
      ─
      for: every system
           ^^^^^^^^^^^^ This selection does not name its variable. | Write \`every system s\`, and behind it \`where\` and a condition if not all are meant.
      ─
      for: every system where s.level = 2
           ^^^^^^^^^^^^ This selection does not name its variable. | Write \`every system s\`, and behind it \`where\` and a condition if not all are meant.
      ─
      for: every system s where
                          ^^^^^ Nothing follows \`where\`. | Write the condition behind it, on this line or the next.
      ─
      for: every system s in
                          ^^ Nothing follows \`in\`. | Write the other side behind it, on this line or the next.
      ─
      for: every system s at date
                          ^^ \`at\` stands directly behind \`s\`. | Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.
      ─
      require: exists in s.interfaces satisfies x
               ^^^^^^ \`exists\` does not name its variable. | Write \`exists x in s.interfaces satisfies x.encrypted\`.
      ─
      require: exists x s.interfaces satisfies x
               ^^^^^^ \`exists\` does not say in what. | Write \`exists x in s.interfaces satisfies x.encrypted\`.
      ─
      require: exists x in s.interfaces
               ^^^^^^ \`exists\` has no condition. | Write \`exists x in s.interfaces satisfies x.encrypted\`.
      ─
      require: exists x in s.interfaces satisfies
                                        ^^^^^^^^^ Nothing follows \`satisfies\`. | Write the condition behind it, on this line or the next."
    `);
  });

  test('that are too long or too deep', () => {
    const messages = (text: string) => parse('a.weir', text).problems.map(({ message }) => message);
    const long = `a: ${'b and '.repeat(201)}b\nc: d`;
    expect(messages(long)).toEqual(['This expression is too long to be read.']);
    expect(messages(`a: ${'b and '.repeat(199)}b`)).toEqual([]);
    expect(messages(`a: ${'not '.repeat(100)}b`)).toEqual(['This expression is too long to be read.']);
    expect(messages(`${'a { '.repeat(65)}${'} '.repeat(65)}`)).toEqual(['Brackets nest more than 64 deep here, so the file was not read.']);
    expect(messages(`${'a { '.repeat(64)}${'} '.repeat(64)}`)).toEqual([]);
    expect(factsAsText(parse('a.weir', long))).toBe('c: d');
  });
});

describe('files of another kind', () => {
  test('YAML, JSON, HCL, PlantUML', () => {
    expect(
      marks(`
system plc {
  networks:
    - vlan-1
    - vlan-2
  level: 2
}
---
systems:
  - name: plc
    level: 2
---
{
  "system": {
    "name": "plc"
  }
}
---
system "plc" {
  "level": 2,
  "kind": "plc"
}
---
resource "system" "plc" {
  level = 2
}
---
@startuml
---
plc --> hmi : reads`),
    ).toMatchInlineSnapshot(`
      "system plc {
        networks:
          - vlan-1
          ^ A list has no dashes in front of its values. | Write commas between them: \`networks: first, second\`.
          - vlan-2
        level: 2
      }
      ─
      systems:
        - name: plc
        ^ A statement does not begin with a dash. | Delete it; what belongs together goes into one block, such as \`system historian { ... }\`.
          level: 2
      ─
      {
      ^ This block belongs to nothing. | Write in front of it what it describes, such as \`system historian { ... }\`.
        "system": {
          "name": "plc"
        }
      }
      ─
      system "plc" {
        "level": 2,
        ^^^^^^^ A key has no quotes. | Write \`level:\`.
        "kind": "plc"
        ^^^^^^ A key has no quotes. | Write \`kind:\`.
      }
      ─
      resource "system" "plc" {
                        ^^^^^ This declaration has two titles. | Keep one of them.
        level = 2
              ^ A property has a colon, not \`=\`. | Write \`level: 2\`.
      }
      ─
      @startuml
      ^^^^^^^^^ The character "@" means nothing here. | A statement is \`key: value\` or a declaration such as \`system historian "Historian" { ... }\`; a comment begins with \`//\`.
      ─
      plc --> hmi : reads
          ^^^ \`-->\` means nothing in Weir. | Write \`->\`."
    `);
  });

  test('with their comments and line ends', () => {
    expect(
      marks(`
# a comment
level: 2 # another
---
<!-- a comment -->
level: 2
---
-- a comment
level: 2
---
----------
level: 2
---
level: 2;
kind: plc;
---
level: 2, kind: plc,
owner: a \\
  and b`),
    ).toMatchInlineSnapshot(`
      "# a comment
      ^^^^^^^^^^^ A comment does not begin with \`#\`. | Write \`//\` before it, or put it between \`/*\` and \`*/\`.
      level: 2 # another
               ^^^^^^^^^ A comment does not begin with \`#\`. | Write \`//\` before it, or put it between \`/*\` and \`*/\`.
      ─
      <!-- a comment -->
      ^^^^^^^^^^^^^^^^^^ A comment does not begin with \`<!--\`. | Write \`//\` before it, or put it between \`/*\` and \`*/\`.
      level: 2
      ─
      -- a comment
      ^^^^^^^^^^^^ A comment does not begin with \`--\`. | Write \`//\` before it, or put it between \`/*\` and \`*/\`.
      level: 2
      ─
      ----------
      ^^^^^^^^^^ A line of dashes means nothing in Weir. | Delete it, or write \`//\` before it.
      level: 2
      ─
      level: 2;
              ^ No semicolon is needed: a line end closes a statement. | Delete it; several properties on one line need only blanks between them.
      kind: plc;
               ^ No semicolon is needed: a line end closes a statement. | Delete it; several properties on one line need only blanks between them.
      ─
      level: 2, kind: plc,
              ^ This comma stands between two properties. | Delete it: blanks or a line end are enough.
                         ^ Nothing follows this comma. | Delete the comma, or write the next value behind it.
      owner: a \\
               ^ The character "\\" means nothing here. | Delete it: a statement goes on where a line ends in an operator or a comma.
        and b"
    `);
  });
});

test('characters that cannot be seen', () => {
  expect(
    marks(
      'a: "b\u0000"\n---\na: b\u202e\n---\na: b // \u2066\n---\na\u200bb: c\n---\na\u00adb: c\n---\na: "\ud83d"\n---\na: \udc00\n---\na: \ufeffb\n---\na\u00a0: b',
    ),
  ).toMatchInlineSnapshot(`
    "a: "b<0>"
         ^^^ hidden-character: A control character (U+0000) stands here. | Delete it.
    ─
    a: b<202e>
        ^^^^^^ hidden-character: A hidden character (U+202E) changes the direction of the text, so a reader sees something else than what is checked. | Delete it.
    ─
    a: b // <2066>
            ^^^^^^ hidden-character: A hidden character (U+2066) changes the direction of the text, so a reader sees something else than what is checked. | Delete it.
    ─
    a<200b>b: c
     ^^^^^^ hidden-character: An invisible character (U+200B) stands here. | Delete it.
    ─
    a<ad>b: c
     ^^^^ An invisible character (U+00AD) stands here. | Delete it.
    ─
    a: "<d83d>"
        ^^^^^^ broken-encoding: Half a character (U+D83D) stands here: the text was cut or wrongly converted. | Delete it and type the character again.
    ─
    a: <dc00>
       ^^^^^^ broken-encoding: Half a character (U+DC00) stands here: the text was cut or wrongly converted. | Delete it and type the character again.
    ─
    a: <feff>b
       ^^^^^^ hidden-character: An invisible character (U+FEFF) stands here. | Delete it.
    ─
    a<a0>: b"
  `);
});

const neighbours = 'before: 1\n  first { before: 1 }\n%%\n  system last { after: 2 }\n  after: 2';

test.each(
  [
    ...[
      'level 2',
      'kind = plc',
      'level:: 2',
      'owner:',
      'networks: a b',
      'networks: a,',
      'networks: a,, b',
      'owner: head of it',
      'a: (b',
      'a: b)',
      'a: f(b, c',
    ],
    ...[
      'a: [1, 2',
      'a: "b',
      'a "b {\n}',
      'system plc: { }',
      'system: plc { }',
      'system a b { }',
      'system "A" a',
      'interface a ->',
      'interface -> b',
      'a -> b -> c',
    ],
    ...[
      'require: a and',
      'require: s.',
      'require: every',
      'for: every system',
      'require: exists x',
      'require: a < b < c',
      'a: not',
      'a: 1.2.3',
      'a: 0-2',
      "a: 'b'",
    ],
    ...[
      'a: b;',
      '# c',
      'a: b # c',
      '"a": b',
      'system `plc',
      'system in { }',
      'plc',
      'if a b',
      'a: b where c',
      'a: b -> c',
      'a: €',
      'a: C:\\b',
      'a { b: c }}',
    ],
    ...[
      'a: b ->',
      'a: b.',
      '->',
      ',',
      ')',
      '- a: b',
      'system a (\n b: c\n)',
      'system a [ b: c ]',
      'system a { b: c ]',
      'message: "{a"',
      'message: "{}"',
      '\u0000',
      '🏭',
    ],
  ].map((mistake) => [mistake]),
)('what stands around is read as it is: %j', (mistake) => {
  const { statements, problems } = parse('a.weir', `site a {\n  ${neighbours.replace('%%', `  ${mistake}`)}\n}\nsite b { after: 2 }\n`);
  expect(problems.map(({ message }) => message)).toHaveLength(1);
  const [site, next] = factsAsText({ statements }).split('\nsite b');
  expect(site).toMatch(/^site a \{\n {2}before: 1\n {2}first \{\n {4}before: 1\n {2}\}\n/);
  expect(site).toMatch(/\n {2}system last \{\n {4}after: 2\n {2}\}\n {2}after: 2\n\}$/);
  expect(next).toBe(' {\n  after: 2\n}');
});

function marks(texts: string): string {
  return texts.trim().split('\n---\n').map(marked).join('\n─\n');
}
