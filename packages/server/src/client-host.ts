import type { Host } from '@weir/workspace/reading';
import type { Connection } from 'vscode-languageserver';
import { uriOf } from './address.js';
import { type FileListResult, type FileParams, type FileReadResult, type FileStatResult, methods } from './protocol.js';

declare const atob: (text: string) => string;

/** Files that only the editor can reach: in a browser there is no disk behind them. */
export function clientHost(connection: Connection, origin: string): Host {
  const ask = async <Result>(method: string, path: string): Promise<Result> => {
    const params: FileParams = { uri: uriOf({ origin, path }) };
    return connection.sendRequest<Result>(method, params);
  };
  return {
    stat: (path) => ask<FileStatResult>(methods.fileStat, path).catch(unreachable),
    list: async (folder) => {
      const found = await ask<FileListResult>(methods.fileList, folder).catch(unreachable);
      return 'entries' in found ? found.entries : found;
    },
    read: async (path) => {
      const found = await ask<FileReadResult>(methods.fileRead, path).catch(unreachable);
      return 'content' in found ? Uint8Array.from(atob(found.content), (char) => char.charCodeAt(0)) : found;
    },
  };
}

function unreachable(error: unknown): { readonly unreadable: string } {
  return { unreadable: error instanceof Error ? error.message : String(error) };
}
