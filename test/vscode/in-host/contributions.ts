import * as vscode from 'vscode';
import { equal, isTrue } from './claims.js';

suite('contributions', () => {
  test('a file ending in .weir is in the language of Weir', async () => {
    const [file] = await vscode.workspace.findFiles('**/*.weir', undefined, 1);
    isTrue(file !== undefined, 'the workspace holds a file');
    const document = await vscode.workspace.openTextDocument(file as vscode.Uri);
    equal(document.languageId, 'weir');
  });

  test('every command of the manifest is there', async () => {
    const extension = vscode.extensions.getExtension('weir.weir');
    await extension?.activate();
    const declared: string[] = extension?.packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    isTrue(declared.length > 0, 'the manifest declares commands');
    equal(
      declared.filter((command) => !known.has(command)),
      [],
    );
  });
});
