import type { SourceProblem } from '@weir/model';
import { isSymbol, mostProblems, type Token } from './scanner.js';

export interface PairedBraces {
  /** Every `{` among them has its `}`, and every `}` its `{`. */
  readonly tokens: readonly Token[];
  readonly problems: readonly SourceProblem[];
}

/** Adds the braces that are missing and leaves out those that are too many. */
export function pairBraces(tokens: readonly Token[], text: string): PairedBraces {
  const { open, isTooMany } = count(tokens);
  return open === 0 && !isTooMany ? { tokens, problems: [] } : new Pairing(text, isTooMany ? 0 : open).run(tokens);
}

function count(tokens: readonly Token[]): { readonly open: number; readonly isTooMany: boolean } {
  let open = 0;
  let isTooMany = false;
  for (const token of tokens) {
    if (isSymbol(token, '{')) open++;
    if (isSymbol(token, '}') && --open < 0) isTooMany = true;
  }
  return { open, isTooMany };
}

interface Block {
  readonly open: Token;
  readonly line: number;
  /** How far its first line is indented. */
  readonly indent: number;
  /** Nothing in it began a line yet. */
  isFresh: boolean;
  /** Its content is not indented, so indentation says nothing about where it ends. */
  isFlat: boolean;
  /** How many `(` and `[` are open in it. */
  groups: number;
}

/**
 * Reads from the indentation which block was left open or closed too early: the mistake is there, and not at the end of
 * the file where the count no longer comes out.
 */
class Pairing {
  private readonly text: string;
  private readonly kept: (Token | undefined)[] = [];
  private readonly problems: SourceProblem[] = [];
  private readonly blocks: Block[] = [];
  /**
   * Closing braces behind something on their line, of blocks from a line above: where one is too many, it may be this.
   * By the indentation of the block, the last of each, as an index into what is kept.
   */
  private readonly inline = new Map<number, number>();
  private line = 0;
  private lineStart = 0;
  private lineEnd: number;
  private indent = 0;
  private missing: number;

  constructor(text: string, missing: number) {
    this.text = text;
    this.missing = missing;
    this.lineEnd = this.breakFrom(0);
  }

  run(tokens: readonly Token[]): PairedBraces {
    let previous: Token | undefined;
    for (const token of tokens) {
      if (token.kind !== 'eos') this.read(token, previous);
      else this.kept.push(token);
      previous = token;
    }
    const last = this.blocks.at(-1);
    if (last !== undefined) this.closeDownTo(0, 'at the end of the file');
    return { tokens: this.kept.filter((token) => token !== undefined), problems: this.problems };
  }

  private read(token: Token, previous: Token | undefined): void {
    const beginsLine = this.moveTo(token) || previous === undefined;
    if (beginsLine) this.indent = token.start - this.lineStart;
    if (isSymbol(token, '}')) return beginsLine ? this.closeOnItsLine(token) : this.closeInline(token);
    const beginsStatement = previous === undefined || previous.kind === 'eos' || isSymbol(previous, '{') || isSymbol(previous, '}');
    if (beginsLine && beginsStatement) this.beginLine();
    if (isSymbol(token, '{'))
      this.blocks.push({ open: token, line: this.line, indent: this.indent, isFresh: true, isFlat: false, groups: 0 });
    else if (this.isMistypedBrace(token)) return this.closeMistyped(token);
    this.kept.push(token);
  }

  /** A line that is not indented deeper than the one a block begins on does not stand in that block. */
  private beginLine(): void {
    for (const indent of this.inline.keys()) if (indent >= this.indent) this.inline.delete(indent);
    const around = this.blocks.at(-1);
    if (around?.isFresh && this.indent <= around.indent) around.isFlat = true;
    if (around !== undefined) around.isFresh = false;
    const last = this.blocks.findLastIndex(({ indent, isFlat }) => isFlat || indent < this.indent);
    if (last < this.blocks.length - 1) this.closeDownTo(last + 1, `in front of line ${this.line + 1}`);
  }

  private closeOnItsLine(token: Token): void {
    const partner = this.blocks.findLastIndex(({ indent, line }) => indent === this.indent && line < this.line);
    if (partner >= 0) {
      if (partner < this.blocks.length - 1) this.closeDownTo(partner + 1, `in front of line ${this.line + 1}`);
      this.blocks.pop();
      this.kept.push(token);
      return;
    }
    const early = this.inline.get(this.indent);
    if (early !== undefined && (this.blocks.at(-1)?.indent ?? -1) < this.indent) return this.closedTooEarly(early, token);
    if (this.blocks.pop() === undefined) this.closesNothing(token);
    else this.kept.push(token);
  }

  private closeInline(token: Token): void {
    const block = this.blocks.pop();
    if (block === undefined) return this.closesNothing(token);
    if (block.line < this.line) this.inline.set(block.indent, this.kept.length);
    this.kept.push(token);
  }

  /** `{ level: 2 ]`: where braces are missing, a bracket that closes nothing else was meant as one. */
  private isMistypedBrace(token: Token): boolean {
    const block = this.blocks.at(-1);
    if (block === undefined) return false;
    if (isSymbol(token, '(') || isSymbol(token, '[')) block.groups++;
    if (!isSymbol(token, ')') && !isSymbol(token, ']')) return false;
    return --block.groups < 0 && this.missing > 0;
  }

  private closeMistyped(token: Token): void {
    this.missing--;
    this.blocks.pop();
    this.problem(token, `A block is not closed with \`${token.image}\`.`, 'Write `}`.');
    this.kept.push({ ...token, image: '}' });
  }

  private closedTooEarly(index: number, token: Token): void {
    const early = this.kept[index];
    if (early !== undefined)
      this.problem(
        early,
        `This \`}\` closes its block too early, so the one in line ${this.line + 1} closes nothing.`,
        'Delete one of the two.',
      );
    this.kept[index] = undefined;
    this.kept.push(token);
  }

  private closesNothing(token: Token): void {
    this.problem(token, 'This `}` closes nothing.', 'Delete it, or look for a `{` that is missing above.');
  }

  private closeDownTo(count: number, place: string): void {
    const open = this.blocks.splice(count);
    const innermost = open.at(-1) as Block;
    const others = open.length - 1;
    this.problem(
      innermost.open,
      others === 0 ? 'This `{` is never closed.' : `This \`{\` is never closed, nor ${others === 1 ? 'the one' : `${others}`} around it.`,
      others === 0 ? `Add a \`}\` ${place}.` : `Add ${open.length} \`}\` ${place}.`,
    );
    // It stands on the last character of the block, so that the block ends there.
    const { end } = this.kept.findLast((token) => token !== undefined && token.kind !== 'eos') as Token;
    for (let missing = open.length; missing > 0; missing--) this.kept.push({ kind: 'symbol', start: end - 1, end, image: '}' });
  }

  /** Whether the token is the first on its line. */
  private moveTo({ start }: Token): boolean {
    let moved = false;
    for (; this.lineEnd < start; this.lineEnd = this.breakFrom(this.lineStart)) {
      this.lineStart = this.lineEnd + 1;
      this.line++;
      moved = true;
    }
    return moved;
  }

  private breakFrom(offset: number): number {
    const found = this.text.indexOf('\n', offset);
    return found < 0 ? this.text.length : found;
  }

  private problem({ start, end }: Token, message: string, help: string): void {
    if (this.problems.length < mostProblems) this.problems.push({ check: 'syntax-error', start, end, message, help });
  }
}
