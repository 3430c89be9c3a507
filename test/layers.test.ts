import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

/** What each package may import, from the table in ARCHITECTURE.md: the picture and this test cannot differ. */
const mayImport = layersIn(readFileSync('ARCHITECTURE.md', 'utf8'));
const packages = readdirSync('packages').toSorted();

test('every package has its row in ARCHITECTURE.md, and every row its package', () => {
  expect([...mayImport.keys()].toSorted()).toEqual(packages);
});

test('no package imports one that imports it', () => {
  const reached = (name: string): string[] => (mayImport.get(name) ?? []).flatMap((below) => [below, ...reached(below)]);
  expect(packages.filter((name) => reached(name).includes(name))).toEqual([]);
});

describe.each(packages)('%s', (name) => {
  const folder = `packages/${name}`;
  const files = () => sourcesIn(`${folder}/src`);
  const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));

  test('keeps to its layer', () => {
    expect(files()).not.toEqual([]);
    expect(files().flatMap((file) => breaches(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('package.json and tsconfig.json name the packages that it imports, and no others', () => {
    const imported = files()
      .filter((file) => !isTest(file))
      .flatMap((file) => importsIn(readFileSync(file, 'utf8')))
      .flatMap((target) => /^@weir\/([a-z]+)/.exec(target)?.[1] ?? []);
    const wanted = [...new Set(imported)].toSorted();
    const dependencies = Object.keys(read('package.json').dependencies ?? {}).filter((dependency) => dependency.startsWith('@weir/'));
    expect(dependencies).toEqual(wanted.map((below) => `@weir/${below}`));
    expect(read('tsconfig.json').references).toEqual(wanted.map((below) => ({ path: `../${below}` })));
  });

  test('only programs are compiled with the types of what they run in', () => {
    expect(read('tsconfig.json').compilerOptions ?? {}).toEqual(compiledWith[name] ?? {});
  });
});

/** What runs in a program of its own, and the types that the program brings. */
const compiledWith: Readonly<Record<string, object>> = {
  cli: { types: ['node'] },
  vscode: { types: ['node', 'vscode'] },
  webview: { lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
};

test('what is forbidden is seen', () => {
  const text = `
    import { standardLibrary } from '@weir/workspace';
    import { bind } from '@weir/model/src/bind/bind.js';
    import { lower } from '../../language/src/lower.js';
    export * from "@weir/cli";
    const late = await import('node:fs');
    import 'fs';
    const now = Date.now() + new Date().getTime() + performance.now();
    const arithmetic = new Date(0);
    const chance = Math.random();
    const run = eval('1') + new Function('return 1')() + Function('return 1')();
    const order = names.sort((a, b) => a.localeCompare(b));
    // Date.now() in a comment is not a breach.
  `;
  expect(breaches('packages/rules/src/planted.ts', text)).toMatchInlineSnapshot(`
    [
      "packages/rules/src/planted.ts: "rules" may not import "workspace"",
      "packages/rules/src/planted.ts: "@weir/model/src/bind/bind.js" goes past what "model" exports",
      "packages/rules/src/planted.ts: "../../language/src/lower.js" reaches into another package",
      "packages/rules/src/planted.ts: "rules" may not import "cli"",
      "packages/rules/src/planted.ts: "node:fs" is for programs only",
      "packages/rules/src/planted.ts: "fs" is for programs only",
      "packages/rules/src/planted.ts: \`eval(\` runs text as code",
      "packages/rules/src/planted.ts: \`new Function(\` runs text as code",
      "packages/rules/src/planted.ts: \`Function(\` runs text as code",
      "packages/rules/src/planted.ts: \`Date.now\` reads the clock",
      "packages/rules/src/planted.ts: \`new Date()\` reads the clock",
      "packages/rules/src/planted.ts: \`performance.now\` reads the clock",
      "packages/rules/src/planted.ts: \`Math.random\` is chance",
      "packages/rules/src/planted.ts: \`.localeCompare\` depends on the language of the machine",
    ]
  `);
  expect(breaches('packages/cli/src/planted.ts', text)).toMatchInlineSnapshot(`
    [
      "packages/cli/src/planted.ts: "@weir/model/src/bind/bind.js" goes past what "model" exports",
      "packages/cli/src/planted.ts: "../../language/src/lower.js" reaches into another package",
      "packages/cli/src/planted.ts: \`eval(\` runs text as code",
      "packages/cli/src/planted.ts: \`new Function(\` runs text as code",
      "packages/cli/src/planted.ts: \`Function(\` runs text as code",
    ]
  `);
});

/** Where a clock may be read. The extension has no Node beside it in a browser, so Node's modules are for the command line alone. */
const programs = new Set(['cli', 'vscode']);

/** What a source file does that its layer must not. */
function breaches(file: string, text: string): string[] {
  const owner = file.split('/')[1] ?? '';
  const code = withoutComments(text);
  const forbidden = [...forbiddenEverywhere, ...(programs.has(owner) || isTest(file) ? [] : forbiddenBelowThePrograms)];
  return [
    ...importsIn(text).flatMap((target) => importBreach(file, owner, target) ?? []),
    ...forbidden.flatMap(([pattern, why]) => [...code.matchAll(pattern)].map(([found]) => `${file}: \`${found}\` ${why}`)),
  ];
}

const forbiddenEverywhere: readonly [RegExp, string][] = [[/\b(?:eval|(?:new )?Function)\(/g, 'runs text as code']];

const forbiddenBelowThePrograms: readonly [RegExp, string][] = [
  // With an argument it is arithmetic on a day, without one it is the clock.
  [/\bDate\.now\b|\bnew Date\(\)|\bnew Date\b(?!\()|\bperformance\.now\b/g, 'reads the clock'],
  [/\bMath\.random\b|\bcrypto\.\w+/g, 'is chance'],
  [/\.(?:localeCompare|toLocale\w+)\b/g, 'depends on the language of the machine'],
];

function importBreach(file: string, owner: string, target: string): string | undefined {
  if (target.startsWith('.')) {
    const inside = normalize(join(dirname(file), target)).startsWith(`packages/${owner}/`);
    return inside ? undefined : `${file}: "${target}" reaches into another package`;
  }
  const [, below, deeper] = /^@weir\/([^/]+)(\/.*)?$/.exec(target) ?? [];
  if (below !== undefined && !doorsOf(below).includes(`.${deeper ?? ''}`)) return `${file}: "${target}" goes past what "${below}" exports`;
  // A test may use what stands above to make its input.
  if (below !== undefined && below !== owner && !isTest(file) && !mayImport.get(owner)?.includes(below))
    return `${file}: "${owner}" may not import "${below}"`;
  const onlyForPrograms = target.startsWith('node:') || nodeModules.has(target);
  return onlyForPrograms && owner !== 'cli' && !isTest(file) ? `${file}: "${target}" is for programs only` : undefined;
}

/** What may be imported of a package: `.`, and the subpaths in its package.json. */
function doorsOf(name: string): readonly string[] {
  return Object.keys(JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8')).exports);
}

/** Node's modules without their prefix, as far as somebody might reach for them. */
const nodeModules = new Set([
  'assert',
  'buffer',
  'child_process',
  'crypto',
  'events',
  'fs',
  'fs/promises',
  'os',
  'path',
  'process',
  'url',
  'util',
]);

function importsIn(text: string): string[] {
  const pattern = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;
  return [...withoutComments(text).matchAll(pattern)].map(([, , target]) => target ?? '');
}

/** Comments out, strings kept; a `//` inside a string, as in an address, is no comment. */
function withoutComments(text: string): string {
  return text.replaceAll(/(['"`])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found, quote) =>
    quote === undefined ? '' : found,
  );
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.[jt]s$/.test(file))
    .toSorted();
}

/** The first and third column of the table of packages. */
function layersIn(page: string): ReadonlyMap<string, readonly string[]> {
  const rows = [...page.matchAll(/^\| `([a-z]+)` \|[^|]*\|([^|]*)\|/gm)];
  return new Map(rows.map(([, name, imports]) => [name ?? '', [...(imports ?? '').matchAll(/[a-z]+/g)].map(([word]) => word)]));
}
