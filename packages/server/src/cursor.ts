import { isSymbol, type Scan, type Token } from '@weir/language/tokens';

/** What stands around a place in a text that may be half typed, as far as its tokens say. */
export interface Cursor {
  readonly offset: number;
  /** The token that the place is in, or right behind. */
  readonly word: Token | undefined;
  /** The tokens of the statement in front of that word. */
  readonly before: readonly Token[];
  /** The token behind the word. */
  readonly next: Token | undefined;
  /** The blocks that are open here, the outermost first. */
  readonly blocks: readonly OpenedBlock[];
  /** The first words of the other statements of the innermost block, or of the top of the file. */
  readonly siblings: readonly Token[];
  readonly isInComment: boolean;
}

export interface OpenedBlock {
  /** The statement in front of the brace. */
  readonly head: readonly Token[];
  readonly open: Token;
  /** The tokens of its statements up to the cursor. */
  readonly inside: readonly Token[];
}

interface Frame {
  readonly head: readonly Token[];
  readonly open: Token | undefined;
  readonly inside: Token[];
  readonly firsts: Token[];
  statement: Token[];
}

export function cursorAt({ tokens, comments }: Scan, text: string, offset: number): Cursor {
  const isInComment = comments.some(({ start, end }) => start < offset && offset < end + 1 && offset <= end);
  const frames: Frame[] = [frameOf([], undefined)];
  let index = 0;
  for (; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.start >= offset || (isWordlike(token) && token.end >= offset)) break;
    // A statement ends where its line does, and what is typed behind it on the line may go on with it.
    if (token.kind === 'eos' && !/[\r\n]/.test(text.slice(token.end, offset))) continue;
    step(frames, token);
  }
  const at = tokens[index];
  const isWord = at !== undefined && at.kind !== 'eos' && isWordlike(at) && at.start < offset && offset <= at.end;
  const startsHere = at !== undefined && at.start === offset && isWordlike(at) && at.kind !== 'string' && at.kind !== 'markdown';
  const word = isWord || startsHere ? at : undefined;
  const innermost = frames.at(-1) as Frame;
  const before = [...innermost.statement];
  // What a word begins that stands in a statement of its own is not part of the one before.
  const isApart = word !== undefined && before.length > 0 && (word.kind === 'key' ? !isInGroup(before) : beginsAnew(before, word));
  const statement = isApart ? [] : before;
  return {
    offset,
    word,
    before: statement,
    next: word === undefined ? at : tokens[index + 1],
    blocks: frames.flatMap(({ head, open, inside }) => (open === undefined ? [] : { head, open, inside })),
    siblings: [...innermost.firsts.filter((first) => first !== statement[0]), ...firstsBelow(tokens, index, word)],
    isInComment,
  };
}

/** The token that holds an offset, the one in front where two touch and that is a word. */
export function tokenAt({ tokens }: Scan, offset: number): Token | undefined {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end < offset) low = middle + 1;
    else high = middle;
  }
  const touching = tokens.slice(low, low + 4).filter(({ kind, start, end }) => kind !== 'eos' && start <= offset && offset <= end);
  return (
    touching.find((token) => token.start <= offset && offset < token.end && isWordlike(token)) ?? touching.find(isWordlike) ?? touching[0]
  );
}

function frameOf(head: readonly Token[], open: Token | undefined): Frame {
  return { head, open, inside: [], firsts: [], statement: [] };
}

function step(frames: Frame[], token: Token): void {
  const frame = frames.at(-1) as Frame;
  if (isSymbol(token, '{')) {
    frames.push(frameOf(frame.statement, token));
    return;
  }
  if (isSymbol(token, '}')) {
    if (frames.length > 1) frames.pop();
    (frames.at(-1) as Frame).statement = [];
    return;
  }
  frame.inside.push(token);
  if (token.kind === 'eos') {
    frame.statement = [];
    return;
  }
  const isArgument = token.kind === 'key' && isInGroup(frame.statement);
  if (frame.statement.length === 0 || (token.kind === 'key' && !isArgument) || beginsAnew(frame.statement, token)) {
    frame.statement = [token];
    frame.firsts.push(token);
  } else frame.statement.push(token);
}

/** In `owner: x   system b { ... }` two operands touch, which no value does: a declaration begins that shares the line. */
function beginsAnew(statement: readonly Token[], { kind }: Token): boolean {
  const last = statement.at(-1);
  if (kind !== 'id' || statement[0]?.kind !== 'key' || last === undefined || !isOperand(last)) return false;
  const before = statement.at(-2);
  return !(before?.kind === 'keyword' && bindingWords.has(before.image));
}

/** Behind these stand two words: a type and a variable, or a variable. */
const bindingWords = new Set(['every', 'exists', 'all']);
const constants = new Set(['yes', 'no', 'none', 'unknown', 'true', 'false', 'date']);

function isOperand({ kind, image }: Token): boolean {
  if (kind === 'symbol') return image === ')' || image === ']';
  if (kind === 'keyword') return constants.has(image);
  return kind !== 'key' && kind !== 'eos' && kind !== 'label';
}

function isInGroup(statement: readonly Token[]): boolean {
  let open = 0;
  for (const token of statement) {
    if (isSymbol(token, '(') || isSymbol(token, '[')) open++;
    else if (isSymbol(token, ')') || isSymbol(token, ']')) open--;
  }
  return open > 0;
}

function firstsBelow(tokens: readonly Token[], from: number, word: Token | undefined): Token[] {
  const firsts: Token[] = [];
  let depth = 0;
  let isFirst = false;
  for (const token of tokens.slice(from)) {
    if (isSymbol(token, '{')) depth++;
    else if (isSymbol(token, '}')) {
      depth--;
      if (depth < 0) break;
      isFirst = true;
    } else if (token.kind === 'eos') isFirst = depth === 0;
    else if (depth === 0 && token !== word && (isFirst || token.kind === 'key')) {
      firsts.push(token);
      isFirst = false;
    }
  }
  return firsts;
}

function isWordlike({ kind }: Token): boolean {
  return kind !== 'symbol' && kind !== 'eos';
}
