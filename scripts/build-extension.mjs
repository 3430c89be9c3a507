// Bundles the VS Code extension and packs it as packages/vscode/dist/weir.vsix. It is staged in a folder of its own, where everything
// that it ships lies together: the bundles, and what the repository keeps elsewhere, such as the TextMate grammar and the licence.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { librarySnapshot } from './library-snapshot.mjs';
import { fontFiles, wasmFile } from './paint-box.mjs';

const source = 'packages/vscode';
const target = `${source}/dist`;
const staged = `${target}/weir`;
const page = { platform: 'browser', target: 'es2022', format: 'iife' };

rmSync(target, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });
const inputs = (await Promise.all([extensionForNode(), extensionForBrowser(), serverForBrowser(), diagram()])).flat();
await stage();
// test/notice.test.ts reads here what is bundled, and so must be named in NOTICE.
writeFileSync(`${target}/bundled.json`, JSON.stringify([...new Set(inputs)].toSorted()));
await createVSIX({
  cwd: staged,
  packagePath: `${target}/weir.vsix`,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

function extensionForNode() {
  return bundled({ extension: `${source}/src/extension.ts` }, { platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'] });
}

/** A browser's extension host loads one file, and knows no module but `vscode`. */
function extensionForBrowser() {
  const entries = { 'extension-in-browser': `${source}/src/extension-in-browser.ts` };
  return bundled(entries, { platform: 'browser', target: 'es2022', format: 'cjs', external: ['vscode'] });
}

/** In Node the server is the command line, which is built already; a browser runs it in a worker. */
async function serverForBrowser() {
  return bundled({ 'server-in-worker': `${source}/src/server-in-worker.ts` }, { ...page, plugins: [await librarySnapshot()] });
}

function diagram() {
  return bundled({ diagram: 'packages/webview/src/page.ts' }, page);
}

async function bundled(entryPoints, options) {
  const { metafile } = await build({
    entryPoints,
    outdir: `${staged}/dist`,
    outExtension: options.format === 'cjs' ? { '.js': '.cjs' } : {},
    bundle: true,
    minify: true,
    conditions: ['source'],
    mainFields: ['browser', 'module', 'main'].slice(options.platform === 'node' ? 1 : 0),
    loader: { '.weir': 'text', '.woff2': 'base64' },
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
  return Object.keys(metafile.inputs);
}

async function stage() {
  for (const name of ['README.md', 'CHANGELOG.md', 'package.nls.json', 'package.nls.de.json', 'images', 'l10n', 'walkthrough', 'snippets'])
    cpSync(`${source}/${name}`, `${staged}/${name}`, { recursive: true });
  for (const name of ['LICENSE', 'NOTICE', 'syntaxes']) cpSync(name, `${staged}/${name}`, { recursive: true });
  cpSync('packages/webview/src/page.css', `${staged}/dist/diagram.css`);
  // Without what paints PNG: VS Code's own window does that here.
  cpSync('packages/cli/dist', `${staged}/weir`, {
    recursive: true,
    filter: (path) => !/dist\/(?:paint-box|types|bundled\.json)/.test(path),
  });
  writeFileSync(`${staged}/weir/package.json`, '{ "type": "module" }\n');
  cpSync('packages/workspace/schema', `${staged}/schema`, { recursive: true });
  writeFileSync(`${staged}/images/icon.png`, await iconPng());
  writeFileSync(`${staged}/package.json`, `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** The manifest without what only this repository needs. */
function manifest() {
  const {
    private: _private,
    type: _type,
    dependencies: _dependencies,
    ...rest
  } = JSON.parse(readFileSync(`${source}/package.json`, 'utf8'));
  return rest;
}

/** Marketplaces show no SVG. */
async function iconPng() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(readFileSync(wasmFile));
  const painter = new Resvg(readFileSync(`${source}/images/icon.svg`, 'utf8'), {
    font: { fontBuffers: fontFiles().map(({ bytes }) => bytes) },
  });
  return painter.render().asPng();
}
