import type { Span } from '@weir/model';
import type { Token } from './scanner.js';

/** What is wrong, where, and what to type. */
export interface Mistake {
  readonly at: Span;
  readonly message: string;
  readonly help: string;
}

/** The parts of a declaration that were read before the one that does not fit. */
export interface Head {
  readonly keyword: Token;
  readonly name?: Token | undefined;
  /** What stands right in front of it. */
  readonly before: Token;
  readonly isTitled: boolean;
  readonly isJoined: boolean;
  readonly isLabelled: boolean;
}

/** What people write who know other languages, and what they want instead. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ['contains', 'Write `x in s.networks` where you mean "contains x".'],
  ['else', 'Write the condition itself; who it is for goes behind `where`.'],
  ['equals', 'Write `=`.'],
  ['if', 'Write the condition itself, such as `require: s.level = 2`; who it is for goes behind `where`.'],
  ['is', 'Write `=`.'],
  ['isnt', 'Write `!=`.'],
  ['then', 'Write the condition itself; who it is for goes behind `where`.'],
  ['with', 'Write `where`, and behind it the condition.'],
]);

export function isForeignWord({ image }: Token): boolean {
  return foreignWords.has(image);
}

const statementForms = 'A statement is `key: value` or a declaration such as `system historian "Historian" { ... }`.';

function noValue(key: Token): Mistake {
  return {
    at: key,
    message: `\`${key.image}:\` has no value.`,
    help: 'Write the value on the same line; `unknown` says that nobody knows it, `none` that there is none.',
  };
}

export function valueBelow(key: Token, value: Token): Mistake {
  return {
    at: key,
    message: `The value of \`${key.image}:\` does not stand on its line.`,
    help: `Write it behind the colon: \`${key.image}: ${shown(value)}\`.`,
  };
}

/** A value should stand behind `before`, and something else does. */
export function missingValue(before: Token, found: Token, key: Token): Mistake {
  const foundLineEnd = endsLine(found);
  if (before.image === ':' || before.kind === 'eos') return noFirstValue(found, key);
  if (before.image === '.') return noNameBehindDot(before);
  if (before.image === ',' && (found.kind === 'key' || found.kind === 'string'))
    return { at: before, message: 'This comma stands between two properties.', help: 'Delete it: blanks or a line end are enough.' };
  if (before.image === ',')
    return {
      at: before,
      message: found.image === ',' ? 'Nothing stands between these two commas.' : 'Nothing follows this comma.',
      help: 'Delete the comma, or write the next value behind it.',
    };
  if ((before.image === '(' && found.image === ')') || (before.image === '[' && found.image === ']')) return nothingBetween(before, found);
  if (before.image === '(' || before.image === '[')
    return foundLineEnd
      ? neverClosed(before)
      : { at: found, message: `${namedFirst(found)} cannot begin a value.`, help: 'Write a value in front of it.' };
  if (before.image === '=' && found.image === '=') return { at: found, message: 'There is one `=` too many.', help: 'Write `=`.' };
  const missing = /^(not|where|satisfies)$/.test(before.image) ? 'the condition' : 'the other side';
  return { at: before, message: `Nothing follows ${named(before)}.`, help: `Write ${missing} behind it, on this line or the next.` };
}

function nothingBetween(open: Token, close: Token): Mistake {
  return {
    at: { start: open.start, end: close.end },
    message: 'There is nothing between these brackets.',
    help: 'Write between them what is meant, or delete them.',
  };
}

function noFirstValue(found: Token, key: Token): Mistake {
  if (endsLine(found) || found.kind === 'key') return noValue(key);
  if (found.image === ')' || found.image === ']')
    return { at: key, message: `\`${key.image}:\` has no value.`, help: 'Write the value behind the colon.' };
  if (found.image === '=')
    return { at: found, message: 'A property has a colon, not `:=`.', help: `Write \`${key.image}:\` and the value.` };
  if (found.image === '+')
    return {
      at: found,
      message: 'A number has no plus in front of it.',
      help: 'Delete it; a telephone number is a text between double quotes.',
    };
  if (found.image === '-')
    return {
      at: found,
      message: 'A list has no dashes in front of its values.',
      help: `Write commas between them: \`${key.image}: first, second\`.`,
    };
  if (found.image === ',')
    return {
      at: found,
      message: 'Nothing stands in front of this comma.',
      help: 'Delete the comma, or write the first value in front of it.',
    };
  if (found.image === ':') return { at: found, message: 'There is one colon too many.', help: `Write \`${key.image}:\` and the value.` };
  if (found.kind === 'label')
    return {
      at: found,
      message: `\`${found.image}\` is a label, and a label is no value.`,
      help: `Write \`${key.image}: ${found.image.slice(1)}\`, or put the label behind the title of the declaration.`,
    };
  if (found.kind === 'keyword' && !/^(and|or|by|in|matches)$/.test(found.image)) return reservedWord(found, 'be a value');
  return { at: found, message: `Nothing stands in front of ${named(found)}.`, help: 'Write a value in front of it.' };
}

/** Something stands directly behind a value that cannot stand there. */
export function behindValue(before: Token, found: Token, run: string): Mistake {
  if (before.image === 'if' || foreignWords.has(found.image)) {
    const word = before.image === 'if' ? before : found;
    return { at: word, message: `There is no \`${word.image}\` in Weir.`, help: foreignWords.get(word.image) as string };
  }
  if (found.image === ')' || found.image === ']')
    return {
      at: found,
      message: `This \`${found.image}\` closes nothing.`,
      help: `Delete it, or look for a \`${found.image === ')' ? '(' : '['}\` that is missing in front of it.`,
    };
  if (found.image === '{')
    return { at: found, message: 'A block cannot stand behind a value.', help: 'A declaration has no colon: `system historian { ... }`.' };
  if (found.image === '->' || found.image === '<->')
    return {
      at: found,
      message: 'An arrow joins the two ends of a declaration, not values.',
      help: 'Several values have commas between them: `a, b`. In an expression a dot leads on: `s.level`; a declaration has no colon: `interface a -> b`.',
    };
  if (found.image === ':')
    return {
      at: { start: before.start, end: before.start + run.length },
      message: `\`${shortened(run)}\` is no value: a colon stands only behind a key.`,
      help: `If it is a text, write "${shortened(run)}".`,
    };
  if (isComparison(found))
    return { at: found, message: 'Comparisons cannot be chained.', help: 'Write two and join them, such as `a < b and b < c`.' };
  if (found.image === 'where')
    return { at: found, message: '`where` stands only in a selection.', help: 'Write `every system s where s.level <= 2`.' };
  if (found.image === 'satisfies')
    return {
      at: found,
      message: '`satisfies` stands only behind `exists` and `all`.',
      help: 'Write `exists x in s.interfaces satisfies x.encrypted`.',
    };
  if (before.kind === 'date' && found.kind === 'number')
    return {
      at: { start: before.start, end: found.end },
      message: 'A blank parts the day from its time.',
      help: `Write a \`T\` for it, such as \`${before.image}T06:00\`.`,
    };
  if (before.kind === 'number' && /^(Q[1-4]|W\d\d)$/.test(found.image))
    return {
      at: { start: before.start, end: found.end },
      message: `A blank parts ${named(before)} from its ${found.image.startsWith('Q') ? 'quarter' : 'week'}.`,
      help: `Write \`${before.image}-${found.image}\`.`,
    };
  if (before.kind === 'number' && found.kind === 'id')
    return {
      at: { start: before.start, end: found.end },
      message: `A blank parts ${named(before)} from its unit.`,
      help: `Write \`${before.image}${unitMeant[found.image.toLowerCase()] ?? found.image}\`.`,
    };
  return {
    at: found,
    message: `${namedFirst(found)} stands directly behind ${named(before)}.`,
    help: 'Is a comma or a hyphen missing between them? A text of several words goes between double quotes; a declaration begins on a new line.',
  };
}

/** Units of time as people write them out. */
const unitMeant: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  seconds: 's',
  minute: 'min',
  minutes: 'min',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'w',
  weeks: 'w',
  month: 'mo',
  months: 'mo',
  year: 'y',
  years: 'y',
};

export function emptyBraces(): Mistake {
  return {
    at: { start: 0, end: 0 },
    message: 'There is nothing between these braces.',
    help: 'Write what is shown there, such as `{s.owner}`; a brace itself is `{{` or `}}`.',
  };
}

/** A template shows one value between its braces. */
export function behindExpression(before: Token, found: Token): Mistake {
  if (found.kind === 'eos')
    return { at: before, message: 'A line ends between these braces.', help: 'Write what stands between them on one line.' };
  if (isComparison(found) || isMisplacedWord(found) || foreignWords.has(found.image)) return behindValue(before, found, '');
  return {
    at: found,
    message: `${namedFirst(found)} stands directly behind ${named(before)}.`,
    help: 'Is a dot missing between them, as in `{s.owner}`? A brace itself is `{{` or `}}`.',
  };
}

/** Inside brackets neither a comma nor the closing one follows. */
export function insideBrackets(open: Token, before: Token, found: Token): Mistake {
  if (endsLine(found) || found.kind === 'key' || found.image === '{') return neverClosed(open);
  const close = open.image === '(' ? ')' : ']';
  if (found.image === close) return nothingBetween(open, found);
  if (found.image === ')' || found.image === ']')
    return { at: found, message: `A \`${open.image}\` is closed with \`${found.image}\`.`, help: `Write \`${close}\`.` };
  const isExplained = isComparison(found) || isMisplacedWord(found) || foreignWords.has(found.image);
  if (isExplained || found.image === '->' || found.image === ':') return behindValue(before, found, '');
  return {
    at: found,
    message: `${namedFirst(found)} stands directly behind ${named(before)}.`,
    help: `Put a comma or an operator between them, or close the \`${open.image}\` in front of it with \`${close}\`.`,
  };
}

export function neverClosed(open: Token): Mistake {
  return {
    at: open,
    message: `This \`${open.image}\` is never closed.`,
    help: `Add a \`${open.image === '(' ? ')' : ']'}\` where it ends.`,
  };
}

export function labelInGroup(key: Token): Mistake {
  return {
    at: key,
    message: `\`${key.image}:\` stands between brackets.`,
    help: 'Properties stand between braces: `{ level: 2 }`; only what a function takes has a name, such as `reaches(a, b, over: ...)`.',
  };
}

export function noNameBehindDot(dot: Token): Mistake {
  return { at: dot, message: 'No name follows this dot.', help: 'Write the name behind the dot, or delete the dot.' };
}

export function selectionWithoutVariable(every: Token, type: Token | undefined): Mistake {
  const example = type?.kind === 'id' ? type.image : 'system';
  return {
    at: type?.kind === 'id' ? { start: every.start, end: type.end } : every,
    message: type?.kind === 'id' ? 'This selection does not name its variable.' : 'This selection does not say what it selects.',
    help: `Write \`every ${example} ${example.charAt(0)}\`, and behind it \`where\` and a condition if not all are meant.`,
  };
}

export function quantifierWithout(part: 'variable' | 'in' | 'satisfies', quantifier: Token): Mistake {
  const missing = {
    variable: `\`${quantifier.image}\` does not name its variable.`,
    in: `\`${quantifier.image}\` does not say in what.`,
    satisfies: `\`${quantifier.image}\` has no condition.`,
  };
  return { at: quantifier, message: missing[part], help: `Write \`${quantifier.image} x in s.interfaces satisfies x.encrypted\`.` };
}

export function tooLong(at: Token): Mistake {
  return {
    at,
    message: 'This expression is too long to be read.',
    help: 'Split it: a property in a `vocabulary` block can compute a part of it, and `x in (a, b, c)` compares with many.',
  };
}

export function loneWord(word: Token): Mistake {
  return { at: word, message: `The word \`${word.image}\` stands alone.`, help: statementForms };
}

export function reservedWord(word: Token, place: string): Mistake {
  return {
    at: word,
    message: `\`${word.image}\` cannot ${place}: it is a word of the language.`,
    help: `If it is a name, put it between back-ticks: \`${word.image}\`.`,
  };
}

export function keyInQuotes(key: Token): Mistake {
  return { at: key, message: 'A key has no quotes.', help: `Write \`${key.image.slice(1, -1)}:\`.` };
}

export function colonBeforeBlock(key: Token): Mistake {
  return {
    at: key,
    message: `A colon stands between \`${key.image}\` and its block.`,
    help: `Delete it: \`${key.image} { ... }\`.`,
  };
}

export function colonAfterKeyword(key: Token, name: Token): Mistake {
  return { at: key, message: 'A declaration has no colon behind its keyword.', help: `Write \`${key.image} ${name.image} { ... }\`.` };
}

/** A statement begins with something that is no word. */
export function strayStart(found: Token, next: Token): Mistake {
  if (found.image === '{')
    return {
      at: found,
      message: 'This block belongs to nothing.',
      help: 'Write in front of it what it describes, such as `system historian { ... }`.',
    };
  if (found.image === '-')
    return {
      at: found,
      message: 'A statement does not begin with a dash.',
      help: 'Delete it; several values are written with commas, such as `networks: a, b`.',
    };
  if (found.image === ',') return { at: found, message: 'A comma does not part statements.', help: 'Delete it: a line end is enough.' };
  if (found.image === ')' || found.image === ']')
    return { at: found, message: `This \`${found.image}\` closes nothing.`, help: 'Delete it.' };
  if (found.image === '->' || found.image === '<->')
    return {
      at: found,
      message: `The arrow \`${found.image}\` has no declaration.`,
      help: `Write one, such as \`interface a ${found.image} b\`.`,
    };
  if (found.kind === 'label')
    return {
      at: found,
      message: `The label \`${found.image}\` has no declaration.`,
      help: 'A label stands behind the title of one; a comment begins with `//`.',
    };
  if (found.kind === 'keyword' && next.kind !== 'eos') return reservedWord(found, 'begin a statement');
  return { at: found, message: `A statement does not begin with ${named(found)}.`, help: statementForms };
}

/** Something stands in the head of a declaration where it cannot. */
export function inHead(head: Head, found: Token, rest: string): Mistake {
  const { keyword, name, before } = head;
  if (foreignWords.has(keyword.image))
    return { at: keyword, message: `There is no \`${keyword.image}\` in Weir.`, help: foreignWords.get(keyword.image) as string };
  if (found.kind === 'key') return keyInHead(head, found);
  if (found.kind === 'string' || found.kind === 'markdown') return titleInHead(head, found);
  if (found.kind === 'id') return wordInHead(head, found);
  if (found.image === ',')
    return { at: found, message: 'A declaration declares one thing.', help: `Write one \`${keyword.image}\` for each name.` };
  if (found.image === '(' || found.image === '[')
    return {
      at: found,
      message: 'A block stands between braces.',
      help: `Write \`{\` for \`${found.image}\`, and \`}\` where the block ends.`,
    };
  if (found.image === '->' || found.image === '<->') return arrowInHead(head, found);
  if (found.image === '-' && name?.end === found.start)
    return {
      at: { start: name.start, end: found.end },
      message: 'A name does not end with a hyphen.',
      help: `Write \`${name.image}\`, or put it between back-ticks.`,
    };
  if (found.image === '-' && name === undefined)
    return { at: found, message: 'A name does not begin with a hyphen.', help: 'Write it without, or put it between back-ticks.' };
  if (found.image === '=') return equalsInHead(name ?? keyword, found, rest.slice(1).trim());
  if (name !== undefined && /^[-<>]$/.test(found.image))
    return {
      at: found,
      message: `\`${found.image}\` is no arrow.`,
      help: `An arrow goes from who opens the session to who answers: \`->\`.`,
    };
  if (name !== undefined && before.kind === 'id' && found.start === before.end)
    return {
      at: { start: name.start, end: found.end },
      message: `A name may not hold ${named(found)}.`,
      help: 'Letters, digits, `_` and `-` need no quotes; put any other name between back-ticks.',
    };
  if (found.kind === 'keyword' && name === undefined && !isValue(found)) return reservedWord(found, 'be a name');
  if (name === undefined && isValue(found))
    return { at: keyword, message: `No colon follows \`${keyword.image}\`.`, help: `Write \`${keyword.image}: ${shortened(rest)}\`.` };
  if (found.kind === 'compound')
    return {
      at: found,
      message: `\`${found.image}\` is no name here.`,
      help: 'A name of letters, digits and hyphens needs no quotes; any other goes between back-ticks.',
    };
  return {
    at: found,
    message: `${namedFirst(found)} does not fit behind ${named(name ?? keyword)}.`,
    help: 'Behind the keyword stand a name, a title between double quotes, two ends with an arrow, labels, and a block between braces.',
  };
}

function arrowInHead({ keyword, isJoined }: Head, arrow: Token): Mistake {
  if (isJoined)
    return {
      at: arrow,
      message: 'A declaration joins two ends and no more.',
      help: `Write another \`${keyword.image}\` for the next arrow.`,
    };
  return {
    at: arrow,
    message: `Only one word stands in front of the arrow \`${arrow.image}\`.`,
    help: `Write a keyword and who opens the session, such as \`interface historian ${arrow.image} gateway\`.`,
  };
}

function equalsInHead(key: Token, found: Token, value: string): Mistake {
  if (value === '') return { at: found, message: 'No `=` stands in front of a block.', help: `Delete it: \`${key.image} { ... }\`.` };
  return { at: found, message: 'A property has a colon, not `=`.', help: `Write \`${key.image}: ${shortened(value)}\`.` };
}

/** `plc#1`: what follows the name touches it. */
export function labelInName(name: Token, label: Token): Mistake {
  const image = name.image + label.image;
  return {
    at: { start: name.start, end: label.end },
    message: `A label stands apart from what is in front of it.`,
    help: `Write \`${name.image} ${label.image}\`, or \`${image}\` between back-ticks if it is all one name.`,
  };
}

export function noTarget(arrow: Token): Mistake {
  return {
    at: arrow,
    message: `The arrow \`${arrow.image}\` has no target.`,
    help: `Write who answers behind it, such as \`historian ${arrow.image} gateway\`.`,
  };
}

function keyInHead({ keyword, name, isTitled, isJoined }: Head, key: Token): Mistake {
  if (name === undefined && !isTitled && !isJoined)
    return {
      at: { start: keyword.start, end: keyword.end },
      message: `The word \`${keyword.image}\` stands alone in front of \`${key.image}:\`.`,
      help: `Delete it, or write \`${keyword.image} ${key.image} { ... }\`: only a property has a colon.`,
    };
  return {
    at: key,
    message: `\`${key.image}:\` stands outside the block of \`${keyword.image}${name === undefined ? '' : ` ${name.image}`}\`.`,
    help:
      name === undefined || isTitled || isJoined
        ? 'Put braces around its properties: `{` in front of the first, `}` behind the last.'
        : `Put braces around its properties; if it is all one key, write \`${keyword.image}-${name.image}-${key.image}:\`.`,
  };
}

function titleInHead(head: Head, title: Token): Mistake {
  if (head.isLabelled)
    return { at: title, message: 'The title stands behind a label.', help: 'Write the title first, and the labels behind it.' };
  if (head.isTitled) return { at: title, message: 'This declaration has two titles.', help: 'Keep one of them.' };
  return { at: title, message: 'The title stands behind the ends.', help: 'Write it behind the name, in front of the ends.' };
}

function wordInHead({ keyword, name, isTitled, isJoined, isLabelled }: Head, word: Token): Mistake {
  if (isTitled && name === undefined && !isJoined && !isLabelled)
    return {
      at: word,
      message: 'The name stands behind the title.',
      help: `Write it in front: \`${keyword.image} ${word.image} "..."\`.`,
    };
  if (isJoined && name === undefined && !isTitled && !isLabelled)
    return {
      at: word,
      message: 'The name stands behind the ends.',
      help: `Write it in front of them: \`${keyword.image} ${word.image} ...\`.`,
    };
  if (name === undefined || isTitled || isJoined || isLabelled)
    return { at: word, message: `\`${word.image}\` does not fit in here.`, help: 'Another statement goes on a line of its own.' };
  return {
    at: word,
    message: `\`${word.image}\` stands directly behind the name \`${name.image}\`.`,
    help: `A name has no blanks: write \`${name.image}-${word.image}\`, or \`${name.image} -> ${word.image}\` if it joins two; a title goes between double quotes.`,
  };
}

function isComparison({ kind, image }: Token): boolean {
  return (kind === 'symbol' || kind === 'keyword') && /^(=|!=|<|<=|>|>=|in|matches|by)$/.test(image);
}

function isMisplacedWord({ kind, image }: Token): boolean {
  return kind === 'keyword' && (image === 'where' || image === 'satisfies');
}

function isValue({ kind, image }: Token): boolean {
  if (kind === 'keyword') return /^(yes|no|none|unknown|true|false|every|exists|all|not)$/.test(image);
  return kind === 'number' || kind === 'date' || kind === 'duration' || kind === 'quantity' || kind === 'range' || kind === 'compound';
}

function endsLine({ kind, image }: Token): boolean {
  return kind === 'eos' || image === '}';
}

/** At the beginning of a sentence. */
function namedFirst(token: Token): string {
  return named(token).replace(/^the/, 'The');
}

function named(token: Token): string {
  return token.kind === 'string' || token.kind === 'markdown' ? `the text ${shown(token)}` : `\`${shown(token)}\``;
}

function shown(token: Token): string {
  return shortened(token.image);
}

function shortened(image: string): string {
  return image.length > 40 ? `${image.slice(0, 37)}...` : image;
}
