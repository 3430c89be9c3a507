import { type AnalysedParams, methods, protocolVersion } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The projects that the server checks, as it last said. */
export class Projects implements vscode.Disposable {
  private readonly byFolder = new Map<string, AnalysedParams>();
  private readonly analysed = new vscode.EventEmitter<AnalysedParams>();
  private readonly heard: vscode.Disposable;

  /** A project was checked, again or for the first time. */
  readonly onAnalysed = this.analysed.event;

  constructor(client: BaseLanguageClient) {
    this.heard = client.onNotification(methods.analysed, (params: AnalysedParams) => {
      if (params.version !== protocolVersion) return;
      this.byFolder.set(params.project, params);
      this.analysed.fire(params);
    });
  }

  all(): readonly AnalysedParams[] {
    return [...this.byFolder.values()];
  }

  /** The innermost project around a document. */
  around(uri: vscode.Uri): AnalysedParams | undefined {
    const inside = this.all().filter(({ project }) => uri.toString().startsWith(`${project.replace(/\/$/, '')}/`));
    return inside.toSorted((a, b) => b.project.length - a.project.length)[0];
  }

  dispose(): void {
    this.heard.dispose();
    this.analysed.dispose();
  }
}
