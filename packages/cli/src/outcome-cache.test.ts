import { defaults, type Project } from '@weir/workspace';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Terms } from './check-afresh.js';
import type { Outcome } from './outcome.js';
import { recalledOr } from './outcome-cache.js';

const project: Project = {
  folder: '/plant',
  configuration: defaults,
  configurationTexts: new Map([['weir.json', '{}']]),
  placeOf: () => ({ start: 0, end: 2 }),
  files: [
    { name: 'a.weir', text: 'site mill\n', imported: false },
    { name: 'b.weir', text: '', imported: true, pack: 'base' },
  ],
  projectsBelow: [],
  problems: [],
};
const outcome: Outcome = {
  findings: [],
  cards: [['own', { title: 'Ähm \ud800', aliases: [], because: '' }]],
  elements: 1,
  rules: 2,
  planned: 0,
};
const kept = await keptOf(project);

test('what was kept is recalled', async () => {
  expect(await recall(kept)).toEqual({ outcome, wasRecalled: true, kept });
});

test('what was cut short is found anew, wherever it was cut', async () => {
  for (let end = 0; end < kept.length; end++) expect(await recall(kept.subarray(0, end))).toEqual({ outcome, wasRecalled: false, kept });
});

test('what was damaged is found anew', async () => {
  const place = fc.integer({ min: 0, max: kept.length - 1 });
  const damaged = fc.oneof(
    fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, bits]) => kept.map((byte, index) => (index === at ? byte ^ bits : byte))),
    fc.tuple(place, fc.uint8Array({ minLength: 1 })).map(([at, more]) => Uint8Array.of(...kept.slice(0, at), ...more, ...kept.slice(at))),
    fc.uint8Array(),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      expect(await recall(bytes)).toEqual({ outcome, wasRecalled: false, kept });
    }),
    { numRuns: 1000 },
  );
});

const [first, second] = project.files;
test.each<[what: string, other: Partial<Project>]>([
  ['a text', { files: [{ ...first, text: 'site kiln\n' }, second] as Project['files'] }],
  [
    'where one text ends and the next begins',
    {
      files: [
        { ...first, text: 'site mill' },
        { ...second, text: '\n' },
      ] as Project['files'],
    },
  ],
  ['the order of files', { files: [second, first] as Project['files'] }],
  ['the name of a file', { files: [{ ...first, name: 'c.weir' }, second] as Project['files'] }],
  ['the pack of a file', { files: [{ ...first, pack: 'base' }, second] as Project['files'] }],
  ['who wrote a file', { files: [{ ...first, imported: true }, second] as Project['files'] }],
  ['the text of weir.json', { configurationTexts: new Map([['weir.json', '{ }']]) }],
  ['the name of a weir.json', { configurationTexts: new Map([['base/weir.json', '{}']]) }],
  ['the configuration', { configuration: { ...defaults, budget: 1 } }],
  ['a problem', { problems: [{ check: 'unreadable-file', message: '', at: { file: 'c.weir', start: 0, end: 0 }, related: [] }] }],
  ['the folder', { folder: '/kiln' }],
  ['a project below', { projectsBelow: ['mill'] }],
])('%s tells projects apart', async (_, other) => {
  expect(key(await keptOf({ ...project, ...other }))).not.toBe(key(kept));
});

test('what is too long to be kept is told all the same', async () => {
  const endless = { ...outcome, elements: { toJSON: () => 'x'.repeat(2 ** 29 - 30) } } as unknown as Outcome;
  const cache = { program: 'a build', read: async () => undefined, write: async () => expect.unreachable() };
  expect(await recalledOr(async () => endless, { cache, project, terms: { today: 0 } })).toBe(endless);
});

test('the terms and the program tell checks apart', async () => {
  const others = [
    await keptOf(project, { today: 1 }),
    await keptOf(project, { today: 0, profile: '' }),
    await keptOf(project, { today: 0, profile: 'strict' }),
    await keptOf(project, { today: 0 }, 'another build'),
    kept,
  ];
  expect(new Set(others.map(key)).size).toBe(others.length);
});

function key(content: Uint8Array): string {
  return Buffer.from(content).toString('latin1', 0, 64);
}

async function keptOf(of: Project, terms: Terms = { today: 0 }, program = 'a build'): Promise<Uint8Array> {
  let content = new Uint8Array();
  const cache = {
    program,
    read: async () => undefined,
    write: async (_: string, bytes: Uint8Array) => {
      content = Uint8Array.from(bytes);
    },
  };
  await recalledOr(async () => outcome, { cache, project: of, terms });
  return content;
}

/** What comes of a check, and what is kept after it. */
async function recall(content: Uint8Array): Promise<{ outcome: unknown; wasRecalled: boolean; kept: Uint8Array }> {
  let after = content;
  let wasRecalled = true;
  const cache = {
    program: 'a build',
    read: async () => content,
    write: async (_: string, bytes: Uint8Array) => {
      after = Uint8Array.from(bytes);
    },
  };
  const checkNow = async () => {
    wasRecalled = false;
    return outcome;
  };
  const result = await recalledOr(checkNow, { cache, project, terms: { today: 0 } });
  return { outcome: result, wasRecalled, kept: after };
}
