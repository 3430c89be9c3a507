import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDuration, type Duration, daysOf, formatDay, inDays } from './calendar.js';

const day = (text: string) => daysOf(text)?.first as number;
const span = (text: string) => {
  const days = daysOf(text);
  return days && `${formatDay(days.first)} to ${formatDay(days.last)}`;
};

test.each([
  ['2027', '2027-01-01 to 2027-12-31'],
  ['2027-Q1', '2027-01-01 to 2027-03-31'],
  ['2027-Q4', '2027-10-01 to 2027-12-31'],
  ['2028-02', '2028-02-01 to 2028-02-29'],
  ['2027-02', '2027-02-01 to 2027-02-28'],
  ['2027-W21', '2027-05-24 to 2027-05-30'],
  ['2026-W53', '2026-12-28 to 2027-01-03'],
  ['2025-W01', '2024-12-30 to 2025-01-05'],
  ['2027-06-30', '2027-06-30 to 2027-06-30'],
  ['2027-05-24T06:30', '2027-05-24T06:30 to 2027-05-24T06:30'],
  ['1900-02-28', '1900-02-28 to 1900-02-28'],
])('%s is %s', (text, days) => {
  expect(span(text)).toBe(days);
});

test.each(['0000', '2027-02-29', '2027-13', '2027-00', '2027-Q5', '2027-Q0', '2025-W53', '2027-W00', '2027-06-31', '2027-06-00'])(
  'no calendar has %s',
  (text) => {
    expect(daysOf(text)).toBeUndefined();
  },
);

test.each(['2027-05-24T24:00', '2027-05-24T06:60', '27', '2027-6', '2027-W1', '2027-06-30T06', 'x2027', '2027-05-24 06:00'])(
  '%s is not written as a date',
  (text) => {
    expect(daysOf(text)).toBeUndefined();
  },
);

test.each([
  ['2027-01-31', '1mo', '2027-02-28'],
  ['2028-01-31', '1mo', '2028-02-29'],
  ['2028-02-29', '1y', '2029-02-28'],
  ['2027-03-31', '18mo', '2028-09-30'],
  ['2027-12-15', '1mo', '2028-01-15'],
  ['2027-06-30', '2w', '2027-07-14'],
  ['2027-06-30', '36h', '2027-07-01T12:00'],
  ['2027-05-31T06:30', '1mo', '2027-06-30T06:30'],
])('%s and %s is %s', (from, duration, to) => {
  expect(formatDay(addDuration(day(from), durationOf(duration)))).toBe(to);
});

function durationOf(text: string): Duration {
  const [, amount, unit] = /^(\d+)(\w+)$/.exec(text) ?? [];
  return { amount: Number(amount), unit: unit as Duration['unit'] };
}

test('durations compare as days, with months of 30 and years of 365', () => {
  expect((['24h', '1d', '1w', '1mo', '1y', '1440min', '86400s'] as const).map((text) => inDays(durationOf(text)))).toEqual([
    1, 1, 7, 30, 365, 1, 1,
  ]);
});

const years = fc.integer({ min: 1900, max: 2150 });
const days = fc.integer({ min: day('1900-01-01'), max: day('2150-12-31') });
const pad = (value: number) => String(value).padStart(2, '0');

test('a day that is written is the day that is read', () => {
  fc.assert(
    fc.property(days, (date) => {
      expect(daysOf(formatDay(date))).toEqual({ first: date, last: date });
    }),
  );
});

test('a coarse date begins before it ends, and holds each of its days', () => {
  const coarse = fc.oneof(
    years.map(String),
    fc.tuple(years, fc.integer({ min: 1, max: 4 })).map(([year, quarter]) => `${year}-Q${quarter}`),
    fc.tuple(years, fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}-${pad(month)}`),
  );
  fc.assert(
    fc.property(coarse, (text) => {
      const found = daysOf(text);
      expect(found?.first).toBeLessThan(found?.last as number);
      const after = daysOf(formatDay((found?.last as number) + 1).slice(0, text.includes('Q') || text.length === 7 ? 7 : 4));
      expect(after?.first).toBe((found?.last as number) + 1);
    }),
  );
});

test('the weeks of the years follow one another from Monday to Sunday without a gap', () => {
  fc.assert(
    fc.property(years, (year) => {
      const weeks = Array.from({ length: 53 }, (_, index) => daysOf(`${year}-W${pad(index + 1)}`)).flatMap((week) => week ?? []);
      expect(weeks.length === 52 || weeks.length === 53).toBe(true);
      const next = daysOf(`${year + 1}-W01`);
      for (const [index, { first, last }] of weeks.entries()) {
        expect(new Date(first * 86_400_000).getUTCDay()).toBe(1);
        expect(last).toBe(first + 6);
        expect((weeks[index + 1] ?? next)?.first).toBe(last + 1);
      }
      expect(weeks[0]?.first).toBeLessThanOrEqual(day(`${year}-01-04`));
      expect(weeks[0]?.last).toBeGreaterThanOrEqual(day(`${year}-01-04`));
    }),
  );
});

test('adding months keeps the day of the month, or takes the last one there is', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 600 }), (date, amount) => {
      const sum = addDuration(date, { amount, unit: 'mo' });
      const [from, to] = [formatDay(date), formatDay(sum)];
      const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(months(to) - months(from)).toBe(amount);
      const isLast = formatDay(sum + 1).slice(8) === '01';
      expect(to.slice(8) === from.slice(8) || (isLast && to.slice(8) < from.slice(8))).toBe(true);
    }),
  );
});

test('adding a longer duration never comes out earlier', () => {
  const units = fc.constantFrom('d', 'w', 'mo', 'y' as const);
  fc.assert(
    fc.property(days, units, fc.nat(200), fc.nat(200), (date, unit, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(addDuration(date, { amount: less, unit })).toBeLessThanOrEqual(addDuration(date, { amount: more, unit }));
    }),
  );
});
