// The yardstick: a plain Chevrotain lexer for the words of Weir. What other work costs is told in multiples of what it
// costs to tokenise the same text with it, so that figures from different machines can be compared. Never optimise it.
import { createToken, Lexer } from 'chevrotain';

const tokens = [
  createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true }),
  createToken({ name: 'LineComment', pattern: /\/\/[^\n\r]*/, group: Lexer.SKIPPED }),
  createToken({ name: 'BlockComment', pattern: /\/\*[\s\S]*?\*\//, group: Lexer.SKIPPED, line_breaks: true }),
  createToken({ name: 'Text', pattern: /"(?:[^"\\\n\r]|\\.)*"/ }),
  createToken({ name: 'Date', pattern: /\d{4}-(?:Q\d|W\d{2}|\d{2}(?:-\d{2})?)/ }),
  createToken({ name: 'Range', pattern: /\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?/ }),
  createToken({ name: 'Quantity', pattern: /\d+(?:\.\d+)?[A-Za-z%]+/ }),
  createToken({ name: 'Number', pattern: /\d+(?:\.\d+)?/ }),
  createToken({ name: 'Compound', pattern: /[A-Za-z_][\w-]*\/[\w./-]+/ }),
  createToken({ name: 'Key', pattern: /[A-Za-z_][\w-]*(?=[ \t]*:)/ }),
  createToken({ name: 'Name', pattern: /[A-Za-z_][\w-]*/ }),
  createToken({ name: 'Arrow', pattern: /<?->/ }),
  createToken({ name: 'Sign', pattern: /[{}()[\],.:=<>+*/-]/ }),
];

const lexer = new Lexer(tokens, { positionTracking: 'full' });

/** How many tokens the texts have. Throws where the lexer cannot read them, for then it measures nothing. */
export function countTokens(texts) {
  let count = 0;
  for (const text of texts) {
    const { tokens: found, errors } = lexer.tokenize(text);
    if (errors.length > 0) throw new Error(`The reference lexer cannot read: ${errors[0].message}`);
    count += found.length;
  }
  return count;
}
