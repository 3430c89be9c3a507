import { type DrawingParams, type DrawingResult, type ElementSourceResult, methods, protocolVersion } from '@weir/server/protocol';
import { type DrawingSource, type FromPage, messagesVersion, type Theme, type ToPage } from '@weir/webview';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Projects } from '../projects.js';
import { pageOf } from './page.js';
import { saveDrawing } from './save-drawing.js';

const viewType = 'weir.diagram';

/** Moving the cursor with the arrow keys asks once, when it rests. */
const pause = 120;

/** The live diagram: a drawing beside the text that follows the cursor and every check. There is at most one. */
export class Diagram implements vscode.Disposable {
  private readonly context: vscode.ExtensionContext;
  private readonly client: BaseLanguageClient;
  private readonly listening: vscode.Disposable;
  private panel: vscode.WebviewPanel | undefined;
  private theme: Theme = 'light';
  private source: DrawingSource | undefined;
  private stamp: string | undefined;
  private isReady = false;
  private asked: vscode.CancellationTokenSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: vscode.ExtensionContext, client: BaseLanguageClient, projects: Projects) {
    this.context = context;
    this.client = client;
    this.listening = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => this.follow(textEditor.document, selections[0]?.active)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor.document, editor.selection.active)),
      projects.onAnalysed(() => this.soon()),
      vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: async (panel) => this.take(panel) }),
    );
  }

  /** Shows what stands at a place of a document. */
  async open(uri: vscode.Uri, { line, character }: vscode.Position): Promise<void> {
    this.source = { uri: uri.toString(), line, character };
    if (this.panel === undefined) {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.take(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Diagram'), column));
    } else {
      this.panel.reveal(undefined, true);
      this.soon();
    }
  }

  /** Asks the page for a picture of what it shows, and saves it. */
  export(format: 'svg' | 'png'): void {
    this.tell({ is: 'export', format });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asked?.cancel();
    this.listening.dispose();
    this.panel?.dispose();
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    this.stamp = undefined;
    panel.iconPath = vscode.Uri.joinPath(this.context.extensionUri, 'images', 'file-dark.svg');
    const media = vscode.Uri.joinPath(this.context.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.hear(message));
    panel.onDidDispose(() => {
      this.asked?.cancel();
      this.panel = undefined;
    });
    panel.webview.html = pageOf(panel.webview, media);
  }

  private async hear(message: FromPage): Promise<void> {
    if (message.version !== messagesVersion) return;
    if (message.is === 'ready') {
      this.isReady = true;
      this.theme = message.theme;
      // A page that comes back after a reload knows what it showed; a new one is told.
      this.source ??= message.source;
      this.stamp = undefined;
      this.soon();
    } else if (message.is === 'theme') {
      this.theme = message.theme;
      this.soon();
    } else if (message.is === 'reveal') await this.reveal(message);
    else await saveDrawing(message.format, message.content, this.panel?.title ?? '');
  }

  private follow(document: vscode.TextDocument, position: vscode.Position | undefined): void {
    if (this.panel === undefined || document.languageId !== 'weir' || position === undefined) return;
    this.source = { uri: document.uri.toString(), line: position.line, character: position.character };
    this.soon();
  }

  private soon(): void {
    if (this.panel === undefined || !this.isReady) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), pause);
  }

  private async draw(): Promise<void> {
    const { source, theme } = this;
    if (this.panel === undefined || source === undefined) return;
    // What was asked before is not wanted any more.
    this.asked?.cancel();
    const asked = new vscode.CancellationTokenSource();
    this.asked = asked;
    const { uri, line, character } = source;
    try {
      const params: DrawingParams = { uri, position: { line, character }, theme };
      const result = await this.client.sendRequest<DrawingResult | null>(methods.drawing, params, asked.token);
      if (!asked.token.isCancellationRequested && result !== null && result.version === protocolVersion) this.show(result, source);
    } catch (error) {
      if (!asked.token.isCancellationRequested)
        this.tell({ is: 'failure', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private show({ svg, stamp, title, elements, problems }: DrawingResult, source: DrawingSource): void {
    if (this.panel === undefined) return;
    const selected = elements.flatMap(({ id, isAtPosition }) => (isAtPosition ? [id] : []));
    if (svg === '') {
      this.tell({ is: 'failure', reason: problems.join(' ') || vscode.l10n.t('There is nothing to draw here.') });
      return;
    }
    if (stamp === this.stamp) {
      this.tell({ is: 'selection', selected });
      return;
    }
    this.stamp = stamp;
    this.panel.title = title;
    this.tell({ is: 'drawing', drawing: { stamp, svg, title, elements, problems }, selected, source });
  }

  private async reveal({ id, type }: Revealed): Promise<void> {
    if (this.source === undefined) return;
    const found = await this.client.sendRequest<ElementSourceResult>(methods.elementSource, {
      uri: this.source.uri,
      id,
      ...(type !== undefined && { type }),
    });
    if (found === null) return;
    const { uri, range } = this.client.protocol2CodeConverter.asLocation(found);
    // In the column of text, and not over the drawing.
    const beside = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== this.panel?.viewColumn)?.viewColumn;
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: beside ?? vscode.ViewColumn.One, preserveFocus: false });
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private tell(message: DistributiveOmit<ToPage, 'version'>): void {
    void this.panel?.webview.postMessage({ version: messagesVersion, ...message });
  }
}

type Revealed = Extract<FromPage, { readonly is: 'reveal' }>;

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
