import type { FileListResult, FileParams, FileReadResult, FileStatResult } from '@weir/server/protocol';
import { methods } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { base64 } from './base64.js';

/** Lends the server the files that it cannot reach itself: those of a virtual workspace, and in a browser all of them. */
export function serveFiles(client: BaseLanguageClient): vscode.Disposable {
  const { fs } = vscode.workspace;
  return vscode.Disposable.from(
    client.onRequest<FileStatResult, unknown>(methods.fileStat, async ({ uri }: FileParams) => {
      try {
        const { type, size } = await fs.stat(vscode.Uri.parse(uri, true));
        return { is: kindOf(type), isLink: isLink(type), size };
      } catch (error) {
        return isNotFound(error) ? { is: 'nothing', isLink: false, size: 0 } : unreadable(error);
      }
    }),
    client.onRequest<FileListResult, unknown>(methods.fileList, async ({ uri }: FileParams) => {
      try {
        const entries = await fs.readDirectory(vscode.Uri.parse(uri, true));
        return { entries: entries.map(([name, type]) => ({ name, is: isLink(type) ? 'link' : kindOf(type) })) };
      } catch (error) {
        return unreadable(error);
      }
    }),
    client.onRequest<FileReadResult, unknown>(methods.fileRead, async ({ uri }: FileParams) => {
      try {
        return { content: base64(await fs.readFile(vscode.Uri.parse(uri, true))) };
      } catch (error) {
        return unreadable(error);
      }
    }),
  );
}

function kindOf(type: vscode.FileType): 'file' | 'folder' | 'other' {
  if (type & vscode.FileType.File) return 'file';
  return type & vscode.FileType.Directory ? 'folder' : 'other';
}

function isLink(type: vscode.FileType): boolean {
  return (type & vscode.FileType.SymbolicLink) !== 0;
}

function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}

function unreadable(error: unknown): { readonly unreadable: string } {
  return { unreadable: error instanceof Error ? error.message : String(error) };
}
