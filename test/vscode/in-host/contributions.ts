import * as vscode from 'vscode';
import { equal, eventually, isTrue } from './claims.js';
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

  test('a word of the configuration that does not exist is met by the schema', async () => {
    const document = await documentCalled('weir.json');
    const edit = new vscode.WorkspaceEdit();
    const word = '"profil": 1,';
    const start = document.positionAt(document.getText().indexOf('{') + 1);
    edit.insert(document.uri, start, word);
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document);
    await eventually(
      'a finding of the schema',
      () =>
        vscode.languages.getDiagnostics(document.uri).some(({ source, message }) => source !== 'weir' && message.includes('profil')) ||
        undefined,
    );
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(start, start.translate(0, word.length)));
    await vscode.workspace.applyEdit(back);
    await document.save();
  });
});
