import { helpPages } from '@weir/cli';

const { overview, pages } = await helpPages();

import { generatedPage, sections, textBlock } from './markdown.js';

/** The command line: the help as it is shown there. */
export function commandPage(): string {
  return generatedPage(
    'The command line',
    textBlock(overview),
    ...[...pages].map(([name, page]) => sections(`## weir ${name}`, textBlock(page))),
  );
}
