import type { Finding } from '@weir/model';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.js';

/** A change of one file that mends a finding, or accepts it. */
export interface Fix {
  readonly title: string;
  readonly file: string;
  readonly edits: readonly Edit[];
  /** It is surely what was meant. */
  readonly isPreferred?: true;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface FixContext {
  readonly finding: Finding;
  readonly analysis: Analysis;
  readonly document: TextDocument;
}
