import { expect, test } from 'vitest';
import { MemoryDisk } from '../cli/memory-disk.js';
import { Editor, until } from './editor.js';

function diskWith(files: Readonly<Record<string, string>>): MemoryDisk {
  const disk = new MemoryDisk();
  for (const [name, text] of Object.entries(files)) put(disk, name, text);
  return disk;
}

function put(disk: MemoryDisk, name: string, text: string): void {
  disk.put(name.startsWith('/') ? name : `/work/plant/${name}`, { is: 'file', bytes: new TextEncoder().encode(text) });
}

const owned = 'role boss\nsystem a { owner: boss   criticality: low }\n';

test('what is found on disk is told, and what is typed at once', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a\n', 'b.weir': 'role boss\n' }) });
  await until(() => editor.rules('a.weir').includes('unowned-system'), 'the findings on disk');
  await editor.openFile('a.weir', 'system a\n');
  await editor.type('a.weir', 'system a', 'system a { owner: boss }');
  await editor.upToDate('a.weir');
  expect(editor.rules('a.weir')).not.toContain('unowned-system');
  await editor.shutDown();
});

test('an edit in one file mends a finding in another', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a { owner: boss }\n', 'b.weir': 'role chief\n' }) });
  await until(() => editor.rules('a.weir').includes('unresolved-name'), 'the name that means nothing');
  await editor.openFile('b.weir', 'role chief\n');
  await editor.type('b.weir', 'chief', 'boss');
  await until(() => !editor.rules('a.weir').includes('unresolved-name'), 'the name that means something');
  await editor.shutDown();
});

test('of rapid typing one state is told, with the version it belongs to', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a\n' }) });
  await editor.openFile('a.weir', 'system a\n');
  await editor.upToDate('a.weir');
  const before = editor.told.length;
  for (let index = 0; index < 50; index++)
    await editor.type('a.weir', index === 0 ? 'system a' : `a${index - 1}`, index === 0 ? 'system a0' : `a${index}`);
  await editor.upToDate('a.weir');
  const versions = editor.told.slice(before).map(({ version }) => version);
  expect(versions.length).toBeLessThanOrEqual(3);
  expect(versions.at(-1)).toBe(editor.version('a.weir'));
  await editor.shutDown();
});

test('a file that is closed is as it is on disk; one that is not there has no findings', async () => {
  const disk = diskWith({ 'a.weir': owned });
  const editor = await Editor.open({ disk });
  await editor.openFile('a.weir', 'system a\n');
  await until(() => editor.rules('a.weir').includes('unowned-system'), 'the findings in the open text');
  await editor.close('a.weir');
  await until(() => !editor.rules('a.weir').includes('unowned-system'), 'the findings on disk');
  await editor.openFile('new.weir', 'system b\n');
  await until(() => editor.rules('new.weir').includes('unowned-system'), 'the findings in a file that was never saved');
  await editor.close('new.weir');
  await until(() => editor.found('new.weir').length === 0, 'no findings in a file that is gone');
  await editor.shutDown();
});

test('files come, change and go on disk', async () => {
  const disk = diskWith({ 'a.weir': 'system a { owner: boss }\n' });
  const editor = await Editor.open({ disk });
  await until(() => editor.rules('a.weir').includes('unresolved-name'), 'the name that means nothing');
  put(disk, 'roles.weir', 'role boss\n');
  await editor.filesChanged('roles.weir');
  await until(() => !editor.rules('a.weir').includes('unresolved-name'), 'the role in a new file');
  put(disk, 'a.weir', 'system b { owner: chief }\n');
  await editor.filesChanged('a.weir');
  await until(() => editor.rules('a.weir').includes('unresolved-name'), 'the changed file');
  await editor.shutDown();
});

test('what changes on disk while it is open stays as it is in the editor', async () => {
  const disk = diskWith({ 'a.weir': owned });
  const editor = await Editor.open({ disk });
  await editor.openFile('a.weir', owned);
  await editor.upToDate('a.weir');
  put(disk, 'a.weir', 'system broken {');
  await editor.filesChanged('a.weir');
  await editor.type('a.weir', 'low', 'high');
  await editor.upToDate('a.weir');
  expect(editor.rules('a.weir')).not.toContain('syntax-error');
  await editor.shutDown();
});

test('two folders with the same names are two projects', async () => {
  const disk = diskWith({ '/one/a.weir': 'system a { owner: boss }\n', '/two/a.weir': 'system a { owner: boss }\nrole boss\n' });
  const editor = await Editor.open({ disk, roots: ['/one', '/two'] });
  await until(() => editor.rules('/one/a.weir').includes('unresolved-name'), 'the first project');
  await until(() => editor.diagnostics.has('file:///two/a.weir'), 'the second project');
  expect(editor.rules('/two/a.weir')).not.toContain('unresolved-name');
  await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: 'file:///one', name: 'one' }] },
  });
  await until(() => editor.found('/one/a.weir').length === 0, 'the first project to be gone');
  await editor.shutDown();
});

test('a project in the folder of another is its own, and a folder may have no weir.json', async () => {
  const disk = diskWith({ 'a.weir': 'role boss\n', 'inner/weir.json': '{}', 'inner/b.weir': 'system b { owner: boss }\n' });
  const editor = await Editor.open({ disk });
  await until(() => editor.rules('inner/b.weir').includes('unresolved-name'), 'the inner project');
  await editor.openFile('inner/weir.json', '{ "name": "in ner" }');
  await until(() => editor.rules('inner/weir.json').includes('configuration'), 'the mistake in weir.json');
  await editor.shutDown();
});

test('a weir.json that comes makes a project, and one that goes ends it', async () => {
  const disk = diskWith({ 'a.weir': 'role boss\n', 'inner/b.weir': 'system b { owner: boss }\n' });
  const editor = await Editor.open({ disk });
  await editor.openFile('inner/b.weir', 'system b { owner: boss }\n');
  await editor.upToDate('inner/b.weir');
  expect(editor.rules('inner/b.weir')).not.toContain('unresolved-name');
  put(disk, 'inner/weir.json', '{}');
  await editor.filesChanged('inner/weir.json');
  await until(() => editor.rules('inner/b.weir').includes('unresolved-name'), 'the project of its own');
  await editor.shutDown();
});

test('a file without a folder, and one that was never saved, stand for themselves', async () => {
  const disk = diskWith({ '/elsewhere/other.weir': 'role boss\n', '/elsewhere/a.weir': '' });
  const editor = await Editor.open({ disk, roots: [] });
  await editor.openFile('/elsewhere/a.weir', 'system a { owner: boss }\n');
  await until(() => editor.rules('/elsewhere/a.weir').includes('unresolved-name'), 'the findings of a lone file');
  await editor.openFile('untitled:Untitled-1', 'system b {\n');
  await until(() => editor.rules('untitled:Untitled-1').includes('syntax-error'), 'the findings of an unsaved text');
  expect(await editor.ask('textDocument/hover', 'untitled:Untitled-1', { position: { line: 0, character: 2 } })).toMatchObject({
    contents: { kind: 'markdown' },
  });
  await editor.close('untitled:Untitled-1');
  await until(() => editor.found('untitled:Untitled-1').length === 0, 'nothing of the text that is gone');
  await editor.shutDown();
});

test('a pack is checked with the project that uses it, and its findings are told once', async () => {
  const disk = diskWith({
    '/work/plant/weir.json': '{ "packs": ["../shared"] }',
    '/work/plant/a.weir': 'system a { owner: boss   criticality: low }\n',
    '/work/shared/b.weir': 'role boss\nsystem b\n',
  });
  const editor = await Editor.open({ disk, roots: ['/work/plant', '/work/shared'] });
  await until(() => editor.diagnostics.has('file:///work/shared/b.weir'), 'the findings of the pack');
  await editor.openFile('/work/shared/b.weir', 'role boss\nsystem b\n');
  await editor.upToDate('/work/shared/b.weir');
  expect(editor.rules('/work/shared/b.weir').filter((rule) => rule === 'unowned-system')).toHaveLength(1);
  await editor.shutDown();
});

test('the reference date comes from the settings, and follows them', async () => {
  let asOf: string | undefined = '2020-01-01';
  const text = 'role boss\nproduct p { support { end-of-support: 2024 } }\nsystem a { owner: boss   product: p }\n';
  const editor = await Editor.open({
    disk: diskWith({ 'a.weir': text }),
    capabilities: { workspace: { configuration: true } },
    settings: () => ({ asOf }),
  });
  await until(() => editor.diagnostics.has(editor.uri('a.weir')), 'the findings of 2020');
  expect(editor.rules('a.weir')).not.toContain('unsupported-product');
  asOf = '2026-01-01';
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await until(() => editor.rules('a.weir').includes('unsupported-product'), 'the findings of 2026');
  await editor.shutDown();
});

test('an editor that asks for diagnostics gets those that belong to what it sees', async () => {
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  const disk = diskWith({ 'a.weir': 'system a\n', 'b.weir': 'system b\n' });
  const editor = await Editor.open({ disk, capabilities });
  await editor.openFile('a.weir', 'system a\n');
  type Report = { kind: string; resultId: string; items: { code: string }[] };
  const first = await editor.ask<Report>('textDocument/diagnostic', 'a.weir');
  expect(first.items.map(({ code }) => code)).toContain('unowned-system');
  expect(await editor.ask('textDocument/diagnostic', 'a.weir', { previousResultId: first.resultId })).toEqual({
    kind: 'unchanged',
    resultId: first.resultId,
  });
  await editor.type('a.weir', 'system a', 'role boss\nsystem a { owner: boss }');
  expect((await editor.ask<Report>('textDocument/diagnostic', 'a.weir')).items.map(({ code }) => code)).not.toContain('unowned-system');
  const all = await editor.connection.sendRequest<{ items: { uri: string; kind: string; resultId: string }[] }>('workspace/diagnostic', {
    previousResultIds: [],
  });
  expect(all.items.map(({ uri, kind }) => `${uri} ${kind}`)).toEqual(['file:///work/plant/a.weir full', 'file:///work/plant/b.weir full']);
  const again = await editor.connection.sendRequest<{ items: { kind: string }[] }>('workspace/diagnostic', {
    previousResultIds: all.items.map(({ uri, resultId }) => ({ uri, value: resultId })),
  });
  expect(again.items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
  expect(editor.told).toEqual([]);
  await editor.shutDown();
});

test('what was checked is told to who shows it', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'weir.json': '{ "name": "mill" }', 'a.weir': owned }) });
  await until(() => editor.analysed.length > 0, 'the summary');
  expect(editor.analysed[0]).toMatchObject({
    version: 1,
    project: 'file:///work/plant',
    name: 'mill',
    elements: { roles: 1, systems: 1 },
    files: 1,
  });
  await editor.openFile('a.weir', owned);
  const drawing = await editor.connection.sendRequest<{ svg: string; elements: { path: string }[] }>('weir/drawing', {
    uri: editor.uri('a.weir'),
    theme: 'dark',
  });
  expect(drawing.svg).toMatch(/^<svg/);
  expect(drawing.elements.map(({ path }) => path)).toContain('a');
  expect(await editor.connection.sendRequest('weir/elementSource', { uri: editor.uri('a.weir'), id: 'a' })).toMatchObject({
    range: { start: { line: 1 } },
  });
  await editor.shutDown();
});

test('the documents of the library and the pages of its rules are served', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a { kind: plc }\n' }) });
  await editor.openFile('a.weir', 'system a { kind: plc }\n');
  const [place] = await editor.ask<{ uri: string }[]>('textDocument/definition', 'a.weir', editor.at('a.weir', 'plc'));
  const content = (uri: string) => editor.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri });
  expect((await content(place?.uri ?? '')).text).toContain('kind plc');
  await editor.upToDate('a.weir');
  const page = editor.found('a.weir').find(({ code }) => code === 'unowned-system')?.codeDescription?.href ?? '';
  expect((await content(page)).text).toMatch(/^# unowned-system\n/);
  expect(await content('weir-library:/nothing.weir')).toEqual({ text: '' });
  expect(await editor.ask('textDocument/hover', place?.uri ?? '', { position: { line: 8, character: 6 } })).toMatchObject({
    contents: { kind: 'markdown' },
  });
  await editor.shutDown();
});

test('files that only the editor can reach are read through it', async () => {
  const disk = diskWith({ '/repo/å/a.weir': 'system a { owner: boss }\n', '/repo/å/b.weir': 'role boss "Åsa 🏭"\n' });
  const editor = await Editor.open({ disk, roots: [], servesFiles: (origin) => origin === 'vscode-vfs://github' });
  await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: 'vscode-vfs://github/repo/%C3%A5', name: 'repo' }], removed: [] },
  });
  const uri = 'vscode-vfs://github/repo/%C3%A5/a.weir';
  await until(() => editor.diagnostics.has(uri), 'the findings behind the editor');
  expect(editor.rules(uri)).not.toContain('unresolved-name');
  await editor.shutDown();
});
