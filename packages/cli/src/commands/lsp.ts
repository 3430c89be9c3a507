import { serveStreams } from '@weir/server/node';
import type { Command } from '../command.js';
import { diskHost } from '../disk-host.js';

/** Editors pass these to every server; there is one way to talk to this one. */
const ignored = 'Editors pass it; it changes nothing.';

export const lsp: Command = {
  name: 'lsp',
  usage: '',
  mostPaths: 0,
  summary: 'Serve an editor: the language server, over standard input and output.',
  details: [
    'Editors start it; it speaks the Language Server Protocol and ends when they do. docs/editors.md says how to set up Neovim, Emacs, Helix and JetBrains.',
  ],
  options: [
    { name: 'stdio', doc: ignored },
    { name: 'clientProcessId', value: 'id', doc: ignored },
  ],
  examples: [{ does: 'What an editor runs', line: 'weir lsp' }],
  run: (_, world) => {
    serveStreams(process.stdin, process.stdout, {
      hostOf: (origin) => (origin === 'file://' ? diskHost : undefined),
      today: () => world.today,
      later: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    // The connection ends the process: with 0 when the editor said goodbye, with 1 when it is just gone.
    return new Promise(() => {});
  },
};
