import type { DurationUnit } from './source-facts.js';

/**
 * Days are numbers: 0 is 1970-01-01, fractions are the time of day. No time zones: a plant's dates are local.
 */
export interface Days {
  readonly first: number;
  readonly last: number;
}

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const dayLength = 86_400_000;

/** The days that `2027`, `2027-Q2`, `2027-W21`, `2027-06`, `2027-06-30` or `2027-05-24T06:00` covers; undefined when no calendar has them. */
export function daysOf(text: string): Days | undefined {
  const match = /^(\d{4})(?:-(?:Q(\d)|W(\d{2})|(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?))?$/.exec(text);
  if (match === null) return undefined;
  const [year, quarter, week, month, day, hour, minute] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || year === 0) return undefined;
  if (quarter !== undefined) return quarter >= 1 && quarter <= 4 ? monthsOf(year, quarter * 3 - 2, quarter * 3) : undefined;
  if (week !== undefined) return weekOf(year, week);
  if (month === undefined) return monthsOf(year, 1, 12);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return monthsOf(year, month, month);
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  const date = dayOf(year, month, day);
  if (hour === undefined || minute === undefined) return { first: date, last: date };
  if (hour > 23 || minute > 59) return undefined;
  const moment = date + (hour * 60 + minute) / 1440;
  return { first: moment, last: moment };
}

/** `2027-06-30`, with `T06:00` where the day has a time. */
export function formatDay(day: number): string {
  const iso = new Date(Math.round(day * dayLength)).toISOString();
  return Number.isInteger(day) ? iso.slice(0, 10) : iso.slice(0, 16);
}

/** Adds calendar months and years with the day clamped to the month's end, everything shorter as days. */
export function addDuration(day: number, { amount, unit }: Duration): number {
  if (unit !== 'mo' && unit !== 'y') return day + inDays({ amount, unit });
  const whole = Math.floor(day);
  const date = new Date(whole * dayLength);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = (Math.floor(months) % 12) + 1;
  return dayOf(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month))) + (day - whole);
}

/** For comparing: 1mo = 30d, 1y = 365d. */
export function inDays({ amount, unit }: Duration): number {
  return amount * daysIn[unit];
}

const daysIn: Record<DurationUnit, number> = {
  ms: 1 / dayLength,
  s: 1 / 86_400,
  min: 1 / 1440,
  h: 1 / 24,
  d: 1,
  w: 7,
  mo: 30,
  y: 365,
};

function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / dayLength;
}

function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

function monthsOf(year: number, from: number, to: number): Days {
  return { first: dayOf(year, from, 1), last: dayOf(year, to, daysInMonth(year, to)) };
}

/** ISO 8601: week 1 is the one with 4 January in it. */
function weekOf(year: number, week: number): Days | undefined {
  const first = mondayOf(dayOf(year, 1, 4)) + (week - 1) * 7;
  const isInYear = week >= 1 && first < mondayOf(dayOf(year + 1, 1, 4));
  return isInYear ? { first, last: first + 6 } : undefined;
}

/** 1970-01-01 was a Thursday; days before it are negative. */
function mondayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}
