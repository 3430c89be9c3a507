/** The head of a page that is wholly generated. */
export function generatedPage(title: string, ...blocks: readonly (string | undefined)[]): string {
  return `<!-- Written by \`npm run generate\`. Do not edit. -->\n\n${sections(`# ${title}`, ...blocks)}\n`;
}

/** Blocks with a blank line between; what is missing leaves none. */
export function sections(...blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== '').join('\n\n');
}

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n');
}

/** A heading and what stands under it, or nothing where there is nothing. */
export function under(heading: string, body: string | undefined): string | undefined {
  return body === undefined || body === '' ? undefined : `${heading}\n\n${body}`;
}

export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** A part of a landscape, coloured as such. */
export function weirBlock(text: string): string {
  return `\`\`\`weir-part\n${text}\n\`\`\``;
}

export function textBlock(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

/** Without what a reader of a narrow cell would see as the end of it. */
function inCell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}
