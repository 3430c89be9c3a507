export { format, type Formatted } from './format.js';
export { parse, largestFile } from './parse.js';
