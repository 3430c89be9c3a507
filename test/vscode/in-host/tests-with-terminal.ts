// The same, and what only the newest server that we test has: terminals, and VS Code's own support of JSON.
export { run } from './mocha.js';

import './tests.js';
import './schema.js';
import './tasks.js';
