import * as vscode from 'vscode';

/** What stands in tasks.json. */
interface CheckTask extends vscode.TaskDefinition {
  readonly path?: string;
  readonly arguments?: readonly string[];
}

/** `weir check` as a task for each folder, run with the command line that ships with the extension; the problem matcher `$weir` reads it. */
export function provideTasks(program: string): vscode.Disposable {
  const folders = () => (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return vscode.tasks.registerTaskProvider('weir', {
    provideTasks: () => folders().map((folder) => taskIn(folder, { type: 'weir', task: 'check' }, program)),
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === 'object' ? scope : folders()[0];
      return folder && taskIn(folder, definition, program);
    },
  });
}

function taskIn(folder: vscode.WorkspaceFolder, definition: CheckTask, program: string): vscode.Task {
  const { path, arguments: more = [] } = definition;
  const args = [program, 'check', '--format', 'concise', ...more, ...(path === undefined ? [] : ['--', path])];
  // What runs VS Code runs Node too, when it is asked to.
  const run = new vscode.ProcessExecution(process.execPath, args, { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
  const task = new vscode.Task(definition, folder, 'check', 'weir', run, '$weir');
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
