/** Text for people, as Markdown. What comes from a model is shown as it is, and never as a link, an image or markup. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~&]/g, (char) => (char === '<' ? '&lt;' : char === '&' ? '&amp;' : `\\${char}`));
}

/** A message of Weir's: words of the language stand between back-ticks, all else is plain. */
export function message(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : plain(part)))
    .join('');
}

/** A description that its author wrote in Markdown: without links, images and HTML, which could lead or fetch elsewhere. */
export function description(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1');
}

export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const inner = text.includes('`') ? ` ${text} ` : text;
  return `${fence}${inner.replaceAll(/[\r\n]+/g, ' ')}${fence}`;
}

export function weirBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}weir\n${text}\n${fence}`;
}

/** The same without markup, for editors that show none. */
export function withoutMarkup(markdown: string): string {
  return markdown
    .replaceAll(/^`{3,}.*$\n?/gm, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(`+) ?([^`]+?) ?\1/g, '$2')
    .replaceAll(/\*\*|(?<=^|\s)_|_(?=\s|$)/gm, '')
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

/** The docs of the vocabulary use back-ticks for words of the language and nothing else. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
