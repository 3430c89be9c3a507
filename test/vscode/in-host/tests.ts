// Bundled and run inside VS Code's extension host, in Node and in the browser alike.
export { run } from './mocha.js';

import './contributions.js';
import './language.js';
