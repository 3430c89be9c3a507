import type { SourceProblem } from '@weir/model';
import type { ParseResult } from 'langium';

type SyntaxError = ParseResult['parserErrors'][number];

/** Turns a parser's complaint about tokens into what is wrong, where, and what to type. */
export function explainSyntaxError(error: SyntaxError, text: string): SourceProblem {
  const previous = (error as { previousToken?: SyntaxError['token'] }).previousToken;
  const rule = error.context.ruleStack.at(-1) ?? '';
  const found = error.token.image;
  const atEnd = Number.isNaN(error.token.startOffset);
  const lineEnded = atEnd || error.token.tokenType.name === 'EOS';
  const span = spanOf(error, previous, text);
  const problem = (message: string, help: string): SourceProblem => ({ check: 'syntax-error', ...span, message, help });
  const before = previous?.image ?? '';

  if (atEnd && rule === 'Declaration') return problem('A `{` is still open where the file ends.', 'Add the missing `}`.');
  if (found === '}' && rule === 'File') return problem('This `}` closes nothing.', 'Delete it, or look for a `{` that is missing above.');
  if (before === ',') return problem('Nothing follows this comma.', 'Delete the comma, or write the next value behind it.');
  if (before === '->' || before === '<->') return problem(`The arrow \`${before}\` has no target.`, `Write what answers behind it, such as \`historian ${before} gateway\`.`);
  if (before === '.') return problem('No name follows this dot.', 'Write the name behind the dot, or delete the dot.');
  if (rule === 'Selection') return problem('This selection is not complete.', 'Write it as `every system s where s.level <= 2`; the variable always has a name.');
  if (rule === 'Quantifier') return problem('This condition is not complete.', 'Write it as `exists x in s.interfaces satisfies x.encrypted`.');
  if (lineEnded && isOperator(before)) return problem(`Nothing follows \`${before}\`.`, 'Write the other side behind it, on this line or the next.');
  if (rule === 'Group' || rule === 'Reference') return problem(lineEnded ? 'A `(` is still open at this line end.' : `\`${found}\` does not fit inside these brackets.`, 'Close it with `)`, or put a comma between the values.');
  if (rule === 'Tuple') return problem('A `[` is still open.', 'Close it with `]`, and put commas between the values.');
  if (found === ':' || before === ':') return problem('A key and its value stand on one line, as `owner: automation-manager`.', 'Write the value behind the colon.');
  if (found === '{') return problem('A block needs a keyword before it.', 'Write what it describes, such as `system historian { ... }`.');
  if (lineEnded) return problem(`The line ends too early after \`${before}\`.`, 'Finish the statement on this line.');
  if (isReserved(error)) return problem(`\`${found}\` is a reserved word, so it cannot be a name here.`, `Put the name between back-ticks: \`\\\`${found}\\\`\`.`.replaceAll('\\`', '`'));
  return problem(`\`${shortened(found)}\` was not expected here.`, 'A statement is `key: value` or `keyword name "Title" { ... }`; does a comma, a quote or an operator miss before it?');
}

function spanOf(error: SyntaxError, previous: SyntaxError['token'] | undefined, text: string) {
  const { startOffset, image } = error.token;
  const hasPlace = !Number.isNaN(startOffset) && image !== '';
  if (hasPlace) return { start: startOffset, end: startOffset + image.length };
  if (previous !== undefined && !Number.isNaN(previous.startOffset)) return { start: previous.startOffset, end: previous.startOffset + previous.image.length };
  return { start: text.length, end: text.length };
}

function isOperator(image: string): boolean {
  return /^(=|!=|<|<=|>|>=|\+|-|\*|\/|and|or|not|in|matches|by|where|satisfies)$/.test(image);
}

function isReserved(error: SyntaxError): boolean {
  return /^[a-z]+$/.test(error.token.image) && error.token.tokenType.name === error.token.image;
}

function shortened(image: string): string {
  return image.length > 40 ? `${image.slice(0, 37)}...` : image;
}
