export * from './protocol.js';
export { startServer } from './server.js';
export type { CallOff, Surroundings } from './surroundings.js';
