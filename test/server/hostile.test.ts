import { expect, test } from 'vitest';
import { MemoryDisk } from '../cli/memory-disk.js';
import { Editor, until } from './editor.js';

// Clients get things wrong, and texts are broken most of the time. The server survives it all, and says what is wrong.

function diskWith(files: Readonly<Record<string, string>>): MemoryDisk {
  const disk = new MemoryDisk();
  for (const [name, text] of Object.entries(files)) disk.put(`/work/plant/${name}`, { is: 'file', bytes: new TextEncoder().encode(text) });
  return disk;
}

/** Every request about a place in a document. */
const placed = [
  'hover',
  'completion',
  'signatureHelp',
  'definition',
  'typeDefinition',
  'implementation',
  'references',
  'documentHighlight',
  'prepareRename',
  'prepareCallHierarchy',
];
/** Every request about a whole document. */
const whole = ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens', 'semanticTokens/full', 'formatting', 'diagnostic'];

async function askEverything(editor: Editor, name: string, position: { line: number; character: number }): Promise<readonly string[]> {
  const range = { start: position, end: position };
  const asked: [string, object][] = [
    ...placed.map((method): [string, object] => [method, { position, context: { includeDeclaration: true } }]),
    ...whole.map((method): [string, object] => [method, { options: { tabSize: 2, insertSpaces: true } }]),
    ['rename', { position, newName: 'other' }],
    ['codeAction', { range, context: { diagnostics: [] } }],
    ['inlayHint', { range }],
    ['semanticTokens/range', { range }],
    ['selectionRange', { positions: [position] }],
    ['rangeFormatting', { range, options: { tabSize: 2, insertSpaces: true } }],
    ['onTypeFormatting', { position, ch: '}', options: { tabSize: 2, insertSpaces: true } }],
  ];
  const outcomes = await Promise.all(
    asked.map(([method, params]) =>
      editor.ask(`textDocument/${method}`, name, params).then(
        () => 'answered',
        (error: { code?: number; message: string }) => `${method}: ${error.code} ${error.message}`,
      ),
    ),
  );
  return [...new Set(outcomes)].toSorted();
}

test('before it is initialised it answers with an error, and afterwards it serves', async () => {
  const editor = new Editor({ disk: diskWith({ 'a.weir': 'system a\n' }) });
  await expect(editor.ask('textDocument/hover', 'a.weir', { position: { line: 0, character: 0 } })).rejects.toMatchObject({ code: -32002 });
  await editor.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: editor.uri('a.weir'), languageId: 'weir', version: 1, text: 'x' },
  });
  await editor.initialize();
  await expect(editor.initialize()).rejects.toMatchObject({ code: -32600 });
  await until(() => editor.rules('a.weir').includes('unowned-system'), 'the findings');
  await editor.shutDown();
});

test('after shutdown it answers with an error', async () => {
  const editor = await Editor.open({ disk: diskWith({}) });
  await editor.connection.sendRequest('shutdown');
  await expect(editor.ask('textDocument/hover', 'a.weir', { position: { line: 0, character: 0 } })).rejects.toMatchObject({ code: -32600 });
  editor.connection.end();
});

test('of a document that it does not know it says nothing', async () => {
  const editor = await Editor.open({ disk: diskWith({}) });
  for (const name of [
    'missing.weir',
    'not a uri at all',
    'http://example.org/a.weir',
    'file:///%ff%',
    'untitled:x',
    'weir-library:/nothing.weir',
  ])
    expect(await askEverything(editor, name, { line: 0, character: 0 })).toEqual(['answered']);
  await editor.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///nowhere.weir', version: 3 },
    contentChanges: [{ text: 'x' }],
  });
  await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///nowhere.weir' } });
  await editor.openFile('a.weir', 'system a\n');
  await editor.upToDate('a.weir');
  await editor.shutDown();
});

test('positions and ranges out of the text are brought into it', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a\n' }) });
  await editor.openFile('a.weir', 'system a { owner: none }\n');
  for (const position of [
    { line: 999, character: 999 },
    { line: 0, character: 2 ** 31 - 1 },
    { line: 2 ** 31 - 1, character: 0 },
  ])
    expect(await askEverything(editor, 'a.weir', position)).toEqual(['answered']);
  const change = (version: number, contentChanges: object[]) =>
    editor.connection.sendNotification('textDocument/didChange', { textDocument: { uri: editor.uri('a.weir'), version }, contentChanges });
  await change(0, [{ range: { start: { line: 5, character: 9 }, end: { line: 99, character: 0 } }, text: 'system b\n' }]);
  await change(-7, [{ range: { start: { line: 1, character: 0 }, end: { line: 0, character: 0 } }, text: '' }]);
  expect(await askEverything(editor, 'a.weir', { line: 0, character: 8 })).toEqual(['answered']);
  await editor.shutDown();
});

test('an editor that announces nothing gets nothing that it could not take', async () => {
  const editor = new Editor({ disk: diskWith({ 'a.weir': 'system a { owner: none   kind: plc }\n' }), capabilities: {} });
  const { capabilities } = await editor.initialize();
  expect(capabilities.codeActionProvider).toBe(false);
  expect(capabilities.renameProvider).toBe(true);
  await editor.openFile('a.weir', 'system a { owner: none   kind: plc }\n');
  await until(() => editor.diagnostics.has(editor.uri('a.weir')), 'the findings');
  expect(Object.keys(editor.found('a.weir')[0] ?? {}).toSorted()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  expect(await editor.ask('textDocument/hover', 'a.weir', editor.at('a.weir', 'plc'))).toMatchObject({ contents: { kind: 'plaintext' } });
  expect(
    await editor.ask('textDocument/codeAction', 'a.weir', {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } },
      context: { diagnostics: [] },
    }),
  ).toEqual([]);
  expect(await askEverything(editor, 'a.weir', { line: 0, character: 9 })).toEqual(['answered']);
  await editor.shutDown();
});

test('requests that are cancelled are answered, and the last diagnostics belong to the last text', async () => {
  const editor = await Editor.open({ disk: diskWith({ 'a.weir': 'system a\n' }) });
  await editor.openFile('a.weir', 'system a\n');
  const outcomes: Promise<string>[] = [];
  for (let index = 0; index < 200; index++) {
    await editor.type('a.weir', index === 0 ? 'a\n' : `a${index - 1}\n`, `a${index}\n`);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const method = placed[index % placed.length] as string;
    const params = {
      textDocument: { uri: editor.uri('a.weir') },
      position: { line: 0, character: 3 },
      context: { includeDeclaration: true },
    };
    outcomes.push(
      editor.connection.sendRequest(`textDocument/${method}`, params, source.token).then(
        () => 'answered',
        (error: { code: number }) => String(error.code),
      ),
    );
    if (index % 2 === 0) source.cancel();
  }
  expect((await Promise.all(outcomes)).filter((outcome) => !['answered', '-32800', '-32801'].includes(outcome))).toEqual([]);
  await editor.upToDate('a.weir');
  expect(editor.found('a.weir').some(({ message }) => typeof message === 'string' && message.includes('"a199"'))).toBe(true);
  await editor.shutDown();
});

test('a text is typed character by character, and every request is answered at every step', async () => {
  const text =
    'site m "M" {\n  zone z { levels: 0..2 }\n  system s { zone: z   lifecycle { active: 2001 } }\n  interface s -> s\n}\nrule r { for: every system s where s.zone = z   message: "{s.zone}" }\n';
  const editor = await Editor.open({ disk: diskWith({}) });
  await editor.openFile('a.weir', '');
  const uri = editor.uri('a.weir');
  for (let length = 1; length <= text.length; length++) {
    const typed = text.slice(0, length);
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: length + 1 },
      contentChanges: [{ text: typed }],
    });
    if (length % 6 !== 0) continue;
    const lines = typed.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    for (const method of ['hover', 'completion', 'signatureHelp', 'definition', 'documentHighlight'])
      await editor.ask(`textDocument/${method}`, 'a.weir', { position });
    await editor.ask('textDocument/semanticTokens/full', 'a.weir');
    await editor.ask('textDocument/documentSymbol', 'a.weir');
  }
  await until(() => editor.diagnostics.get(uri)?.version === text.length + 1, 'the last diagnostics');
  expect(editor.logged).toEqual([]);
  await editor.shutDown();
});

test('half an emoji is told as a whole string, and lasts no longer than the text', async () => {
  const editor = await Editor.open({ disk: diskWith({}) });
  await editor.openFile('a.weir', 'system \ud83d { title: "\ude00" }\nsystem b "\ud83d half" { owner: none }\n');
  await editor.upToDate('a.weir');
  // Half of one is on the way while the other is being deleted.
  await editor.type('a.weir', ' half', '\ud83d half');
  await editor.upToDate('a.weir');
  const told = [editor.found('a.weir'), await editor.ask('textDocument/hover', 'a.weir', { position: { line: 1, character: 7 } })];
  expect(JSON.stringify(told)).toContain('\ufffd half');
  expect(JSON.stringify(told)).not.toMatch(/\\ud[89a-f]/i);
  expect(await askEverything(editor, 'a.weir', { line: 0, character: 8 })).toEqual(['answered']);
  await editor.shutDown();
});

test('brackets 64 levels deep and one more', async () => {
  const editor = await Editor.open({ disk: diskWith({}) });
  const deep = (levels: number) => `${'area a { '.repeat(levels)}${'} '.repeat(levels)}\n`;
  await editor.openFile('a.weir', deep(64));
  await editor.upToDate('a.weir');
  expect(editor.rules('a.weir')).not.toContain('too-deep');
  expect(await askEverything(editor, 'a.weir', { line: 0, character: 300 })).toEqual(['answered']);
  await editor.openFile('b.weir', deep(65));
  await editor.upToDate('b.weir');
  expect(editor.rules('b.weir')).toContain('too-deep');
  expect(await askEverything(editor, 'b.weir', { line: 0, character: 300 })).toEqual(['answered']);
  await editor.openFile('c.weir', `${'{'.repeat(100_000)}${'('.repeat(100_000)}`);
  await editor.upToDate('c.weir');
  expect(await askEverything(editor, 'c.weir', { line: 0, character: 150_000 })).toEqual(['answered']);
  await editor.shutDown();
});

test('a file that vanishes while it is open, or cannot be read, is no more than a finding', async () => {
  const disk = diskWith({ 'a.weir': 'role boss\n', 'b.weir': 'system b { owner: boss }\n' });
  disk.put('/work/plant/locked.weir', { is: 'file', bytes: new Uint8Array(), denied: 'reading' });
  const editor = await Editor.open({ disk });
  await until(() => editor.rules('locked.weir').includes('unreadable-file'), 'what cannot be read');
  await editor.openFile('b.weir', 'system b { owner: boss }\n');
  await editor.filesChanged('b.weir', 'gone.weir');
  expect(await askEverything(editor, 'b.weir', { line: 0, character: 9 })).toEqual(['answered']);
  await editor.shutDown();
});

test('what goes wrong inside is an error to who asked, and the server goes on', async () => {
  const disk = diskWith({ 'a.weir': 'system a\n' });
  const failing = { ...disk.host, read: () => Promise.reject(new Error('the disk is on fire')) };
  const editor = await Editor.open({ host: failing });
  await until(() => editor.logged.some((line) => line.includes('the disk is on fire')), 'what went wrong');
  await editor.openFile('a.weir', 'system a\n');
  expect(await editor.ask('textDocument/hover', 'a.weir', { position: { line: 0, character: 2 } })).not.toBeNull();
  await expect(editor.connection.sendRequest('completionItem/resolve', { label: 'x', data: { uri: 5 } })).resolves.toBeDefined();
  await expect(editor.connection.sendRequest('callHierarchy/incomingCalls', { item: { data: null } })).resolves.toBeNull();
  await editor.shutDown();
});
