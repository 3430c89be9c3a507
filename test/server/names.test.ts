import { expect, test } from 'vitest';
import type { Location, LocationLink } from 'vscode-languageserver';
import { ResponseError } from 'vscode-languageserver';
import { definitionAt, implementationAt, typeDefinitionAt } from '../../packages/server/src/features/definition.js';
import { highlightsAt, referencesAt } from '../../packages/server/src/features/references.js';
import { prepareRename, renameAt } from '../../packages/server/src/features/rename.js';
import { applied, type Fixture, fixture, marked, markedFiles, modern } from './fixture.js';

const plant = `-- plant.weir --
role boss
site mill "Mill" {
  assignment boss { held-by: kr-1 }
  zone kiln { level: 1 }
  area lime-kiln {
    zone: kiln
    system plc { kind: plc   owner: boss }
    system hmi { owner: boss   depends-on plc { } }
    interface hmi -> plc
    interface hmi -> lime-kiln.plc { protocol: s7comm   via: none }
  }
}
person kr-1
-- governance.weir --
extend mill.lime-kiln {
  waiver w-1 { rule: unowned-system   for: plc   reason: "x" }
}
waiver w-2 { rule: plc-is-old   for: mill.lime-kiln.plc }
view v { kind: zones   scope: mill }
rule plc-is-old "Old" {
  severity: note
  for: every system s where s = plc or s.zone = kiln
  require: reaches(s, lime-kiln.plc) and s.zone.kind != control
  message: "{s} is {plc.level}"
  because: "It is."
  unless: unowned-system by plc
}
profile strict { plc-is-old { severity: error }   off: plc-is-old }
`;

function at(mark: string, occurrence = 0): string {
  let index = -1;
  for (let count = 0; count <= occurrence; count++) index = plant.indexOf(mark, index + 1);
  return `${plant.slice(0, index + 1)}$0${plant.slice(index + 1)}`;
}

function shown(found: Fixture, links: Location[] | LocationLink[] | null): string {
  const places = (links ?? []).map((link) => ('uri' in link ? link : { uri: link.targetUri, range: link.targetSelectionRange }));
  const library = places.filter(({ uri }) => uri.startsWith('weir-library:')).map(({ uri, range }) => `${uri}:${range.start.line + 1}`);
  return [...library, linesMarked(markedFiles(found, places))].filter(Boolean).join('\n');
}

/** Only what has a mark, and the names of the files. */
function linesMarked(text: string): string {
  return text
    .split('\n')
    .filter((line) => /[«»]|^-- /.test(line))
    .join('\n');
}

async function definition(text: string): Promise<string> {
  const found = await fixture(text);
  return shown(found, await definitionAt(found.source, found.position, modern));
}

test('a name leads to its declaration, from wherever it stands', async () => {
  expect(await definition(at('plc   reason'))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }"
  `);
  expect(await definition(at('kiln.plc }'))).toMatchInlineSnapshot(`
    "-- plant.weir --
      area «lime-kiln» {"
  `);
  expect(await definition(at('boss   depends-on'))).toMatchInlineSnapshot(`
    "-- plant.weir --
    role «boss»"
  `);
  expect(await definition(at('plc { }'))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }"
  `);
  expect(await definition(at('plc or s'))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }"
  `);
  expect(await definition(at('plc.level'))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }"
  `);
  expect(await definition(at('plc-is-old { sev'))).toMatchInlineSnapshot(`
    "-- governance.weir --
    rule «plc-is-old» "Old" {"
  `);
  expect(await definition(at('mill.lime-kiln {'))).toMatchInlineSnapshot(`
    "-- plant.weir --
    site «mill» "Mill" {"
  `);
});

test('what the library declares is in its documents', async () => {
  expect(await definition(at('s7comm'))).toMatchInlineSnapshot(`"weir-library:/protocols.weir:51"`);
  expect(await definition(at('unowned-system   for'))).toMatchInlineSnapshot(`"weir-library:/rules/ownership.weir:3"`);
  expect(await definition('risk r\nrule x { maps: iec-62443-3-3/S$0R-5.2 }')).toMatchInlineSnapshot(`"weir-library:/frameworks.weir:54"`);
});

test('the type of an element, and what there is of it', async () => {
  const type = await fixture(at('plc { kind'));
  expect(shown(type, await typeDefinitionAt(type.source, type.position, modern))).toMatchInlineSnapshot(`"weir-library:/kinds.weir:9"`);
  const role = await fixture(at('boss\nsite'));
  expect(shown(role, await implementationAt(role.source, role.position, modern))).toMatchInlineSnapshot(`
    "-- plant.weir --
      assignment «boss» { held-by: kr-1 }"
  `);
  const zone = await fixture(at('kiln { level'));
  expect(shown(zone, await implementationAt(zone.source, zone.position, modern))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }
        system «hmi» { owner: boss   depends-on plc { } }"
  `);
});

test('all places that name an element, in all files, also inside expressions and paths', async () => {
  const found = await fixture(at('plc { kind'));
  expect(linesMarked(markedFiles(found, (await referencesAt(found.source, found.position, true)) ?? []))).toMatchInlineSnapshot(`
    "-- plant.weir --
        system «plc» { kind: plc   owner: boss }
        system hmi { owner: boss   depends-on «plc» { } }
        interface hmi -> «plc»
        interface hmi -> lime-kiln.«plc» { protocol: s7comm   via: none }
    -- governance.weir --
      waiver w-1 { rule: unowned-system   for: «plc»   reason: "x" }
    waiver w-2 { rule: plc-is-old   for: mill.lime-kiln.«plc» }
      for: every system s where s = «plc» or s.zone = kiln
      require: reaches(s, lime-kiln.«plc») and s.zone.kind != control
      message: "{s} is {«plc».level}"
      unless: unowned-system by «plc»"
  `);
  const rule = await fixture(at('plc-is-old "Old"'));
  expect(linesMarked(markedFiles(rule, (await referencesAt(rule.source, rule.position, false)) ?? []))).toMatchInlineSnapshot(`
    "-- governance.weir --
    waiver w-2 { rule: «plc-is-old»   for: mill.lime-kiln.plc }
    profile strict { «plc-is-old» { severity: error }   off: «plc-is-old» }"
  `);
});

test('in the file they are told apart by whether they declare it', async () => {
  const { source, position, files } = await fixture(at('plc { kind'));
  const highlights = (await highlightsAt(source, position)) ?? [];
  const kinds = highlights.map(({ kind, range }) => `${range.start.line + 1}:${range.start.character} ${kind === 3 ? 'write' : 'read'}`);
  expect(kinds).toMatchInlineSnapshot(`
    [
      "7:11 write",
      "8:42 read",
      "9:21 read",
      "10:31 read",
    ]
  `);
  expect(
    marked(
      files.get('plant.weir') ?? '',
      highlights.map(({ range }) => range),
    ),
  ).toContain('system «plc»');
});

async function renamed(text: string, newName: string): Promise<string> {
  const { source, position, analysis, files } = await fixture(text);
  const edits = await renameAt(source, position, newName);
  if (edits === null) return 'nothing';
  if (edits instanceof ResponseError) return edits.message;
  return [...files]
    .map(([name, before]) => {
      const after = applied(before, edits.get(analysis.uriOf(name)) ?? []);
      const changed = after.split('\n').filter((line, index) => line !== before.split('\n')[index]);
      return changed.length === 0 ? '' : `-- ${name} --\n${changed.join('\n')}`;
    })
    .filter(Boolean)
    .join('\n');
}

test('a new name stands everywhere, and only the last word of a path is replaced', async () => {
  expect(await renamed(at('plc { kind'), 'controller')).toMatchInlineSnapshot(`
    "-- plant.weir --
        system controller { kind: plc   owner: boss }
        system hmi { owner: boss   depends-on controller { } }
        interface hmi -> controller
        interface hmi -> lime-kiln.controller { protocol: s7comm   via: none }
    -- governance.weir --
      waiver w-1 { rule: unowned-system   for: controller   reason: "x" }
    waiver w-2 { rule: plc-is-old   for: mill.lime-kiln.controller }
      for: every system s where s = controller or s.zone = kiln
      require: reaches(s, lime-kiln.controller) and s.zone.kind != control
      message: "{s} is {controller.level}"
      unless: unowned-system by controller"
  `);
  expect(await renamed(at('mill.lime-kiln.plc'), 'works')).toMatchInlineSnapshot(`
    "-- plant.weir --
    site works "Mill" {
    -- governance.weir --
    extend works.lime-kiln {
    waiver w-2 { rule: plc-is-old   for: works.lime-kiln.plc }
    view v { kind: zones   scope: works }"
  `);
  expect(await renamed(at('boss\nsite'), 'head of works')).toMatchInlineSnapshot(`
    "-- plant.weir --
    role \`head of works\`
      assignment \`head of works\` { held-by: kr-1 }
        system plc { kind: plc   owner: \`head of works\` }
        system hmi { owner: \`head of works\`   depends-on plc { } }"
  `);
  expect(await renamed(at('plc-is-old "Old"'), 'old-plc')).toMatchInlineSnapshot(`
    "-- governance.weir --
    waiver w-2 { rule: old-plc   for: mill.lime-kiln.plc }
    rule old-plc "Old" {
    profile strict { old-plc { severity: error }   off: old-plc }"
  `);
});

test('renaming there and back gives the same text', async () => {
  const once = await fixture(at('plc { kind'));
  const edits = await renameAt(once.source, once.position, 'controller');
  if (edits === null || edits instanceof ResponseError) throw new Error('It cannot be renamed.');
  const after = [...once.files]
    .map(([name, text]) => `-- ${name} --\n${applied(text, edits.get(once.analysis.uriOf(name)) ?? [])}`)
    .join('');
  const index = after.indexOf('controller { kind');
  const back = await fixture(`${after.slice(0, index)}$0${after.slice(index)}`);
  const again = await renameAt(back.source, back.position, 'plc');
  if (again === null || again instanceof ResponseError) throw new Error('It cannot be renamed back.');
  expect([...back.files].map(([name, text]) => applied(text, again.get(back.analysis.uriOf(name)) ?? []))).toEqual([
    ...once.files.values(),
  ]);
});

test('what would come to mean something else is refused, with the reason', async () => {
  expect(await renamed(at('plc { kind'), 'hmi')).toMatchInlineSnapshot(`"There is already a system "mill.lime-kiln.hmi"."`);
  expect(await renamed(at('plc { kind'), ' ')).toMatchInlineSnapshot(`"A name has at least one letter."`);
  expect(await renamed(at('plc { kind'), 'a`b')).toMatchInlineSnapshot(
    `"A name stands on one line, without back-ticks and without blanks around it."`,
  );
  const library = await fixture(at('s7comm'));
  expect(await prepareRename(library.source, library.position)).toMatchObject({ message: expect.stringContaining('standard library') });
  const shadowing = 'site a {\n  area b { system x { depends-on y { } } }\n  system y\n}\nsystem $0z\n';
  expect(await renamed(shadowing, 'y')).toMatchInlineSnapshot(`
    "-- plant.weir --
    system y"
  `);
  expect(await renamed('site a {\n  system y\n  area b { system x { depends-on y { } }   system $0q }\n}\n', 'y')).toMatchInlineSnapshot(
    `"With this name "y", a name elsewhere would no longer mean the system "a.y". Choose another."`,
  );
});

test('weir.json follows the profile that it names', async () => {
  expect(
    await renamed('-- weir.json --\n{ "profile": "strict" }\n-- plant.weir --\nprofile s$0trict { extends: recommended }\n', 'firm'),
  ).toMatchInlineSnapshot(`
    "-- weir.json --
    { "profile": "firm" }
    -- plant.weir --
    profile firm { extends: recommended }"
  `);
});
