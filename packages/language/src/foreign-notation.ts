import { whenNeeded } from './when-needed.js';

/**
 * What people bring along from other languages, word processors and address bars: `&&`, 'text', `#` comments, bare URLs.
 *
 * It is no Weir, but what it means is plain, so the reader says how to write it here and reads on.
 */

export interface ForeignNotation {
  readonly end: number;
  readonly message: string;
  readonly help: string;
  /** The token it stands for; nothing for what is best passed over. */
  readonly means?: { readonly kind: 'id' | 'keyword' | 'quantity' | 'string' | 'symbol'; readonly image: string };
  /** It closes the statement, as a line end does. */
  readonly endsLine?: true;
}

const commentAt = whenNeeded(() => /#(?![\p{L}\p{M}\p{N}_-])[^\n\r]*|<!--(?:(?!-->)[^\n\r])*(?:-->)?/uy);
const conditionalAt = /\?[^\n\r{}]*/y;
const dashAt = whenNeeded(() => /-[ \t]+(?=[\p{L}_][\p{L}\p{M}\p{N}_-]*[ \t]*:)/uy);
const dashCommentAt = /--(?!-{0,8}>)[^\n\r]*/y;
const quoteAt = whenNeeded(
  () =>
    /'[^'\n\r]*(?:'(?=[\p{L}\p{N}])[^'\n\r]*)*'(?![\p{L}\p{N}])|‘[^‘’\n\r]*’|‚[^‚‘’\n\r]*[‘’]|´[^´\n\r]*´|[“”„«»][^“”„«»"\n\r]*[“”«»"]/uy,
);
const priceAt = whenNeeded(() => /(?:[€$£][ \t]*\d+(?:\.\d+)?[kM]?|\d+(?:\.\d+)?[kM]?[€$£])(?![\p{L}\p{N}])/uy);
const currencyOf: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP' };
const keySignAt = /[ \t]*:/y;
const operatorAt = whenNeeded(
  () => /&&?|\|\|?|={2,3}(?!>)|!==|!(?!=)|={1,2}>|-{2,9}>|<-{2,9}>|<=>|<>|=<|<-{1,9}(?![\d>-])|[→⇒⟶➔↔⇔⟷≤≥≠–—−×÷]/uy,
);
const webAddressAt = whenNeeded(() => /[\p{L}][\p{L}\p{N}+.-]*:\/\/[^\s"`,{}]*/uy);
const hardwareAddressAt = whenNeeded(() => /[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){2,}(?![\p{L}\p{N}])/uy);

/** What an operator of other languages is here. */
const meaningOf: Readonly<Record<string, string>> = {
  '&': 'and',
  '&&': 'and',
  '|': 'or',
  '||': 'or',
  '!': 'not',
  '==': '=',
  '===': '=',
  '!==': '!=',
  '<>': '!=',
  '≠': '!=',
  '=<': '<=',
  '≤': '<=',
  '≥': '>=',
  '<=>': '<->',
  '↔': '<->',
  '⇔': '<->',
  '⟷': '<->',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': '*',
  '÷': '/',
};

/** What stands at this offset, where no token of Weir does. */
export function foreignNotationAt(text: string, at: number): ForeignNotation | undefined {
  if (text[at] === ';') return semicolon(at);
  return comment(text, at) ?? price(text, at) ?? dash(text, at) ?? conditional(text, at) ?? quoted(text, at) ?? operator(text, at);
}

/** An address whose first letters or digits would be read as a key or a number. */
export function addressAt(text: string, at: number): ForeignNotation | undefined {
  const image = match(webAddressAt(), text, at) ?? match(hardwareAddressAt(), text, at);
  return image === undefined
    ? undefined
    : unquotedText(image, at + image.length, 'An address is a text, so it stands between double quotes.');
}

/** A run of characters that a name holds only between back-ticks, such as `a@b`. */
export function unquotedName(image: string, end: number, message: string): ForeignNotation {
  const quotedImage = `\`${image.replaceAll('`', '')}\``;
  return { end, message, help: `Write ${quotedImage} between back-ticks.`, means: { kind: 'id', image: quotedImage } };
}

/** A run of characters that only a text may hold, such as `a@b.fi`. */
export function unquotedText(image: string, end: number, message: string): ForeignNotation {
  const quotedImage = quote(image);
  return { end, message, help: `Write ${quotedImage}.`, means: { kind: 'string', image: quotedImage } };
}

function semicolon(at: number): ForeignNotation {
  return {
    end: at + 1,
    message: 'No semicolon is needed: a line end closes a statement.',
    help: 'Delete it; several properties on one line need only blanks between them.',
    endsLine: true,
  };
}

function comment(text: string, at: number): ForeignNotation | undefined {
  const image = match(commentAt(), text, at) ?? (beginsLine(text, at) ? match(dashCommentAt, text, at) : undefined);
  if (image === undefined) return undefined;
  const end = at + image.length;
  if (/^-+\s*$/.test(image))
    return { end, message: 'A line of dashes means nothing in Weir.', help: 'Delete it, or write `//` before it.' };
  const sign = /^(?:#|<!--|--)/.exec(image)?.[0];
  return { end, message: `A comment does not begin with \`${sign}\`.`, help: 'Write `//` before it, or put it between `/*` and `*/`.' };
}

/** The dash of a list in front of a key. */
function dash(text: string, at: number): ForeignNotation | undefined {
  if (text[at] !== '-' || match(dashAt(), text, at) === undefined || !beginsLine(text, at)) return undefined;
  return {
    end: at + 1,
    message: 'A statement does not begin with a dash.',
    help: 'Delete it; what belongs together goes into one block, such as `system historian { ... }`.',
    endsLine: true,
  };
}

/** `€85` or `85k€`: a currency has three letters and stands behind its amount. */
export function price(text: string, at: number): ForeignNotation | undefined {
  const image = match(priceAt(), text, at);
  if (image === undefined) return undefined;
  const sign = /[\u20ac$\u00a3]/.exec(image)?.[0] as string;
  const meaning = image.replace(sign, '').trim() + (currencyOf[sign] as string);
  return {
    end: at + image.length,
    message: `\`${sign}\` is no unit.`,
    help: `Write the amount as \`${meaning}\`.`,
    means: { kind: 'quantity', image: meaning },
  };
}

function conditional(text: string, at: number): ForeignNotation | undefined {
  const image = match(conditionalAt, text, at);
  if (image === undefined) return undefined;
  return { end: at + image.length, message: 'There is no `?` in Weir.', help: 'Write the condition itself, with `and`, `or` and `not`.' };
}

function beginsLine(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--)
    if (text[before] !== ' ' && text[before] !== '\t') return text[before] === '\n' || text[before] === '\r';
  return true;
}

function quoted(text: string, at: number): ForeignNotation | undefined {
  if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return undefined;
  const image = match(quoteAt(), text, at);
  if (image === undefined) return undefined;
  const [inner, end] = [image.slice(1, -1), at + image.length];
  const meant = unquotedText(inner, end, `A text stands between double quotes, not between \`${image[0]}\`.`);
  return match(keySignAt, text, end) === undefined ? meant : { ...meant, message: 'A key has no quotes.', help: `Write \`${inner}:\`.` };
}

function operator(text: string, at: number): ForeignNotation | undefined {
  const image = match(operatorAt(), text, at);
  if (image === undefined) return undefined;
  const end = at + image.length;
  const message = `\`${image}\` means nothing in Weir.`;
  if (/^<-+$/.test(image))
    return { end, message, help: 'An arrow goes from who opens the session to who answers: write `b -> a` where you mean `a <- b`.' };
  const meaning = meaningOf[image] ?? (image.startsWith('<') ? '<->' : '->');
  const kind = /^[a-z]/.test(meaning) ? 'keyword' : 'symbol';
  const help = image === '=>' ? 'An arrow is `->`; "at least" is `>=`.' : `Write \`${meaning}\`.`;
  return { end, message, help, means: { kind, image: meaning } };
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
