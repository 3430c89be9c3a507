export { type Formatted, format } from './format.js';
export { largestFile, parseWhole } from './parse-whole.js';
