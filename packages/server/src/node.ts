import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.js';
import type { Surroundings } from './surroundings.js';

/** Serves over two streams, such as standard input and output. The process ends when the editor says so, or is gone. */
export function serveStreams(input: object, output: object, surroundings: Surroundings): void {
  startServer(createConnection(ProposedFeatures.all, input as never, output as never), surroundings);
}
