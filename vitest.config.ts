import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      // The build bundles the library's .weir files as text; tests read the same files the same way.
      name: 'weir-text',
      async load(id) {
        if (!id.endsWith('.weir')) return undefined;
        return `export default ${JSON.stringify(await readFile(id, 'utf8'))}`;
      },
    },
  ],
  ssr: { resolve: { conditions: ['source', 'node'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['scripts/object-group-by.mjs'],
    testTimeout: 60_000,
  },
});
