import { expect, test } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver';
import { documentLinks } from '../../packages/server/src/features/document-links.js';
import { foldingRanges } from '../../packages/server/src/features/folding.js';
import { formatEdits, formatOnType, formatRange } from '../../packages/server/src/features/formatting.js';
import { selectionRanges } from '../../packages/server/src/features/selection-ranges.js';
import { semanticLegend, semanticTokens } from '../../packages/server/src/features/semantic-tokens.js';
import { signatureAt } from '../../packages/server/src/features/signature-help.js';
import { documentSymbols, workspaceSymbols } from '../../packages/server/src/features/symbols.js';
import { newestFacts, scanOf } from '../../packages/server/src/source.js';
import { TokenMemory } from '../../packages/server/src/token-memory.js';
import { applied, fixture, modern, plainest } from './fixture.js';

const plant = `// region The kiln
/**
 * Burns lime.
 */
site mill "Mill" {
  area kiln {
    system plc "PLC" {
      kind: plc   level: 1
      lifecycle {
        active: 2001
      }
    }
    interface hmi -> plc { reads: process-value }
    system hmi
  }
}
// endregion

// Two lines
// that belong together.
rule r {
  severity: error
  for: every interface f where
    f.source.level <= 2 and known(f.target)
  require: f.source.kind = plc
  message: "{f}"
  because: """
    See https://example.org/why?x=1. And (https://example.org/b).
    """
  bad "Wrong" { system a }
}
`;

test('the outline of a file', async () => {
  const { source } = await fixture(plant);
  const symbols = documentSymbols(await newestFacts(source), source.document, modern) as DocumentSymbol[];
  const lines = (all: readonly DocumentSymbol[], depth: number): string[] =>
    all.flatMap(({ name, detail, children = [], selectionRange }) => [
      `${'  '.repeat(depth)}${name} (${detail}) ${source.document.getText(selectionRange)}`,
      ...lines(children, depth + 1),
    ]);
  expect(lines(symbols, 0).join('\n')).toMatchInlineSnapshot(`
    "mill (site Mill) mill
      kiln (area) kiln
        plc (system PLC) plc
        hmi -> plc (interface) hmi
        hmi (system) hmi
    r (rule) r
      Wrong (bad Wrong) bad
        a (system) a"
  `);
  expect(documentSymbols(await newestFacts(source), source.document, plainest)[0]).toHaveProperty('location');
});

test('what bears a name like the one typed, the best first', async () => {
  const { analysis } = await fixture(
    'site kiln {\n  system kiln-hmi\n  system a "The kiln"\n  system lime-kiln\n  system kln\n}\nsystem other\n',
  );
  expect(workspaceSymbols('kiln', [analysis]).map(({ name, containerName }) => `${name} (${containerName})`)).toMatchInlineSnapshot(`
    [
      "kiln (site)",
      "kiln-hmi (system in kiln)",
      "lime-kiln (system in kiln)",
      "a The kiln (system in kiln)",
      "kln (system in kiln)",
    ]
  `);
  expect(workspaceSymbols('khm', [analysis]).map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "kiln-hmi",
    ]
  `);
});

test('blocks, texts, comments and regions fold', async () => {
  const { source } = await fixture(plant);
  expect(
    foldingRanges(scanOf(source), source.document).map(({ startLine, endLine, kind }) =>
      `${startLine + 1}-${endLine + 1} ${kind ?? ''}`.trim(),
    ),
  ).toMatchInlineSnapshot(`
    [
      "1-17 region",
      "2-4 comment",
      "5-15",
      "6-14",
      "7-11",
      "9-10",
      "19-20 comment",
      "21-30",
      "27-29",
    ]
  `);
});

test('a selection grows from the word to the file', async () => {
  const { source, position } = await fixture(plant.replace('f.source.level', 'f.sour$0ce.level'));
  const [first] = selectionRanges(await newestFacts(source), scanOf(source), source.document, [position]);
  const grown: string[] = [];
  for (let range: SelectionRange | undefined = first; range !== undefined; range = range.parent) {
    const text = source.document.getText(range.range);
    grown.push(text.length > 60 ? `${text.slice(0, 25)} ... ${text.slice(-25)}`.replaceAll('\n', '⏎') : text.replaceAll('\n', '⏎'));
  }
  expect(grown.join('\n')).toMatchInlineSnapshot(`
    "source
    f.source
    f.source.level
    f.source.level <= 2
    f.source.level <= 2 and known(f.target)
    every interface f where⏎  ...  <= 2 and known(f.target)
    for: every interface f wh ...  <= 2 and known(f.target)
    ⏎  severity: error⏎  for: ... bad "Wrong" { system a }⏎
    {⏎  severity: error⏎  for ... ad "Wrong" { system a }⏎}
    rule r {⏎  severity: erro ... ad "Wrong" { system a }⏎}
    // region The kiln⏎/**⏎ * ... d "Wrong" { system a }⏎}⏎"
  `);
});

test('words are coloured by what they mean', async () => {
  const { source } = await fixture(plant);
  const data = semanticTokens(source, await newestFacts(source));
  expect(decoded(data, source.document.getText()).join('\n')).toMatchInlineSnapshot(`
    "5: site keyword
    5: mill namespace declaration
    6: area keyword
    6: kiln namespace declaration
    7: system keyword
    7: plc class declaration
    8: kind property
    8: plc type defaultLibrary
    8: level property
    9: lifecycle property
    10: active property
    13: interface keyword
    13: hmi class
    13: plc class
    13: reads property
    13: process-value variable defaultLibrary
    14: system keyword
    14: hmi class declaration
    21: rule keyword
    21: r function declaration
    22: severity property
    22: error enumMember
    23: for property
    23: every keyword
    23: interface type
    23: f variable declaration
    23: where keyword
    24: f variable
    24: source property readonly
    24: level property readonly
    24: and keyword
    24: known function defaultLibrary
    24: f variable
    24: target property readonly
    25: require property
    25: f variable
    25: source property readonly
    25: kind property readonly
    25: plc type defaultLibrary
    26: message property
    27: because property
    30: bad keyword
    30: system keyword
    30: a variable declaration"
  `);
});

test('only what changed of the colours is sent', async () => {
  const memory = new TokenMemory();
  const { resultId } = memory.whole('a', [0, 0, 1, 1, 0, 1, 0, 2, 1, 0]);
  expect(memory.since(resultId ?? '', 'a', [0, 0, 1, 1, 0, 1, 0, 3, 1, 0])).toEqual({
    resultId: '2',
    edits: [{ start: 7, deleteCount: 1, data: [3] }],
  });
  expect(memory.since('2', 'a', [0, 0, 1, 1, 0, 1, 0, 3, 1, 0])).toEqual({ resultId: '3', edits: [] });
  expect(memory.since('1', 'a', [0])).toEqual({ resultId: '4', data: [0] });
});

function decoded(data: readonly number[], text: string): string[] {
  const lines = text.split('\n');
  let [line, character] = [0, 0];
  const found: string[] = [];
  for (let index = 0; index < data.length; index += 5) {
    const [lines_ = 0, chars = 0, length = 0, type = 0, modifiers = 0] = data.slice(index, index + 5);
    line += lines_;
    character = lines_ === 0 ? character + chars : chars;
    const names = semanticLegend.tokenModifiers.filter((_, bit) => (modifiers & (1 << bit)) !== 0);
    found.push(
      `${line + 1}: ${lines[line]?.slice(character, character + length)} ${[semanticLegend.tokenTypes[type], ...names].join(' ')}`,
    );
  }
  return found;
}

test('a file, a part of it, and what is being typed are laid out', async () => {
  const text = 'site a{\nzone b   {level:1}\n\n\n  area c {\n}\n}\n';
  const { source } = await fixture(text);
  expect(applied(text, formatEdits(source.document))).toMatchInlineSnapshot(`
    "site a {
      zone b { level: 1 }

      area c {
      }
    }
    "
  `);
  expect(
    applied(text, formatRange(source.document, { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } })),
  ).toMatchInlineSnapshot(`
    "site a{
      zone b { level: 1 }


      area c {
    }
    }
    "
  `);
  const typed = await fixture('site a {\nsystem b {\n    kind: plc\n}$0\n}\n');
  expect(
    applied('site a {\nsystem b {\n    kind: plc\n}\n}\n', formatOnType(typed.source.document, scanOf(typed.source), typed.position, '}')),
  ).toMatchInlineSnapshot(`
    "site a {
      system b {
        kind: plc
      }
    }
    "
  `);
  const line = await fixture('site a {\n  system b {\n$0\n  }\n}\n');
  expect(
    applied('site a {\n  system b {\n\n  }\n}\n', formatOnType(line.source.document, scanOf(line.source), line.position, '\n')),
  ).toMatchInlineSnapshot(`
    "site a {
      system b {
        
      }
    }
    "
  `);
});

test('addresses in texts and comments lead there', async () => {
  const { source } = await fixture(plant);
  expect(documentLinks(scanOf(source), source.document).map(({ target }) => target)).toMatchInlineSnapshot(`
    [
      "https://example.org/why?x=1",
      "https://example.org/b",
    ]
  `);
});

test('a call says which argument is being typed', async () => {
  const help = async (text: string) => {
    const { source, position } = await fixture(`rule r {\n  for: every system s\n  require: ${text}\n}`);
    const found = signatureAt(source, position, modern);
    return found === null
      ? 'nothing'
      : `${found.signatures[0]?.label} | ${String(found.signatures[0]?.parameters?.[found.activeParameter ?? 0]?.label)}`;
  };
  expect(await help('reaches(s, $0')).toMatchInlineSnapshot(`"reaches(from, to, over: interfaces, avoiding: elements) -> yes or no | to"`);
  expect(await help('reaches(s, t, avoiding: $0)')).toMatchInlineSnapshot(
    `"reaches(from, to, over: interfaces, avoiding: elements) -> yes or no | avoiding: elements"`,
  );
  expect(await help('count(holders(s.owner$0))')).toMatchInlineSnapshot(
    `"holders(role, element) -> set of persons, teams and organisations | role"`,
  );
  expect(await help('count(s.interfaces) $0')).toBe('nothing');
});
