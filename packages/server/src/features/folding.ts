import { isSymbol, type Scan } from '@weir/language/tokens';
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Blocks, texts over several lines, comments, and `// region` to `// endregion`. */
export function foldingRanges({ tokens, comments }: Scan, document: TextDocument): FoldingRange[] {
  const line = (offset: number) => document.positionAt(offset).line;
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind && { kind }) });
  };
  const open: number[] = [];
  for (const token of tokens) {
    if (isSymbol(token, '{') || isSymbol(token, '[') || isSymbol(token, '(')) open.push(line(token.start));
    else if (isSymbol(token, '}') || isSymbol(token, ']') || isSymbol(token, ')')) {
      const start = open.pop();
      // The closing bracket stays in sight.
      if (start !== undefined) add(start, line(token.start) - 1);
    } else if (token.kind === 'markdown') add(line(token.start), line(token.end));
  }
  const regions: number[] = [];
  let run: { readonly start: number; end: number } | undefined;
  const text = document.getText();
  for (const { start, end } of comments) {
    const image = text.slice(start, end);
    const [first, last] = [line(start), line(end)];
    if (image.startsWith('/*')) add(first, last, FoldingRangeKind.Comment);
    else if (/^\/\/\s*#?region\b/.test(image)) regions.push(first);
    else if (/^\/\/\s*#?endregion\b/.test(image)) {
      const begin = regions.pop();
      if (begin !== undefined) add(begin, first, FoldingRangeKind.Region);
    } else if (isAlone(text, start)) {
      if (run !== undefined && run.end === first - 1) run.end = first;
      else {
        if (run !== undefined) add(run.start, run.end, FoldingRangeKind.Comment);
        run = { start: first, end: first };
      }
    }
  }
  if (run !== undefined) add(run.start, run.end, FoldingRangeKind.Comment);
  return ranges.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** Nothing stands in front of it on its line. */
function isAlone(text: string, at: number): boolean {
  return /^\s*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
