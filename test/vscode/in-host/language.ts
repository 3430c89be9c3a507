import * as vscode from 'vscode';
import { equal, eventually, isTrue } from './claims.js';

suite('language', () => {
  test('hover explains a property', async () => {
    const uri = await fileCalled('lime-kiln.weir');
    const document = await vscode.workspace.openTextDocument(uri);
    const position = positionOf(document, 'owner: automation-manager');
    const text = await eventually('a hover', async () => {
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
      return hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    });
    isTrue(text.includes('owner'), `"${text}" explains \`owner\``);
  });

  test('completion knows the kinds of systems', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'weir', content: 'system plc { kind: }\n' });
    const position = new vscode.Position(0, 19);
    const labels = await eventually('a completion', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.includes('plc') ? found : undefined;
    });
    isTrue(labels.includes('hmi'), '`hmi` is offered');
  });

  test('a finding appears when its cause is typed, and goes when it is mended', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'weir', content: '' });
    const found = (wanted: boolean) =>
      eventually(`${wanted ? 'a' : 'no'} finding`, () => {
        const rules = vscode.languages.getDiagnostics(document.uri).map(ruleOf);
        return rules.includes('unowned-system') === wanted ? rules : undefined;
      });
    await append(document, 'system plc "Feed PLC" { kind: plc }\n');
    await found(true);
    await append(document, 'role automation-manager\nextend plc { owner: automation-manager }\n');
    await found(false);
  });
});

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  equal(await vscode.workspace.applyEdit(edit), true);
}

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  isTrue(at >= 0, `"${text}" stands in ${document.uri.path}`);
  return document.positionAt(at + 1);
}

async function fileCalled(name: string): Promise<vscode.Uri> {
  const [file] = await vscode.workspace.findFiles(`**/${name}`, undefined, 1);
  if (file === undefined) throw new Error(`The workspace holds no ${name}.`);
  return file;
}
