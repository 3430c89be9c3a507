import type { Finding } from '@weir/model';
import { type CodeAction, type CodeActionContext, CodeActionKind, type Diagnostic, type Range, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.js';
import type { Client } from '../client.js';
import type { Edit, Fix } from '../fixes/fix.js';
import { fixesFor, sureFix } from '../fixes/fixes.js';
import { meaningAt } from '../meaning.js';
import { keyOf } from '../open-documents.js';
import { rangeOf } from '../ranges.js';
import type { Source } from '../source.js';
import { workspaceEditOf } from '../text-edits.js';
import type { DiagnosticData } from './diagnostics.js';
import { canExtract, extraction } from './extract.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.weir`;
export const actionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind, CodeActionKind.RefactorExtract];

export interface ActionContext {
  readonly client: Client;
  readonly openDocument: (uri: string) => TextDocument | undefined;
}

/** What the edit of an action is worked out from, once it is chosen. */
type ActionData =
  | { readonly uri: string; readonly is: 'fix'; readonly fingerprint: string; readonly title: string }
  | { readonly uri: string; readonly is: 'fix all' }
  | { readonly uri: string; readonly is: 'extract'; readonly type: string; readonly path: string };

/** What can be done about the findings in a range, and with what stands there. */
export function codeActions(source: Source, range: Range, { diagnostics, only }: CodeActionContext, context: ActionContext): CodeAction[] {
  if (!context.client.codeActionLiterals) return [];
  const wants = (kind: string) => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const drafts = [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(source, range, diagnostics) : []),
    // A source action is for who asks for it, and no answer to what stands at the cursor.
    ...(only !== undefined && wants(fixAllKind) && sureEdits(source).length > 0 ? [fixAll(source)] : []),
    ...(wants(CodeActionKind.RefactorExtract) && context.client.createOperations && context.client.documentChanges
      ? extractions(source, range)
      : []),
  ];
  const isLazy = context.client.codeActionResolve.includes('edit');
  return isLazy ? drafts : drafts.map((action) => resolveAction(action, source.analysis, context));
}

/** Works out the edit of an action. */
export function resolveAction(action: CodeAction, analysis: Analysis, { client, openDocument }: ActionContext): CodeAction {
  const data = action.data as ActionData;
  if (data.is === 'extract') {
    const element = analysis.landscape.byType.get(data.type)?.find(({ path }) => path === data.path);
    const edit = element && extraction(element, analysis, (uri) => openDocument(uri)?.version ?? null);
    return edit === undefined ? action : { ...action, edit };
  }
  const fixes = data.is === 'fix' ? fixOf(data, analysis) : sureEditsIn(data.uri, analysis);
  const edits = new Map<string, TextEdit[]>();
  for (const { file, edits: ofFix } of fixes) {
    const document = analysis.documentOf(file);
    if (document === undefined) continue;
    const uri = analysis.uriOf(file);
    edits.set(uri, [...(edits.get(uri) ?? []), ...ofFix.map((edit) => textEdit(document, edit))]);
  }
  return { ...action, edit: workspaceEditOf(edits, client, openDocument) };
}

function textEdit(document: TextDocument, { start, end, newText }: Edit): TextEdit {
  return { range: rangeOf(document, { start, end }), newText };
}

function fixOf({ fingerprint, title }: { readonly fingerprint: string; readonly title: string }, analysis: Analysis): readonly Fix[] {
  const finding = analysis.findings.find((candidate) => candidate.fingerprint === fingerprint);
  const document = finding && analysis.documentOf(finding.at.file);
  if (finding === undefined || document === undefined) return [];
  const found = fixesFor([{ finding, analysis, document }]).find(({ fix }) => fix.title === title);
  return found === undefined ? [] : [found.fix];
}

function quickFixes(source: Source, range: Range, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { analysis, file, document } = source;
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const here = analysis.findings.filter(({ at }) => at.file === file && at.start <= to && at.end >= from);
  const before = analysis.documentOf(file) ?? document;
  const offered = fixesFor(here.map((finding) => ({ finding, analysis, document: before }))).map(({ context, fix }): CodeAction => {
    const { finding } = context;
    const { title, isPreferred } = fix;
    const known = diagnostics.find((diagnostic) => isOf(diagnostic, finding));
    const data: ActionData = { uri: document.uri, is: 'fix', fingerprint: finding.fingerprint, title };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      ...(known && { diagnostics: [known] }),
      ...(isPreferred && { isPreferred }),
      data,
    };
  });
  return eachOnce(offered);
}

/** What mends several findings at once is offered once, for all of them. */
function eachOnce(actions: readonly CodeAction[]): CodeAction[] {
  const byTitle = new Map<string, CodeAction>();
  for (const action of actions) {
    const { diagnostics = [] } = byTitle.get(action.title) ?? {};
    const all = [...diagnostics, ...(action.diagnostics ?? [])];
    byTitle.set(action.title, { ...action, ...byTitle.get(action.title), ...(all.length > 0 && { diagnostics: all }) });
  }
  return [...byTitle.values()];
}

function isOf({ data, code, message }: Diagnostic, finding: Finding): boolean {
  const fingerprint = (data as DiagnosticData | undefined)?.fingerprint;
  if (fingerprint !== undefined) return fingerprint === finding.fingerprint;
  return code === finding.rule && typeof message === 'string' && message.startsWith(finding.message);
}

function fixAll({ document }: Source): CodeAction {
  const data: ActionData = { uri: document.uri, is: 'fix all' };
  return { title: 'Mend all that is surely a slip of the pen', kind: fixAllKind, data };
}

function sureEdits({ document, analysis }: Source): readonly Fix[] {
  return sureEditsIn(document.uri, analysis);
}

function sureEditsIn(uri: string, analysis: Analysis): readonly Fix[] {
  const seen = new Set<number>();
  return analysis.findings.flatMap((finding) => {
    const document = analysis.documentOf(finding.at.file);
    if (document === undefined || keyOf(analysis.uriOf(finding.at.file)) !== keyOf(uri) || seen.has(finding.at.start)) return [];
    const fix = sureFix({ finding, analysis, document });
    if (fix === undefined) return [];
    seen.add(finding.at.start);
    return [fix];
  });
}

function extractions(source: Source, range: Range): CodeAction[] {
  const { analysis, document } = source;
  const meaning = meaningAt(source, document.offsetAt(range.start));
  if (meaning?.is !== 'element' || !meaning.isDeclaration || !canExtract(meaning.element, analysis)) return [];
  const { type, path, name } = meaning.element;
  const data: ActionData = { uri: document.uri, is: 'extract', type, path };
  return [{ title: `Move ${type} "${name}" into a file of its own`, kind: CodeActionKind.RefactorExtract, data }];
}
