import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { replay } from './scenario.js';

const folder = new URL('.', import.meta.url);
const scenarios = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
const ajv = new Ajv2020();
const schemas = ['report', 'rules'].map((name) =>
  JSON.parse(readFileSync(new URL(`../../packages/report/schema/${name}.schema.json`, import.meta.url), 'utf8')),
);
const [isReport, isRuleList] = schemas.map((schema) => ajv.compile(schema));

// `vitest run test/cli -u` writes what the commands say now into the scenarios.
test.each(scenarios)('%s', async (name) => {
  const file = new URL(name, folder);
  const { text, json } = await replay(readFileSync(file, 'utf8'));
  for (const value of json) {
    const isValid = typeof value === 'object' && value !== null && 'findings' in value ? isReport : isRuleList;
    expect(isValid?.(value) ? [] : isValid?.errors).toEqual([]);
  }
  await expect(text).toMatchFileSnapshot(file.pathname);
});
