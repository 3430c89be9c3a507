import { format } from '@weir/language';
import { formatDay } from '@weir/model';
import { bindProject, checkProject, defaults, type Project } from '@weir/workspace';
import { expect, test } from 'vitest';
import { starterFor } from './starter.js';

const days = [2026, 2027, 2028, 2035].flatMap((year) =>
  [0, 1, 5, 11].map((month) => Date.UTC(year, month, month === 1 ? 28 : 31) / 86_400_000),
);

test.each(days.map((day) => [formatDay(day), day] as const))(
  'the plant that is written on %s has nothing to mend, and no gaps',
  async (_, today) => {
    const { problems, findings } = checkProject(await bindProject(projectFrom(starterFor(today))), { today });
    expect(problems).toEqual([]);
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  },
);

test('it is laid out as weir fmt does, in lines that fit', () => {
  for (const [name, text] of starterFor(20_000)) {
    if (name.endsWith('.weir')) expect(format(text)).toEqual({ text, problems: [] });
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  }
});

function projectFrom(files: ReadonlyMap<string, string>): Project {
  return {
    folder: '/plant',
    configuration: { ...defaults, ...JSON.parse(files.get('weir.json') ?? '{}') },
    configurationTexts: new Map(),
    placeOf: () => ({ start: 0, end: 0 }),
    files: [...files].filter(([name]) => name.endsWith('.weir')).map(([name, text]) => ({ name, text, imported: false })),
    projectsBelow: [],
    problems: [],
  };
}
