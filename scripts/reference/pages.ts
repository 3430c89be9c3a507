import type { Landscape } from '@weir/model';
import {
  activityTable,
  frameworksPage,
  frameworkTable,
  functionTable,
  kindsPage,
  kindTable,
  protocolsPage,
  protocolTable,
} from './catalogue.js';
import { commandPage } from './command-page.js';
import { configurationTable } from './configuration-table.js';
import { elementsPage, elementTables, relationTable } from './element-tables.js';
import { rulePages, ruleTable } from './rule-pages.js';

/** The pages that are wholly generated, by their path below `docs/`. */
export function referencePages(library: Landscape): ReadonlyMap<string, string> {
  return new Map([
    ['command-line.md', commandPage()],
    ['reference/elements.md', elementsPage(library.vocabulary)],
    ['reference/kinds.md', kindsPage(library)],
    ['reference/protocols.md', protocolsPage(library)],
    ['reference/frameworks.md', frameworksPage(library)],
    ...[...rulePages(library)].map(([name, page]) => [`rules/${name}`, page] as const),
  ]);
}

/** A page written by hand, with the tables in it made anew: what stands between `<!-- generated: name -->` and `<!-- end -->`. */
export function withTables(page: string, library: Landscape): string {
  const tables: Readonly<Record<string, () => string>> = {
    elements: () => elementTables(library.vocabulary),
    relations: () => relationTable(library.vocabulary),
    functions: functionTable,
    kinds: () => kindTable(library),
    protocols: () => protocolTable(library),
    activities: () => activityTable(library),
    frameworks: () => frameworkTable(library),
    rules: () => ruleTable(library, 'rule', 'rules/'),
    checks: () => ruleTable(library, 'check', 'rules/'),
    configuration: configurationTable,
  };
  return page.replaceAll(/(<!-- generated: ([a-z]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`Nothing generates a table called "${name}".`);
    return `${begin}\n${table()}\n\n${end}`;
  });
}
