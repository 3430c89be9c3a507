import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '@weir/language/parse';
import { bind, daysOf, type Finding } from '@weir/model';
import { check, gapRule } from '@weir/rules';
import { standardLibrary } from '@weir/workspace';
import { describe, expect, test } from 'vitest';

// Whole plants, as outsiders would write them. Each line says what is found there: `// expect: flow-around-dmz + session-past-dmz, unowned-system`
// is two findings, the first with a note, `3 x some-rule` three alike, and `(some-rule)` a finding that a waiver covers. Where a plant asks for
// gaps too, `// gaps: zone, level` are the facts that rules wait for.

const folder = 'test/plants';

describe.each(readdirSync(folder).filter((name) => name.endsWith('.weir')))('%s', (name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const findings = findingsIn(name, text);

  test('has the findings that its practitioners expect, and no others', () => {
    const found = findings.filter(({ rule }) => rule !== gapRule);
    expect(byLine(text, found, shown)).toEqual(marked(text, 'expect'));
  });

  test.runIf(text.includes('// gaps are marked'))('asks for what nobody has said, and for nothing else', () => {
    const gaps = findings.filter(({ rule }) => rule === gapRule);
    expect(byLine(text, gaps, ({ message }) => /`(.*?)`/.exec(message)?.[1] ?? 'complete')).toEqual(marked(text, 'gaps'));
  });
});

/** Rules that ask for records to be complete: in a small plant they would say nothing about what it is there for. */
const bookkeeping = new Set(
  [
    'unowned-system unowned-zone role-without-holder system-without-criticality unassigned-activity unassigned-activity-off-site',
    'site-without-ot-security site-without-incident-plan site-without-incident-roles',
    'zone-without-target zone-without-isolation unwatched-zone permissive-conduit unused-permit',
  ].flatMap((line) => line.split(' ')),
);

const smallPlants = readFileSync(`${folder}/small-plants.txt`, 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((section) => /^(.*)\n([\s\S]*)\n--- (.*)\s*$/.exec(section)?.slice(1) ?? [section]);

test.each(smallPlants)('%s', (_, text = '', expected = '') => {
  const found = findingsIn('plant.weir', `// as of 2026-11-24\n${text}`).filter(({ rule }) => rule !== gapRule && !bookkeeping.has(rule));
  expect(found.map(shown).toSorted().join(', ') || 'nothing').toBe(expected);
});

function findingsIn(name: string, text: string): readonly Finding[] {
  const facts = parse(name, text);
  const { landscape, problems } = bind({ files: [{ facts, ring: 'project', imported: false }], around: standardLibrary(), complete: [] });
  const date = /as of (\S+)/.exec(text)?.[1] ?? '';
  expect(facts.problems).toEqual([]);
  return check({ landscape, problems, today: daysOf(date)?.first ?? 0, budget: 50_000_000 }).findings;
}

function shown({ rule, notes, waiver }: Finding): string {
  const whole = [rule, ...notes.map((note) => note.rule).toSorted()].join(' + ');
  return waiver === undefined ? whole : `(${whole})`;
}

/** `12: flow-around-dmz, 3 x unowned-system`, for each line that has any. */
function byLine(text: string, findings: readonly Finding[], show: (finding: Finding) => string): readonly string[] {
  const lines = new Map<number, string[]>();
  for (const finding of findings) {
    const line = text.slice(0, finding.at.start).split('\n').length;
    lines.set(line, [...(lines.get(line) ?? []), show(finding)]);
  }
  return [...lines].toSorted(([a], [b]) => a - b).map(([line, labels]) => `${line}: ${counted(labels)}`);
}

function counted(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels.toSorted()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => (count === 1 ? label : `${count} x ${label}`)).join(', ');
}

function marked(text: string, key: 'expect' | 'gaps'): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = new RegExp(`// ${key}: (.*?)(?: +// |$)`).exec(line)?.[1];
    return found === undefined ? [] : [`${index + 1}: ${found.trim()}`];
  });
}
