import { describe } from '@weir/expression';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Client } from '../client.js';
import { elementCard } from '../element-card.js';
import { code, paragraphs, plain, withoutMarkup } from '../markdown.js';
import { type Meaning, meaningInFile } from '../meaning.js';
import { rangeOf } from '../ranges.js';
import type { Source } from '../source.js';
import { functionDoc, keywordDoc, memberDoc, propertyDoc, reservedDoc } from '../word-docs.js';

/** What the word under the cursor means. */
export async function hoverAt(source: Source, position: Position, client: Client): Promise<Hover | null> {
  const meaning = await meaningInFile(source, source.document.offsetAt(position));
  const markdown = meaning && markdownFor(meaning, source);
  if (meaning === undefined || markdown === undefined) return null;
  const contents = client.markdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
  return { contents, range: rangeOf(source.document, meaning.span) };
}

function markdownFor(meaning: Meaning, { analysis }: Source): string | undefined {
  switch (meaning.is) {
    case 'keyword':
      return keywordDoc(meaning.row);
    case 'property':
      return propertyDoc(meaning.key, meaning.row);
    case 'word':
      return paragraphs(`**${meaning.word.word}** ${meaning.word.doc}`, meaning.key === '' ? undefined : `A word of ${code(meaning.key)}.`);
    case 'element':
      return elementCard(meaning.element, analysis);
    case 'function':
      return functionDoc(meaning.row);
    case 'member':
      return memberDoc(meaning.member);
    case 'variable':
      return `**${plain(meaning.name)}** ${describe(meaning.type)}`;
    case 'reserved':
      return reservedDoc(meaning.word);
  }
}
