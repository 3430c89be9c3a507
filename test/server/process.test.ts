import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProtocolConnection, type ProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

// What only the real program can show: that it starts, speaks over its streams, and how it ends.

const home = mkdtempSync(join(tmpdir(), 'weir-lsp-'));
const program = join(home, 'program/bin/weir.js');
const plant = join(home, 'plant å');

beforeAll(() => {
  const root = new URL('../..', import.meta.url).pathname;
  mkdirSync(join(home, 'program/bin'), { recursive: true });
  writeFileSync(join(home, 'program/package.json'), '{ "type": "module" }');
  copyFileSync(join(root, 'packages/cli/bin/weir.js'), program);
  execFileSync(process.execPath, ['scripts/build.mjs', join(home, 'program/dist')], { cwd: root });
  mkdirSync(plant);
  writeFileSync(join(plant, 'a.weir'), 'system a { kind: plc }\n');
}, 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Server {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly ended: Promise<number | null>;
}

function start(...args: readonly string[]): Server {
  const server = spawn(process.execPath, [program, 'lsp', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  return { process: server, connection, ended: new Promise((resolve) => server.on('exit', resolve)) };
}

async function initialize({ connection }: Server): Promise<void> {
  const uri = pathToFileURL(plant).href;
  const result = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    capabilities: {},
    workspaceFolders: [{ uri, name: 'plant' }],
  });
  expect(result).toMatchObject({ serverInfo: { name: 'weir' }, capabilities: { positionEncoding: 'utf-16', hoverProvider: true } });
}

test('it serves a folder on disk, and ends with 0 when it is told goodbye', async () => {
  const server = start('--stdio');
  const told = new Promise<{ uri: string; diagnostics: { code: string }[] }>((resolve) => {
    server.connection.onNotification('textDocument/publishDiagnostics', resolve);
  });
  await initialize(server);
  await server.connection.sendNotification('initialized', {});
  const { uri, diagnostics } = await told;
  expect(decodeURIComponent(uri)).toBe(decodeURIComponent(pathToFileURL(join(plant, 'a.weir')).href));
  expect(diagnostics.map(({ code }) => code)).toContain('unowned-system');
  await server.connection.sendRequest('shutdown');
  await server.connection.sendNotification('exit');
  expect(await server.ended).toBe(0);
});

test('without a goodbye it ends with 1', async () => {
  const server = start(`--clientProcessId=${process.pid}`);
  await initialize(server);
  await server.connection.sendNotification('exit');
  expect(await server.ended).toBe(1);
  const left = start();
  await initialize(left);
  left.process.stdin?.end();
  expect(await left.ended).toBe(1);
});

test('what is no message does not end it', async () => {
  const server = start();
  server.process.stdin?.write('Content-Length: 7\r\n\r\n{"oops"');
  await initialize(server);
  await server.connection.sendRequest('shutdown');
  await server.connection.sendNotification('exit');
  expect(await server.ended).toBe(0);
});
