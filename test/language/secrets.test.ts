import { parse } from '@weir/language/parse';
import { expect, test } from 'vitest';

// What looks like a secret is marked with carets, and must not be shown by the message itself.

test('passwords, keys and tokens are found in texts and comments, whatever can be read of the file', () => {
  expect(
    marked(`
system a // password: siemens
system b // user: admin, Password = "Kiln2019"
system c { if-it-stops: "Log in to https://service:Kiln-2019@10.0.0.7/ and restart it." }
system d { psk: wasser12
system e // api-key: 0123456789abcdef0123
system f // AKIA0123456789ABCDEF
system g // PIN: 4711
/* -----BEGIN RSA PRIVATE KEY----- */
system h // eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4
system i // community string: public
system j // ghp_0123456789abcdefghijklmnopqrstuvwxyz
system k // the password is Kiln2019
`),
  ).toMatchInlineSnapshot(`
    "system a // password: siemens
                          ^^^^^^^ This looks like a password
    system b // user: admin, Password = "Kiln2019"
                                         ^^^^^^^^ This looks like a password
    system c { if-it-stops: "Log in to https://service:Kiln-2019@10.0.0.7/ and restart it." }
                                                       ^^^^^^^^^ This looks like a password
    system d { psk: wasser12
                    ^^^^^^^^ This looks like a password
    system e // api-key: 0123456789abcdef0123
                         ^^^^^^^^^^^^^^^^^^^^ This looks like a key
    system f // AKIA0123456789ABCDEF
                ^^^^^^^^^^^^^^^^^^^^ This looks like an access key
    system g // PIN: 4711
                     ^^^^ This looks like a PIN
    /* -----BEGIN RSA PRIVATE KEY----- */
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This looks like a private key
    system h // eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This looks like a token
    system i // community string: public
                                  ^^^^^^ This looks like a password
    system j // ghp_0123456789abcdefghijklmnopqrstuvwxyz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This looks like a token
    system k // the password is Kiln2019
                                ^^^^^^^^ This looks like a password"
  `);
});

test('talking about passwords gives nothing away', () => {
  const harmless = `
system a // password: kept in the vault
system b // password required, token ring network, password policy: strong
system c // password: unknown
system d // password: ****
system e // password: $KILN_PASSWORD
system f // access key: kept by OT security
system g // see https://example.org:8443/secret/page and scada@plant.example
system h // PIN: ask the shift manager
system i { serial: "S-C-X4U421302009"   designation: "41-LK-PLC01" }
`;
  expect(marked(harmless)).toBe('');
});

test('a text made to be slow is not', () => {
  const started = process.cpuUsage();
  parse(
    'slow.weir',
    `// ${'password: '.repeat(50_000)}\n// ${'a'.repeat(500_000)}://${'b'.repeat(500_000)}\n// -----BEGIN ${'A '.repeat(200_000)}`,
  );
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(5_000);
});

/** Each line with a secret, and carets under it. */
function marked(text: string): string {
  const found = parse('plant.weir', text).problems.filter(({ check }) => check === 'secret-in-text');
  return found
    .map(({ start, end, message }) => {
      const from = text.lastIndexOf('\n', start - 1) + 1;
      expect(message).not.toContain(text.slice(start, end));
      return `${text.slice(from, text.indexOf('\n', start))}\n${' '.repeat(start - from)}${'^'.repeat(end - start)} ${message.split(',')[0]}`;
    })
    .join('\n');
}
