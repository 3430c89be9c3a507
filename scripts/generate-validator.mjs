// Compiles the JSON Schema of weir.json into code. Loading ajv takes 100 ms and needs `new Function`, which a strict CSP forbids.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv').default;
const standalone = require('ajv/dist/standalone').default;

const schema = JSON.parse(readFileSync('packages/workspace/schema/weir.schema.json', 'utf8'));
const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true, lines: true } });
const code = standalone(ajv, ajv.compile(schema)).replaceAll(
  /const (\w+) = require\("ajv\/dist\/runtime\/(\w+)"\)\.default;/g,
  (_, name, file) => `import ${name}Module from 'ajv/dist/runtime/${file}.js';\nconst ${name} = ${name}Module.default;`,
);
writeFileSync(
  'packages/workspace/src/generated/validate-configuration.js',
  `// Generated from schema/weir.schema.json by \`npm run generate\`. Do not edit.\n${code}`,
);
