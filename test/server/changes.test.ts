import { expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { codeActions, resolveAction } from '../../packages/server/src/features/code-actions.js';
import { renamedFileEdits } from '../../packages/server/src/features/rename-files.js';
import { analysed, applied, type Fixture, fixture, modern } from './fixture.js';

const context = { client: modern, openDocument: () => undefined };

async function actionsAt(text: string, only?: string[]): Promise<{ readonly found: Fixture; readonly actions: CodeAction[] }> {
  const found = await fixture(text);
  const range = { start: found.position, end: found.position };
  const actions = codeActions(found.source, range, { diagnostics: [], ...(only && { only }) }, context);
  return { found, actions };
}

/** The titles, with a mark at those that are surely meant. */
async function offered(text: string): Promise<string> {
  const { actions } = await actionsAt(text);
  return actions.map(({ title, isPreferred }) => `${isPreferred ? '* ' : '  '}${title}`).join('\n');
}

/** The files after an action: those that changed. */
async function after(text: string, title: string | RegExp): Promise<string> {
  const { found, actions } = await actionsAt(text);
  const action = actions.find((candidate) => (typeof title === 'string' ? candidate.title === title : title.test(candidate.title)));
  if (action === undefined) return `There is only:\n${actions.map((candidate) => candidate.title).join('\n')}`;
  return changed(found, action);
}

function changed({ files, analysis }: Fixture, action: CodeAction): string {
  const edits = (resolveAction(action, analysis, context).edit?.documentChanges ?? []).filter(
    (change): change is TextDocumentEdit => 'edits' in change,
  );
  const names = new Map([...files.keys()].map((name) => [analysis.uriOf(name), name]));
  return edits
    .map(({ textDocument: { uri }, edits: ofFile }) => {
      const name = names.get(uri) ?? uri;
      return `-- ${name} --\n${applied(
        files.get(name) ?? '',
        ofFile.filter((edit) => 'newText' in edit),
      )}`;
    })
    .join('');
}

test('a word that means nothing is replaced by the one that was meant', async () => {
  expect(await offered('system plc { kind: pcl$0 }')).toMatchInlineSnapshot(`"* Change to \`pc\`"`);
  expect(await after('system plc { onwer$0: none }', /Change/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    system plc { owner: none }"
  `);
  expect(await after('zone a { kind: dnz$0 }', /Change/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    zone a { kind: dmz }"
  `);
  expect(await after('waiver w { rule: unowned-sistem$0 }', /Change/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    waiver w { rule: unowned-system }"
  `);
  expect(await after('rule r { maps: iec-62443-3-3/SR-5$0.22 }', /Change/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    rule r { maps: iec-62443-3-3/SR-5.2 }"
  `);
});

test('a name that can mean several is replaced by the whole name of one', async () => {
  const text = 'site a { system x }\nsite b { system x }\nsystem c { runs-on: x$0 }';
  expect(await offered(text)).toMatchInlineSnapshot(`
    "  Use system \`a.x\`
      Use system \`b.x\`"
  `);
  expect(await after(text, /b\.x/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    site a { system x }
    site b { system x }
    system c { runs-on: b.x }"
  `);
});

const unowned = `-- plant.weir --
role boss
role helper
site mill {
  zone kiln { level: 1   owner: boss }
  area line {
    system a { owner: boss   zone: kiln   criticality: low }
    system p$0lc { zone: kiln   kind: plc   criticality: high   level: 1 }
  }
}
-- waivers.weir --
waiver w-2026-007 { rule: mixed-zone   for: mill   approver: boss   reason: "x" }
`;

test('what is missing is stated with what others like it have', async () => {
  expect(await offered(unowned)).toMatchInlineSnapshot(`
    "  State \`product: none\` in "plc"
    * State \`owner: boss\` in "plc"
      Accept "critical-system-without-backup" for a time: write a waiver
      Accept "critical-system-without-backup" for a time: write a waiver into "plc"
      Accept "unowned-system" for a time: write a waiver
      Accept "unowned-system" for a time: write a waiver into "plc""
  `);
  expect(await after(unowned, /State `owner: boss`/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    role boss
    role helper
    site mill {
      zone kiln { level: 1   owner: boss }
      area line {
        system a { owner: boss   zone: kiln   criticality: low }
        system plc { owner: boss   zone: kiln   kind: plc   criticality: high   level: 1 }
      }
    }
    "
  `);
});

test('what mends two findings is offered once', async () => {
  const titles = (await offered('system p$0lc { owner: none }')).split('\n').map((line) => line.slice(2));
  expect(titles.filter((title) => title === 'State `criticality: low` in "plc"')).toHaveLength(1);
  expect(new Set(titles).size).toBe(titles.length);
});

test('a finding is accepted by a waiver that says all it must', async () => {
  expect(await after(unowned, 'Accept "unowned-system" for a time: write a waiver')).toMatchInlineSnapshot(`
    "-- waivers.weir --
    waiver w-2026-007 { rule: mixed-zone   for: mill   approver: boss   reason: "x" }

    waiver w-2026-008 "A system that nobody answers for" {
      rule: unowned-system   for: plc
      category: time-boxed
      reason: "Say here why this may be, and what lowers the risk meanwhile."
      approver: boss   approved: 2026-11-24   expires: 2027-05-24
    }
    "
  `);
  expect(await after(unowned, /into "plc"/)).toMatchInlineSnapshot(`
    "-- plant.weir --
    role boss
    role helper
    site mill {
      zone kiln { level: 1   owner: boss }
      area line {
        system a { owner: boss   zone: kiln   criticality: low }
        system plc { zone: kiln   kind: plc   criticality: high   level: 1
          waiver w-2026-008 "A critical system without a complete backup" {
            rule: critical-system-without-backup
            category: time-boxed
            reason: "Say here why this may be, and what lowers the risk meanwhile."
            approver: boss   approved: 2026-11-24   expires: 2027-05-24
          }
        }
      }
    }
    "
  `);
});

test('a waiver that was written covers its finding, and has nothing to be found about', async () => {
  const written = (await after(unowned, 'Accept "unowned-system" for a time: write a waiver')).replace('-- waivers.weir --\n', '');
  const { files } = await fixture(unowned);
  const { findings } = await analysed(new Map([...files, ['waivers.weir', written]]));
  expect(findings.filter(({ rule }) => rule === 'unowned-system').map(({ waiver }) => waiver?.name)).toEqual(['w-2026-008']);
  expect(findings.filter(({ at, severity }) => at.file === 'waivers.weir' && severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
});

test('a conduit is declared where one is lacking, and the finding is gone', async () => {
  const text = `site mill {
  zone dmz { level: 3.5   kind: dmz }
  zone cell { level: 2   kind: control }
  system mirror { zone: dmz }
  system hmi { zone: cell }
  interface mir$0ror -> hmi { protocol: opc-ua   reads: process-value }
}
`;
  const mended = await after(text, /conduit/);
  expect(mended).toMatchInlineSnapshot(`
    "-- plant.weir --
    site mill {
      zone dmz { level: 3.5   kind: dmz }
      zone cell { level: 2   kind: control }
      system mirror { zone: dmz }
      system hmi { zone: cell }
      interface mirror -> hmi { protocol: opc-ua   reads: process-value }
      conduit dmz-cell "dmz to cell" {
        between: dmz, cell   default: deny
        permit dmz -> cell { protocol: opc-ua }
      }
    }
    "
  `);
  const { findings } = await analysed(new Map([['plant.weir', mended.replace('-- plant.weir --\n', '')]]));
  expect(findings.filter(({ rule }) => rule === 'undeclared-crossing')).toEqual([]);
});

test('what is said twice is deleted', async () => {
  expect(await after('system a {\n  level: 1\n  level$0: 2\n  kind: plc\n}\n', 'Delete it here')).toMatchInlineSnapshot(`
    "-- plant.weir --
    system a {
      level: 1
      kind: plc
    }
    "
  `);
});

test('all that is surely a slip of the pen is mended at once', async () => {
  const { found, actions } = await actionsAt('$0system a { onwer: none   kind: pcl }\nzone b { kind: dnz }\n', ['source.fixAll']);
  expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.weir']);
  expect(changed(found, actions[0] as CodeAction)).toMatchInlineSnapshot(`
    "-- plant.weir --
    system a { owner: none   kind: pc }
    zone b { kind: dmz }
    "
  `);
});

test('every quick fix of a word removes its finding and adds no error', async () => {
  const text =
    'system a { onwer: none   kind: pcl   safety: sil2 }\nzone b { kind: dnz   owner: none }\nwaiver w { rule: unowned-sistem }\n';
  const { source, analysis } = await fixture(text);
  for (const finding of analysis.findings.filter(({ rule }) => rule === 'unknown-word' || rule === 'unresolved-name')) {
    const range = { start: source.document.positionAt(finding.at.start), end: source.document.positionAt(finding.at.start) };
    for (const action of codeActions(source, range, { diagnostics: [] }, context).filter(({ isPreferred }) => isPreferred)) {
      const edits = resolveAction(action, analysis, context).edit?.documentChanges?.[0] as TextDocumentEdit;
      const next = await analysed(
        new Map([
          [
            'plant.weir',
            applied(
              text,
              edits.edits.filter((edit) => 'newText' in edit),
            ),
          ],
        ]),
      );
      expect(next.findings.filter(({ message }) => message === finding.message)).toEqual([]);
      const errors = (findings: typeof next.findings) => findings.filter(({ severity }) => severity === 'error').length;
      expect(errors(next.findings)).toBeLessThanOrEqual(errors(analysis.findings));
    }
  }
});

test('an area moves into a file of its own, and nothing changes its meaning', async () => {
  const text = `site mill {
  /** Burns lime. */
  area ki$0ln {
    system plc
    interface plc -> hmi
  }
  system hmi
}
`;
  const moved = await after(text, /Move area "kiln"/);
  expect(moved).toMatchInlineSnapshot(`
    "-- file:///work/plant/kiln.weir --
    extend mill {
      /** Burns lime. */
      area kiln {
        system plc
        interface plc -> hmi
      }
    }
    -- plant.weir --
    site mill {
      system hmi
    }
    "
  `);
  const parts = moved.split(/^-- (.+) --\n/m).slice(1);
  const files = new Map(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part.split('/').at(-1) ?? '', parts[index + 1] ?? ''] as const] : [])),
  );
  const paths = ({ landscape }: Awaited<ReturnType<typeof analysed>>) =>
    landscape.elements
      .filter(({ ring }) => ring === 'project')
      .map(({ type, path }) => `${type} ${path}`)
      .toSorted();
  expect(paths(await analysed(files))).toEqual(paths((await fixture(text)).analysis));
});

test('weir.json follows files that are called otherwise', async () => {
  const text =
    '-- weir.json --\n{ "imports": ["scan/nets.weir"], "exclude": ["old"] }\n-- plant.weir --\nsystem a$0\n-- scan/nets.weir --\n';
  const { analysis, files } = await fixture(text);
  const rename = (oldUri: string, newUri: string) =>
    applied(
      files.get('weir.json') ?? '',
      renamedFileEdits([{ oldUri: `file:///work/plant/${oldUri}`, newUri: `file:///work/plant/${newUri}` }], 'file://', analysis),
    );
  expect(rename('scan', 'import')).toMatchInlineSnapshot(`
    "{ "imports": ["import/nets.weir"], "exclude": ["old"] }
    "
  `);
  expect(rename('old', 'archive/old')).toMatchInlineSnapshot(`
    "{ "imports": ["scan/nets.weir"], "exclude": ["archive/old"] }
    "
  `);
  expect(rename('plant.weir', 'mill.weir')).toBe(files.get('weir.json'));
});
