// Tells a build from all others by what is in it, so that what one of them kept is nothing to the next.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const placeholder = 'build-id-of-this-program';

/** Puts a digest of all that was bundled into the program; an esbuild plugin, since the digest is only known at the end. */
export const buildId = {
  name: 'build-id',
  setup: ({ onLoad, onEnd }) => {
    onLoad({ filter: /build-id\.ts$/ }, () => ({ contents: `export const buildId = '${placeholder}';` }));
    onEnd(({ metafile }) => {
      const files = Object.keys(metafile?.outputs ?? {}).sort();
      const texts = files.map((file) => [file, readFileSync(file, 'utf8')]);
      const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
      for (const [file, text] of texts) if (text.includes(placeholder)) writeFileSync(file, text.replaceAll(placeholder, digest));
    });
  },
};
