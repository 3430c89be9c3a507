// The same, and what needs a process: the oldest server that we test comes without what terminals need, and a browser has none.
export { run } from './mocha.js';

import './tests.js';
import './tasks.js';
