import { loadProject } from '@weir/workspace';
import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../packages/server/src/analysis.js';
import { type Client, clientOf } from '../../packages/server/src/client.js';
import type { Source } from '../../packages/server/src/source.js';
import { MemoryDisk } from '../cli/memory-disk.js';

/*
 * A fixture is the text of `plant.weir`, or of several files, each below a line `-- name --`. `$0` is the cursor.
 */

export interface Fixture {
  readonly source: Source;
  readonly position: Position;
  readonly analysis: Analysis;
  readonly files: ReadonlyMap<string, string>;
}

export const today = Date.UTC(2026, 10, 24) / 86_400_000;
const folder = '/work/plant';

/** Everything that a modern editor announces. */
export const modern: Client = clientOf({
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
      definition: { linkSupport: true },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      publishDiagnostics: {
        relatedInformation: true,
        codeDescriptionSupport: true,
        dataSupport: true,
        tagSupport: { valueSet: [1, 2] },
        versionSupport: true,
      },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      rename: { prepareSupport: true },
    },
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
  },
  initializationOptions: { commands: ['weir.showFindings', 'weir.showReferences', 'weir.openDiagram'] },
});

/** One that announces nothing at all. */
export const plainest: Client = clientOf({ capabilities: {} });

export async function fixture(text: string): Promise<Fixture> {
  const written = filesIn(text);
  const files = new Map([...written].map(([name, content]) => [name, content.replace('$0', '')]));
  const [current = 'plant.weir', content = ''] = [...written].find(([, inFile]) => inFile.includes('$0')) ?? [...written][0] ?? [];
  const analysis = await analysed(files);
  const document = TextDocument.create(analysis.uriOf(current), 'weir', 1, files.get(current) ?? '');
  const source: Source = { file: current, ring: 'project', document, analysis };
  return { source, analysis, files, position: document.positionAt(Math.max(0, content.indexOf('$0'))) };
}

/** The cursor in a text that has changed since the project was analysed. */
export async function whileTyping(before: string, now: string): Promise<Fixture> {
  const known = await fixture(before);
  const [[current = 'plant.weir', content = ''] = []] = filesIn(now);
  const document = TextDocument.create(known.analysis.uriOf(current), 'weir', 2, content.replace('$0', ''));
  return { ...known, source: { ...known.source, file: current, document }, position: document.positionAt(content.indexOf('$0')) };
}

export async function analysed(files: ReadonlyMap<string, string>): Promise<Analysis> {
  const disk = new MemoryDisk();
  for (const [name, content] of files) disk.put(`${folder}/${name}`, { is: 'file', bytes: new TextEncoder().encode(content) });
  const project = await loadProject(disk.host, folder);
  let last: Analysis | undefined;
  const terms = { origin: 'file://', spelt: (uri: string) => uri, today, takeTurns: async () => {}, isAbandoned: () => false };
  for await (const analysis of analyse(project, undefined, terms)) last = analysis;
  if (last === undefined) throw new Error('Nothing was analysed.');
  return last;
}

function filesIn(text: string): ReadonlyMap<string, string> {
  const [first = '', ...parts] = text.split(/^-- (.+) --\n/m);
  if (parts.length === 0) return new Map([['plant.weir', first]]);
  return new Map(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ''] as const] : [])));
}

/** The text with `«` and `»` around each range. */
export function marked(text: string, ranges: readonly Range[]): string {
  const document = TextDocument.create('', 'weir', 0, text);
  const marks = ranges.flatMap(({ start, end }) => [
    { at: document.offsetAt(start), mark: '«', order: 1 },
    { at: document.offsetAt(end), mark: '»', order: 0 },
  ]);
  return marks
    .toSorted((a, b) => b.at - a.at || b.order - a.order)
    .reduce((shown, { at, mark }) => shown.slice(0, at) + mark + shown.slice(at), text);
}

/** Each file with the ranges that were given in it. */
export function markedFiles({ files, analysis }: Fixture, locations: readonly { readonly uri: string; readonly range: Range }[]): string {
  return [...files]
    .flatMap(([name, text]) => {
      const here = locations.filter(({ uri }) => uri === analysis.uriOf(name)).map(({ range }) => range);
      return here.length === 0 ? [] : [files.size === 1 ? marked(text, here) : `-- ${name} --\n${marked(text, here)}`];
    })
    .join('');
}

export function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', 'weir', 0, text), [...edits]);
}
