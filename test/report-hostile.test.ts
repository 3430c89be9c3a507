import { readFileSync } from 'node:fs';
import { lineStartsOf, severities } from '@weir/model';
import { concise, json, pretty, type Report } from '@weir/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutColour } from './without-colour.js';

const validate = new Ajv2020().compile(
  JSON.parse(readFileSync(new URL('../packages/report/schema/report.schema.json', import.meta.url), 'utf8')),
);

const dangerous = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|##[a-z]*\[|^\s*::[a-z]/imu;

/** Any UTF-16, with what is dangerous far more often than chance would have it. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u001b[31m',
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u0085',
    '\u009b',
    '\u2028',
    '\u202e',
    '\u2066',
    '\ud83d',
    '\ude00',
    '👩‍🏭',
    '制',
    'e\u0301',
    '::error::',
    '##[error]',
    '##vso[',
    ' ',
    '`',
    '"',
    '\\',
    '{',
  ),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const origin = fc.record({ file: fc.oneof(fc.constantFrom('a.weir', 'b\n.weir'), text), start: fc.nat(60), end: fc.nat(60) });
const related = fc.array(fc.record({ message: text, at: origin }), { maxLength: 2 });
const element = fc.record({ type: text, path: text });
const finding = fc.record(
  {
    rule: text,
    severity: fc.constantFrom(...severities),
    verdict: fc.constantFrom('fail' as const, 'not-known' as const, 'not-evaluated' as const),
    message: text,
    help: text,
    at: origin,
    related,
    path: related,
    notes: fc.array(fc.record({ rule: text, message: text }), { maxLength: 2 }),
    subject: element,
    counterparts: fc.array(element, { maxLength: 2 }),
    fingerprint: text,
    waiver: fc.record({ name: text, reason: text, expires: text }, { requiredKeys: ['name'] }),
  },
  { requiredKeys: ['rule', 'severity', 'verdict', 'message', 'at', 'related', 'path', 'notes', 'counterparts', 'fingerprint'] },
);
const report: fc.Arbitrary<Report> = fc
  .record({
    findings: fc.array(finding, { maxLength: 4 }),
    first: text,
    second: text,
    card: fc.record({ title: text, aliases: fc.array(text, { maxLength: 2 }), because: text, group: text }),
  })
  .map(({ findings, first, second, card }) => ({
    findings,
    sources: new Map(
      [first, second].map((source, index) => [['a.weir', 'b\n.weir'][index] as string, { text: source, lineStarts: lineStartsOf(source) }]),
    ),
    rules: new Map(findings.map(({ rule }) => [rule, card])),
    summary: { files: 2, elements: 3, rules: 84, asOf: '2026-11-24', planned: 0, elsewhere: 0 },
    version: '0.1.0',
  }));

test('no format lets through what a terminal, a log or a reader could be deceived by', () => {
  fc.assert(
    fc.property(report, fc.integer({ min: 0, max: 130 }), (given, width) => {
      const outputs = [pretty(given, { colour: false, width }), concise(given), json(given)];
      for (const output of outputs) expect(dangerous.exec(output)?.[0]).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test('colour only adds colour', () => {
  fc.assert(
    fc.property(report, fc.integer({ min: 0, max: 130 }), (given, width) => {
      expect(withoutColour(pretty(given, { colour: true, width }))).toBe(pretty(given, { colour: false, width }));
    }),
  );
});

test('concise has one line a finding', () => {
  fc.assert(
    fc.property(report, (given) => {
      expect(concise(given).split('\n').length - 1).toBe(given.findings.filter(({ waiver }) => waiver === undefined).length);
    }),
  );
});

test('JSON keeps to its schema, and to every well-formed text', () => {
  fc.assert(
    fc.property(report, (given) => {
      const parsed = JSON.parse(json(given));
      expect(validate(parsed) ? [] : validate.errors).toEqual([]);
      expect(parsed.findings.map(({ message }: { message: string }) => message)).toEqual(
        given.findings.map(({ message }) => spelt(message)),
      );
      expect(parsed.findings.map(({ at }: { at: { file: string } }) => at.file)).toEqual(given.findings.map(({ at }) => spelt(at.file)));
    }),
    { numRuns: 500 },
  );
});

/** Half a character cannot be written; every other text comes back as it was. */
function spelt(words: string): string {
  return words.replace(/\p{Cs}/gu, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`);
}
