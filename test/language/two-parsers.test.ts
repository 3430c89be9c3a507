import type { Statement } from '@weir/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTokens } from '../../packages/language/src/fast-parser.js';
import { langiumParser } from '../../packages/language/src/langium-parser.js';
import { parse } from '../../packages/language/src/parse.js';
import { type Scan, scan } from '../../packages/language/src/scanner.js';
import { readable } from '../../packages/language/src/syntax.js';
import { mutilated } from './mutilated.js';
import { validText } from './random-text.js';

/** The parser that Langium makes from weir.langium, and the one written by hand: the grammar is the one, speed is the other. */

/** Properties that make their words when asked, as the data that they stand for. */
function asData(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => {
    const { start, end } = statement;
    if (statement.is === 'property') return { is: 'property', start, end, key: statement.key, values: statement.values };
    return statement.body === undefined ? statement : { ...statement, body: asData(statement.body) };
  });
}

const anyText = fc.oneof({ weight: 1, arbitrary: validText }, { weight: 3, arbitrary: mutilated(validText) });

describe('both parsers', () => {
  const everyToken = langiumParser((scanned: Scan) => ({ tokens: scanned.tokens, problems: [] }));
  const readableTokens = langiumParser();

  test('take and reject the same tokens, and say the same of what they take', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const scanned = scan(text);
        const fast = parseTokens(scanned.tokens, text, scanned.comments);
        const { statements, problems } = everyToken(text);
        const isTaken = !problems.some(({ message }) => message === 'This cannot be read.');
        expect(fast.misfit === undefined).toBe(isTaken);
        if (!isTaken) return;
        expect(asData(fast.statements)).toEqual(statements);
        expect([...scanned.problems, ...fast.problems]).toEqual(problems);
      }),
      { numRuns: 600, seed: 10 },
    );
  });

  test('take all that the syntax check leaves of a broken text, and say the same of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const scanned = scan(text);
        const { tokens, problems } = readable(scanned, text);
        const fast = parseTokens(tokens, text, scanned.comments);
        const langium = readableTokens(text);
        expect(fast.misfit).toBeUndefined();
        expect(asData(fast.statements)).toEqual(langium.statements);
        expect([...scanned.problems, ...problems, ...fast.problems]).toEqual(langium.problems);
      }),
      { numRuns: 600, seed: 11 },
    );
  });
});

test('what the fast parser takes without doubt, the syntax check takes too', () => {
  let plain = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const scanned = scan(text);
      const fast = parseTokens(scanned.tokens, text, scanned.comments);
      if (scanned.problems.length > 0 || fast.misfit !== undefined || fast.isDoubtful) return;
      plain++;
      const { tokens, problems } = readable(scanned, text);
      expect(problems).toEqual([]);
      expect(tokens).toEqual(scanned.tokens);
    }),
    { numRuns: 2000, seed: 14 },
  );
  expect(plain).toBeGreaterThan(300);
});

test('a text of the grammar has no problem', () => {
  fc.assert(
    fc.property(validText, (text) => {
      expect(parse('a.weir', text).problems).toEqual([]);
    }),
    { numRuns: 500, seed: 12 },
  );
});

test('whatever the text, reading it gives facts and problems that lie within it', () => {
  const text = fc.oneof(
    mutilated(validText),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc
      .array(fc.constantFrom(...'"`{}()[]#/*.,:-<>=\\\n ab1'.split(''), 'é', '制', '"""', '->', ' and ', 'x: ', '🏭', '\ud83d'), {
        maxLength: 60,
      })
      .map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      const { problems } = parse('a.weir', given);
      const astray = problems.filter(({ start, end }) => !(start >= 0 && start <= end && end <= given.length));
      expect(astray).toEqual([]);
      expect(problems.filter(({ message, help }) => message === 'This cannot be read.' || message === '' || !help)).toEqual([]);
      expect(problems.length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 600, seed: 13 },
  );
});
