import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'packages/vscode';
const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const sources = readdirSync(`${folder}/src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${folder}/src/${file}`, 'utf8'))
  .join('\n');

test('every text of the manifest is there in each language, and none is left over', () => {
  const wanted = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '').toSorted();
  for (const file of ['package.nls.json', 'package.nls.de.json'])
    expect(Object.keys(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))).toSorted(), file).toEqual([...new Set(wanted)]);
});

test('every sentence of the extension is translated, and no translation is left over', () => {
  const said = [...sources.matchAll(/l10n\.t\(\s*'((?:\\.|[^'\\])*)'/g)].map(([, text]) => (text ?? '').replaceAll("\\'", "'"));
  const translated = Object.keys(JSON.parse(readFileSync(`${folder}/l10n/bundle.l10n.de.json`, 'utf8')));
  expect(translated.toSorted()).toEqual([...new Set(said)].toSorted());
});

test('every setting is read by the server or the client', () => {
  const server = readFileSync('packages/server/src/protocol.ts', 'utf8');
  const settings = Object.keys(manifest.contributes.configuration.properties).map((name) => name.replace('weir.', ''));
  // The client reads how much of the talk is to be traced by itself.
  expect(settings.filter((name) => name !== 'trace.server' && !server.includes(`readonly ${name}?:`))).toEqual([]);
});

test('every command is registered, and every file that is named is there', () => {
  const commands: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(commands.filter((command) => !sources.includes(`'${command}'`))).toEqual([]);
  const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:images|walkthrough|snippets)\/[\w.-]+)"/g)].map(
    ([, file]) => file ?? '',
  );
  expect(named.filter((file) => file !== 'images/icon.png' && !existsSync(`${folder}/${file}`))).toEqual([]);
});

test('the problem matcher reads what `weir check --format concise` writes', () => {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const { file, line, column, severity, code, message } = pattern;
  const read = new RegExp(pattern.regexp).exec(
    'plants/kiln.weir:21:12: error unsupported-product: "mill.plc" runs on what nobody supports.',
  );
  expect([file, line, column, severity, code, message].map((group) => read?.[group])).toEqual([
    'plants/kiln.weir',
    '21',
    '12',
    'error',
    'unsupported-product',
    '"mill.plc" runs on what nobody supports.',
  ]);
});
