import * as vscode from 'vscode';
import { wordsOfThePage } from './words.js';

/** The page of the diagram. Nothing in it runs or styles but what ships with the extension: no `unsafe-inline`, no network. */
export function pageOf(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = freshNonce();
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = ["default-src 'none'", 'img-src data:', `style-src 'nonce-${nonce}'`, `script-src 'nonce-${nonce}'`].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${attribute(address('diagram.css'))}">
<title>Weir</title>
</head>
<body data-words="${attribute(JSON.stringify(wordsOfThePage()))}">
<script nonce="${nonce}" src="${attribute(address('diagram.js'))}"></script>
</body>
</html>`;
}

function freshNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
