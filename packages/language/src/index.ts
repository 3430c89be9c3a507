export { parse, largestFile } from './parse.js';
