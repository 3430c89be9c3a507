import type { Expression, Property, SourceProblem, Word } from '@weir/model';
import type { Token, TokenKind } from './scanner.js';
import { constantOf, literalOf, nameOf, textOf, wordOf } from './token-facts.js';

/**
 * A property whose value is one token, as nine of ten are: its words are made when they are asked for.
 *
 * A landscape states hundreds of thousands of properties, and each is looked at once or twice; kept as objects, their words
 * would take most of the memory and half of the time of reading it.
 */
export class PlainProperty implements Property {
  readonly start: number;
  readonly end: number;
  private readonly source: string;
  private readonly keyText: string;
  private readonly valueStart: number;
  private readonly kind: ValueKind;

  constructor(source: string, key: Word, value: Token & { readonly kind: ValueKind }) {
    this.start = key.start;
    this.end = value.end;
    this.source = source;
    this.keyText = key.text;
    this.valueStart = value.start;
    this.kind = value.kind;
  }

  get is(): 'property' {
    return 'property';
  }

  get key(): Word {
    return { start: this.start, end: this.start + this.keyText.length, text: this.keyText };
  }

  get values(): readonly Expression[] {
    const span = { start: this.valueStart, end: this.end };
    // What is wrong with it was said when the file was read.
    return [tokenValue(this.kind, this.source.slice(span.start, span.end), span, [])];
  }
}

const valueKinds = ['compound', 'date', 'duration', 'id', 'keyword', 'markdown', 'number', 'quantity', 'range', 'string'] as const;

export type ValueKind = (typeof valueKinds)[number];

export function isValueKind(kind: TokenKind): kind is ValueKind {
  return (valueKinds as readonly TokenKind[]).includes(kind);
}

/** The expression that one token makes by itself. */
export function tokenValue(kind: ValueKind, image: string, span: { start: number; end: number }, problems: SourceProblem[]): Expression {
  switch (kind) {
    case 'id':
      return nameOf(wordOf(image, span));
    case 'keyword':
      return constantOf(image, span);
    case 'string':
    case 'markdown':
      return textOf(image, span, problems);
    default:
      return literalOf(kind, image, span, problems);
  }
}
