import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * NOTICE: whose work is in the programs that Weir is shipped as, and under which licence. It is made from what the build says it bundled, and
 * from what the generators took out of packages, so that nothing can come in without being named.
 */
export function notice(bundledFiles: readonly string[]): string {
  const names = [...new Set([...bundledFiles.flatMap(packageOf), ...takenByGenerators()])].toSorted();
  const byText = new Map<string, string[]>();
  for (const name of names) {
    const { line, text } = licenceOf(name);
    byText.set(text, [...(byText.get(text) ?? []), line]);
  }
  return [
    'Weir',
    'Copyright the authors of Weir. Licensed under the Apache License, Version 2.0; see LICENSE.',
    '',
    'The programs that are built from this repository contain the work of others, listed here with their licences.',
    'Written by `npm run generate`; do not edit.',
    ...[...byText].flatMap(([text, lines]) => ['', '='.repeat(80), ...lines, '-'.repeat(80), text]),
    '',
  ].join('\n');
}

/** The innermost package that a file belongs to, if it is not Weir's own. */
function packageOf(file: string): readonly string[] {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name === undefined ? [] : [name];
}

/** Packages whose data or code the generators write into our sources, such as icons. */
function takenByGenerators(): readonly string[] {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
  const generators = readdirSync('scripts')
    .filter((name) => /^generate-.*\.mjs$/.test(name))
    .map((name) => readFileSync(`scripts/${name}`, 'utf8'));
  return Object.keys(devDependencies).filter((name) => generators.some((text) => text.includes(`${name}/`) || text.includes(`'${name}'`)));
}

/** Licences that may be passed on inside a program under the Apache License. */
const compatible = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'MPL-2.0', 'OFL-1.1'];

function licenceOf(name: string): { readonly line: string; readonly text: string } {
  const folder = `node_modules/${name}`;
  const { version, license, repository } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    version: string;
    license?: string;
    repository?: string | { url: string };
  };
  if (license === undefined || !compatible.includes(license))
    throw new Error(`${name} is under ${license ?? 'no licence'}, which nobody has said may be bundled.`);
  const source = (typeof repository === 'string' ? repository : (repository?.url ?? ''))
    .replace(/^git\+/, '')
    .replace(/^git@github\.com:|^git:\/\/github\.com\/|^(?=[\w-]+\/[\w-]+$)/, 'https://github.com/')
    .replace(/\.git$/, '');
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file !== undefined && existsSync(`${folder}/${file}`)
      ? readFileSync(`${folder}/${file}`, 'utf8')
      : `See https://spdx.org/licenses/${license}.html`;
  return { line: `${name} ${version} (${license})${source ? `, ${source}` : ''}`, text: text.replaceAll('\r\n', '\n').trim() };
}
