import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Diagram } from '../diagram/diagram.js';
import type { Projects } from '../projects.js';
import { checkProject } from './check-project.js';
import { newLandscape } from './new-landscape.js';
import { openDiagram } from './open-diagram.js';
import { restartServer } from './restart-server.js';
import { saveDiagramAsPng, saveDiagramAsSvg } from './save-diagram.js';
import { showOutput } from './show-output.js';
import { showReferences } from './show-references.js';

/** What commands work on. */
export interface Workbench {
  readonly client: BaseLanguageClient;
  readonly output: vscode.LogOutputChannel;
  readonly diagram: Diagram;
  readonly projects: Projects;
}

type Command = (workbench: Workbench, ...args: never[]) => unknown;

const commands: Readonly<Record<string, Command>> = {
  'weir.newLandscape': newLandscape,
  'weir.openDiagram': openDiagram,
  'weir.saveDiagramAsSvg': saveDiagramAsSvg,
  'weir.saveDiagramAsPng': saveDiagramAsPng,
  'weir.checkProject': checkProject,
  'weir.showOutput': showOutput,
  'weir.restartServer': restartServer,
  'weir.showReferences': showReferences,
  'weir.showFindings': showReferences,
};

export function registerCommands(workbench: Workbench): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(name, (...args: never[]) => run(workbench, ...args)),
  );
  return vscode.Disposable.from(...registered);
}
