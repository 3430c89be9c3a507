// Leads what a bundle imports from a package straight to the module that has it.
//
// esbuild splits a bundle by files, and an index.ts that gathers a package ties its files together: a program that needs one of
// them now and the others only now and then would load all of them at every start.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sources = /[\\/]packages[\\/][a-z]+[\\/]src[\\/].*\.ts$/;

/** An esbuild plugin; those that put something in the place of a source file come before it. */
export const straightImports = {
  name: 'straight-imports',
  setup: ({ onLoad }) => {
    onLoad({ filter: sources }, ({ path }) => ({ contents: withStraightImports(readFileSync(path, 'utf8')), loader: 'ts' }));
  },
};

function withStraightImports(text) {
  return text.replaceAll(/^import \{([^}]*)\} from '(@weir\/[a-z]+(?:\/[a-z-]+)?)';$/gm, (written, names, entry) => {
    const modules = modulesOf(entry);
    const imported = names.split(',').flatMap((name) => name.trim() || []);
    const values = imported.filter((name) => !name.startsWith('type '));
    if (modules === undefined || !values.every((name) => modules.has(name.split(' as ')[0]))) return written;
    return values.map((name) => `import { ${name} } from ${JSON.stringify(modules.get(name.split(' as ')[0]))};`).join(' ');
  });
}

const known = new Map();

/** The file that has it, by the name that an entry exports. */
function modulesOf(entry) {
  const [, name, inner] = entry.split('/');
  const file = `packages/${name}/src/${inner ?? 'index'}.ts`;
  if (!known.has(entry)) known.set(entry, existsSync(file) ? new Map(exportsOf(join(process.cwd(), file))) : undefined);
  return known.get(entry);
}

function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  const moduleAt = (written) => join(dirname(file), written.replace(/\.js$/, '.ts'));
  const all = [...text.matchAll(/^export \* from '(.*)';$/gm)].flatMap(([, from]) => exportsOf(moduleAt(from)));
  const some = [...text.matchAll(/^export \{([^}]*)\} from '(.*)';$/gm)].flatMap(([, names, from]) => {
    const inside = new Map(exportsOf(moduleAt(from)));
    return names.split(',').flatMap((name) => {
      const plain = name.trim();
      return inside.has(plain) ? [[plain, inside.get(plain)]] : [];
    });
  });
  const own = [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name]) => [name, file]);
  return [...all, ...some, ...own];
}
