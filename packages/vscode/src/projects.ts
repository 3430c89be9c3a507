import {
  type AnalysedParams,
  type ExamplesParams,
  type ExamplesResult,
  methods,
  type OverviewResult,
  type ProjectParams,
  protocolVersion,
} from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The projects that the server checks, as it last said. */
export class Projects implements vscode.Disposable {
  private readonly client: BaseLanguageClient;
  private readonly byFolder = new Map<string, AnalysedParams>();
  private readonly analysed = new vscode.EventEmitter<AnalysedParams>();
  private readonly heard: vscode.Disposable;

  /** A project was checked, again or for the first time. */
  readonly onAnalysed = this.analysed.event;

  constructor(client: BaseLanguageClient) {
    this.client = client;
    this.heard = client.onNotification(methods.analysed, (params: AnalysedParams) => {
      if (params.version !== protocolVersion) return;
      this.byFolder.set(params.project, params);
      void vscode.commands.executeCommand('setContext', 'weir.hasProject', true);
      this.analysed.fire(params);
    });
  }

  all(): readonly AnalysedParams[] {
    return [...this.byFolder.values()];
  }

  /** The innermost project around a document. */
  around(uri: vscode.Uri): AnalysedParams | undefined {
    const path = decodeURIComponent(uri.toString());
    const inside = this.all().filter(({ project }) => path.startsWith(`${decodeURIComponent(project).replace(/\/$/, '')}/`));
    return inside.toSorted((a, b) => b.project.length - a.project.length)[0];
  }

  /** What a project holds and what is found in it; nothing when it is not open any more. */
  overview(project: string): Promise<OverviewResult | null> {
    return this.client.sendRequest(methods.overview, { project } satisfies ProjectParams);
  }

  /** The examples of its own rules, and whether they hold for those that are to be run. */
  examples(params: ExamplesParams): Promise<ExamplesResult | null> {
    return this.client.sendRequest(methods.examples, params);
  }

  dispose(): void {
    this.heard.dispose();
    this.analysed.dispose();
  }
}
