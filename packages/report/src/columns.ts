/** The columns that a character (a grapheme, as a reader counts) takes on a terminal: 0, 1 or 2, more for clusters of letters. */
export function columnsOf(grapheme: string): number {
  const code = grapheme.codePointAt(0) as number;
  if (grapheme.length === 1 && code >= 0x20 && code < 0x7f) return 1;
  if (/\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Regional_Indicator}{2}/u.test(grapheme)) return 2;
  let columns = 0;
  for (const character of grapheme) columns += /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u.test(character) ? 0 : isWide(character) ? 2 : 1;
  return columns;
}

/** Wide and fullwidth characters of Unicode's East Asian Width; the emoji among them are told apart above. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/u.test(
    character,
  );
}
