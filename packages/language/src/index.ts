export { type Formatted, format } from './format.js';
export { largestFile, parse } from './parse.js';
