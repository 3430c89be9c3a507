import * as vscode from 'vscode';
import { equal, isTrue } from './claims.js';

suite('tasks', () => {
  test('`weir check` runs, and its findings are read', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'weir' });
    const check = tasks.find(({ name }) => name === 'check');
    isTrue(check !== undefined, 'there is a task');
    const ended = new Promise<number | undefined>((done) => vscode.tasks.onDidEndTaskProcess(({ exitCode }) => done(exitCode)));
    await vscode.tasks.executeTask(check as vscode.Task);
    // The example holds errors on purpose.
    equal(await ended, 1);
  });
});
