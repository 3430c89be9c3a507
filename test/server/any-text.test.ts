import { readdirSync, readFileSync } from 'node:fs';
import { format } from '@weir/language';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../packages/server/src/analysis.js';
import { codeActions } from '../../packages/server/src/features/code-actions.js';
import { codeLenses } from '../../packages/server/src/features/code-lens.js';
import { completionAt } from '../../packages/server/src/features/completion.js';
import { diagnosticsByFile } from '../../packages/server/src/features/diagnostics.js';
import { foldingRanges } from '../../packages/server/src/features/folding.js';
import { formatEdits, formatOnType } from '../../packages/server/src/features/formatting.js';
import { hoverAt } from '../../packages/server/src/features/hover.js';
import { inlayHints } from '../../packages/server/src/features/inlay-hints.js';
import { referencesAt } from '../../packages/server/src/features/references.js';
import { selectionRanges } from '../../packages/server/src/features/selection-ranges.js';
import { semanticTokens } from '../../packages/server/src/features/semantic-tokens.js';
import { signatureAt } from '../../packages/server/src/features/signature-help.js';
import { documentSymbols } from '../../packages/server/src/features/symbols.js';
import { newestFacts, type Source, scanOf } from '../../packages/server/src/source.js';
import { analysed, applied, modern, today } from './fixture.js';

const folder = new URL('../../examples/first-plant/', import.meta.url);
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const));
const names = [...files.keys()].filter((name) => name.endsWith('.weir'));
const whole = await analysed(files);

/** A piece cut out, and another put in, somewhere in a file. */
const edit = fc.record({
  name: fc.constantFrom(...names),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 40 }),
  typed: fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '}',
      '"',
      '"""',
      '/*',
      '\n',
      '.',
      ': ',
      ' -> ',
      'extend koskenranta {',
      'system x { owner: ',
      'rule r { for: every system s where s.',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  ),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function edited(text: string, { at, cut, typed }: Edit): { readonly text: string; readonly offset: number } {
  const start = Math.floor(at * text.length);
  return { text: text.slice(0, start) + typed + text.slice(start + cut), offset: start + typed.length };
}

test('whatever is typed, wherever the cursor stands, every request has an answer', async () => {
  await fc.assert(
    fc.asyncProperty(edit, async (change) => {
      const { text, offset } = edited(files.get(change.name) ?? '', change);
      const document = TextDocument.create(whole.uriOf(change.name), 'weir', 2, text);
      const source: Source = { file: change.name, ring: 'project', document, analysis: whole };
      const position = document.positionAt(offset);
      const facts = await newestFacts(source);
      const range = { start: position, end: position };
      const all = { start: document.positionAt(0), end: document.positionAt(text.length) };
      completionAt(source, position, modern);
      await hoverAt(source, position, modern);
      await referencesAt(source, position, true);
      signatureAt(source, position, modern);
      selectionRanges(facts, scanOf(source), document, [position]);
      documentSymbols(facts, document, modern);
      foldingRanges(scanOf(source), document);
      codeLenses(source, facts, modern);
      inlayHints(source, facts, all, modern);
      codeActions(source, range, { diagnostics: [] }, { client: modern, openDocument: () => undefined });
      for (const typed of ['}', '\n']) formatOnType(document, scanOf(source), position, typed);
      expect(applied(text, formatEdits(document))).toBe(format(text).text);
      const tokens = semanticTokens(source, facts);
      expect(tokens.every((number) => number >= 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

async function next(analysis: Analysis | undefined, texts: ReadonlyMap<string, string>): Promise<Analysis> {
  const project = { ...whole.project, files: whole.project.files.map((file) => ({ ...file, text: texts.get(file.name) ?? file.text })) };
  const terms = { origin: 'file://', spelt: (uri: string) => uri, today, takeTurns: async () => {}, isAbandoned: () => false };
  let last: Analysis | undefined;
  for await (const step of analyse(project, analysis, terms)) last = step;
  if (last === undefined) throw new Error('Nothing was analysed.');
  return last;
}

test('after any edits the findings are those of a fresh start, and so is what is told of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const texts = new Map(files);
      let analysis = whole;
      let made = diagnosticsByFile(whole, modern, new Map());
      for (const change of edits) {
        texts.set(change.name, edited(texts.get(change.name) ?? '', change).text);
        analysis = await next(analysis, texts);
        made = diagnosticsByFile(analysis, modern, made);
      }
      const fresh = await next(undefined, texts);
      expect(analysis.findings).toEqual(fresh.findings);
      const told = (all: typeof made) => new Map([...all].map(([file, { diagnostics }]) => [file, diagnostics]));
      expect(told(made)).toEqual(told(diagnosticsByFile(fresh, modern, new Map())));
    }),
    { numRuns: 12 },
  );
});
