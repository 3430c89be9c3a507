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
    setupFiles: ['scripts/object-group-by.mjs'],
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'weir',
          include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/vscode/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // In a real VS Code, one after the other and when all else is done: each of them takes the whole machine.
        extends: true,
        test: {
          name: 'vscode',
          include: ['test/vscode/**/*.test.ts'],
          maxWorkers: 1,
          // A window whose machine is busy elsewhere may miss a moment; what is broken is broken twice.
          retry: 1,
          testTimeout: 300_000,
          // The first of them brings VS Code.
          hookTimeout: 900_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
