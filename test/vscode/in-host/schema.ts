import * as vscode from 'vscode';
import { eventually } from './claims.js';
import { documentCalled } from './files.js';

suite('the schema of weir.json', () => {
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
