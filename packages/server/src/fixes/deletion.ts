import type { SourceFacts, Statement } from '@weir/model';
import type { Fix, FixContext } from './fix.js';

/** Deletes a statement that says again what is said elsewhere. */
export function deletions({ finding, analysis, document }: FixContext): readonly Fix[] {
  const facts = finding.rule === 'duplicate-property' ? analysis.facts.get(finding.at.file) : undefined;
  const statement = facts && statementWithKey(facts, finding.at.start);
  if (statement === undefined) return [];
  const text = document.getText();
  return [{ title: 'Delete it here', file: finding.at.file, edits: [{ ...wholeLines(text, statement), newText: '' }] }];
}

function statementWithKey({ statements }: SourceFacts, start: number): Statement | undefined {
  const find = (among: readonly Statement[]): Statement | undefined => {
    for (const statement of among) {
      if (statement.is === 'property' && statement.key.start === start) return statement;
      if (statement.is === 'declaration' && statement.keyword.start === start && statement.name === undefined) return statement;
      const inner =
        statement.is === 'declaration' && statement.start <= start && start <= statement.end ? find(statement.body ?? []) : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return find(statements);
}

/** A statement with its line where it stands alone there, else with the blanks in front of it. */
export function wholeLines(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd < 0 ? text.length : lineEnd).trim() === '';
  if (isAlone) return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - blanks, end };
}
