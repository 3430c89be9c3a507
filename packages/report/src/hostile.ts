/** Left alone although they are invisible: joiners and variation selectors, which scripts and emoji are spelt with. */
const invisibleButNeeded = '\\u034f\\u180b-\\u180d\\u180f\\u200c\\u200d\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';

/**
 * Characters that make a terminal, a log or a reader see something else than what is there: control characters (and
 * with them every escape sequence), line and paragraph separators, direction controls, invisible characters, halves
 * of characters. And the openings of commands that CI services carry out when they stand in a log: `::add-mask::`,
 * `##[error]`, `##vso[...]`.
 */
const hostile = new RegExp(
  `([\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}\\ufff9-\\ufffb]|(?![${invisibleButNeeded}])\\p{Default_Ignorable_Code_Point}|(?<!\\S):(?=:[A-Za-z])|#(?=#[A-Za-z]*\\[))`,
  'gu',
);

/** Models are written by strangers, so no format prints their text without this or `splitHostile`. */
export function escapeHostile(text: string, spell: (character: string) => string): string {
  return text.replace(hostile, spell);
}

/** Ordinary text and single hostile characters in turn, beginning with ordinary text, which may be empty. */
export function splitHostile(text: string): readonly string[] {
  return text.split(hostile);
}
