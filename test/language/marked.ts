import type { SourceProblem } from '@weir/model';
import { parse } from '../../packages/language/src/parse.js';

/** The text, and under each line its mistakes: `^^^ message | help`. */
export function marked(text: string): string {
  return withMarks(text, parse('plant.weir', text).problems);
}

export function withMarks(text: string, problems: readonly SourceProblem[]): string {
  let start = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      const [from, to] = [start, start + line.length];
      start = to + 1;
      const here = problems.filter((problem) => problem.start >= from && problem.start <= to);
      return [shown(line), ...here.map((problem) => mark(problem, line, from))];
    })
    .join('\n');
}

function mark({ check, start, end, message, help }: SourceProblem, line: string, from: number): string {
  const column = shown(line.slice(0, start - from)).length;
  const width = Math.max(1, shown(line.slice(start - from, end - from)).length);
  const name = check === 'syntax-error' ? '' : `${check}: `;
  return `${' '.repeat(column)}${'^'.repeat(width)} ${name}${shown(message)} | ${shown(help ?? '')}`;
}

/** With what cannot be seen made visible. */
function shown(text: string): string {
  return text
    .replace(/[^\P{C}\t]|[\u00a0\u2028\u2029]/gu, (char) => `<${(char.codePointAt(0) as number).toString(16)}>`)
    .replace(/[\ud800-\udfff](?![\udc00-\udfff])/g, (half) =>
      /[\ud800-\udbff]/.test(half) ? `<${half.charCodeAt(0).toString(16)}>` : half,
    )
    .replaceAll('\t', ' ');
}
