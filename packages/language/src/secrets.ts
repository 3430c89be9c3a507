import type { SourceProblem } from '@weir/model';

/**
 * Passwords, keys and tokens in the text, comments included: whoever may read the landscape reads them, and so does whoever ever gets its history.
 *
 * Text is looked at as it is written, so it does not matter whether the file can be read. No pattern can backtrack far.
 */
export function secretsIn(text: string): SourceProblem[] {
  const problems: SourceProblem[] = [];
  for (const { is, pattern, mayBe = () => true } of secrets) {
    for (const found of text.matchAll(pattern)) {
      const secret = found[1] ?? found[0];
      const start = found.index + found[0].lastIndexOf(secret);
      const end = start + secret.length;
      if (mayBe(secret, text.slice(end, text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end))))
        problems.push(problem(is, start, end));
    }
  }
  return problems;
}

interface Secret {
  readonly is: string;
  /** Its first group is the secret; without one, all of it. */
  readonly pattern: RegExp;
  /** Whether what was found is one, seen with the rest of its line. */
  readonly mayBe?: (secret: string, rest: string) => boolean;
}

const secrets: readonly Secret[] = [
  { is: 'a private key', pattern: /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----/g },
  { is: 'an access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { is: 'a token', pattern: /\b(?:gh[oprsu]_[A-Za-z0-9]{30,}|github_pat_\w{22,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,})/g },
  { is: 'a token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
  { is: 'a password', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`]{1,64}:([^\s/@"'`]{3,64})@/gi, mayBe: isNoPlaceholder },
  {
    is: 'a password',
    pattern:
      /\b(?:password|passwd|passphrase|passcode|pwd|psk|pre-shared key|community string)["'`]?[ \t]{0,4}[:=][ \t]{0,4}["'`]?([^\s"'`,;(){}<>]{4,64})/gi,
    mayBe: isPassword,
  },
  {
    is: 'a key',
    pattern: /\b(?:api|access|secret|encryption|signing)[ _-]?(?:key|token)["'`]?[ \t]{0,4}[:=][ \t]{0,4}["'`]?([\w+/=-]{12,200})/gi,
    mayBe: hasDigit,
  },
  { is: 'a password', pattern: /\bpassword is[ \t]{1,4}["'`]?([^\s"'`,;(){}<>]{4,64})/gi, mayBe: hasDigit },
  { is: 'a PIN', pattern: /\bPIN(?: code)?[ \t]{0,4}[:=][ \t]{0,4}["'`]?(\d{4,8})\b/gi },
];

/** A word may be prose (`password: kept in the safe`): it is a password when nothing follows, or when no word looks like it. */
function isPassword(secret: string, rest: string): boolean {
  if (!isNoPlaceholder(secret)) return false;
  return hasDigit(secret) || /[!#$%&*+?@^~]/.test(secret) || /^["'`,;)} \t]*(?:\*\/)?\s*$/.test(rest);
}

function hasDigit(secret: string): boolean {
  return isNoPlaceholder(secret) && /\d/.test(secret);
}

/** `****`, `$PASSWORD`, `%PASSWORD%`, and the words that say something about a password instead of what it is. */
const placeholder =
  /^(?:[*.x-]+|\$\w+|%\w+%|vault|see|none|unknown|null|required|expired|changed|rotated|weak|strong|default|yes|no|true|false|always|never|optional|text)$/i;

function isNoPlaceholder(secret: string): boolean {
  return !placeholder.test(secret);
}

function problem(is: string, start: number, end: number): SourceProblem {
  return {
    check: 'secret-in-text',
    start,
    end,
    message: `This looks like ${is}, and everybody who may read the landscape can read it.`,
    help: 'Change it where it is used, delete it here, and say where it is kept instead.',
  };
}
