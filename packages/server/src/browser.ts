import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { startServer } from './server.js';

/** As much of a worker as the server needs. */
export interface WorkerScope {
  readonly postMessage: (message: unknown) => void;
  readonly setTimeout: (run: () => void, milliseconds: number) => number;
  readonly clearTimeout: (timer: number) => void;
}

/** Serves in a web worker; whoever starts it says what day it is. */
export function serveWorker(scope: WorkerScope, today: () => number): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope as never),
    new BrowserMessageWriter(scope as never),
  );
  startServer(connection, {
    // A worker has no disk: all files are those that the client lends.
    hostOf: () => undefined,
    today,
    later: (milliseconds, run) => {
      const timer = scope.setTimeout(run, milliseconds);
      return () => scope.clearTimeout(timer);
    },
  });
}
