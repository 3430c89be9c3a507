import { readFileSync } from 'node:fs';
import { code, table } from './markdown.js';

const schema: { readonly properties: Readonly<Record<string, { readonly description: string }>> } = JSON.parse(
  readFileSync('packages/workspace/schema/weir.schema.json', 'utf8'),
);

/** The keys of weir.json, from the schema that it is checked with. */
export function configurationTable(): string {
  return table(
    ['Key', 'Meaning'],
    Object.entries(schema.properties)
      .filter(([key]) => key !== '$schema')
      .map(([key, { description }]) => [code(key), description]),
  );
}
