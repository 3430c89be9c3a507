import type { ExportFormat } from '@weir/webview';
import * as vscode from 'vscode';
import { fromBase64 } from '../client/base64.js';

/** Asks where to, and writes a drawing there. */
export async function saveDrawing(format: ExportFormat, content: string, title: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileName(title)}.${format}`;
  const filters = format === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] };
  const target = await vscode.window.showSaveDialog({ filters, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }) });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, format === 'svg' ? new TextEncoder().encode(content) : fromBase64(content));
}

/** A name that every file system takes. */
function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'diagram';
}
