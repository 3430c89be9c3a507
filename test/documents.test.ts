import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parse } from '@weir/language/parse';
import { bind, daysOf, type Finding } from '@weir/model';
import { check, gapRule } from '@weir/rules';
import { standardLibrary, testRules } from '@weir/workspace';
import { describe, expect, test } from 'vitest';

// Whoever writes a plant from these pages must be able to trust every line of them.

/** What the file is called that a block is checked as. */
const block = 'block.weir';

const pages = ['.', 'docs', 'docs/reference', 'docs/rules', '.github', 'examples']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => (folder === '.' ? name : `${folder}/${name}`)))
  .filter((path) => path.endsWith('.md'))
  .toSorted();

const blocks = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(weir(?:-part)?)\n([\s\S]*?)^```$/gm)].map(({ 1: is, 2: text = '', index }) => ({
    is,
    text,
    place: `${page}:${lineAt(page, index)}`,
  })),
);

describe('a block of Weir can be read', () => {
  test.each(blocks)('$place', ({ text }) => {
    expect(parse(block, text).problems.map(({ message, start }) => `${message} (${text.slice(start, start + 20)})`)).toEqual([]);
  });
});

const whole = blocks.filter(({ is }) => is === 'weir');

describe('a whole landscape on a page says nothing that the language does not know', () => {
  test.each(whole)('$place', ({ text }) => {
    const checks = new Set(
      standardLibrary()
        .byType.get('check')
        ?.map(({ name }) => name),
    );
    const mistakes = findingsIn(text).filter(
      ({ rule, severity, verdict, at }) =>
        at.file === block && ((checks.has(rule) && rule !== gapRule && severity !== 'note') || verdict === 'not-evaluated'),
    );
    expect(mistakes.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

test('README shows the errors of the plant on it', () => {
  const [, plant = '', shown = ''] =
    /^```weir\n([\s\S]*?)^```$[\s\S]*?^```text\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  const errors = findingsIn(plant).filter(({ severity, at }) => severity === 'error' && at.file === block);
  expect(
    shown
      .trim()
      .split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, '  ')),
  ).toEqual(errors.map(({ severity, message, rule }) => `${severity}  ${message}  ${rule}`));
});

describe('the examples of a rule on a page hold', () => {
  const withRules = whole.filter(({ text }) => /^rule /m.test(text));
  test.each(withRules)('$place', async ({ text }) => {
    const { landscape } = bound(text);
    const rules = (landscape.byType.get('rule') ?? []).filter(({ ring }) => ring === 'project');
    const results = await testRules(landscape, rules, 1_000_000);
    expect(results.length).toBeGreaterThan(1);
    expect(results.flatMap(({ title, reason }) => (reason === undefined ? [] : `${title}: ${reason}`))).toEqual([]);
  });
});

describe('links lead somewhere', () => {
  test.each(pages)('%s', (page) => {
    const prose = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(({ 1: link }) =>
      link === undefined || /^[a-z]+:/.test(link) ? [] : link,
    );
    expect(links.filter((link) => !leads(page, link))).toEqual([]);
  });
});

function findingsIn(text: string): readonly Finding[] {
  const { landscape, problems } = bound(text);
  return check({ landscape, problems, today: daysOf('2026-11-24')?.first ?? 0, budget: 1_000_000 }).findings;
}

function bound(text: string) {
  const facts = parse(block, text);
  return bind({ files: [{ facts, ring: 'project', imported: false }], around: standardLibrary(), complete: [] });
}

function leads(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).has(anchor);
}

const known = new Map<string, ReadonlySet<string>>();

/** The anchors that a Markdown page gets for its headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors =
    known.get(page) ??
    new Set(
      [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );
  known.set(page, anchors);
  return anchors;
}

function lineAt(page: string, offset: number): number {
  return readFileSync(page, 'utf8').slice(0, offset).split('\n').length;
}
