import type { Finding, Origin } from '@weir/model';
import { concise, pretty, type Report } from '@weir/report';
import { expect, test } from 'vitest';
import { withoutColour } from './without-colour.js';

const kiln = `site koskenranta "Koskenranta pulp mill" {
  zone office { level: 4 }
  area lime-kiln {
    system plc-feed "Feed PLC" { kind: plc   level: 1 }
    system hmi { kind: hmi   level: 2   os: win7 }
  }
  system erp { zone: office }
  interface erp -> lime-kiln.plc-feed
}
`;

test('a finding says what, where, shows it, what to do, and what belongs to it', () => {
  const report = reportOn(
    { 'plant/kiln.weir': kiln },
    {
      rule: 'flow-around-dmz',
      message: '"erp -> lime-kiln.plc-feed" joins level 4 and level 1 directly',
      help: 'Route it through a system in the DMZ.',
      at: find('plant/kiln.weir', kiln, 'erp -> lime-kiln.plc-feed'),
      related: [{ message: 'The level is stated here.', at: find('plant/kiln.weir', kiln, 'level: 1') }],
      path: [
        { message: '"erp" opens sessions to "plc-feed".', at: find('plant/kiln.weir', kiln, 'interface') },
        { message: '"plc-feed" is in the same area as "hmi".', at: find('plant/kiln.weir', kiln, 'area') },
      ],
      notes: [{ rule: 'undeclared-conduit', message: 'No conduit lies between "office" and the zone of "plc-feed".' }],
    },
  );
  expect(show(report)).toMatchInlineSnapshot(`
    "error: flow-around-dmz (ZON-003)
      "erp -> lime-kiln.plc-feed" joins level 4 and level 1 directly.
      --> plant/kiln.weir:8:13
       8 |   interface erp -> lime-kiln.plc-feed
         |             ^^^^^^^^^^^^^^^^^^^^^^^^^
      help: Route it through a system in the DMZ.
      note: plant/kiln.weir:4:46  The level is stated here.
      path: plant/kiln.weir:8:3  "erp" opens sessions to "plc-feed".
         -> plant/kiln.weir:3:3  "plc-feed" is in the same area as "hmi".
      also: undeclared-conduit: No conduit lies between "office" and the zone of
            "plc-feed".

    1 error.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain flow-around-dmz\` tells why and what to do (1 finding).
    "
  `);
});

test('findings stand in order, gaps follow in short, waived ones are counted', () => {
  const at = (words: string) => find('kiln.weir', kiln, words);
  const report = reportOn(
    { 'kiln.weir': kiln },
    {
      rule: 'unowned-system',
      message: '"plc-feed" has no owner.',
      help: 'Name who answers for it: `owner: automation-manager`.',
      at: at('plc-feed'),
    },
    {
      rule: 'missing-fact',
      severity: 'note',
      verdict: 'not-known',
      message: 'The `owner` of "hmi" is not known; 4 rules wait for it.',
      at: at('hmi'),
    },
    {
      rule: 'unsupported-product',
      severity: 'warning',
      message: '"hmi" runs Windows 7.',
      at: at('win7'),
      waiver: { name: 'w-2026-031', reason: 'Replaced in 2027.', expires: '2027-06-30' },
    },
    {
      rule: 'missing-fact',
      severity: 'warning',
      verdict: 'not-known',
      message: 'The `level` of "erp" is not known; 2 rules wait for it.',
      at: at('erp'),
    },
    { rule: 'naming-pattern', severity: 'note', message: 'The name "erp" does not follow the pattern of the site.', at: at('erp {') },
    {
      rule: 'slow-rule',
      severity: 'warning',
      verdict: 'not-evaluated',
      message: 'The rule took more than 10 000 000 steps.',
      at: { file: 'weir-library:rules/zones.weir', start: 10, end: 20 },
    },
  );
  expect(show(report)).toMatchInlineSnapshot(`
    "error: unowned-system (OWN-001)
      "plc-feed" has no owner.
      --> kiln.weir:4:12
       4 |     system plc-feed "Feed PLC" { kind: plc   level: 1 }
         |            ^^^^^^^^
      help: Name who answers for it: \`owner: automation-manager\`.

    note: naming-pattern
      The name "erp" does not follow the pattern of the site.
      --> kiln.weir:7:10
       7 |   system erp { zone: office }
         |          ^^^^^

    warning: slow-rule, not evaluated
      The rule took more than 10 000 000 steps.
      --> weir-library:rules/zones.weir

    Gaps: nobody has stated these facts, so rules could not decide (missing-fact).
      warning  kiln.weir:7:10
               The \`level\` of "erp" is not known; 2 rules wait for it.
      note     kiln.weir:5:12
               The \`owner\` of "hmi" is not known; 4 rules wait for it.

    1 error, 1 warning, 1 note (1 not evaluated); 2 gaps (1 warning); 1 waived.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain unowned-system\` tells why and what to do (1 finding).
    "
  `);
});

test('of many gaps ten are shown', () => {
  const gap = {
    rule: 'missing-fact',
    severity: 'note',
    verdict: 'not-known',
    message: `The owner of "hmi" is not known${' and should be'.repeat(5)}.`,
    at: find('kiln.weir', kiln, 'hmi'),
  } as const;
  expect(show(reportOn({ 'kiln.weir': kiln }, ...Array.from({ length: 12 }, () => gap)))).toMatchInlineSnapshot(`
    "Gaps: nobody has stated these facts, so rules could not decide (missing-fact).
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      note  kiln.weir:5:12
            The owner of "hmi" is not known and should be and should be and should
            be and should be and should be.
      and 2 more; see --format concise

    Nothing to mend. 12 gaps.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain missing-fact\` tells why and what to do (12 findings).
    "
  `);
});

test('a clean landscape gets a friendly word', () => {
  expect(show(reportOn({ 'kiln.weir': kiln }))).toMatchInlineSnapshot(`
    "Nothing to mend.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    "
  `);
});

test('one of each is said in the singular', () => {
  const one = { files: 1, elements: 1, rules: 1, planned: 1, elsewhere: 1, asOf: '2026-11-24' };
  expect(show({ ...reportOn({}), summary: one })).toMatchInlineSnapshot(`
    "Nothing to mend.
    1 finding elsewhere in the project.
    Checked 1 rule on 1 element in 1 file as of 2026-11-24.
    1 planned change takes no effect yet.
    "
  `);
});

test('carets stand under wide characters, emoji and tabs', () => {
  const text = [
    'system 制御盤 { owner: 保全部 }',
    'team crew "👩‍🏭 Crew 👍🏽" { kind: night-shift }',
    '\tsystem\tplc { level: seven }',
    'site cafe\u0301 { owner: chef }',
  ].join('\n');
  const report = reportOn(
    { 'wide.weir': text },
    ...['保全部', 'night-shift', 'seven', 'chef'].map((words) => ({
      message: `"${words}" names nothing.`,
      at: find('wide.weir', text, words),
    })),
  );
  expect(snippets(report)).toMatchInlineSnapshot(`
    "   1 | system 制御盤 { owner: 保全部 }
         |                        ^^^^^^
       2 | team crew "👩‍🏭 Crew 👍🏽" { kind: night-shift }
         |                                ^^^^^^^^^^^
       3 |     system  plc { level: seven }
         |                          ^^^^^
       4 | site café { owner: chef }
         |                    ^^^^"
  `);
});

test('a range over two lines shows both, over more lines the first and the last', () => {
  const text = 'conduit a {\n  between: office,\n    kiln   \n}\n';
  const both = find('c.weir', text, 'office,\n    kiln   \n');
  const all = find('c.weir', text, text);
  expect(snippets(reportOn({ 'c.weir': text }, { at: both }, { at: all }))).toMatchInlineSnapshot(`
    "   2 |   between: office,
         |            ^^^^^^^
       3 |     kiln
         |     ^^^^
       1 | conduit a {
         | ^^^^^^^^^^^
      ...
       4 | }
         | ^"
  `);
});

test('text with CRLF is shown as with LF', () => {
  const text = 'conduit a {\n  between: office,\n    kiln\n}\n';
  const crlf = text.replaceAll('\n', '\r\n');
  const range = 'office,\n    kiln\n';
  const shown = snippets(reportOn({ 'c.weir': text }, { at: find('c.weir', text, range) }));
  expect(snippets(reportOn({ 'c.weir': crlf }, { at: find('c.weir', crlf, range.replaceAll('\n', '\r\n')) }))).toBe(shown);
});

test('an empty range has one caret, also at the end of the file and in an empty file', () => {
  const text = 'site a {\n  zone b {';
  const end = { file: 'a.weir', start: text.length, end: text.length };
  const report = reportOn(
    { 'a.weir': text, 'b.weir': 'site b\n', 'c.weir': '' },
    { at: { file: 'a.weir', start: 5, end: 5 } },
    { at: end },
    { at: { file: 'b.weir', start: 7, end: 7 } },
    { at: { file: 'c.weir', start: 0, end: 0 } },
    { at: { file: 'c.weir', start: 900, end: 950 } },
  );
  expect(snippets(report)).toMatchInlineSnapshot(`
    "   1 | site a {
         |      ^
       2 |   zone b {
         |           ^
       2 |
         | ^
       1 |
         | ^
       1 |
         | ^"
  `);
});

test('a long line is cropped around the range', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word-${index}`);
  const text = `complete: ${words.join(', ')}`;
  const report = reportOn(
    { 'l.weir': text },
    ...['complete', 'word-20,', 'word-39', 'word-2, word-3, word-4, word-5, word-6, word-7, word-8, word-9, word-10, word-11'].map(
      (range) => ({ at: find('l.weir', text, range) }),
    ),
  );
  expect(snippets(report, 60)).toMatchInlineSnapshot(`
    "   1 | complete: word-0, word-1, word-2, word-3, word-4, wo…
         | ^^^^^^^^
       1 | …7, word-18, word-19, word-20, word-21, word-22, wor…
         |                       ^^^^^^^^
       1 | …word-34, word-35, word-36, word-37, word-38, word-39
         |                                               ^^^^^^^
       1 | …word-1, word-2, word-3, word-4, word-5, word-6, wor…
         |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
});

test('a line of a million characters is no trouble', () => {
  const text = `${'👷制x'.repeat(100_000)}here${' y'.repeat(300_000)}`;
  expect(snippets(reportOn({ 'l.weir': text }, { at: find('l.weir', text, 'here') }), 60)).toMatchInlineSnapshot(`
    "   1 | …制x👷制x👷制x👷制x👷制xhere y y y y y y y y y y y y…
         |                         ^^^^"
  `);
});

test('sentences wrap at the width, and at 100 columns however wide the terminal is', () => {
  const message =
    'The interface "erp -> lime-kiln.plc-feed" joins the office network and the control network without a firewall, a gateway or a jump host in between';
  const finding = {
    message,
    help: message,
    at: find('kiln.weir', kiln, 'erp ->'),
    related: [{ message, at: find('kiln.weir', kiln, 'erp {') }],
    path: [
      { message, at: find(`${'long/'.repeat(12)}kiln.weir`, kiln, 'erp {') },
      { message, at: find('kiln.weir', kiln, 'hmi') },
    ],
  };
  const report = reportOn({ 'kiln.weir': kiln, [`${'long/'.repeat(12)}kiln.weir`]: kiln }, finding);
  expect(show(report, 60)).toMatchInlineSnapshot(`
    "error: some-rule
      The interface "erp -> lime-kiln.plc-feed" joins the office
      network and the control network without a firewall, a
      gateway or a jump host in between.
      --> kiln.weir:8:13
       8 |   interface erp -> lime-kiln.plc-feed
         |             ^^^^^^
      help: The interface "erp -> lime-kiln.plc-feed" joins the
            office network and the control network without a
            firewall, a gateway or a jump host in between.
      note: kiln.weir:7:10  The interface "erp ->
                            lime-kiln.plc-feed" joins the office
                            network and the control network
                            without a firewall, a gateway or a
                            jump host in between.
      path: long/long/long/long/long/long/long/long/long/long/long/long/kiln.weir:7:10
              The interface "erp -> lime-kiln.plc-feed" joins
              the office network and the control network without
              a firewall, a gateway or a jump host in between.
         -> kiln.weir:5:12
              The interface "erp -> lime-kiln.plc-feed" joins
              the office network and the control network without
              a firewall, a gateway or a jump host in between.

    1 error.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain some-rule\` tells why and what to do (1 finding).
    "
  `);
  expect(
    Math.max(
      ...show(report, 300)
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
});

test('a file whose text is not at hand is named without its lines', () => {
  const missing: Origin = { file: 'weir-library:rules/zones.weir', start: 3, end: 9 };
  const report = reportOn({}, { at: missing, related: [{ message: 'Stated here.', at: missing }] });
  expect(show(report)).toMatchInlineSnapshot(`
    "error: some-rule
      Something is wrong.
      --> weir-library:rules/zones.weir
      note: weir-library:rules/zones.weir  Stated here.

    1 error.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain some-rule\` tells why and what to do (1 finding).
    "
  `);
  expect(concise(report)).toMatchInlineSnapshot(`
    "weir-library:rules/zones.weir:1:1: error some-rule: Something is wrong.
    "
  `);
});

test('concise is one line a finding, without waived ones', () => {
  const at = find('plant/kiln.weir', kiln, 'hmi');
  const report = reportOn(
    { 'plant/kiln.weir': kiln },
    { rule: 'unowned-system', message: '"hmi" has no owner.', at },
    { severity: 'note', verdict: 'not-known', rule: 'missing-fact', message: 'The level of "hmi" is not known.', at },
    { at, waiver: { name: 'w-1' } },
  );
  expect(concise(report)).toMatchInlineSnapshot(`
    "plant/kiln.weir:5:12: error unowned-system: "hmi" has no owner.
    plant/kiln.weir:5:12: note missing-fact: The level of "hmi" is not known.
    "
  `);
  expect(concise(reportOn({}))).toBe('');
});

test('colour changes no word, and marks the severity', () => {
  const report = reportOn(
    { 'kiln.weir': kiln },
    { help: 'Do it.', at: find('kiln.weir', kiln, 'hmi'), related: [{ message: 'Here.', at: find('kiln.weir', kiln, 'erp') }] },
    { severity: 'note', verdict: 'not-known', at: find('kiln.weir', kiln, 'hmi') },
  );
  const coloured = pretty(report, { colour: true, width: 80 });
  expect(withoutColour(coloured)).toBe(show(report));
  expect(coloured.replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
    "␛[1;31merror:␛[0m ␛[1msome-rule␛[0m
      Something is wrong.
      ␛[2m-->␛[0m kiln.weir:5:12
    ␛[2m   5 |␛[0m     system hmi { kind: hmi   level: 2   os: win7 }
    ␛[2m     |␛[0m            ␛[1;31m^^^␛[0m
      ␛[36mhelp:␛[0m Do it.
      ␛[36mnote:␛[0m kiln.weir:7:10  Here.

    ␛[1mGaps:␛[0m nobody has stated these facts, so rules could not decide (some-rule).
      ␛[1;36mnote␛[0m  kiln.weir:5:12  Something is wrong.

    ␛[1;31m1 error␛[0m; 1 gap.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    Next: \`weir explain some-rule\` tells why and what to do (1 finding).
    "
  `);
});

test('what would deceive a reader, a terminal or a CI log is shown instead of done', () => {
  const text = 'system plc { title: "\u001b[2J\u202eevil\u0000" } // ##[error]\ud83d\u2028 \u0085here';
  const message =
    'red \u001b[31m\nerror: forged\r\n::add-mask::x ##vso[task] \u202ertl\u2066 \ud83d \u200b\u{e0041} \u009b2J but 👩‍🏭 and ❤️ stay';
  const report = reportOn(
    { 'x\nerror.weir': text },
    {
      message,
      help: message,
      at: find('x\nerror.weir', text, 'here'),
      rule: 'a\u001bb; rm',
      related: [{ message, at: find('x\nerror.weir', text, 'plc') }],
    },
  );
  expect(show(report)).toMatchInlineSnapshot(`
    "error: a\\u{1b}b; rm
      red \\u{1b}[31m error: forged \\u{3a}:add-mask::x \\u{23}#vso[task]
      \\u{202e}rtl\\u{2066} \\u{d83d} \\u{200b}\\u{e0041} \\u{9b}2J but 👩‍🏭 and ❤️ stay.
      --> x error.weir:1:52
       1 | …[2J\\u{202e}evil\\u{0}" } // \\u{23}#[error]\\u{d83d}\\u{2028} \\u{85}here
         |                                                                  ^^^^
      help: red \\u{1b}[31m error: forged \\u{3a}:add-mask::x \\u{23}#vso[task]
            \\u{202e}rtl\\u{2066} \\u{d83d} \\u{200b}\\u{e0041} \\u{9b}2J but 👩‍🏭 and ❤️
            stay.
      note: x error.weir:1:8  red \\u{1b}[31m error: forged \\u{3a}:add-mask::x
                              \\u{23}#vso[task] \\u{202e}rtl\\u{2066} \\u{d83d}
                              \\u{200b}\\u{e0041} \\u{9b}2J but 👩‍🏭 and ❤️ stay.

    1 error.
    Checked 84 rules on 214 elements in 3 files as of 2026-11-24.
    2 planned changes take no effect yet.
    "
  `);
  expect(concise(report)).toMatchInlineSnapshot(`
    "x error.weir:1:52: error a\\u{1b}b; rm: red \\u{1b}[31m error: forged \\u{3a}:add-mask::x \\u{23}#vso[task] \\u{202e}rtl\\u{2066} \\u{d83d} \\u{200b}\\u{e0041} \\u{9b}2J but 👩‍🏭 and ❤️ stay
    "
  `);
});

function show(report: Report, width = 80): string {
  return pretty(report, { colour: false, width });
}

/** Only the source lines with their carets. */
function snippets(report: Report, width = 80): string {
  return show(report, width)
    .split('\n')
    .filter((line) => /^ +(\d+ )?\||^ +\.\.\./.test(line))
    .join('\n');
}

function find(file: string, text: string, words: string): Origin {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`The text does not contain "${words}".`);
  return { file, start, end: start + words.length };
}

function reportOn(files: Readonly<Record<string, string>>, ...findings: readonly (Partial<Finding> & Pick<Finding, 'at'>)[]): Report {
  return {
    findings: findings.map((finding) => ({
      rule: 'some-rule',
      severity: 'error',
      verdict: 'fail',
      message: 'Something is wrong.',
      related: [],
      path: [],
      notes: [],
      counterparts: [],
      fingerprint: 'f',
      ...finding,
    })),
    sources: new Map(
      Object.entries(files).map(([file, text]) => [
        file,
        { text, lineStarts: [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)] },
      ]),
    ),
    rules: new Map([
      [
        'flow-around-dmz',
        {
          title: 'An interface joins enterprise and control without the DMZ',
          aliases: ['ZON-003'],
          because: 'One hop leaves nothing that can stop it.',
        },
      ],
      ['unowned-system', { title: 'A system without an owner', aliases: ['OWN-001'], because: 'Nobody decides.', group: 'ownership' }],
    ]),
    summary: { files: 3, elements: 214, rules: 84, asOf: '2026-11-24', planned: 2, elsewhere: 0 },
    version: '0.1.0',
  };
}
