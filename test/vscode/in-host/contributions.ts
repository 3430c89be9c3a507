import * as vscode from 'vscode';
import { equal, isTrue } from './claims.js';
import { documentCalled } from './files.js';

suite('contributions', () => {
  test('a file ending in .weir is in the language of Weir', async () => {
    equal((await documentCalled('network.weir')).languageId, 'weir');
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
