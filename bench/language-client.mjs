// An editor without a screen: it speaks to a language server over standard streams, and tells what the server's process used.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

/** Starts `weir lsp` on a folder; the caller ends it. */
export async function openEditor(weir, folder, asOf) {
  const server = spawn(process.execPath, [weir, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const root = { uri: pathToFileURL(folder).href, name: 'bench' };
  const waiting = [];
  connection.onNotification('weir/analysed', (analysed) => {
    for (const tell of waiting.splice(0)) tell(analysed);
  });
  const published = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => published.set(uri, diagnostics));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({ asOf })));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root.uri,
    workspaceFolders: [root],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
    },
  });
  return {
    /** Sends `initialized`, on which the server begins its work. */
    begin: () => connection.sendNotification('initialized', {}),
    /** Resolves with the next analysis that is complete. */
    analysed: () => new Promise((tell) => waiting.push(tell)),
    diagnostics: (uri) => published.get(uri) ?? [],
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    uri: (file) => pathToFileURL(`${folder}/${file}`).href,
    usage: () => usageOf(server.pid),
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await new Promise((tell) => server.once('exit', tell));
      connection.dispose();
    },
  };
}

/** CPU of all threads in milliseconds, to the nanosecond, and memory in MB; as Linux tells them. */
function usageOf(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`))
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]);
  return { cpuMs: nanoseconds / 1e6, residentMb: kilobytes('VmRSS') / 1024, peakMb: kilobytes('VmHWM') / 1024 };
}
