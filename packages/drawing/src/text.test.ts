import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, fitted, lettersBeyondFont, widthOf } from './text.js';

test('widths are those of Inter, in pixels', () => {
  expect([widthOf('Kiln PLC', 12), widthOf('Kiln PLC', 12, 600), widthOf('', 12)].map((width) => width.toFixed(1))).toMatchInlineSnapshot(`
    [
      "47.5",
      "48.5",
      "0.0",
    ]
  `);
});

test('what fits stays as it is, what does not ends in an ellipsis', () => {
  expect(
    ['Kiln PLC', 'Sellutehtaan meesauunin automaatiojärjestelmä', '漢字系統漢字系統漢字系統', 'e\u0301'.repeat(40)].map((text) =>
      fitted(text, 90, 12),
    ),
  ).toMatchInlineSnapshot(`
    [
      "Kiln PLC",
      "Sellutehtaan…",
      "漢字系統漢字…",
      "ééééééééééé…",
    ]
  `);
});

test('no text is wider than its room, whatever its letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 20, max: 200 }), (text, room) => {
      expect(widthOf(fitted(text, room, 12), 12)).toBeLessThanOrEqual(room);
    }),
  );
});

test('nothing hostile reaches the SVG', () => {
  expect(escaped('<script>alert("1")</script> & \'x\'')).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
  expect(escaped('a\nb\tc')).toBe('a b c');
  expect(escaped('a\u202eb\u0000c\u200bd\ud800e\u2028f')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
});

test('every text stays one line of well-formed XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(escaped(text)).not.toMatch(/[<>"'\p{Cc}\ufffe\uffff]|&(?!(amp|lt|gt|quot|#39);)/u);
    }),
  );
});

test('letters that a PNG cannot show are known', () => {
  expect(lettersBeyondFont('Kotka Ä ő Ω Ж 漢 م')).toEqual(['漢', 'م']);
});
