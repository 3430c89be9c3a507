import * as vscode from 'vscode';
import { equal, eventually, isTrue } from './claims.js';
import { documentCalled, inside } from './files.js';

suite('language', () => {
  test('hover explains a property', async () => {
    const document = await documentCalled('lime-kiln.weir');
    const text = await eventually('a hover', async () => {
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        inside(document, 'owner: automation-manager'),
      );
      return hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    });
    isTrue(text.includes('owner'), `"${text}" explains \`owner\``);
  });

  test('completion knows the kinds of systems', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'weir', content: 'system plc { kind: }\n' });
    const labels = await eventually('a completion', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, 19),
      );
      // VS Code itself offers the words that stand in the text.
      const ours = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
      const found = ours.map(({ label }) => (typeof label === 'string' ? label : label.label));
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

  test('a definition is found in another file', async () => {
    const document = await documentCalled('lime-kiln.weir');
    const file = await eventually('a definition', async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        inside(document, 'kiln  // for everything'),
      );
      const [first] = found;
      return first && ('targetUri' in first ? first.targetUri : first.uri).path.split('/').at(-1);
    });
    equal(file, 'network.weir');
  });

  test('a rename reaches every file', async () => {
    const document = await documentCalled('network.weir');
    const edit = await eventually('a rename', async () => {
      const found = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        inside(document, 'kiln "'),
        'oven',
      );
      return found.size > 0 ? found : undefined;
    });
    const files = edit.entries().map(([uri]) => uri.path.split('/').at(-1));
    isTrue(files.includes('network.weir') && files.includes('lime-kiln.weir'), `${files.join(', ')} are changed`);
  });

  test('the page of a rule is served, read-only', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('weir-library:/pages/unowned-system.md'));
    isTrue(document.getText().includes('# unowned-system'), 'it is its page');
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
