import { daysOf, formatDay } from '@weir/model';
import organisation from './organisation.weir';
import products from './products.weir';
import site from './site.weir';
import configuration from './weir.json' with { type: 'json' };

/** The year that the starter's text is written in. */
const writtenIn = 2026;

/** The plant that `weir init` writes, by file name, with dates that make sense on the day. */
export function starterFor(today: number): ReadonlyMap<string, string> {
  return new Map([
    ['weir.json', `${JSON.stringify(configuration, null, 2)}\n`],
    ['organisation.weir', dated(organisation, today)],
    ['site.weir', dated(site, today)],
    ['products.weir', dated(products, today)],
  ]);
}

/** Years move along with the year; full dates, all of them of tests that were made, come to stand on the first day of last month. */
function dated(text: string, today: number): string {
  const month = formatDay(today).slice(0, 7);
  const lastMonth = formatDay((daysOf(month)?.first ?? today) - 1).slice(0, 7);
  return text
    .replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, `${lastMonth}-01`)
    .replaceAll(/\b20\d{2}\b(?!-\d{2}-)/g, (year) => String(Number(year) - writtenIn + Number(month.slice(0, 4))));
}
