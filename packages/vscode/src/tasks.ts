import * as vscode from 'vscode';

/** `weir check` as a task, for each folder that holds a project; its findings are read by the problem matcher `$weir`. */
export function provideTasks(): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('weir', {
    provideTasks: () => (vscode.workspace.workspaceFolders ?? []).map((folder) => checkTask(folder, { type: 'weir', task: 'check' })),
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder && checkTask(folder, definition);
    },
  });
}

function checkTask(folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition): vscode.Task {
  const { path, arguments: more } = definition as { readonly path?: string; readonly arguments?: readonly string[] };
  const args = ['check', '--format', 'concise', ...(more ?? []), ...(path === undefined ? [] : [path])];
  const run = new vscode.ShellExecution('weir', args, { cwd: folder.uri.fsPath });
  const task = new vscode.Task(definition, folder, 'check', 'weir', run, '$weir');
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
