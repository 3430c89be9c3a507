// The language server as a web worker, for browsers.
import { serveWorker, type WorkerScope } from '@weir/server/browser';

declare const self: WorkerScope;

serveWorker(self, () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000));
