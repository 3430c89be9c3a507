import type { LexicalProblem } from './scanner.js';

/** Controls, and what hides or reorders a part of the text, so that the text shown is not the text checked (Trojan Source, CVE-2021-42574). */
const hidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u200b\u2060\ufeff]/gu;
const invisible = /[\u200b\u2060\ufeff]|(?!\p{Bidi_Control})\p{Cf}/u;

/** The first of the characters that no file may hold, not even in its texts and comments. */
export function hiddenCharacters(text: string, from: number, most: number): LexicalProblem[] {
  const problems: LexicalProblem[] = [];
  hidden.lastIndex = from;
  for (let found = hidden.exec(text); found !== null && problems.length < most; found = hidden.exec(text)) {
    const [start, code] = [found.index, text.charCodeAt(found.index)];
    problems.push({ start, end: start + 1, ...explained(code) });
  }
  return problems;
}

export function isHidden(char: string): boolean {
  hidden.lastIndex = 0;
  return hidden.test(char);
}

/** What stands in texts and comments, in emoji for instance, but cannot be seen where it means nothing. */
export function invisibleCharacter(char: string): string | undefined {
  return invisible.test(char) ? `An invisible character (${codeOf(char.codePointAt(0) as number)}) stands here.` : undefined;
}

function explained(code: number): Pick<LexicalProblem, 'check' | 'message' | 'help'> {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  if (isHalf)
    return {
      check: 'broken-encoding',
      message: `Half a character (${codeOf(code)}) stands here: the text was cut or wrongly converted.`,
      help: 'Delete it and type the character again.',
    };
  return { check: 'hidden-character', message: hiddenMessage(code), help: 'Delete it.' };
}

function hiddenMessage(code: number): string {
  if (code < 0xa0) return `A control character (${codeOf(code)}) stands here.`;
  return (
    invisibleCharacter(String.fromCharCode(code)) ??
    `A hidden character (${codeOf(code)}) changes the direction of the text, so a reader sees something else than what is checked.`
  );
}

function codeOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
